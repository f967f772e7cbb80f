"""Text -> tokens, one for each word, number or sign; a pair such as «تموز/يوليو» is one token.

Their sorts, joined, are what the shapes of text/calendar.py match: «26 تموز/يوليو 2021» is 1M4.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dossier.text.months import LONGEST, called, meaning
from dossier.text.spans import Span

_LETTER = r"[^\W\d_]"
_CALENDARS = ("MSREe", "HKZ")


class Token(NamedTuple):
    """A word, number or sign.

    Its sort is one of text/months.py, or 1 (a number up to 31), 2 (another of two digits), 4 (a year from 1500), L (an
    earlier one), 0 (any other number), T (a time), the sign itself, or x.
    """

    sort: str
    span: Span  # in the folded text, without proclitics
    number: int = 0
    words: str = ""
    series: frozenset[int] = frozenset()
    fault: str | None = None


_PIECES = re.compile(
    r"T?(?P<time>(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?!\d))(?::[0-5]\d(?:\.\d+)?)?"
    rf"(?:\s?(?P<half>صباحا|ص|مساء|م|ظهرا|عصرا|ليلا|فجرا|[AaPp]\.?[Mm]\.?)(?!{_LETTER}))?"
    rf"|(?P<number>\d+(?:[.,]\d{{3}}(?!\d))*)(?:(?:st|nd|rd|th)\b)?|(?P<word>{_LETTER}+)|(?P<sign>\S)"
)
_SIGNS = {"،": ",", "–": "-", "—": "-", "\u2212": "-", "\\": "/", "%": "c", "٪": "c", "$": "c"}


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of folded `text`, in its order; blanks are none."""
    pieces = list(_PIECES.finditer(text))
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        token, taken = _token(pieces, at)
        found.append(token)
        at += taken
    return _paired(found)


def _token(pieces: Sequence[re.Match[str]], at: int) -> tuple[Token, int]:
    """The token that begins with piece `at`, and of how many pieces it is made."""
    piece = pieces[at]
    span = Span(*piece.span())
    if piece["time"]:
        return Token("T", span, words=_time(piece["time"], piece["half"])), 1
    if piece["number"]:
        digits = piece["number"]
        return Token(_sort_of_number(digits), span, int(digits) if digits.isdigit() else 0, digits), 1
    if piece["sign"]:
        between_numbers = re.match(r"\d\.\d", piece.string[max(span.start - 1, 0) : span.end + 1])
        sign = _SIGNS.get(piece[0], piece[0]) if piece[0] != "." or between_numbers else "·"
        return Token(sign if sign in ",-/.()|:c" else "·", span), 1
    for length in range(LONGEST, 0, -1):
        words = pieces[at : at + length]
        phrase = piece.string[span.start : words[-1].end()]
        known = meaning(phrase) if phrase.count(" ") == length - 1 else None
        if known:
            what, cut = known
            whole = Span(span.start + cut, words[-1].end())
            return Token(what.sort, whole, what.number, phrase[cut:], what.series), length
    return Token("x", span), 1


def _sort_of_number(digits: str) -> str:
    if len(digits) <= 2:
        return "1" if 1 <= int(digits) <= 31 else "2"
    if len(digits) == 4 and digits[0] in "12":
        return "4" if 1500 <= int(digits) <= 2099 else "L" if int(digits) < 1500 else "0"
    return "0"


def _time(written: str, half: str | None) -> str:
    """As of 24 hours. «ظهرا» and «ليلا» are on both sides of twelve."""
    hour, minute = written.split(":")
    of_day = int(hour)
    half = (half or "").replace(".", "").lower()
    late = (
        half in ("م", "مساء", "عصرا", "pm")
        or (half == "ظهرا" and of_day < 6)
        or (half == "ليلا" and of_day > 5)
    )
    if late and of_day < 12:
        of_day += 12
    if of_day == 12 and half in ("ص", "صباحا", "فجرا", "ليلا", "am"):
        of_day = 0
    return f"{of_day:02}:{minute}"


def _paired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Two names of one month, as «تموز/يوليو» or «يوليو (تموز)», become one; what should be such a pair tells its fault.

    Names that one series has both, as in «تموز/آب 2021», are two months and stay two, unless one day is of both.
    """
    left = list(tokens)
    at = 0
    while at < len(left) - 1:
        first = left[at]
        sign = left[at + 1].sort if left[at + 1].sort in "/-(" else ""
        second = left[at + 1 + len(sign)] if at + 1 + len(sign) < len(left) else first
        end = at + 2 + len(sign)
        months = any(first.sort in sorts and second.sort in sorts for sorts in _CALENDARS)
        if not months or second is first:
            at += 1
            continue
        dated = at > 0 and left[at - 1].sort == "1"
        same = first.number == second.number
        if not same and not (sign == "(" or (sign == "/" and (dated or not first.series & second.series))):
            at += 1
            continue
        if sign == "(" and end < len(left) and left[end].sort == ")":
            end += 1
        calendar = "hijri" if first.sort in "HKZ" else "gregorian"
        fault = f"{called(first.number, calendar)} and {called(second.number, calendar)} are two months"
        pair = Token(
            "H" if calendar == "hijri" else "E" if {first.sort, second.sort} <= {"E", "e"} else "M",
            Span(first.span.start, left[end - 1].span.end),
            first.number,
            series=first.series | second.series,
            fault=first.fault or (None if same else fault),
        )
        left[at:end] = [pair]
    return tuple(left)
