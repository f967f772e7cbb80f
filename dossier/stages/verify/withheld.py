"""Dossier and what git tracks -> warnings about captures that are withheld and yet in the open."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from dossier.model.dossier import Dossier
from dossier.problems import Problem, short
from dossier.stages.verify.places import place_of


def withheld_in_the_open(dossier: Dossier, tracked: frozenset[str]) -> Iterator[Problem]:
    """Excerpts withhold nothing while the whole capture lies in a repository; `tracked` are the files in it."""
    anchored = dossier.traced.anchored
    for source in sorted(anchored.excerpted):
        path = anchored.captures[source].path
        if path in tracked:
            yield Problem(
                at=place_of(dossier, ("source", source, "capture")),
                what=f"only excerpts of «{short(path)}» are published, and git keeps all of it: whoever may read the repository reads it",
                mend=f"keep the repository private, or take the file out of it: git rm --cached {shlex.quote(path)}, and name it in .gitignore (docs/publishing.md)",
                level="warning",
            )
