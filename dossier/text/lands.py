"""The words of an article -> which lands it speaks of, by their names or by a nationality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dossier.text import lexicon
from dossier.text.fold import fold
from dossier.text.words import Word, parts, stems


class Lands:
    """What an Arabic article says of lands: an office or a body of a land that it never speaks of is another's."""

    def __init__(self, within: Sequence[Word], language: str) -> None:
        self.language = language
        self.text = f" {' '.join(word.text for word in within)} "
        self.words = {stem.text.removeprefix("ال") for word in within for stem in stems(word.text, language)}

    def speaks_of(self, lands: Iterable[str]) -> bool:
        """Whether one of `lands` is named (العراق) or a nationality with its letters (عراقي); true where none is given."""
        known = [_stem(land) for land in lands] if self.language == "ar" else []
        return not known or any(self._speaks_of(land) for land in known)

    def _speaks_of(self, land: str) -> bool:
        if " " in land:
            return f" {land} " in self.text
        return land in self.words or any(land + ending in self.words for ending in lexicon.OF_A_LAND)


@lru_cache(maxsize=1024)
def _stem(land: str) -> str:
    folded = fold(land).text.strip()
    return folded if " " in folded else folded.removeprefix("ال")


@lru_cache(maxsize=4096)
def nations(text: str) -> frozenset[str]:
    """The nationalities in an Arabic name or phrase, as the beginnings of their lands: عراق, سور."""
    return frozenset(lexicon.nation(word) for word in parts(text, "ar")) - {""}
