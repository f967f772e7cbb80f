"""Passages that two sources share -> both sides beside each other, with the words in which they differ.

Of a capture that may not be published whole only what annotations quote is shown. Then nothing is marked on either
side: that two words are alike would tell one that may not be shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from dossier.model.dossier import LinkedAnnotation, SharedPassage
from dossier.model.ids import BriefingId, SourceId
from dossier.model.site import Link, Passage, Phrase
from dossier.stages.compose import addresses, excerpts
from dossier.stages.compose.desk import Desk
from dossier.text.passages import Piece
from dossier.text.spans import Span

Kind = Literal["equal", "near", "different", "absent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one side, and what they are to the other's; `absent`: none, where the other side has some."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a capture on end; `words` tells their language and place."""

    words: Phrase
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One source's side: where it stands, the words that may be shown, and our renderings of them."""

    source: Link
    line: Link
    parts: tuple[Part, ...]
    whole: bool
    renderings: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    own: Side
    other: Side
    measure: str  # how much of it is alike, in words
    marked: bool  # some words differ, or nearly do


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All passages shared with one other source."""

    source: Link
    passages: tuple[Shared, ...]


def of(desk: Desk, id: SourceId, briefing: BriefingId | None = None) -> tuple[Group, ...]:
    """The passages that source `id` shares, by the other source, the earliest first; for the page of `briefing`."""
    order = {source: place for place, source in enumerate(desk.sources())}
    passages = sorted(desk.dossier.passages_by_source.get(id, ()), key=lambda p: (order[p.source_b], p.span_a))
    return tuple(
        Group(source=desk.names.source(other), passages=tuple(_shared(desk, p, briefing) for p in group))
        for other, group in groupby(passages, key=lambda p: p.source_b)
    )


def _shared(desk: Desk, passage: SharedPassage, briefing: BriefingId | None) -> Shared:
    whole = all(excerpts.full_text(desk.dossier, id) for id in (passage.source_a, passage.source_b))
    pieces = passage.pieces if whole else ()
    return Shared(
        own=_side(desk, passage.source_a, passage.span_a, passage.line_a, pieces, briefing),
        other=_side(desk, passage.source_b, passage.span_b, passage.line_b, _turned(pieces), None),
        measure=desk.words(
            "shared_measure",
            words=desk.words.count("words", passage.words),
            percent=round(100 * passage.similarity),
        ),
        marked=any(piece.kind != "equal" for piece in pieces),
    )


def _turned(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(Piece(piece.kind, piece.b, piece.a) for piece in pieces)


def _side(
    desk: Desk, id: SourceId, span: Span, line: int, pieces: Sequence[Piece], briefing: BriefingId | None
) -> Side:
    anchored = desk.dossier.traced.anchored
    text, whole = anchored.captures[id].text, excerpts.full_text(desk.dossier, id)
    notes = sorted(_notes(desk, id, span), key=lambda note: note.number)
    shown = [span] if whole else _united(_common(note, span) for note in notes)
    words = desk.names.phrase("", anchored.language(id))
    return Side(
        source=desk.names.source(id),
        line=_line(desk, id, line, briefing, shown=bool(shown)),
        parts=tuple(
            Part(
                words=replace(words, text=part.of(text), span=addresses.span(id, part)),
                stretches=tuple(_stretches(text, part, pieces)),
            )
            for part in shown
        ),
        whole=whole,
        renderings=tuple(desk.passages[note.ref] for note in _outermost(notes, span) if note.record.english),
    )


def _line(desk: Desk, id: SourceId, line: int, briefing: BriefingId | None, shown: bool) -> Link:
    """The line in the annotated article where there is one, else in the source's page; a line of which nothing may
    be shown has no place of its own."""
    own = briefing or next(iter(sorted(desk.dossier.briefings_by_source.get(id, ()))), None)
    if shown:
        address = addresses.briefing_line(own, line) if own else addresses.source_line(id, line)
    else:
        address = addresses.briefing(own) if own else addresses.source(id)
    return Link(words=Phrase(text=desk.words("line_number", n=line)), address=address)


def _notes(desk: Desk, id: SourceId, span: Span) -> Iterator[LinkedAnnotation]:
    for briefing in desk.dossier.briefings_by_source.get(id, ()):
        for ref in desk.dossier.by_briefing.get(briefing, ()):
            note = desk.dossier.annotations[ref]
            if note.source == id and note.anchor and note.anchor.span.overlaps(span):
                yield note


def _common(note: LinkedAnnotation, span: Span) -> Span:
    assert note.anchor is not None
    return Span(max(note.anchor.span.start, span.start), min(note.anchor.span.end, span.end))


def _outermost(notes: Sequence[LinkedAnnotation], span: Span) -> list[LinkedAnnotation]:
    """Without those whose words in `span` another one has too: its rendering says theirs."""
    kept: list[LinkedAnnotation] = []
    for note in sorted(notes, key=lambda n: (-_size(_common(n, span)), n.number)):
        if not any(_common(note, span).within(_common(other, span)) for other in kept if other.record.english):
            kept.append(note)
    return sorted(kept, key=lambda note: note.number)


def _size(span: Span) -> int:
    return span.end - span.start


def _united(spans: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united


def _stretches(text: str, part: Span, pieces: Sequence[Piece]) -> Iterator[Stretch]:
    """All characters of `part`, cut where what they are to the other side changes; blanks between are equal."""
    at = part.start
    for piece in pieces:
        if piece.kind == "equal":
            continue
        if piece.a.start == piece.a.end:
            kind: Kind = "absent"
        else:
            kind = piece.kind
        yield from _equal(text, at, piece.a.start)
        yield Stretch(text=piece.a.of(text), kind=kind)
        at = piece.a.end
    yield from _equal(text, at, part.end)


def _equal(text: str, start: int, end: int) -> Iterator[Stretch]:
    if start < end:
        yield Stretch(text=text[start:end], kind="equal")
