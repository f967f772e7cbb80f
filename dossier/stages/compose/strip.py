"""Sources and events -> a strip of time: a row for each source, a column for each year or month that has something.

What a source tells of stands in its row: filled where it happened, hollow where it is foreseen; a square is the
day of publication. Years that are empty are left out and the gap is marked; a year with much in it is opened into months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dossier.model.ids import EventId, SourceId
from dossier.model.site import Address, Link
from dossier.stages.compose import addresses, chronology
from dossier.stages.compose.chronology import month_of, sort_key, year_of
from dossier.stages.compose.desk import Desk
from dossier.text.dates import When

IN_A_LINE = 4  # so many marks stand beside each other where sources are columns
CROWDED = 5  # so many dated things in one year open it into months

Period = tuple[int, int]  # year and month; month 0 is the year as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    address: Address  # in the timeline
    gap: bool  # years before it are left out
    title: str
    year: str  # over the first month of a year; "" elsewhere
    tall: bool  # some source has many marks in it


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
    tall: bool  # as its column


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
    rows = tuple(_row(desk, source, told[source], periods, gaps) for source in desk.sources())
    tall = tuple(any(len(row.cells[i].dots) > IN_A_LINE for row in rows) for i in range(len(periods)))
    return Strip(
        heads=tuple(
            Head(label=str(year), columns=columns, gap=gaps[next(p for p in periods if p[0] == year)])
            for year, columns in heads.items()
        ),
        columns=tuple(
            replace(
                _column(desk, period, gaps[period]),
                year=str(period[0]) if period[1] and (i == 0 or periods[i - 1][0] != period[0]) else "",
                tall=tall[i],
            )
            for i, period in enumerate(periods)
        ),
        rows=tuple(
            replace(
                row, cells=tuple(replace(cell, tall=high) for cell, high in zip(row.cells, tall, strict=True))
            )
            for row in rows
        ),
    )


def _told(desk: Desk) -> Mapping[SourceId, tuple[EventId, ...]]:
    """The events of which each source tells, by date."""
    found: dict[SourceId, dict[EventId, None]] = {source: {} for source in desk.sources()}
    for event, refs in desk.dossier.by_event.items():
        for ref in refs:
            found[desk.dossier.annotations[ref].source][event] = None
    return {source: tuple(chronology.in_order(desk, events)) for source, events in found.items()}


def _period(when: When | None) -> Period | None:
    year = year_of(when)
    return None if year is None else (year, month_of(when) or 0)


def _is_after(when: When | None, published: When | None) -> bool:
    if when is None or published is None or when.first is None or published.last is None:
        return False
    return when.first > published.last


def _periods(desk: Desk, told: Mapping[SourceId, tuple[EventId, ...]]) -> list[Period]:
    """The columns: a year with much in it by months, the others whole."""
    events = dict.fromkeys(event for events in told.values() for event in events)
    dated = [period for event in events if (period := _period(desk.records.events[event].date.when))]
    dated += [period for source in told if (period := _period(desk.records.sources[source].published.when))]
    count: dict[int, int] = {}
    for year, _ in dated:
        count[year] = count.get(year, 0) + 1
    opened = {year for year, number in count.items() if number >= CROWDED}
    return sorted({(year, month if year in opened else 0) for year, month in dated})


def _gaps(periods: list[Period]) -> Mapping[Period, bool]:
    """Before which columns years are left out: a strip may have none, when nothing is dated."""
    return {now: i > 0 and now[0] - periods[i - 1][0] > 1 for i, now in enumerate(periods)}


def _column(desk: Desk, period: Period, gap: bool) -> Column:
    year, month = period
    words = desk.words
    return Column(
        label=words(f"month_short_{month:02}") if month else "",
        title=words("date_month", month=words.month(month), year=year) if month else str(year),
        address=Address(f"{addresses.TIMELINE}#Y{year}" + (f"-{month:02}" if month else "")),
        gap=gap,
        year="",
        tall=False,
    )


def _row(
    desk: Desk,
    source: SourceId,
    events: tuple[EventId, ...],
    periods: list[Period],
    gaps: Mapping[Period, bool],
) -> Row:
    held: dict[Period, list[tuple[When | None, Dot]]] = {period: [] for period in periods}
    published = desk.records.sources[source].published.when
    for event in events:
        when, record = desk.records.events[event].date.when, desk.records.events[event]
        if period := _period(when):
            # What others report as done lay ahead of an article that was printed before it.
            ahead = record.status == "foreseen" or _is_after(when, published)
            link = desk.names.event(event)
            dot = Dot(
                kind="foreseen" if ahead else "happened",
                title=desk.words("hint", who=link.hint or desk.words("undated"), said=link.words.text),
            )
            held[_column_of(period, held)].append((when, dot))
    own = _period(published)
    if own:
        date = desk.names.published(source)
        dot = Dot(kind="published", title=desk.words("hint", who=date, said=desk.words("clock_published")))
        held[_column_of(own, held)].append((published, dot))
    column = _column_of(own, held) if own else None
    return Row(
        source=desk.names.outlet(source),
        date=desk.names.published(source),
        cells=tuple(
            Cell(
                dots=tuple(dot for _, dot in sorted(held[period], key=lambda item: sort_key(item[0]))),
                gap=gaps[period],
                foreseen=column is not None and period > column,
                tall=False,
            )
            for period in periods
        ),
    )


def _column_of(period: Period, held: Mapping[Period, object]) -> Period:
    return period if period in held else (period[0], 0)
