"""The lines of an article with our rendering of each and our notes beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.dossier import LinkedAnnotation
from dossier.model.ids import ActorId, TopicId
from dossier.model.records import Briefing, EventMention, Figure, KnownDate, Statement
from dossier.model.site import Html, Link, Passage, Phrase
from dossier.stages.compose import (
    addresses,
    article,
    contradictions,
    excerpts,
    figures,
    plain,
    provenance,
    rendering,
)
from dossier.stages.compose.article import Line, Mark
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.plain import Plain
from dossier.stages.compose.provenance import Evidence, GradeView
from dossier.text.spans import Span

ROOT = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """An annotation beside its line. `facts` are what a figure or an event is in a few words, `more` the rest of
    them; `told`: its words are marked in the rendering beside it and need not be said again."""

    id: str
    passage: Passage
    told: bool
    facts: tuple[Link, ...]
    more: tuple[Link, ...]
    note: Html
    said: str  # when, and how that is known
    evidence: tuple[Evidence, ...]
    grade: GradeView | None  # where it differs from that of the document
    contradicted: tuple[Link, ...]  # where it stands beside what it contradicts
    actors: tuple[ActorId, ...]  # who speaks, and whom its words name
    topics: tuple[TopicId, ...]
    plain: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the article with its rendering and its notes; `elsewhere` are the marks that the rendering has
    no place for. `beside_…`: how many lines each note has beside the one language, the other or both (below each
    other, or facing), from 1 to 3, before the notes would run past it; `full`, `crowded`: beside both, below each other
    or facing, there is no room for what they do to claims."""

    line: Line
    heading: bool
    english: Line | None
    elsewhere: tuple[Mark, ...]
    notes: tuple[Note, ...]
    beside_original: int
    beside_english: int
    beside_both: int
    beside_facing: int
    full: bool
    crowded: bool
    plain: Plain


def rows(desk: Desk, record: Briefing, notes: list[LinkedAnnotation]) -> Iterator[Row]:
    """Every line of title and body; of an excerpted capture only what may be shown of them, not rendered."""
    source, anchored = record.source, desk.dossier.traced.anchored
    full = excerpts.full_text(desk.dossier, source)
    titles = {
        number
        for region in anchored.regions[source]
        if region.kind == "title"
        for number in range(region.first, region.last + 1)
    }
    by_line: dict[int, list[tuple[Span, LinkedAnnotation]]] = {}
    for note in notes:
        if note.anchor:
            by_line.setdefault(note.anchor.line, []).append((note.anchor.span, note))
    for number in anchored.news_lines(source):
        visible = excerpts.of_line(desk, source, number)
        if visible == ():
            continue
        here = by_line.get(number, [])
        marks = [(span, _mark(desk, note)) for span, note in here]
        english = desk.names.rendering(record.english.get(number) if full else None)
        places = {note.ref: _place(english, note) for _, note in here}
        told = [(place, _mark(desk, note)) for _, note in here if (place := places[note.ref])]
        printed = article.line(desk.names, source, number, marks, visible)
        rendered = article.rendered(number, english, told) if english else None
        voices = tuple(v for _, note in here for v in desk.passages[note.ref].voices)
        shown = tuple(note_of(desk, note, places[note.ref] is not None) for _, note in here)
        original, ours = _height(printed, LINE_OF_ORIGINAL), _height(rendered, LINE_OF_ENGLISH)
        facing = max(
            _height(printed, LINE_OF_ORIGINAL, FACING_LENGTH), _height(rendered, LINE_OF_ENGLISH, FACING_LENGTH)
        )
        yield Row(
            line=printed,
            heading=number in titles,
            english=rendered,
            elsewhere=tuple(_mark(desk, note) for _, note in here if not places[note.ref]),
            notes=shown,
            beside_original=_beside(original, shown),
            beside_english=_beside(ours, shown),
            beside_both=_beside(original + ours, shown),
            beside_facing=_beside(facing, shown),
            full=original + ours < _room(shown),
            crowded=facing < MARGIN * _room(shown),
            plain=plain.of_line(desk, source, printed, rendered, voices),
        )


