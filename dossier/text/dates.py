"""EDTF level 1 in, the days it may mean out.

The subset of https://www.loc.gov/standards/datetime/ that a chronology of news needs: years, months and
days, `..` and empty ends of intervals, unspecified digits (`202X`, `2021-1X` is refused, `2021-XX`), and
the qualifiers `?` (uncertain), `~` (approximate) and `%` (both).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year", "decade", "century", "interval"]

_SIMPLE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%]?)",
    re.ASCII,  # \d would read Arabic-Indic digits too, which EDTF does not have
)
EXAMPLE = "2021-07-26, 2021-07, 2021, 2021-07-23/.. or 2021-10~"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days that an EDTF text may mean, both ends included; `None` is an open or unknown end."""

    edtf: str
    first: date | None
    last: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Earliest first; what is open at its start sorts by its end."""
        return (
            self.first or self.last or date.min,
            self.last or date.max,
            self.edtf,
        )


@lru_cache(maxsize=4096)  # a date is read wherever a page tells it
def when(edtf: str) -> When:
    """Read `edtf`; raises ValueError with one sentence when it is no date of EDTF level 1."""
    text = edtf.strip()
    if "/" not in text:
        return _simple(text)
    start, _, end = text.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"«{edtf}» has no end that is known")
    if any(part not in ("", "..") and not _SIMPLE.fullmatch(part) for part in (start, end)):
        raise ValueError(f"«{edtf}» is not a date of the form {EXAMPLE}")
    first = None if start in ("", "..") else _simple(start)
    last = None if end in ("", "..") else _simple(end)
    if first and last and first.first and last.last and first.first > last.last:
        raise ValueError(f"«{edtf}» ends before it begins")
    return When(
        edtf=text,
        first=first.first if first else None,
        last=last.last if last else None,
        precision="interval",
        uncertain=bool((first and first.uncertain) or (last and last.uncertain)),
        approximate=bool((first and first.approximate) or (last and last.approximate)),
    )


def _simple(text: str) -> When:
    found = _SIMPLE.fullmatch(text)
    if not found:
        raise ValueError(f"«{text}» is not a date of the form {EXAMPLE}")
    year, month, day, mark = found["year"], found["month"], found["day"], found["mark"]
    flags = {"uncertain": mark in ("?", "%"), "approximate": mark in ("~", "%")}
    if "X" in year:
        if month:
            raise ValueError(f"«{text}» has a month in a year that is not known")
        span: Precision = "decade" if year.count("X") == 1 else "century"
        low, high = int(year.replace("X", "0")), min(int(year.replace("X", "9")), date.max.year - 1)
        return When(edtf=text, first=date(max(low, 1), 1, 1), last=date(high, 12, 31), precision=span, **flags)
    number = int(year)
    if number == 0:
        raise ValueError(f"«{text}» names a year 0")
    if number == date.max.year:
        raise ValueError(f"«{text}» is no date but stands for an open end")
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError(f"«{text}» has a day in a month that is not known")
        return When(edtf=text, first=date(number, 1, 1), last=date(number, 12, 31), precision="year", **flags)
    if not 1 <= int(month) <= 12:
        raise ValueError(f"«{text}» has no month between 01 and 12")
    days = monthrange(number, int(month))[1]
    if day in (None, "XX"):
        return When(
            edtf=text,
            first=date(number, int(month), 1),
            last=date(number, int(month), days),
            precision="month",
            **flags,
        )
    if not 1 <= int(day) <= days:
        raise ValueError(f"«{text}» names a day that month {number}-{month} does not have")
    only = date(number, int(month), int(day))
    return When(edtf=text, first=only, last=only, precision="day", **flags)


def meant(text: str) -> str | None:
    """What the author of a date that is none will have meant, in EDTF; several where the parts may be swapped."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text).strip()
    found = dict.fromkeys(read for form in _readings(plain) if (read := _edtf(form)) and read != text)
    return " or ".join(found) or None


def _readings(text: str) -> Iterator[str]:
    yield text
    start, mark, end = re.sub(r"\s*(\.\.|–|—| to | - )\s*", "/", text).partition("/")
    if mark:
        yield f"{start}/{end}"
        yield f"{end}/{start}"
    day = re.split(r"[T ]\d\d?:", text)[0]
    if found := re.fullmatch(r"(\d{4})[-/. ](\d\d?)(?:[-/. ](\d\d?))?", day):
        yield "-".join(part.zfill(2) for part in found.groups() if part)
    if found := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", day):
        yield "-".join(found.groups())
    if found := re.fullmatch(r"(\d\d?)[-/. ](\d\d?)[-/. ](\d{4})", day):
        first, second, year = (part.zfill(2) for part in found.groups())
        yield f"{year}-{second}-{first}"
        yield f"{year}-{first}-{second}"


def _edtf(text: str) -> str | None:
    try:
        return when(text).edtf
    except ValueError:
        return None
