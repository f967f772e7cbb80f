"""The authoring verb `impact`: what rests on a source, an actor, a claim or an annotation, before it is changed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

from dossier import pipeline
from dossier.impact.bearing import Impact, resting
from dossier.impact.subject import Unknown, named
from dossier.impact.telling import told
from dossier.model.output import OutputFile
from dossier.stages.compose import addresses

__all__ = ["Impact", "Unknown", "links", "named", "of", "resting", "told"]

_HREF = re.compile(r'\bhref="([^"]*)"')


def of(root: Path, written: str) -> Impact:
    """What rests on `written` in the dossier in `root`. Raises BuildFailed, and Unknown for a name that is none."""
    dossier, _ = pipeline.evidence(root)
    subject = named(dossier, written)
    return resting(dossier, subject, links(pipeline.pages(root, dossier)))


def links(pages: Iterable[OutputFile]) -> Mapping[str, frozenset[str]]:
    """The addresses on the site to which each page leads; those of the 404 page, which is no one's, are left out."""
    return {
        page.path: frozenset(_targets(page.path, page.content.decode()))
        for page in pages
        if page.path != addresses.NOT_FOUND
    }


def _targets(path: str, html: str) -> Iterator[str]:
    for match in _HREF.finditer(html):
        to, mark, fragment = unescape(match[1]).partition("#")
        if ":" in to or to.startswith("/"):
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
        yield f"{place}{mark}{fragment}"
