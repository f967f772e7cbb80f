"""Deadlines: the day on which each was announced against the day that it named, as a plot and as words.

A deadline is a foreseen event whose date has an end. It is announced where an annotation tells of it: on the day
on which the statement that holds those words was said, else when the article was published.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from dossier.model.dossier import LinkedAnnotation
from dossier.model.ids import EventId, Ref
from dossier.model.records import Statement
from dossier.model.site import Link
from dossier.stages.compose import chronology, plot
from dossier.stages.compose.chronology import Teller
from dossier.stages.compose.desk import Desk
from dossier.text.dates import When
from dossier.text.locale import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Told on one day, by whom, where; `ahead` is how long before the day named, where both days are known."""

    date: str
    word: str  # said or published
    who: tuple[Link, ...]
    tellers: tuple[Teller, ...]
    ahead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    number: int
    event: Link
    date: str
    basis: str
    announcements: tuple[Announcement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    deadlines: tuple[Deadline, ...]
    picture: plot.Plot | None  # None where no announcement has a day


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Annotations that announce a deadline on one day."""

    when: When | None
    said: bool
    refs: list[Ref] = field(default_factory=list)
    who: dict[str, Link] = field(default_factory=dict)


def deadlines(desk: Desk) -> Deadlines | None:
    """None where nothing is foreseen for a day that has an end."""
    events = desk.records.events
    due = [
        id for id in chronology.in_order(desk, events) if chronology.is_awaited(desk, id) and id in desk.dossier.by_event
    ]
    told = {id: _announced(desk, id) for id in due}
    if not told:
        return None
    return Deadlines(
        deadlines=tuple(_deadline(desk, number, id, told[id]) for number, id in enumerate(due, start=1)),
        picture=plot.plot(
            (_due(desk, number, id, told[id]) for number, id in enumerate(due, start=1)), desk.words.direction
        ),
    )


def _announced(desk: Desk, id: EventId) -> list[_Told]:
    """By day, the earliest first, what has no day last."""
    found: dict[tuple[str, bool], _Told] = {}
    for ref in desk.dossier.by_event.get(id, ()):
        note = desk.dossier.annotations[ref]
        statement = _statement_around(desk, note)
        record = statement.record if statement else None
        said = record.said.when if isinstance(record, Statement) else None
        when = said or desk.records.sources[note.source].published.when
        told = found.setdefault(
            (when.edtf if when else "", said is not None), _Told(when=when, said=said is not None)
        )
        told.refs.append(ref)
        if statement and said:
            told.who.update({v.who.words.text: v.who for v in desk.passages[statement.ref].voices})
    return sorted(found.values(), key=lambda told: chronology.sort_key(told.when))


def _statement_around(desk: Desk, note: LinkedAnnotation) -> LinkedAnnotation | None:
    """The shortest statement with a known date among whose words those of `note` stand."""
    around = [
        other
        for ref in desk.dossier.by_briefing[note.ref.briefing]
        if isinstance((other := desk.dossier.annotations[ref]).record, Statement)
        and other.record.said.when
        and note.anchor
        and other.anchor
        and other.anchor.span.start <= note.anchor.span.start
        and note.anchor.span.end <= other.anchor.span.end
    ]
    return min(around, key=lambda other: len(other.anchor.words) if other.anchor else 0, default=None)


def _deadline(desk: Desk, number: int, id: EventId, told: list[_Told]) -> Deadline:
    event = desk.records.events[id]
    return Deadline(
        number=number,
        event=desk.names.event(id),
        date=desk.names.date(event.date),
        basis=desk.names.basis(event.date),
        announcements=tuple(
            Announcement(
                date=_day_in_words(desk.words, one.when),
                word=desk.words("clock_said" if one.said else "clock_published"),
                who=tuple(one.who.values()),
                tellers=tuple(chronology.tellers_of(desk, one.refs)),
                ahead=_ahead(desk.words, one.when, event.date.when),
            )
            for one in told
        ),
    )


def _due(desk: Desk, number: int, id: EventId, told: list[_Told]) -> plot.Due:
    named = desk.records.events[id].date
    assert named.when is not None
    date = desk.names.date(named)
    return plot.Due(
        number=number,
        named=named.when,
        announced=tuple(
            (one.when, desk.words("deadline_mark", announced=_day_in_words(desk.words, one.when), named=date))
            for one in told
            if one.when
        ),
    )


def _day_in_words(words: Words, when: When | None) -> str:
    return words.dated(when, "announced_on", "as_of_latest") if when else words("undated")


def _ahead(words: Words, announced: When | None, named: When | None) -> str:
    """`158 days ahead`; `about 12 months ahead` where one of them is a month; "" for what is more vague."""
    spans = [_span(when) for when in (announced, named)]
    if None in spans or any(last - first > timedelta(31) for first, last in filter(None, spans)):
        return ""
    (told, until), (first, last) = filter(None, spans)
    days = ((first - told + (last - until)) / 2).days
    if days < 1:
        return ""
    if (told, first) == (until, last) and not (_is_vague(announced) or _is_vague(named)):
        return words("ahead", time=words.count("days", days))
    if days < 50:
        return words("ahead_about", time=words.count("days", days))
    return words("ahead_about", time=words.count("months", round(days / 30.44)))


def _is_vague(when: When | None) -> bool:
    return when is not None and (when.approximate or when.uncertain)


def _span(when: When | None) -> tuple[date, date] | None:
    return (when.first, when.last) if when and when.first and when.last else None
