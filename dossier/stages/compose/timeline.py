"""The timeline: events by year and month; beside them, apart, when things were said, published and captured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dossier.model.ids import EventId, Ref, SourceId
from dossier.model.records import KnownDate, Statement
from dossier.model.site import Link, Page, Passage
from dossier.stages.compose import addresses, chronology, deadlines
from dossier.stages.compose.chronology import Happening
from dossier.stages.compose.deadlines import Deadlines
from dossier.stages.compose.desk import Desk
from dossier.text.dates import When

Period = tuple[int, int]  # a year and a month; month 0 is the year as a whole, year 0 no date at all


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOn:
    """The statements made on one date."""

    date: str
    count: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When an article was published, or its page captured."""

    word: str
    kind: str
    date: str
    basis: str
    source: Link
    briefings: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    id: str
    title: str  # "" for what is dated to the year alone
    happenings: tuple[Happening, ...]
    said: tuple[SaidOn, ...]
    said_count: str
    clocks: tuple[Clock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    id: str
    title: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    title: str
    counts: str
    years: tuple[Year, ...]
    deadlines: Deadlines | None


@dataclass(slots=True)
class _Period:
    events: list[EventId] = field(default_factory=list)
    said: dict[str, list[Ref]] = field(default_factory=dict)
    clocks: list[tuple[str, SourceId]] = field(default_factory=list)


def pages(desk: Desk) -> Iterator[Page]:
    years: dict[int, list[Month]] = {}
    for period, held in sorted(_periods(desk).items(), key=lambda item: (item[0][0] == 0, item[0])):
        years.setdefault(period[0], []).append(_month(desk, period, held))
    events = desk.records.events.values()
    counts = desk.words.count("events", len(events))
    if foreseen := sum(event.status == "foreseen" for event in events):
        told = desk.words.count("events_foreseen", foreseen)
        counts = desk.words("events_in", events=counts, foreseen=told)
    yield Page(
        path=addresses.TIMELINE,
        template="timeline.html",
        title=desk.words("nav_timeline"),
        description=desk.words("timeline_description", counts=counts),
        view=TimelineView(
            title=desk.words("nav_timeline"),
            counts=counts,
            years=tuple(
                Year(
                    id=f"Y{year}" if year else "Undated",
                    title=str(year) if year else desk.words("undated"),
                    months=tuple(months),
                )
                for year, months in years.items()
            ),
            deadlines=deadlines.deadlines(desk),
        ),
        frame=desk.frame,
        section=addresses.TIMELINE,
    )


def _periods(desk: Desk) -> dict[Period, _Period]:
    """Everything that has a date, under its month or year, each in its order there."""
    periods: dict[Period, _Period] = {}

    def at(when: When | None) -> _Period:
        return periods.setdefault((chronology.year_of(when) or 0, chronology.month_of(when) or 0), _Period())

    events = desk.records.events
    for id in chronology.in_order(desk, events):
        at(events[id].date.when).events.append(id)
    for said, ref in _statements(desk):
        at(said.when).said.setdefault(desk.names.date(said), []).append(ref)
    for source in desk.sources():
        for kind in ("published", "captured"):
            when = getattr(desk.records.sources[source], kind).when
            if when is not None:
                at(when).clocks.append((kind, source))
    return periods


def _statements(desk: Desk) -> Iterable[tuple[KnownDate, Ref]]:
    """Every statement whose date is known, the earliest first."""
    found = [
        (note.record.said, ref)
        for ref, note in desk.dossier.annotations.items()
        if isinstance(note.record, Statement) and note.record.said.when
    ]
    return sorted(found, key=lambda item: chronology.sort_key(item[0].when))


def _month(desk: Desk, period: Period, held: _Period) -> Month:
    year, month = period
    return Month(
        id=f"Y{year}-{month:02}" if month else "",
        title=desk.words("date_month", month=desk.words.month(month), year=year) if month else "",
        happenings=tuple(chronology.happening(desk, id, "") for id in held.events),
        said=tuple(
            SaidOn(
                date=date,
                count=desk.words.count("statements", len(refs)),
                passages=tuple(desk.passages[ref] for ref in refs),
            )
            for date, refs in held.said.items()
        ),
        said_count=desk.words.count("statements", sum(map(len, held.said.values()))),
        clocks=tuple(_clock(desk, kind, source) for kind, source in held.clocks),
    )


def _clock(desk: Desk, kind: str, source: SourceId) -> Clock:
    known: KnownDate = getattr(desk.records.sources[source], kind)
    briefings = desk.dossier.briefings_by_source.get(source, ())
    return Clock(
        word=desk.words(f"clock_{kind}"),
        kind=kind,
        date=desk.names.date(known),
        basis=desk.names.basis(known),
        source=desk.names.outlet(source),
        briefings=tuple(desk.names.briefing(id) for id in briefings) if kind == "published" else (),
    )
