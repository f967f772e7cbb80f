"""Text -> every date that it writes, as far as it writes it.

Nothing is guessed. What is not written is None; the day stands before the month unless the first number has four
digits; what cannot be (a month 23, a 31 June, two names of two months, a Friday that was a Saturday) is told in
`contradiction` and never mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from dossier.text.date_tokens import Token, tokens
from dossier.text.dates import When
from dossier.text.fold import TATWEEL, fold
from dossier.text.months import MONTHS, WEEKDAYS, called
from dossier.text.spans import Span, line_spans

Calendar = Literal["gregorian", "hijri"]
Part = Literal["year", "month", "day", "weekday"]

_HIJRI_YEARS = range(1350, 1451)  # 1931 to 2029: without «م», such a year is never read as Common Era
_DASHING = re.compile(rf"(?<=\d)\s?{TATWEEL}+\s?(?=\d)")
_SECOND_WEEKDAY = re.compile(r"[Ww]j?$")  # «السبت والأحد 24 و25 تموز»: then it is that of the last day
# «بعد ثماني سنوات»: the date beside it is one to reckon from.
_RECKONING = re.compile(
    r"\b(?:بعد|قبل|منذ|عقب)\s(?:\w+\s){0,2}?(?:يوم|يومين|ايام|اسبوع|اسبوعين|اسابيع|شهر|شهرين|اشهر|شهور|عام|عاما|عامين"
    r"|اعوام|سنه|سنتين|سنوات|ساع[هت]\w*)\b(?!\s\d)|\b(?:غداه|عشيه)\b"
    r"|\b(?:days?|weeks?|months?|years?) (?:after|before|later|earlier|since|ago)\b|\beve of\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date as a text writes it: only what is written; `span` in the text's own characters.

    `weekday` counts from Monday, 0, as `date.weekday` does; `time` is of the form 14:13. `contradiction` says why
    what is written cannot be; a month or day that is in doubt is then None.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    calendar: Calendar = "gregorian"
    time: str | None = None
    contradiction: str | None = None

    @property
    def edtf(self) -> str | None:
        """As EDTF; None without a year, in the Hijri calendar, or where it contradicts itself."""
        if self.year is None or self.calendar == "hijri" or self.contradiction or (self.day and not self.month):
            return None
        return "-".join(
            f"{part:0{size}}" for part, size in ((self.year, 4), (self.month, 2), (self.day, 2)) if part
        )

    @property
    def told(self) -> str:
        """In English, for an error: Friday 23 July 2021."""
        weekday = None if self.weekday is None else WEEKDAYS[self.weekday]
        month = called(self.month, self.calendar) if self.month else None
        return " ".join(str(part) for part in (weekday, self.day, month, self.year) if part)


def read_dates(text: str) -> tuple[Written, ...]:
    """Every date of `text`, in its order: what has a day, a month or a year, or is a weekday. A date keeps to its line."""
    return tuple(
        replace(written, span=Span(line.start + written.span.start, line.start + written.span.end))
        for line in line_spans(text)
        for written in _read_line(line.of(text))
    )


def _read_line(line: str) -> Iterator[Written]:
    # A tatweel between numbers is a dash; folding would join the numbers.
    folded = fold(_DASHING.sub(lambda dash: dash[0].replace(TATWEEL, "-"), line))
    words = tokens(folded.text)
    sorts = "".join(word.sort for word in words)
    found: list[Written] = []
    for shape in _shapes():
        while match := shape.search(sorts):
            first, last = match.span("date")
            found += _read(match, words)
            sorts = (
                f"{sorts[:first]}{' ' * (last - first)}{sorts[last:]}"  # what has been read is not read again
            )
    for written in sorted(found, key=lambda written: written.span):
        yield replace(written, span=folded.raw_span(*written.span))


def reckons(text: str) -> bool:
    """Whether `text` counts from one time to another («بعد ثماني سنوات»): then no date in it need be the one sought."""
    return bool(_RECKONING.search(fold(text).text))


def disagreement(written: Written, value: When) -> Part | None:
    """The first part of `written` that no day of `value` has; None where the two may be one date.

    Of a Hijri date only the weekday is compared.
    """
    gregorian = written.calendar == "gregorian"
    days = _days(value, written.year if gregorian else None)
    if not days:
        return "year"
    parts: tuple[tuple[Part, int | None], ...] = (
        ("month", written.month if gregorian else None),
        ("day", written.day if gregorian else None),
        ("weekday", written.weekday),
    )
    for part, wanted in parts:
        if wanted is not None:
            days = [
                day for day in days if (day.weekday() if part == "weekday" else getattr(day, part)) == wanted
            ]
            if not days:
                return part
    return None


def _days(value: When, year: int | None) -> list[date]:
    """The days of `value` in `year`; without a year its first eight years, in which every day and weekday comes."""
    first, last = value.first, value.last
    if year is not None:
        first = max(first or date.min, date(year, 1, 1))
        last = min(last or date.max, date(year, 12, 31))
    elif first is None or last is None:
        return _days(replace(value, first=first or date(1, 1, 1), last=last or date.max), year)
    last = min(last, date.fromordinal(min(first.toordinal() + 8 * 366, date.max.toordinal())))
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


# Shapes: patterns of sorts, the fuller first


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """In the letters of `Token.sort`: 1M4 is «26 تموز 2021»."""
    weekday = r"(?P<weekday>[Ww])[,(:|-]*(?:[rfah][,(:|-]*){0,3}"
    after = r"(?:(?(weekday)(?!)|[(-]?a?(?P<weekday_after>[Ww])(?![r1Tj])\)?))?(?:[,|()-]*[hf]*:?(?P<time_after>T))?"
    alone = r"(?<![0124L][-/.])"
    end = r"(?!(?P=sep)[0124L])(?P<mark>[GJ]?)"
    year = r"(?:[,/-]?|[fim]?y)(?P<year>(?<=y)[4L]|4)(?!c)(?P<mark>[GJ]?)"
    lunar = r"(?:[,/-]?|[fim]?y)(?P<year>L|[0124](?=J))(?P<mark>J?)"
    days = r"(?P<days>(?:1[-/ji])*)(?P<day>1|(?<!p)O|(?<!p)o(?=m))[-/.]?m?s?"
    days_after = r"·?(?P<days>(?:1[-j])*)(?P<day>1)"

    def dated(shape: str, *, by_weekday: str = "?") -> str:
        return rf"(?P<date>(?:(?P<time>T)[,|-]*)?(?:{weekday}){by_weekday}{shape}{after})"

    return tuple(
        re.compile(shape)
        for shape in (
            dated(rf"{alone}(?P<year>[4L])(?P<sep>[-/.])(?P<month>[12])(?P=sep)(?P<day>[12]){end}"),
            dated(rf"{alone}(?P<year>4)(?P<sep>[-/]?)(?P<name>[MSEe])(?P=sep)(?P<day>1){end}"),
            dated(rf"{alone}(?P<day>[12])(?P<sep>[-/.])(?P<month>[12])(?P=sep)(?P<year>[4L]){end}"),
            dated(rf"{alone}(?P<day>1)(?P<sep>[-/.])(?P<month>1)(?P=sep)(?P<short>[12]){end}"),
            dated(rf"(?P<day>2)[-/.]?m?s?(?P<name>[ME]){year}"),  # 32 July 2021, to say that it cannot be
            dated(rf"{days}(?P<name>[MSREe]){year}"),
            dated(rf"{days}(?P<name>[HKZ]){lunar}"),
            r"(?<=[HKZ])(?P<date>(?P<years>4)(?!c)(?P<mark>G?))",  # «رمضان 2021»: of two calendars
            dated(rf"(?P<name>[MSEe]){days_after},?(?P<year>4)(?!c)(?P<mark>[GJ]?)"),
            dated(rf"{days}(?P<name>[MSEe])"),
            dated(rf"{days}(?P<name>[HK])"),
            dated(rf"(?P<name>[Ee]){days_after}(?![c/.:])"),
            dated(r"(?P<day>1)/(?P<month>1)(?![/.-]?[0124L])", by_weekday=""),
            r"(?:(?<=a)|(?<=a[(:]))(?P<date>(?P<day>1)/(?P<month>1)(?![/.-]?[0124L]))",
            rf"(?P<date>(?P<months>[MSEe](?:[/-][MSEe])*)·?{year})",
            rf"(?P<date>(?P<months>[HK]){lunar})",
            r"(?P<date>(?P<months>[MEH](?:[/-][MEH])*|(?<=[fis])[SeK]|(?<=s)Z|[SeK](?=r)|K(?= )))",
            r"(?:(?<=y)|(?<=yr)|(?=LJ))(?P<date>(?P<years>[4L](?:[-/ji][4L])*|[0124](?=J))(?P<mark>[GJ]?))",
            r"(?:(?<=[fib])|(?<=im))(?P<date>(?P<years>4(?:[-/ji]4)*)(?![c/-])(?P<mark>[GJ]?))",
            r"(?<=m)(?P<date>(?P<years>4[-ji]4)(?![c/-])(?P<mark>[GJ]?))",
            r"^\(?(?P<date>(?P<years>4)(?P<mark>G?))\)?$",
            r"(?P<date>(?P<weekday>(?<!q)W|W(?=j?W)|(?<=a)w))",
        )
    )


# What a match says


def _read(match: re.Match[str], words: Sequence[Token]) -> Iterator[Written]:
    """The dates of one match, spans still in the folded text; none where short numbers make no date."""

    def among(group: str) -> Sequence[Token]:
        written = match.groupdict().get(group)
        return words[match.start(group) : match.end(group)] if written else ()

    def one(group: str) -> Token | None:
        return next(iter(among(group)), None)

    year, weekday, time = one("year"), one("weekday") or one("weekday_after"), one("time_after") or one("time")
    written = Written(
        span=_from(among("date")),
        year=year and year.number,
        weekday=weekday and weekday.number,
        calendar=_calendar(year and year.number, match.groupdict().get("mark")),
        time=time and time.words,
    )
    if among("years"):
        yield from _years(written, among("years"), match)
    elif among("month"):
        yield from _numbered(written, among("day")[0], among("month")[0], among("short"))
    elif among("months"):
        names = [token for token in among("months") if token.number]
        yield from (
            _in_month(replace(written, span=span), name)
            for name, span in zip(names, _parted(written.span, names), strict=True)
        )
    elif among("name"):
        (name,) = among("name")
        first = one("weekday") is not None and not _SECOND_WEEKDAY.search(match.string[: match.start()])
        yield from _in_days(written, among("days"), among("day"), name, of_first=first)
    else:
        yield written


def _from(words: Sequence[Token]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _parted(whole: Span, words: Sequence[Token]) -> Iterator[Span]:
    """`whole`, parted among `words`: what is before them goes to the first, what is after them to the last."""
    for word in words:
        start = whole.start if word is words[0] else word.span.start
        yield Span(start, whole.end if word is words[-1] else word.span.end)


def _years(written: Written, words: Sequence[Token], match: re.Match[str]) -> Iterator[Written]:
    years = [word for word in words if word.number]
    after_a_preposition = match.start() > 0 and match.string[match.start() - 1] in "fib"
    for year, span in zip(years, _parted(written.span, years), strict=True):
        if year.number % 100 or not after_a_preposition:  # «في 2000 …» mostly counts something
            yield replace(written, span=span, year=year.number, calendar=_calendar(year.number, match["mark"]))


def _in_days(
    written: Written, earlier: Sequence[Token], last: Sequence[Token], name: Token, *, of_first: bool
) -> Iterator[Written]:
    """Of «26 و27 تموز» both days. The weekday is that of the first, or else of the last; a time is of the last."""
    days = [word for word in (*earlier, *last) if word.number]
    if any(a.number >= b.number for a, b in pairwise(days)):
        days = list(last)
    for day, span in zip(days, _parted(written.span, days), strict=True):
        named = day is days[0] if of_first else day is days[-1]
        yield _checked(
            _in_month(
                replace(
                    written,
                    span=span,
                    day=day.number,
                    weekday=written.weekday if named else None,
                    time=written.time if day is days[-1] else None,
                ),
                name,
            )
        )


def _numbered(written: Written, day: Token, month: Token, short: Sequence[Token]) -> Iterator[Written]:
    if (written.year is None and month.number > 12) or any(len(year.words) != 2 for year in short):
        return  # short numbers without a year are mostly something else
    if 1 <= month.number <= 12:
        yield _checked(replace(written, month=month.number, day=day.number))
        return
    order = "it stands between year and day" if month.span < day.span else "the day stands before the month"
    yield replace(written, contradiction=f"there is no month {month.number}: {order}")


def _in_month(written: Written, name: Token) -> Written:
    """`written`, in the month and calendar that the name says."""
    if name.sort in "HKZ":
        return replace(written, month=name.number, calendar="hijri")
    if name.fault:
        return replace(written, contradiction=name.fault)
    if written.calendar == "hijri":
        return replace(written, contradiction=f"{MONTHS[name.number - 1]} is no month of a Hijri year")
    return replace(written, month=name.number)


def _checked(written: Written) -> Written:
    """`written`, where its month has the day and the day is that weekday; else with the fault told."""
    day, month = written.day, written.month
    if written.contradiction or day is None or month is None:
        return written
    gregorian = written.calendar == "gregorian"
    if not 1 <= day <= (_days_in(written.year, month) if gregorian else 30):
        of = f" {written.year}" if written.year and month == 2 else ""
        return replace(
            written, day=None, contradiction=f"{called(month, written.calendar)}{of} has no day {day}"
        )
    if gregorian and written.year and written.weekday is not None:
        real = date(written.year, month, day).weekday()
        if real != written.weekday:
            was = f"{day} {MONTHS[month - 1]} {written.year} is a {WEEKDAYS[real]}"
            return replace(written, contradiction=f"{was}, not a {WEEKDAYS[written.weekday]}")
    return written


def _days_in(year: int | None, month: int) -> int:
    following = date(year or 2000, month, 28) + timedelta(days=4)  # 2000 has a 29 February
    return (following - timedelta(days=following.day)).day


def _calendar(year: int | None, mark: str | None) -> Calendar:
    return "hijri" if mark == "J" or (mark != "G" and year in _HIJRI_YEARS) else "gregorian"
