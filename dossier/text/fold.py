"""Text -> the same text for comparing, with the way back to every character of the original.

The text that is shown is never altered: what is found in the folded text is shown by its raw span.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from dossier.text.spans import Span

TATWEEL = "\u0640"
APOSTROPHES = "\u2019\u2018\u02bc\u02bb\u2032\u00b4`"
HYPHENS = "\u2010\u2011"  # hyphen, non-breaking hyphen; a soft hyphen is hidden and dropped

# Letters that writers of Arabic interchange. Letters with a hamza on or under them come apart into letter and mark
# (أ -> ا + hamza), and the mark goes; ى stays, for على and علي are two words (see words.key).
ARABIC_LETTERS = str.maketrans(
    {
        "\u0671": "ا",  # alef wasla
        "ة": "ه",
        "\u06cc": "ي",  # Farsi yeh
        "\u06d2": "ي",  # yeh barree
        "\u06a9": "ك",  # keheh, the Farsi kaf
        "\u06be": "ه",  # heh doachashmee
        "\u06c1": "ه",  # heh goal
        "\u06c3": "ه",  # teh marbuta goal
        "\u06d5": "ه",  # ae
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text. `back[i]` is the offset in the original of folded character i, `ends[i]` the offset after it.

    What is dropped after a letter (its vowels, a tatweel) ends with the letter, so that a span never cuts a mark off.
    """

    text: str
    back: tuple[int, ...]
    ends: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> Span:
        """The place in the original of the folded characters from `start` up to `end`."""
        if start < end:
            return Span(self.back[start], self.ends[end - 1])
        at = self.back[start] if start < len(self.back) else (self.ends[-1] if self.ends else 0)
        return Span(at, at)


def fold(text: str, language: str = "ar") -> Folded:
    """Drop vowels, tatweel and hidden characters, and unite the spellings that writers interchange.

    Any run of blanks and line ends becomes one blank, presentation forms become their letters, all digits
    those of ASCII. Case is kept. In Arabic also أ إ آ ٱ -> ا, ة -> ه, ؤ -> و, ئ -> ي, Farsi ی ک, and أميرك -> أمريك.
    """
    letter = _letter(language)
    out: list[str] = []
    back: list[int] = []
    ends: list[int] = []
    for i, character in enumerate(text):
        folded = letter(character)
        if len(folded) == 1:
            if folded == " " and out and out[-1] == " ":
                continue
            out.append(folded)
            back.append(i)
            ends.append(i + 1)
        elif folded:  # a ligature: all its letters stand in one place
            out += folded
            back += [i] * len(folded)
            ends += [i + 1] * len(folded)
        elif ends and (character == TATWEEL or unicodedata.category(character)[0] == "M"):
            ends[-1] = i + 1
    united = "".join(out)
    if language == "ar":
        united = united.replace("اميرك", "امريك")  # two spellings of one length: every offset stays true
    return Folded(united, tuple(back), tuple(ends))


@cache
def _letter(language: str) -> Callable[[str], str]:
    return cache(partial(_folded, language=language))


def _folded(character: str, language: str) -> str:
    """What stays of one character: a letter, a blank, several letters of a ligature, or nothing."""
    if character.isspace():
        return " "
    if character in APOSTROPHES:
        return "'"
    if character in HYPHENS:
        return "-"
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", character)
    if parts[0] in (" ", TATWEEL):
        return ""  # a vowel mark standing alone, as old fonts have it (U+FE70 and its neighbours)
    # Cf: bidi controls, zero widths, soft hyphen
    kept = "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Me", "Cf") and c != TATWEEL)
    return kept.translate(ARABIC_LETTERS) if language == "ar" else kept
