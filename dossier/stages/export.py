"""Dossier -> the files beside the pages: data for others to work with."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

from dossier.model.dossier import Dossier
from dossier.model.output import OutputFile

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula


def files(dossier: Dossier) -> Iterator[OutputFile]:
    for export in EXPORTS:
        yield export(dossier)


def mentions(dossier: Dossier) -> OutputFile:
    """Every mention: offsets in code points of the decoded capture, proclitics left out."""
    captures = dossier.traced.anchored.captures
    rows = sorted(
        (captures[source].path, m.span.start, m.span.end, m.actor, source, m.surface, m.by, m.rule)
        for source, found in dossier.traced.mentions.items()
        for m in found
    )
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("source", "capture", "start", "end", "surface", "actor", "by", "rule"))
    for capture, start, end, actor, source, surface, by, rule in rows:
        table.writerow((source, capture, start, end, disarmed(surface), actor, by, disarmed(rule)))
    return OutputFile("data/mentions.csv", out.getvalue().encode())


def nojekyll(_: Dossier) -> OutputFile:
    """GitHub Pages then serves the files as they are."""
    return OutputFile(".nojekyll", b"")


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


EXPORTS: tuple[Callable[[Dossier], OutputFile], ...] = (mentions, nojekyll)
