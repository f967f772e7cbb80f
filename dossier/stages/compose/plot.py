"""Deadlines -> a plot of the day on which each was announced (along) against the day that it named (upwards).

A deadline that keeps its day runs level; a later one would climb. What lies higher above the line of the same day
was announced further ahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dossier.text.dates import When
from dossier.text.scripts import Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point is a day; wide is a vague day of announcement, high a vague day named; dashed is not certain."""

    x: str
    y: str
    width: str
    height: str
    dashed: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """In units of its view box, mirrored where the page is read from the right."""

    width: int
    height: int
    grid: tuple[Line, ...]
    years: tuple[Label, ...]
    same_day: Line | None
    level: tuple[Line, ...]  # from the first announcement of a deadline to the last
    marks: tuple[Mark, ...]
    numbers: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline: the number by which it goes, the day that it names, the days on which it was announced."""

    number: int
    named: When
    announced: tuple[tuple[When, str], ...]  # with its title


SIDE = 300  # of the square in which the marks stand
START, END, TOP, FOOT = 44, 18, 14, 28  # around it
POINT = 9
GAP = 4  # between marks that would cover each other
YEARS_SHOWN = 8


def plot(dues: Iterable[Due], direction: Direction) -> Plot | None:
    """None where no announcement has a day."""
    shown = [due for due in dues if due.announced]
    if not shown:
        return None
    along = _axis(when for due in shown for when, _ in due.announced)
    up = _axis(due.named for due in shown)
    placed = _placed(shown, along, up)
    pen = _Pen(direction=direction)
    low, high = max(along.first, up.first), min(along.last, up.last)
    return Plot(
        width=START + SIDE + END,
        height=TOP + SIDE + FOOT,
        grid=(
            *(pen.line(x, 0, x, SIDE) for _, x in along.years),
            *(pen.line(0, y, SIDE, y) for _, y in up.years),
        ),
        years=(
            *(pen.label(x, -16, year) for year, x in along.years),
            *(pen.label(-22, y, year) for year, y in up.years),
        ),
        same_day=pen.line(along.at(low), up.at(low), along.at(high), up.at(high)) if low < high else None,
        level=tuple(pen.line(*boxes[0].middle, *boxes[-1].middle) for boxes in placed if len(boxes) > 1),
        marks=tuple(pen.mark(box) for boxes in placed for box in boxes),
        numbers=tuple(
            pen.label(*room.middle, str(due.number)) for due, room in zip(shown, _rooms(placed), strict=True)
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """Days, as ordinals, over whole years."""

    first: int
    last: int

    def at(self, day: date | int) -> float:
        ordinal = day if isinstance(day, int) else day.toordinal()
        return SIDE * (ordinal - self.first) / (self.last - self.first)

    @property
    def years(self) -> list[tuple[str, float]]:
        """Where the first of January lies; of many years only some."""
        years = range(date.fromordinal(self.first).year, date.fromordinal(self.last).year + 1)
        return [
            (str(year), self.at(date(year, 1, 1))) for year in years[:: 1 + (len(years) - 1) // YEARS_SHOWN]
        ]


def _axis(whens: Iterable[When]) -> _Axis:
    ends = [day for when in whens for day in (when.first, when.last) if day]
    after = min(max(ends).year + 1, date.max.year)
    return _Axis(first=date(min(ends).year, 1, 1).toordinal(), last=date(after, 1, 1).toordinal())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """From the start of the square and from its foot."""

    left: float
    right: float
    low: float
    high: float
    dashed: bool = False
    titles: tuple[str, ...] = ()

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.low + self.high) / 2

    def grown(self) -> _Box:
        """No smaller than a point, around the same middle."""
        wide, tall = max(0.0, POINT - self.right + self.left) / 2, max(0.0, POINT - self.high + self.low) / 2
        return replace(
            self, left=self.left - wide, right=self.right + wide, low=self.low - tall, high=self.high + tall
        )

    def moved(self, along: float, up: float = 0.0) -> _Box:
        return replace(
            self, left=self.left + along, right=self.right + along, low=self.low + up, high=self.high + up
        )

    def touches(self, other: _Box) -> bool:
        level = self.low < other.high and other.low < self.high
        return level and self.left < other.right and other.left < self.right


def _placed(dues: Sequence[Due], along: _Axis, up: _Axis) -> list[list[_Box]]:
    """The marks of each; those of two deadlines that would cover each other stand side by side."""
    placed: list[list[_Box]] = []
    for due in dues:
        own = list(_merged(_box(due, when, title, along, up) for when, title in due.announced))
        while any(box.touches(other) for box in own for boxes in placed for other in boxes):
            own = [box.moved(POINT + GAP) for box in own]
        placed.append(own)
    return placed


def _box(due: Due, when: When, title: str, along: _Axis, up: _Axis) -> _Box:
    told, until = _ends(when)
    first, last = _ends(due.named)
    return _Box(
        left=along.at(told),
        right=along.at(until),
        low=up.at(first),
        high=up.at(last),
        dashed=_is_vague(when) or _is_vague(due.named),
        titles=(title,),
    )


def _ends(when: When) -> tuple[date, date]:
    """Its first and its last day; of what is open at one end twice the other."""
    first, last = when.first or when.last, when.last or when.first
    assert first is not None and last is not None  # EDTF has no interval without an end
    return first, last


def _is_vague(when: When) -> bool:
    return when.approximate or when.uncertain or when.first is None or when.last is None


def _merged(boxes: Iterable[_Box]) -> Iterator[_Box]:
    """Announcements of one deadline that would lie on each other are one mark over all of their days."""
    now: _Box | None = None
    for box in sorted(boxes, key=lambda box: (box.left, box.right)):
        if now is not None and box.grown().touches(now.grown()):
            now = replace(
                now,
                right=max(now.right, box.right),
                dashed=now.dashed and box.dashed,
                titles=(*now.titles, *box.titles),
            )
            continue
        if now is not None:
            yield now.grown()
        now = box
    if now is not None:
        yield now.grown()


def _rooms(placed: Sequence[Sequence[_Box]]) -> Iterator[_Box]:
    """Where each number finds room: after its last mark, before its first, above or below."""
    taken = [box for boxes in placed for box in boxes]
    for boxes in placed:
        first, last = boxes[0], boxes[-1]
        middle, level = last.middle
        number = _Box(left=-6, right=6, low=level - 6, high=level + 6)
        places = (
            number.moved(last.right + 9),
            number.moved(first.left - 9),
            number.moved(middle, last.high - level + 8),
            number.moved(middle, last.low - level - 8),
        )
        room = next((place for place in places if not any(place.touches(box) for box in taken)), places[0])
        taken.append(room)
        yield room


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """From the start and the foot of the square -> the units of SVG, from the left and from the top."""

    direction: Direction

    def x(self, value: float) -> float:
        return END + SIDE - value if self.direction == "rtl" else START + value

    def y(self, value: float) -> float:
        return TOP + SIDE - value

    def line(self, x1: float, y1: float, x2: float, y2: float) -> Line:
        return Line(x1=_unit(self.x(x1)), y1=_unit(self.y(y1)), x2=_unit(self.x(x2)), y2=_unit(self.y(y2)))

    def label(self, x: float, y: float, text: str) -> Label:
        return Label(x=_unit(self.x(x)), y=_unit(self.y(y)), text=text)

    def mark(self, box: _Box) -> Mark:
        return Mark(
            x=_unit(min(self.x(box.left), self.x(box.right))),
            y=_unit(self.y(box.high)),
            width=_unit(box.right - box.left),
            height=_unit(box.high - box.low),
            dashed=box.dashed,
            title="\n".join(dict.fromkeys(box.titles)),
        )


def _unit(value: float) -> str:
    """One decimal, the same on every machine."""
    return f"{value:.1f}"
