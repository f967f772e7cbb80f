"""A quote that does not stand -> the places that it may mean, and which of them differ from it in spelling alone.

Nothing is found here that counts as evidence: a place is offered to the author, and taken over by the authoring
tool only where nobody could mean another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from dossier.text import quotes
from dossier.text.fold import TATWEEL, fold
from dossier.text.lexicon import GIVEN_NAMES
from dossier.text.spans import Span
from dossier.text.words import QUOTES, Word, key, stems, words

MARGIN = 0.08  # of likeness, by which the best place must stand before all others
SLIPS = 2  # words with a missing letter that a quote may have
SLIP_LENGTH = 5  # letters of a word that may have lost one: in a shorter word a letter makes another word
OFFERED = 5

_ALONE = "\u0621\u0624\u0626"  # ء ؤ ئ: مسؤول and مسئول are one word, and so are شؤون and شئون
_MARKS = frozenset(QUOTES + "‘’")
_CLOSING = {'"': '"', "«": "»", "“": "”", "‹": "›"}
_NUMBER = re.compile(r"\d+(?:[.,/:٫٬-]\d+)*")


class Likely(NamedTuple):
    """A place that a quote may mean. `sure`: the same words, spelt or marked in another way."""

    likeness: float  # of the letters, 1.0 the same
    span: Span
    sure: bool


class Slips(NamedTuple):
    """Folded words that are no slip: those that name a person, and, where the quote has them, any that are words."""

    persons: Collection[str]
    known: Collection[str]


def likely(
    text: str, quote: str, *, within: Sequence[Span], language: str, slips: Slips | None = None
) -> tuple[Likely, ...]:
    """The places of `within` (lines) that resemble `quote`, the most likely first.

    Sure are those that have the letters of `quote` in its order, whatever vowels, hamzas, blanks and quotation
    marks they have, and the same numbers; and with `slips` those in which a long word or two have one letter more
    or less within.
    """
    aim = tuple(words(quote, [Span(0, len(quote))], language))
    if not aim:
        return ()
    found = {
        span: Likely(1.0, span, _numbers(span.of(text)) == _numbers(quote))
        for area in dict.fromkeys(within)
        for span in _same_letters(text, area, quote, aim, language)
    }
    letters = "".join(key(word.text) for word in aim).casefold()
    for near in quotes.nearest(text, quote, within, OFFERED):
        if any(near.overlaps(span) for span in found):
            continue
        theirs = tuple(words(text, [near], language))
        other = "".join(key(word.text) for word in theirs).casefold()
        alike = SequenceMatcher(None, letters, other, autojunk=False).ratio()
        same_numbers = _numbers(near.of(text)) == _numbers(quote)
        sure = slips is not None and same_numbers and _only_slips(aim, theirs, language, slips)
        found[near] = Likely(alike, near, sure)
    whole = (_with_marks(text, one, quote, within) for one in found.values())
    return tuple(sorted(whole, key=lambda one: (-one.likeness, not one.sure, one.span)))


def the_one(places: Sequence[Likely]) -> Likely | None:
    """The place that is meant, where one is sure and every other one is clearly less likely."""
    if not places or not places[0].sure:
        return None
    best, *others = places
    return best if all(best.likeness - other.likeness >= MARGIN for other in others) else None


# The same letters


class _Letter(NamedTuple):
    text: str
    word: int
    hamza: bool  # stands alone or on a carrier that writers choose differently


def _letters(text: str, found: Sequence[Word], one_word: bool) -> list[_Letter]:
    """Where the words around it tell what is meant, ى is ي: على and علي are two words only when they stand alone."""
    return [
        _Letter(letter.casefold(), number, text[word.offsets[i]] in _ALONE)
        for number, word in enumerate(found)
        for i, letter in enumerate(key(word.text) if one_word else word.text.replace("ى", "ي"))
    ]


def _same_letters(text: str, area: Span, quote: str, aim: Sequence[Word], language: str) -> Iterator[Span]:
    """Runs of whole words with the letters of `aim`, hamzas taken for letters or left out."""
    held = tuple(words(text, [area], language))
    ours, theirs = (_letters(*side, len(aim) == 1) for side in ((quote, aim), (text, held)))
    taken = set()
    for left_out in (False, True):
        wanted = "".join(one.text for one in ours if not (left_out and one.hamza))
        kept = [one for one in theirs if not (left_out and one.hamza)]
        written = "".join(one.text for one in kept)
        starts = list(accumulate((len(one.text) for one in kept), initial=0))
        at = {start: i for i, start in enumerate(starts)}
        place = written.find(wanted) if wanted else -1
        while place >= 0:
            first, after = at.get(place), at.get(place + len(wanted))
            if first is not None and after is not None and _whole(kept, first, after):
                span = Span(held[kept[first].word].offsets[0], held[kept[after - 1].word].end)
                if (
                    quotes.at_word_boundaries(text, span := _from_its_start(text, span, area))
                    and span not in taken
                ):
                    taken.add(span)
                    yield span
            place = written.find(wanted, place + 1)


def _whole(letters: Sequence[_Letter], first: int, after: int) -> bool:
    """Whether the letters from `first` up to `after` begin and end with a word."""
    begins = first == 0 or letters[first - 1].word != letters[first].word
    ends = after == len(letters) or letters[after].word != letters[after - 1].word
    return begins and ends


def _from_its_start(text: str, span: Span, area: Span) -> Span:
    """With a tatweel before its first letter."""
    start = span.start
    while start > area.start and text[start - 1] == TATWEEL:
        start -= 1
    return Span(start, span.end)


# Nearly the same letters


def _only_slips(ours: Sequence[Word], theirs: Sequence[Word], language: str, slips: Slips) -> bool:
    """Whether the words are the same but for letters that were lost or doubled in one or two long ones."""
    if len(ours) != len(theirs) or len(ours) < 2:
        return False
    pairs = [(key(a.text).casefold(), key(b.text).casefold()) for a, b in zip(ours, theirs, strict=True)]
    differing = [(i, a, b) for i, (a, b) in enumerate(pairs) if a != b]
    return len(differing) <= min(SLIPS, len(ours) // 2) and all(
        _is_slip(a, b, first=i == 0)
        and not (_names(a, language, slips.persons) or _names(b, language, slips.persons))
        and (i == 0 or a not in slips.known)
        for i, a, b in differing
    )


def _is_slip(one: str, other: str, *, first: bool) -> bool:
    """One letter more or less, neither the first nor the last: those are person, number, tense and gender.

    «و» and «ف» before a word say only that the sentence goes on.
    """
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or any(c.isdigit() for c in long):
        return False
    if long[0] in "وف" and long[1:] == short and (first or len(short) >= SLIP_LENGTH - 1):
        return True
    return len(long) >= SLIP_LENGTH and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 1))


def _names(word: str, language: str, persons: Collection[str]) -> bool:
    readings = [stem.text for stem in stems(word, language)]
    readings += [reading.removeprefix("ال") for reading in readings]
    return any(reading in persons or reading in GIVEN_NAMES for reading in readings)


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(fold(text).text)


# Marks at the ends


def _with_marks(text: str, place: Likely, quote: str, within: Sequence[Span]) -> Likely:
    """With the marks that the quote has at its ends, and with both marks of a quotation that it has but for one.

    A full stop or a comma that the text does not have there leaves the place unsure; a quotation mark does not.
    """
    line = next((area for area in within if place.span.within(area)), place.span)
    ours = [i for i, c in enumerate(quote) if c.isalnum()]
    start, missing_before = _outwards(text, place.span.start, line.start, quote[: ours[0]][::-1], -1)
    end, missing_after = _outwards(text, place.span.end, line.end, quote[ours[-1] + 1 :], 1)
    for opening, closing in _quotations(text, line):
        if opening + 1 == start and closing < end:
            start = opening
        if closing == end and opening >= start:
            end = closing + 1
    lost = set(missing_before + missing_after) - _MARKS
    return place._replace(span=Span(start, end), sure=place.sure and not lost)


def _outwards(text: str, at: int, limit: int, marks: str, step: int) -> tuple[int, str]:
    """How far the marks that follow `at` (or, backwards, stand before it) are those of `marks`, and which are missing."""
    missing = ""
    for mark in marks:
        if mark.isspace() or unicodedata.category(mark)[0] == "M" or mark == TATWEEL:
            continue
        there = at
        while there != limit and _beside(text, there, step).isspace():
            there += step
        if there != limit and _alike(_beside(text, there, step), mark):
            at = there + step
        else:
            missing += mark
    return at, missing


def _beside(text: str, at: int, step: int) -> str:
    return text[at] if step > 0 else text[at - 1]


def _alike(written: str, mark: str) -> bool:
    return written == mark or (written in _MARKS and mark in _MARKS)


def _quotations(text: str, line: Span) -> Iterator[tuple[int, int]]:
    """Where each quotation of the line opens and closes."""
    opened: int | None = None
    for at in range(line.start, line.end):
        if opened is None:
            opened = at if text[at] in _CLOSING else None
        elif text[at] == _CLOSING[text[opened]]:
            yield opened, at
            opened = None
