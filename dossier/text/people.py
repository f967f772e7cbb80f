"""Persons' names -> whether the words beside a name make it the name of somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.text import lexicon
from dossier.text.traced import Name
from dossier.text.words import Word, parts, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """`own` has the words of all names of a person, `full` his names of several words; `given` are known given names."""

    own: Mapping[str, frozenset[str]]
    full: Mapping[str, frozenset[tuple[str, ...]]]
    given: frozenset[str]
    language: str

    def is_own(self, word: Word, actor: str) -> bool:
        return any(stem.text in self.own.get(actor, ()) for stem in stems(word.text, self.language))

    def is_given(self, word: Word) -> bool:
        return any(self.begins_name(stem.text) for stem in stems(word.text, self.language))

    def begins_name(self, text: str) -> bool:
        """Whether a word without proclitics is a given name, عبدالكريم and its like among them."""
        return text in self.given or (self.language == "ar" and text.startswith("عبدال") and len(text) > 6)

    def is_called(self, words: Sequence[str], actor: str) -> bool:
        """Whether `words`, a given name and what follows, may be a spelling of `actor`'s name: جوزيف بايدن.

        Not هانتر بايدن: a given name is shortened or spelt otherwise, but keeps its first letter.
        """
        return any(words[0][0] == name[0][0] and name[-1] in words[1:] for name in self.full.get(actor, ()))

    def another_before(self, within: Sequence[Word], at: int, actor: str) -> bool:
        """Whether a given name that is not `actor`'s stands directly before word `at`: «علي السوداني».

        Given names of his own are passed over, so that «أحمد محمد السوداني» is not محمد شياع السوداني.
        """
        while at > 0 and within[at - 1].gap == " ":
            at -= 1
            if self.is_own(within[at], actor):
                continue
            if self.is_given(within[at]):
                return True
            if self._heads_name(within[at]):
                return True
            before = self._texts(within[at - 1]) if at > 0 and within[at - 1].gap == " " else frozenset()
            if within[at].text in lexicon.OF_RELIGION:
                return bool(before) and not before & lexicon.CLERICS
            return bool(before) and self._heads_name(within[at - 1])
        return False

    def another_after(self, within: Sequence[Word], first: int, last: int, actor: str) -> bool:
        """Whether the name in the words `first` to `last` goes on as another's: «عبد الله بن زايد», «عباس كامل»."""
        if within[last - 1].gap != " ":
            return False
        word = within[last]
        if word.text in lexicon.YOUNGER_OR_ELDER:
            return True
        if (
            word.text in lexicon.SON_OF
        ):  # محمد بن سلمان بن عبد العزيز is still he, عبد الله الثاني بن الحسين too
            return within[last - 1].text not in lexicon.ORDINALS and not any(
                one.text in lexicon.SON_OF for one in within[first:last]
            )
        if last - first > 1 or self.is_own(word, actor):
            return False
        if within[first].text in lexicon.RANKS:  # المهندس علاء حسين is an engineer, and not أبو مهدي المهندس
            return self.begins_name(word.text)
        return within[first].text in self.given and (word.text in self.given or lexicon.is_relation(word.text))

    def _heads_name(self, word: Word) -> bool:
        return word.text != "بابا" and bool(self._texts(word) & lexicon.NAME_HEADS)  # a pope, not ب + أبا

    def _texts(self, word: Word) -> frozenset[str]:
        return frozenset(stem.text for stem in stems(word.text, self.language))


def people(names: Sequence[Name], language: str) -> People:
    """What the names of a dossier's persons tell of each other."""
    own: dict[str, set[str]] = {}
    full: dict[str, set[tuple[str, ...]]] = {}
    given = set(lexicon.GIVEN_NAMES if language == "ar" else lexicon.EN_GIVEN_NAMES)
    for name in names:
        if not name.person:
            continue
        words = parts(name.text, language)
        own.setdefault(name.actor, set()).update(words)
        if len(words) > 1:
            full.setdefault(name.actor, set()).add(words)
        given.update(word for word in words[:-1] if not word.startswith("ال"))
    given -= lexicon.NAME_HEADS
    return People(
        own={actor: frozenset(words) for actor, words in own.items()},
        full={actor: frozenset(names) for actor, names in full.items()},
        given=frozenset(given),
        language=language,
    )
