"""Dossier -> the files beside the pages: data for others to work with."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator

from dossier.model.dossier import Dossier
from dossier.model.evidence import Mention
from dossier.model.output import OutputFile
from dossier.model.published import published
from dossier.model.quoted import quotes as all_quotes
from dossier.model.records import Figure
from dossier.text.dates import When

_OF_FIGURES = ("value", "upper", "unit", "counts", "scope", "as_of", "approximate")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the beginning of a formula
_NAMED = re.compile(r" «[^»]*»")  # of a rule: the words of the text


def files(dossier: Dossier) -> Iterator[OutputFile]:
    for export in EXPORTS:
        yield export(dossier)


def mentions(dossier: Dossier) -> OutputFile:
    """Every mention: offsets in code points of the decoded capture, proclitics left out. Names that are withheld
    keep their place and lose their words, in the rule too."""
    captures, allowed = dossier.traced.anchored.captures, published(dossier)

    def told(mention: Mention) -> tuple[str, str]:
        shown = mention.source not in allowed or allowed[mention.source].around(mention.span)
        return (mention.surface, mention.rule) if shown else ("", _NAMED.sub("", mention.rule))

    rows = sorted(
        (captures[source].path, m.span.start, m.span.end, m.actor, source, m.by, *told(m))
        for source, found in dossier.traced.mentions.items()
        for m in found
    )
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("source", "capture", "start", "end", "surface", "actor", "by", "rule"))
    for capture, start, end, actor, source, by, surface, rule in rows:
        table.writerow((source, capture, start, end, disarmed(surface), actor, by, disarmed(rule)))
    return OutputFile("data/mentions.csv", out.getvalue().encode())


def published_spans(dossier: Dossier) -> OutputFile:
    """What of the captures that are not published whole is published all the same, and why; nothing else of them is."""
    captures = dossier.traced.anchored.captures
    rows = sorted(
        (captures[source].path, *part.span, part.why)
        for source, allowed in published(dossier).items()
        for part in allowed.parts
    )
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("capture", "start", "end", "why"))
    table.writerows(rows)
    return OutputFile("data/published-spans.csv", out.getvalue().encode())


def shared_passages(dossier: Dossier) -> OutputFile:
    """Every shared passage: offsets in code points, `words` the longest equal run, `similarity` from 0 to 1."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("source_a", "start_a", "end_a", "source_b", "start_b", "end_b", "words", "similarity"))
    table.writerows(
        (p.source_a, *p.span_a, p.source_b, *p.span_b, p.words, f"{p.similarity:.3f}")
        for p in dossier.shared_passages
    )
    return OutputFile("data/shared-passages.csv", out.getvalue().encode())


def figures(dossier: Dossier) -> OutputFile:
    """Every figure as its record has it; offsets in code points, `value` empty where the source gives no number."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow((*_OF_FIGURES, "source", "start", "end", "words", "english", "annotation"))
    for ref, annotation in dossier.annotations.items():
        if isinstance(annotation.record, Figure) and annotation.anchor:
            record, anchor = annotation.record, annotation.anchor
            told = (_cell(getattr(record, field)) for field in _OF_FIGURES)
            said = (disarmed(anchor.words), disarmed(record.english or ""))
            table.writerow((*told, annotation.source, *anchor.span, *said, ref))
    return OutputFile("data/figures.csv", out.getvalue().encode())


def claims(dossier: Dossier) -> OutputFile:
    """What each annotation does to each claim; offsets in code points, no place where the annotation has none."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("claim", "source", "stance", "annotation", "start", "end", "words", "english"))
    for claim, refs in dossier.by_claim.items():
        for ref in refs:
            note = dossier.annotations[ref]
            place = note.anchor.span if note.anchor else ("", "")
            words = note.anchor.words if note.anchor else ""
            said = (disarmed(words), disarmed(note.record.english or ""))
            table.writerow((claim, note.source, note.claims[claim], ref, *place, *said))
    return OutputFile("data/claims.csv", out.getvalue().encode())


def quotes(dossier: Dossier) -> OutputFile:
    """Every quote on which the site rests, with its place in code points of the decoded capture, the hash of the
    capture, and that of the words in UTF-8; the words too, where the capture may be published whole."""
    anchored = dossier.traced.anchored
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("record", "what", "source", "capture", "start", "end", "sha256", "words_sha256", "words"))
    for quoted in all_quotes(dossier):
        source, span, words = quoted.anchor.source, quoted.anchor.span, quoted.anchor.words
        capture = anchored.captures[source]
        shown = disarmed(words) if anchored.published_whole(source) else ""
        hashes = (capture.sha256, _sha256(words))
        table.writerow((quoted.record, quoted.what, source, capture.path, span.start, span.end, *hashes, shown))
    return OutputFile("data/quotes.csv", out.getvalue().encode())


def captures(dossier: Dossier) -> OutputFile:
    """The captures that may be published, and where the quotes stand in them: a script, because a page that was
    opened from a folder can load scripts and nothing else. verify.html does so when the reader asks."""
    anchored = dossier.traced.anchored
    held = (
        [source, base64.b64encode(capture.content).decode()]
        for source, capture in sorted(anchored.captures.items())
        if anchored.published_whole(source)
    )
    places = (
        [quoted.record, quoted.what, quoted.anchor.source, *quoted.anchor.span, _sha256(quoted.anchor.words)]
        for quoted in all_quotes(dossier)
    )
    script = f'window.dossierCaptures = {{\n"captures": {_rows(held)},\n"quotes": {_rows(places)}\n}};\n'
    return OutputFile("data/captures.js", script.encode())


def hashes(dossier: Dossier) -> OutputFile:
    """For `sha256sum --check`, in the folder of the dossier."""
    captures = sorted(dossier.traced.anchored.captures.values(), key=lambda capture: capture.path)
    lines = "".join(f"{capture.sha256}  {capture.path}\n" for capture in captures)
    return OutputFile("data/captures.sha256", lines.encode())


def nojekyll(_: Dossier) -> OutputFile:
    """GitHub Pages then serves the files as they are."""
    return OutputFile(".nojekyll", b"")


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cell(value: str | float | When | None) -> str:
    """2500, true, 2021-07, or the text itself; "" for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:f}".rstrip("0").rstrip(".")
        case When():
            return value.edtf
        case _:
            return disarmed(str(value))


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _rows(values: Iterable[object]) -> str:
    """A list in JSON, ASCII alone, one value a line."""
    return "[\n" + ",\n".join(json.dumps(value) for value in values) + "\n]"


EXPORTS: tuple[Callable[[Dossier], OutputFile], ...] = (
    mentions,
    published_spans,
    shared_passages,
    figures,
    claims,
    quotes,
    captures,
    hashes,
    nojekyll,
)
