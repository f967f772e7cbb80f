"""Lines of a capture -> folded words with their places, and the readings of a word that may carry proclitics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from dossier.text.fold import fold
from dossier.text.spans import Span

LINE_END = "\n"  # the gap after the last word of a line: no name goes on over it
DOUBLE_QUOTES = '"«»“”„'
QUOTES = f"{DOUBLE_QUOTES}'‹›"
WORD = re.compile(r"[^\W_]+")  # of folded text: marks, tatweel and hidden characters are gone
_SENTENCE_END = re.compile(r"[.!?؟…]\W*\s")
_JOIN = re.compile(rf"-| ?[{QUOTES}]* ?")  # what may stand between two words of a name
_LATIN_AFTER_CLITIC = re.compile(r"[وفبل]{0,2}(?:ال|لل)?(?=[A-Za-z])")


class Word(NamedTuple):
    """A folded word. `offsets` are those of its characters in the capture; `gap` is what follows it, folded."""

    text: str
    offsets: tuple[int, ...]
    end: int
    gap: str
    line: int

    @property
    def joined(self) -> bool:
        """Whether the next word may belong to one name with this one: blank, hyphen or quotation mark between."""
        return is_join(self.gap)


@lru_cache(maxsize=1024)
def is_join(gap: str) -> bool:
    return bool(gap) and _JOIN.fullmatch(gap) is not None


@lru_cache(maxsize=1024)
def ends_sentence(gap: str) -> bool:
    """Whether what follows a word ends its sentence; a stop inside an abbreviation (أ.ف.ب) does not."""
    return gap == LINE_END or _SENTENCE_END.search(gap) is not None


def words(text: str, areas: Sequence[Span], language: str) -> tuple[Word, ...]:
    """The words of `areas` (lines) in the order of the text."""
    found = []
    for number, area in enumerate(areas):
        folded = fold(area.of(text), language)
        places = [match.span() for match in WORD.finditer(folded.text)]
        for (start, end), after in zip_longest(places, (start for start, _ in places[1:])):
            found.append(
                Word(
                    text=folded.text[start:end],
                    offsets=tuple(area.start + back for back in folded.back[start:end]),
                    end=area.start + folded.ends[end - 1],
                    gap=LINE_END if after is None else folded.text[end:after],
                    line=number,
                )
            )
    return tuple(found)


class Stem(NamedTuple):
    """A reading of a word: what is left after `skip` characters of proclitics."""

    text: str
    skip: int
    article: bool = False  # لل read as ل + ال: the article is heard but not written


def key(word: str) -> str:
    """ى -> ي at the end of words of more than three letters; so على (on) is never علي."""
    return f"{word[:-1]}ي" if len(word) > 3 and word[-1] == "ى" else word


@lru_cache(maxsize=8192)
def stems(word: str, language: str) -> tuple[Stem, ...]:
    """The readings of `word`, the unstripped one first.

    Proclitics are و ف, then ب ل, then the article that ل swallows: in «للكاظمي» the name begins after the first
    ل, so its surface is «لكاظمي»; «لليبي» is ل + الليبي. ك is none: it is too often a letter of the word.
    """
    found = [Stem(key(word), 0)]
    if language != "ar":
        return tuple(found)
    starts = [0] + ([1] if word[0] in "وف" else [])
    for start in starts:
        if start:
            found.append(Stem(key(word[start:]), start))
        if word[start : start + 1] in ("ب", "ل"):
            found.append(Stem(key(word[start + 1 :]), start + 1))
        if word.startswith("لل", start):
            rest = word[start + 1 :]
            found += (Stem(key("ا" + rest), start + 1, True), Stem(key("ال" + rest), start + 1, True))
    latin = _LATIN_AFTER_CLITIC.match(word)
    if latin and latin.end():
        found.append(Stem(word[latin.end() :], latin.end()))
    return tuple(stem for stem in found if stem.text)


@lru_cache(maxsize=8192)
def parts(text: str, language: str) -> tuple[str, ...]:
    """The words of a name as it is written, each as its key: عبد الله has two, عبدالله one."""
    return tuple(key(word) for word in WORD.findall(fold(text, language).text))
