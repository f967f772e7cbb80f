"""Terms of office -> a ribbon over the years: where each bar lies, in hundredths of the width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dossier.text.scripts import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From `start` over `width` percent; an end that is not known is open."""

    start: str
    width: str
    end: str  # where an arrow stands when its end is not known
    open_before: bool
    open_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The middle of a year, or the date of a source, as a place in percent with its label."""

    at: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Sources whose dates are too near each other for labels of their own: how many, and how the label lies."""

    at: str
    number: int
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    bars: tuple[Bar, ...]  # one for each term
    grid: tuple[str, ...]  # where years begin
    years: tuple[Tick, ...]
    sources: tuple[Tick, ...]
    near: tuple[Near, ...]


YEARS_SHOWN = 8
APART = 22.0  # percent: nearer than this two labels would touch on a phone
EDGE = 12.0  # percent: nearer to an end than this a label lies inwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days -> percent of the width, in the direction in which the page is read."""

    first: int  # ordinals of days
    last: int
    direction: Direction

    def at(self, day: date) -> float:
        share = 100 * (day.toordinal() - self.first) / max(1, self.last - self.first)
        return 100 - share if self.direction == "rtl" else share


def ribbon(
    terms: Sequence[tuple[date | None, date | None]],
    dated: Iterable[tuple[date, str]],
    direction: Direction,
) -> Ribbon | None:
    """The years that the terms and the sources' dates cover; None where nothing has a date."""
    marks = tuple(dated)
    days = [day for term in terms for day in term if day] + [day for day, _ in marks]
    if not days or not terms:
        return None
    first, last = min(days), max(days)
    scale = Scale(
        first=date(first.year, 1, 1).toordinal(),
        last=date(last.year + 1, 1, 1).toordinal(),
        direction=direction,
    )
    years = range(first.year, last.year + 1)
    step = 1 + (len(years) - 1) // YEARS_SHOWN
    return Ribbon(
        bars=tuple(_bar(scale, start, end) for start, end in terms),
        grid=tuple(percent(scale.at(date(year, 1, 1))) for year in (*years, last.year + 1)),
        years=tuple(
            Tick(at=percent(scale.at(date(year, 7, 2))), label=str(year))
            for year in years
            if (year - first.year) % step == 0
        ),
        sources=tuple(Tick(at=percent(scale.at(day)), label=label) for day, label in marks),
        near=tuple(_near(scale, sorted(day for day, _ in marks))),
    )


def _near(scale: Scale, days: Sequence[date]) -> Iterator[Near]:
    """From the first date on: what lies near the beginning of a group belongs to it."""
    groups: list[list[float]] = []
    for day in days:
        at = scale.at(day)
        if groups and abs(at - groups[-1][0]) < APART:
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        at = (group[0] + group[-1]) / 2
        along = 100 - at if scale.direction == "rtl" else at
        anchor: Literal["start", "middle", "end"] = (
            "start" if along < EDGE else "end" if along > 100 - EDGE else "middle"
        )
        yield Near(at=percent(group[-1] if anchor == "end" else at), number=len(group), anchor=anchor)


def _bar(scale: Scale, start: date | None, end: date | None) -> Bar:
    at = scale.at(start) if start else (100.0 if scale.direction == "rtl" else 0.0)
    to = scale.at(end) if end else (0.0 if scale.direction == "rtl" else 100.0)
    left, right = min(at, to), max(at, to)
    return Bar(
        start=percent(left),
        width=percent(max(0.6, right - left)),
        end=percent(to),
        open_before=start is None,
        open_after=end is None,
    )


def percent(value: float) -> str:
    """Two decimals, the same on every machine."""
    return f"{value:.2f}%"
