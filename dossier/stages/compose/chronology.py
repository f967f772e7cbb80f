"""Events -> entries of a chronology: the date with its basis, its place in the year, who tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.model.evidence import Key
from dossier.model.ids import EventId, Ref, SourceId
from dossier.model.site import Html, Link, Passage
from dossier.stages.compose import provenance
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.names import machine_date
from dossier.stages.compose.provenance import Evidence
from dossier.text.dates import When

RULER = 120  # length of a year in the ruler's units: ten a month


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Where a date lies in its year: a point for a day, a bar for what is longer, open at an end not known."""

    shape: Literal["point", "bar"]
    start: int  # of RULER
    end: int
    before: bool  # it may have begun in an earlier year, or nobody knows when
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A source that tells of an event, and where."""

    outlet: Link
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as lists show it."""

    id: EventId
    event: Link
    date: str
    edtf: str  # for <time>; "" for what is no single day, month or year
    ruler: Ruler
    foreseen: bool
    status: str
    basis: str
    why: Html  # how the date is known, where it is not printed
    evidence: tuple[Evidence, ...]
    note: Html
    actors: tuple[Link, ...]
    topics: tuple[Link, ...]
    tellers: tuple[Teller, ...]


def happening(desk: Desk, id: EventId, root: str) -> Happening:
    dossier, names = desk.dossier, desk.names
    event = desk.records.events[id]
    when = event.date.when
    key: Key = ("event", id, "date")
    return Happening(
        id=id,
        event=names.event(id),
        date=names.date(event.date) or desk.words("undated"),
        edtf=machine_date(when),
        ruler=ruler(when),
        foreseen=event.status == "foreseen",
        status=desk.words(f"event_{event.status}"),
        basis=names.basis(event.date),
        why=desk.prose((*key, "inferred"), root) or desk.prose((*key, "background"), root),
        evidence=tuple(
            provenance.evidence(desk, anchor) for anchor in dossier.traced.anchored.evidence.get(key, ())
        ),
        note=desk.prose(("event", id, "note"), root),
        actors=tuple(names.actor(actor) for actor in event.actors),
        topics=tuple(names.topic(topic) for topic in event.topics),
        tellers=tuple(tellers_of(desk, dossier.by_event.get(id, ()))),
    )


def tellers_of(desk: Desk, refs: Iterable[Ref]) -> Iterator[Teller]:
    """By source, the earliest article first."""
    by_source: dict[SourceId, list[Passage]] = {}
    for ref in refs:
        by_source.setdefault(desk.dossier.annotations[ref].source, []).append(desk.passages[ref])
    for source in desk.sources():
        if source in by_source:
            yield Teller(outlet=desk.names.outlet(source), passages=tuple(by_source[source]))


def is_awaited(desk: Desk, id: EventId) -> bool:
    """Whether it is foreseen for a day: what is to come some time after a day has none that could be watched."""
    event = desk.records.events[id]
    return event.status == "foreseen" and event.date.when is not None and event.date.when.last is not None


def in_order(desk: Desk, ids: Iterable[EventId]) -> list[EventId]:
    """By date; within a day, and for what has no date, as the author wrote them."""
    events = desk.records.events
    return sorted(ids, key=lambda id: sort_key(events[id].date.when))


def sort_key(when: When | None) -> tuple[date, date, bool]:
    """A month stands before its days, a year before its months; what has no date comes last."""
    if when is None:
        return (date.max, date.min, True)
    first, last, _ = when.sort_key
    return (first, date.max - (last - date.min) if last else date.min, False)


def year_of(when: When | None) -> int | None:
    """The year under which a date stands: the one in which it begins, or may end."""
    if when is None:
        return None
    day = when.first or when.last
    return day.year if day else None


def month_of(when: When | None) -> int | None:
    """The month under which a date stands; None for what is no more exact than a year."""
    if when is None:
        return None
    start, _, end = when.edtf.partition("/")
    written, day = (start, when.first) if when.first else (end, when.last)
    exact = len(written.rstrip("?~%").replace("-XX", "")) >= len("2021-07")
    return day.month if day and exact else None


def ruler(when: When | None) -> Ruler:
    year = year_of(when)
    if when is None or year is None:
        return Ruler(shape="bar", start=0, end=RULER, before=True, after=True)
    first, last = when.first, when.last
    start = 0 if first is None or first.year < year else _place(first)
    end = RULER if last is None or last.year > year else _place(last)
    if when.precision == "day":
        return Ruler(shape="point", start=start, end=start, before=False, after=False)
    return Ruler(
        shape="bar",
        start=start,
        end=max(end, start + 4),
        before=first is None,
        after=last is None or last.year > year,
    )


def _place(day: date) -> int:
    """How far into its year: ten units a month, so that the ruler's ticks are months."""
    return round((day.month - 1) * 10 + (day.day - 1) / 31 * 10)
