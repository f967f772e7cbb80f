"""The lines of an article with our rendering of each and our notes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.dossier import LinkedAnnotation
from dossier.model.records import Briefing, EventMention, Figure, KnownDate, Statement
from dossier.model.site import Html, Link, Passage, Phrase
from dossier.stages.compose import addresses, article, contradictions, excerpts, figures, provenance, rendering
from dossier.stages.compose.article import Line, Mark
from dossier.stages.compose.desk import Desk
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the article with its rendering and its notes; `elsewhere` are the marks that the rendering has
    no place for."""

    line: Line
    heading: bool
    english: Line | None
    elsewhere: tuple[Mark, ...]
    notes: tuple[Note, ...]


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
        yield Row(
            line=article.line(desk.names, source, number, marks, visible),
            heading=number in titles,
            english=article.rendered(number, english, told) if english else None,
            elsewhere=tuple(_mark(desk, note) for _, note in here if not places[note.ref]),
            notes=tuple(note_of(desk, note, places[note.ref] is not None) for _, note in here),
        )


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
    return Note(
        id=id,
        passage=desk.passages[note.ref],
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
    )


def _said(desk: Desk, said: KnownDate) -> str:
    """`Said 25 July 2021 (stated)`"""
    when = said.when
    return "" if when is None else desk.words.dated(when, "said_on", "said_by", basis=desk.names.basis(said))


def facts_of(desk: Desk, note: LinkedAnnotation) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """What a figure or an event is in a few words, and the rest of them."""
    record, words = note.record, desk.words
    if isinstance(record, Figure):
        value = figures.value(record, words)
        amount = (
            words("amount", value=value, unit=record.unit)
            if value
            else words("amount_unknown", unit=record.unit)
        )
        facts = (
            Link(words=desk.names.ours(amount), address=addresses.figure(note.ref)),
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
