"""The interface's own words in one language: texts with slots, counts, dates, quotation marks."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from dossier.text import dates
from dossier.text.dates import When
from dossier.text.scripts import POP, UNKNOWN, direction, isolated, language_of, runs_isolated

_SLOT = re.compile(r"(\{[^{}]*\})")
_MARKS = {"ar": ("«", "»"), "en": ("“", "”")}


class Counted(str):
    """`two sources`. A text that needs another case after its preposition asks for it: `{sources:oblique}`."""

    oblique: str

    def __new__(cls, text: str, oblique: str) -> Counted:
        counted = super().__new__(cls, text)
        counted.oblique = oblique
        return counted

    def __format__(self, case: str) -> str:
        return self.oblique if case == "oblique" else super().__format__(case)


class Words:
    """What the interface says, by key (templates/locales/LANGUAGE.yml).

    `words("key", name=…)` fills the slots of a text; a key or slot that is not there raises KeyError, which
    ends the build: a page with a hole in it is never written. What is filled in stands between isolates where
    it is in the other script, and so do such words of the text itself.
    """

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.direction = direction(language)
        self._texts = {key: _with_runs_isolated(text, language) for key, text in texts.items()}

    def __call__(self, key: str, /, **slots: object) -> str:
        text = self._texts[key]
        if "{" not in text:
            return text
        return text.format_map(
            {
                name: self._put(value) if type(value) is str else value
                for name, value in slots.items()
            }
        )

    def _put(self, value: str) -> str:
        """What a page's script fills in later (`{path}`) is mostly Latin, and may be in either script."""
        if self.direction == "rtl" and _SLOT.fullmatch(value):
            return f"{UNKNOWN}{value}{POP}"
        return isolated(value, self.language)

    def count(self, key: str, number: int) -> str:
        """`3 statements`: the text `key_FORM` whose form fits the number in this language."""
        return self._counted(f"{key}_{plural(self.language, number)}", number)

    def spelled(self, key: str, number: int) -> str:
        """As `count`, with small numbers in words: for a sentence, not for a table."""
        told = self(f"number_{number}") if 1 <= number <= 9 else str(number)
        return self._counted(f"{key}_{plural(self.language, number)}", told)

    def _counted(self, key: str, told: int | str) -> Counted:
        oblique = f"{key}_oblique"
        text = self(key, n=told)
        return Counted(text, self(oblique, n=told) if oblique in self._texts else text)

    def quoted(self, text: str) -> str:
        return self("quoted", text=text)

    def marks(self, language: str) -> tuple[str, str]:
        """The quotation marks of words in `language`: those of another than the page's are its own."""
        if language == self.language:
            return self("quote_open"), self("quote_close")
        return _MARKS[language]

    def rounded_by(self, text: str) -> tuple[str, str]:
        """The quotation marks of the language that `text` is in."""
        return self.marks(language_of(text, "ar" if self.language == "ar" else "en"))

    def series(self, items: list[str]) -> str:
        """`a, b and c`"""
        if len(items) < 2:
            return "".join(items)
        return self("series_last", rest=self("series_comma").join(items[:-1]), last=items[-1])

    def date(self, when: When) -> str:
        """`26 July 2021`, `about October 2021`, `since 23 July 2021`: never more exact than `when`."""
        text = self._interval(when) if when.precision == "interval" else self._calendar(when)
        if when.approximate:
            text = self("date_about", date=text)
        if when.uncertain:
            text = self("date_uncertain", date=text)
        return text

    def dated(self, when: When, key: str, latest: str, **slots: str) -> str:
        """The text `key` with the date; of a time with no known beginning `latest`, with the last day that it can be."""
        if when.first is None:
            return self(latest, date=self.date(dates.when(when.edtf.partition("/")[2])), **slots)
        return self(key, date=self.date(when), **slots)

    def month(self, number: int) -> str:
        return self(f"month_{number:02}")

    def _calendar(self, when: When) -> str:
        first = when.first
        assert first is not None  # only an interval has an open end
        if when.precision == "day":
            return self._day(first)
        if when.precision == "month":
            return self("date_month", month=self.month(first.month), year=first.year)
        if when.precision == "decade":
            return self("date_decade", year=first.year)
        if when.precision == "century":
            return self("date_century", year=first.year)
        return str(first.year)

    def _day(self, day: datetime.date) -> str:
        return self("date_day", day=day.day, month=self.month(day.month), year=day.year)

    def _interval(self, when: When) -> str:
        # Each end keeps the precision with which it was written: 2021-07/2021-09 names no days.
        start, _, end = when.edtf.partition("/")
        if when.first is None and when.last is not None:
            return self("date_until", date=self._end(end, when.last))
        if when.last is None and when.first is not None:
            return self("date_since", date=self._end(start, when.first))
        assert when.first is not None and when.last is not None
        return self("date_between", first=self._end(start, when.first), last=self._end(end, when.last))

    def _end(self, edtf: str, day: datetime.date) -> str:
        written = edtf.rstrip("?~%")
        if len(written) == 10 and "X" not in written:
            return self._day(day)
        if len(written) >= 7 and "X" not in written[:7]:
            return self("date_month", month=self.month(day.month), year=day.year)
        return str(day.year)


def _with_runs_isolated(text: str, language: str) -> str:
    """`sha256` in an Arabic text; the names of slots are no words."""
    return "".join(part if part.startswith("{") else runs_isolated(part, language) for part in _SLOT.split(text))


def plural_forms(language: str) -> tuple[str, ...]:
    """Every form that `plural` gives."""
    return ("zero", "one", "two", "few", "many", "other") if language == "ar" else ("one", "other")


def plural(language: str, number: int) -> str:
    """The form of CLDR that a noun takes after `number`; other languages count as English does."""
    if language == "ar":
        if number in (0, 1, 2):
            return ("zero", "one", "two")[number]
        if 3 <= number % 100 <= 10:
            return "few"
        return "many" if number % 100 >= 11 else "other"
    return "one" if number == 1 else "other"
