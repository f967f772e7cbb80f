"""Text -> the terms under which search keeps it: words in one spelling, lower case, whatever the script.

templates/assets/search.js does the same to what a reader types; `SPELLINGS` and the tables of `lemmas` go to it with the index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dossier.text.fold import fold

# A number with its separators, an abbreviation with its stops, a number, a word.
TERM = re.compile(
    r"\d{1,3}(?:[,٬]\d{3})+(?!\d)|(?<![A-Za-z])(?:[A-Za-z]\.){2,}|\d+"
    r"|[^\W\d_]+(?:'(?!(?:s|t|d|m|ll|re|ve)\b)[^\W\d_]+)*",
    re.IGNORECASE,
)
_SEPARATORS = re.compile("[,٬.']")
# عبدالله is عبد الله, Abdelfattah Abd al-Fattah.
SERVANT = re.compile("(عبد)(ال..+)|(abd)(?:[eu]l)(.{4,})", re.IGNORECASE)
ARABIC = re.compile("[\u0621-\u064a]")

LETTERS = ("و", "ف", "ب", "ل")  # may be no part of the word
# Words of three letters whose ى is never ي, whatever is written on their front: على is not علي. But حوالى is حوالي.
KEEPS_ALEF = frozenset(fold("على إلى حتى متى لدى مدى سوى").text.split())
_FRONT = re.compile("[وف]?(?:ب|ل|لل|ب?ال)?")
# Parts of a word that writers spell in two ways where folding leaves two: مسؤول مسئول, شؤون شئون.
SPELLINGS = (("مسيول", "مسوول"), ("شيون", "شوون"))
# Whole words that are one: in names أبو أبا أبي مهدي, Abd Abdel Abdul; and إلى حتى, which many write الي حتي.
FORMS = {"ابا": "ابو", "ابي": "ابو", "الي": "الى", "حتي": "حتى", "abdel": "abd", "abdul": "abd"}

TEH_MARBUTA = "ة"
TANWIN = "\u064b"


class Term(NamedTuple):
    """A word as it is kept. `feminine`: written with ة, which is folded to ه; `tanwin`: written with ـًا."""

    text: str
    feminine: bool = False
    tanwin: bool = False


def terms(text: str) -> Iterator[Term]:
    """The terms of `text` in its order."""
    for chunk in text.split():
        yield from _terms(chunk)


@lru_cache(maxsize=65536)  # words come again and again, and folding is the slow part
def _terms(chunk: str) -> tuple[Term, ...]:
    if chunk.isascii():
        return tuple(Term(normal(part)) for match in TERM.finditer(chunk) for part in _parts(match[0]))
    folded = fold(chunk)
    found = []
    for match in TERM.finditer(folded.text):
        raw = folded.raw_span(*match.span()).of(chunk)[-3:]
        *heads, last = _parts(match[0])
        found += [Term(normal(head)) for head in heads]
        found.append(Term(text=normal(last), feminine=TEH_MARBUTA in raw, tanwin=TANWIN in raw))
    return tuple(found)


def _parts(word: str) -> tuple[str, ...]:
    servant = SERVANT.fullmatch(word)
    return tuple(part for part in servant.groups() if part) if servant else (word,)


def normal(word: str) -> str:
    """A folded word in the spelling that is kept."""
    word = _SEPARATORS.sub("", word).lower()
    if word.endswith("ى") and len(word) - word.startswith(LETTERS) > 3 and not _keeps_alef(word):
        word = f"{word[:-1]}ي"
    for written, kept in SPELLINGS:
        word = word.replace(written, kept)
    return FORMS.get(word, word)


def _keeps_alef(word: str) -> bool:
    return word[-3:] in KEEPS_ALEF and _FRONT.fullmatch(word[:-3]) is not None