# Heights are reckoned in lines of a note: that of a line of text in either language, of a note, and of what it does to a
# claim. A line of text holds so many characters. Estimates serve: what is cut off unfolds, what is left is a small hole.
LINE_OF_ORIGINAL, LINE_OF_ENGLISH, LINES_OF_NOTE, LINES_OF_BEARING = 1.8, 1.25, 2.0, 2.2
LINE_LENGTH = 62
# Where both languages face each other their lines are shorter, and so are those of the notes in the margin.
FACING_LENGTH, MARGIN = 54, 1.05


def _height(line: Line | None, of_one: float, line_length: int = LINE_LENGTH) -> float:
    length = sum(len(piece.text) for piece in line.pieces) if line else 0
    return math.ceil(length / line_length) * of_one


def _room(notes: tuple[Note, ...]) -> float:
    return sum(LINES_OF_NOTE + LINES_OF_BEARING * _bearings(note) for note in notes)


def _beside(height: float, notes: tuple[Note, ...]) -> int:
    return max(1, min(3, int(height / max(1, len(notes)))))


def _bearings(note: Note) -> int:
    return len(note.passage.stances) + len(note.contradicted)


def _place(line: Phrase | None, note: LinkedAnnotation) -> Span | None:
    """Where the rendering of the line has that of the annotation."""
    return rendering.place(line.text, note.record.english) if line and note.record.english else None


def _mark(desk: Desk, note: LinkedAnnotation) -> Mark:
    kind = note.record.kind
    return Mark(id=note.ref.annotation, kind=kind, number=note.number, hint=desk.words(f"kind_{kind}"))


def note_of(desk: Desk, note: LinkedAnnotation, told: bool = False) -> Note:
    id = note.ref.annotation
    record = note.record
    said = record.said if isinstance(record, Statement) else None
    facts, more = facts_of(desk, note)
    passage = desk.passages[note.ref]
    spoke = [speaker.actor for speaker in note.speakers if speaker.actor]
    named = [mention.actor for mention in note.mentions]
    return Note(
        id=id,
        passage=passage,
        told=told,
        facts=facts,
        more=more,
        note=desk.prose(("briefing", note.ref.briefing, "annotations", id, "note"), ROOT, note.ref.briefing),
        said=_said(desk, said) if said else "",
        grade=provenance.graded(
            desk, record.grade, ("briefing", note.ref.briefing, "annotations", id, "grade", "why"), ROOT
        ),
        evidence=tuple(provenance.evidence(desk, anchor, note.source) for anchor in note.evidence),
        contradicted=contradictions.links(desk, desk.dossier.contradicted.get(note.ref, ())),
        actors=tuple(dict.fromkeys((*spoke, *named))),
        topics=note.topics,
        plain=plain.of_note(desk, note.source, passage, [fact.words.text for fact in facts]),
    )


def _said(desk: Desk, said: KnownDate) -> str:
    """`Said 25 July 2021 (stated)`"""
    when = said.when
    return "" if when is None else desk.words.dated(when, "said_on", "said_by", basis=desk.names.basis(said))


def facts_of(desk: Desk, note: LinkedAnnotation) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """What a figure or an event is in a few words, and the rest of them."""
    record, words = note.record, desk.words
    if isinstance(record, Figure):
        facts = (
            Link(words=desk.names.ours(figures.amount(record, words)), address=addresses.figure(note.ref)),
            Link(words=desk.names.ours(record.counts)),
        )
        told = [record.scope] if record.scope else []
        told += [words.dated(record.as_of, "as_of", "as_of_latest")] if record.as_of else []
        return facts, tuple(Link(words=desk.names.ours(text)) for text in told)
    if isinstance(record, EventMention):
        event = desk.records.events[record.event]
        date = desk.names.date(event.date) or words("undated")
        status = Link(words=Phrase(text=words(f"event_{event.status}")))
        what = Link(words=desk.names.event(record.event).words, address=addresses.event(record.event))
        dated = (what, Link(words=Phrase(text=date)))
        return ((*dated, status), ()) if event.status == "foreseen" else (dated, (status,))
    return (), ()
