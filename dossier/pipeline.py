"""The whole flow: a dossier's folder in, the files of its site out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from dossier import tracked
from dossier.model.dossier import Dossier
from dossier.model.output import OutputFile
from dossier.problems import Problem
from dossier.stages import anchor, compose, export, index, link, read, render, seal, trace, validate, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a dossier holds, in numbers, and what is odd in it but no fault."""

    sources: int
    briefings: int
    annotations: int
    pages: int
    warnings: tuple[Problem, ...]


def evidence(root: Path) -> tuple[Dossier, tuple[Problem, ...]]:
    """The dossier in `root`, checked, and the warnings about it. Raises BuildFailed."""
    entities = validate.entities(read.content(root))
    anchored = anchor.quotes(entities, read.captures(root, entities))
    dossier = link.dossier(trace.mentions(anchored))
    return dossier, verify.rules(dossier)


def make(root: Path, review: bool = False) -> tuple[Summary, Iterator[OutputFile]]:
    """All that the site consists of, file by file; what can fail has been checked before the first.

    With `review` also the sheet for a second reader, which no published site has.
    """
    dossier, warnings = evidence(root)
    if dossier.traced.anchored.excerpted:
        warnings += tuple(verify.withheld_in_the_open(dossier, tracked.by_git(root)))
    records = dossier.traced.anchored.entities.records
    templates = read.templates(root)
    words = read.words(templates, records.site.language)
    desk = compose.desk(dossier, words)
    pages = tuple(compose.pages(desk, for_review=review))
    summary = Summary(
        sources=len(records.sources) - len(records.withdrawn_sources),
        briefings=len(records.briefings),
        annotations=len(dossier.annotations),
        pages=len(pages),
        warnings=warnings,
    )
    files = chain(
        render.pages(pages, templates, words),
        render.assets(templates),
        index.files(compose.searchable(desk), words),
        export.files(dossier),
    )
    return summary, seal.files(files, dossier.traced.anchored)


def pages(root: Path, dossier: Dossier) -> Iterator[OutputFile]:
    """The pages alone, as the site has them."""
    templates = read.templates(root)
    words = read.words(templates, dossier.traced.anchored.entities.records.site.language)
    return render.pages(compose.pages(compose.desk(dossier, words)), templates, words)


def check(root: Path) -> Summary:
    """Everything that a build does except writing. Raises BuildFailed."""
    summary, files = make(root)
    for _ in files:
        pass
    return summary
