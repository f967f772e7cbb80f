"""Terms of office -> a ribbon over the years: where each bar lies, in hundredths of the width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dossier.text.scripts import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From `start` over `width` percent; an end that is not known is open."""

    start: str
    width: str
    open_before: bool
    open_after: bool
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A year, or the date of a source, as a place in percent with its label."""

    at: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    height: int
    bars: tuple[Bar, ...]
    years: tuple[Tick, ...]
    sources: tuple[Tick, ...]


ROW = 22  # pixels from one bar to the next
YEARS_SHOWN = 8


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
        height=ROW * len(terms),
        bars=tuple(_bar(scale, start, end, row) for row, (start, end) in enumerate(terms)),
        years=tuple(
            Tick(at=percent(scale.at(date(year, 1, 1))), label=str(year))
            for year in years
            if (year - first.year) % step == 0
        ),
        sources=tuple(Tick(at=percent(scale.at(day)), label=label) for day, label in marks),
    )


def _bar(scale: Scale, start: date | None, end: date | None, row: int) -> Bar:
    at = scale.at(start) if start else (100.0 if scale.direction == "rtl" else 0.0)
    to = scale.at(end) if end else (0.0 if scale.direction == "rtl" else 100.0)
    left, right = min(at, to), max(at, to)
    return Bar(
        start=percent(left),
        width=percent(max(0.6, right - left)),
        open_before=start is None,
        open_after=end is None,
        y=ROW * row,
    )


def percent(value: float) -> str:
    """Two decimals, the same on every machine."""
    return f"{value:.2f}%"
