"""Dossier -> what may be published of each capture that is not published whole, stretch by stretch, and why.

The one place that knows: pages, previews and tables ask here before they show a word of such a capture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from dossier.model.dossier import Dossier
from dossier.model.ids import SourceId
from dossier.model.quoted import Quoted, quotes
from dossier.model.records import ANNOTATION_KINDS
from dossier.text.spans import Span

Why = Literal["quote", "cue", "evidence", "title", "context"]  # where several hold, the first is told
_WHYS: tuple[Why, ...] = get_args(Why)
_WORD = re.compile(r"\S*\w\S*")  # a mark that stands alone is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of one line that may be published."""

    span: Span
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All that may be published of one capture: `parts` in the order of the text, none overlaps another, and
    `spans`, the same without the reasons: parts that touch are one."""

    parts: tuple[Part, ...]
    spans: tuple[Span, ...]

    def of(self, line: Span) -> tuple[Span, ...]:
        """What may be shown of a line."""
        return tuple(span for span in self.spans if span.within(line))

    def around(self, span: Span) -> Span | None:
        """The stretch in which all of `span` may be shown, None where it may not."""
        return next((whole for whole in self.spans if span.within(whole)), None)


def published(dossier: Dossier) -> Mapping[SourceId, Published]:
    """By source, those alone that are not published whole: of them everything else is withheld."""
    anchored = dossier.traced.anchored
    withheld = sorted(source for source in anchored.captures if not anchored.published_whole(source))
    by_source: dict[SourceId, list[Quoted]] = {source: [] for source in withheld}
    for quoted in quotes(dossier) if withheld else ():
        if quoted.anchor.source in by_source:
            by_source[quoted.anchor.source].append(quoted)
    return {source: _of(dossier, source, found) for source, found in by_source.items()}


def _of(dossier: Dossier, source: SourceId, found: Iterable[Quoted]) -> Published:
    anchored = dossier.traced.anchored
    capture, records = anchored.captures[source], anchored.entities.records
    context = 0 if source in records.withdrawn_sources else records.site.excerpt_context
    by_line: dict[int, list[Part]] = {}
    for region in anchored.regions[source]:
        if region.kind == "title":
            for number in range(region.first, region.last + 1):
                by_line.setdefault(number, []).append(Part(span=capture.lines[number - 1], why="title"))
    for quoted in found:
        if why := _why(quoted.what):
            by_line.setdefault(quoted.anchor.line, []).append(Part(span=quoted.anchor.span, why=why))
    parts = tuple(
        part
        for number, told in sorted(by_line.items())
        for part in _line(capture.text, capture.lines[number - 1], told, context)
    )
    return Published(parts=parts, spans=tuple(_joined(part.span for part in parts)))


def _why(what: str) -> Why | None:
    """Nobody quoted the cue that we found ourselves: it is looked up, and not shown."""
    if what == "cue found":
        return None
    return "cue" if what == "cue" else "quote" if what in ANNOTATION_KINDS else "evidence"


def _line(text: str, line: Span, told: Sequence[Part], context: int) -> Iterator[Part]:
    """The parts of one line with the words around them; blanks alone between two parts go with the words around."""
    around = [Part(span=_widened(text, part.span, line, context), why="context") for part in told]
    cuts = sorted({offset for part in (*told, *around) for offset in part.span})
    last: Part | None = None
    for start, end in pairwise(cuts):
        whys = [p.why for p in (*told, *around) if p.span.start <= start and end <= p.span.end]
        if not whys and not text[start:end].isspace():
            continue
        why: Why = min(whys, key=_WHYS.index) if whys else "context"
        if last and last.why == why and last.span.end == start:
            last = Part(span=Span(last.span.start, end), why=why)
            continue
        if last:
            yield last
        last = Part(span=Span(start, end), why=why)
    if last:
        yield last


def _widened(text: str, span: Span, line: Span, words: int) -> Span:
    """The span with `words` words on each side, inside its line; where no more words stand there, up to its end."""
    before = [match.start() for match in _WORD.finditer(text, line.start, span.start)]
    after = [match.end() for match in _WORD.finditer(text, span.end, line.end)]
    starts = (*before, span.start)
    ends = (span.end, *after)
    return Span(
        line.start if len(before) <= words else starts[-words - 1],
        line.end if len(after) <= words else ends[words],
    )


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans in order, those that touch as one."""
    last: Span | None = None
    for span in spans:
        if last and span.start == last.end:
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
