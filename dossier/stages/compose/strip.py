"""Sources and events -> a strip of time: a row for each source, a column for each year or month that has something.

What a source tells of stands in its row: filled where it happened, hollow where it is foreseen; a square is the
day of publication. Years that are empty are left out and the gap is marked; a year with much in it is opened into months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dossier.model.ids import EventId, SourceId
from dossier.model.site import Address, Link
from dossier.stages.compose import addresses, chronology
from dossier.stages.compose.chronology import machine_date, month_of, year_of
from dossier.stages.compose.desk import Desk

CROWDED = 5  # so many dated things in one year open it into months

Period = tuple[int, int]  # year and month; month 0 is the year as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    address: Address  # in the timeline
    gap: bool  # years before it are left out
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A year over its columns."""

    label: str
    columns: int
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    kind: Literal["happened", "foreseen", "published"]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    dots: tuple[Dot, ...]
    gap: bool
    foreseen: bool  # after the publication of the row's source


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    source: Link
    date: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    heads: tuple[Head, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def strip(desk: Desk) -> Strip:
    told = _told(desk)
    periods = _periods(desk, told)
    gaps = _gaps(periods)
    heads: dict[int, int] = {}
    for year, _ in periods:
        heads[year] = heads.get(year, 0) + 1
    return Strip(
        heads=tuple(
            Head(label=str(year), columns=columns, gap=gaps[next(p for p in periods if p[0] == year)])
            for year, columns in heads.items()
        ),
        columns=tuple(_column(desk, period, gaps[period]) for period in periods),
        rows=tuple(_row(desk, source, told[source], periods, gaps) for source in desk.sources()),
    )


def _told(desk: Desk) -> Mapping[SourceId, tuple[EventId, ...]]:
    """The events of which each source tells, by date."""
    found: dict[SourceId, dict[EventId, None]] = {source: {} for source in desk.sources()}
    for event, refs in desk.dossier.by_event.items():
        for ref in refs:
            found[desk.dossier.annotations[ref].source][event] = None
    return {source: tuple(chronology.in_order(desk, events)) for source, events in found.items()}


def _period(desk: Desk, event: EventId) -> Period | None:
    when = desk.records.events[event].date.when
    year = year_of(when)
    return None if year is None else (year, month_of(when) or 0)


def _published(desk: Desk, source: SourceId) -> Period | None:
    when = desk.records.sources[source].published.when
    year = year_of(when)
    return None if year is None else (year, month_of(when) or 0)


def _periods(desk: Desk, told: Mapping[SourceId, tuple[EventId, ...]]) -> list[Period]:
    """The columns: a year with much in it by months, the others whole."""
    events = dict.fromkeys(event for events in told.values() for event in events)
    dated = [period for event in events if (period := _period(desk, event))]
    dated += [period for source in told if (period := _published(desk, source))]
    count: dict[int, int] = {}
    for year, _ in dated:
        count[year] = count.get(year, 0) + 1
    opened = {year for year, number in count.items() if number >= CROWDED}
    return sorted({(year, month if year in opened else 0) for year, month in dated})


def _gaps(periods: list[Period]) -> Mapping[Period, bool]:
    before = [None, *periods[:-1]]
    return {now: old is not None and now[0] - old[0] > 1 for old, now in zip(before, periods, strict=True)}


def _column(desk: Desk, period: Period, gap: bool) -> Column:
    year, month = period
    words = desk.words
    return Column(
        label=words(f"month_short_{month:02}") if month else "",
        title=words("date_month", month=words.month(month), year=year) if month else str(year),
        address=Address(f"{addresses.TIMELINE}#Y{year}" + (f"-{month:02}" if month else "")),
        gap=gap,
    )


def _row(
    desk: Desk,
    source: SourceId,
    events: tuple[EventId, ...],
    periods: list[Period],
    gaps: Mapping[Period, bool],
) -> Row:
    held: dict[Period, list[tuple[str, Dot]]] = {period: [] for period in periods}
    for event in events:
        if period := _period(desk, event):
            record, link = desk.records.events[event], desk.names.event(event)
            dot = Dot(kind=record.status, title=desk.words("hint", who=link.hint, said=link.words.text))
            held[_column_of(period, held)].append((machine_date(record.date.when), dot))
    published = _published(desk, source)
    if published:
        date = desk.names.published(source)
        dot = Dot(kind="published", title=desk.words("hint", who=date, said=desk.words("clock_published")))
        own = held[_column_of(published, held)]
        own.append((machine_date(desk.records.sources[source].published.when), dot))
        own.sort(key=lambda item: item[0])
    column = _column_of(published, held) if published else None
    return Row(
        source=desk.names.outlet(source),
        date=desk.names.published(source),
        cells=tuple(
            Cell(
                dots=tuple(dot for _, dot in held[period]),
                gap=gaps[period],
                foreseen=column is not None and period > column,
            )
            for period in periods
        ),
    )


def _column_of(period: Period, held: Mapping[Period, object]) -> Period:
    return period if period in held else (period[0], 0)
