"""Words beside a phrase of an office -> the persons whom it introduces: «الرئيس الأميركي، السيد جو بايدن»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier.text import lexicon
from dossier.text.matches import Match
from dossier.text.people import People
from dossier.text.traced import Found, Name
from dossier.text.words import DOUBLE_QUOTES, Word, key, stems

# What may part a phrase from the name that it introduces: a blank, a comma, a bracket, the marks around either.
_BETWEEN = re.compile(rf"(?=.)[{DOUBLE_QUOTES}]?(?: ?[،,])?(?: ?\()? ?[{DOUBLE_QUOTES}]?")


@lru_cache(maxsize=1024)
def _introduces(gap: str) -> bool:
    return _BETWEEN.fullmatch(gap) is not None


class Person(NamedTuple):
    """Somebody named in the words from `first` up to `last`."""

    first: int
    last: int
    actors: frozenset[str]  # whose name it is; empty for a stranger
    called: tuple[str, ...] = ()  # a stranger's given name and the words after it


class Beside:
    """The persons of one article, listed or not, by the words before and after a place."""

    def __init__(
        self, within: Sequence[Word], named: Sequence[Match[Name]], by_name: Sequence[Found], people: People
    ) -> None:
        self.within, self.people = within, people
        self.arabic = people.language == "ar"
        self.ranks = lexicon.RANKS if self.arabic else lexicon.EN_RANKS
        self.named_at = {match.first: match for match in named}
        self.named_until = {match.last: match for match in named}
        self.traced = {(found.span.start, found.actor) for found in by_name}

    def next(self, at: int) -> bool:
        """Whether the word `at` stands directly after the word before it."""
        return 0 < at < len(self.within) and self.within[at - 1].joined

    def is_holder(self, person: Person | None, holder: str | None) -> bool:
        """Whether `person` may be `holder`."""
        if person is None or holder is None:
            return False
        return holder in person.actors or (bool(person.called) and self.people.is_called(person.called, holder))

    def is_traced(self, person: Person | None, holder: str | None) -> bool:
        """Whether the first pass found `holder` named in these words."""
        if person is None or holder is None or person.first not in self.named_at:
            return False
        return (self.named_at[person.first].span.start, holder) in self.traced

    def after(self, first: int, last: int) -> Person | None:
        """Who is named after the words `first` to `last`, over a comma, a rank, a nationality."""
        if not _introduces(self.within[last - 1].gap):
            return None
        return self._person(last, 0, said=first > 0 and self._says(first - 1))

    def all_after(self, first: int, last: int) -> Iterator[Person]:
        """Whom a dual introduces: «الرئيسان جو بايدن ومصطفى الكاظمي»."""
        person = self.after(first, last)
        while person:
            yield person
            at = person.last
            if at >= len(self.within) or not _introduces(self.within[at - 1].gap):
                return
            word = self.within[at].text
            if not self.arabic:
                person = self._person(at + 1, 0) if word == "and" and self.next(at + 1) else None
            else:
                person = self._person(at, 1) if word.startswith("و") else None

    def before(self, first: int) -> Person | None:
        """Who is named directly before word `first`, over a comma or the rest of his name (بن, آل)."""
        if first < 1 or not _introduces(self.within[first - 1].gap):
            return None
        end = first
        while end not in self.named_until and end > 2 and self.within[end - 2].text in lexicon.DESCENT:
            end -= 2
        match = self.named_until.get(end)
        if match:
            actors = frozenset(name.actor for name in match.found if name.person)
            return Person(match.first, first, actors) if actors else None
        if end == first and not self._is_surname(first - 1):
            return None
        given = end - 1 if end < first else first - 2  # سلمان بن حمد آل خليفة, علي الصادق
        if given < 0 or not self.people.is_given(self.within[given]):
            return None
        in_one = all(self.within[i].gap == " " for i in range(given, first - 1))
        return Person(given, first, frozenset()) if in_one else None

    def _is_surname(self, at: int) -> bool:
        """Whether the word `at` may end the name of a stranger: علي الصادق, الدكتور مصطفى مدبولي."""
        word = self.within[at].text
        titled = at > 1 and self.within[at - 2].text in lexicon.ANNOUNCING
        return word.startswith("ال") or (titled and word not in lexicon.NOT_NAMES)

    def _person(self, at: int, skip: int, *, said: bool = False) -> Person | None:
        """Who is named from word `at` on, of which `skip` letters are a proclitic."""
        announced = False
        while at < len(self.within) and not self._listed(at, skip) and self._passes(at, skip):
            announced = self.within[at].text[skip:] in lexicon.ANNOUNCING
            at, skip = at + 1, 0
        if at >= len(self.within):
            return None
        match = self._listed(at, skip)
        if match is None:
            return self._stranger(at, skip, said=said, announced=announced)
        actors = frozenset(name.actor for name in match.found if name.person)
        return Person(match.first, match.last, actors) if actors else None

    def _passes(self, at: int, skip: int) -> bool:
        """Whether the word `at` may stand between a phrase and the name: a rank, a nationality, «الجديد»."""
        word = self.within[at].text[skip:]
        if self.arabic and word in lexicon.ABBREVIATED_RANKS:
            return self.within[at].gap == ". "
        between = self.arabic and (
            lexicon.is_relation(word)
            or word in lexicon.ACTING_AFTER
            or word in lexicon.PRESENT
            or (skip > 0 and word in lexicon.POSSESSED)  # «الرئيسان بوتين ونظيره الأمريكي بايدن»
        )
        return self.next(at + 1) and (word in self.ranks or between)

    def _listed(self, at: int, skip: int) -> Match[Name] | None:
        """The name of the dossier that begins here; not an adjective before another name: السوداني علي يوسف."""
        match = self.named_at.get(at)
        if match is None or match.skip != skip:
            return None
        nationality = match.last - match.first == 1 and lexicon.is_nationality(key(self.within[at].text[skip:]))
        if nationality and self.next(match.last):
            following = self.within[match.last].text
            if match.last in self.named_at or self.people.begins_name(following):
                return None
        return match

    def _stranger(self, at: int, skip: int, *, said: bool, announced: bool) -> Person | None:
        """A person who is not listed: by a given name, or by standing where only a name can stand."""
        text = self.within[at].text[skip:]
        last = at + 1
        while last < at + 3 and self.next(last):
            last += 1
        called = (text, *(key(word.text) for word in self.within[at + 1 : last]))
        named = self.people.begins_name(text) or (said and self._before_that(at))
        named = named or (announced and text not in lexicon.NOT_NAMES and not text.startswith("ال"))
        if self.arabic and text in lexicon.GIVEN_AFTER_OFFICE:
            named = len(called) > 1 and not called[1].startswith("ال")
        if self.arabic and text in lexicon.NAME_HEADS:  # عبد الكريم قاسم
            named = len(called) > 1
        return Person(at, last, frozenset(), called) if named and called[0] else None

    def _says(self, at: int) -> bool:
        return any(stem.text in lexicon.SAYING for stem in stems(self.within[at].text, self.people.language))

    def _before_that(self, at: int) -> bool:
        """Whether nothing but a name stands from word `at` to «إن»: «قال رئيس الوزراء ناريندرا مودي إن»."""
        for here in range(at, min(at + 5, len(self.within))):
            word = self.within[here].text
            if word in lexicon.THAT:
                return here > at
            if word in lexicon.TO_SAY_THAT and here + 1 < len(self.within):
                return here > at and self.within[here + 1].text in lexicon.THAT
            if not _introduces(self.within[here].gap) or not self._may_name(word, first=here == at):
                return False
        return False

    def _may_name(self, word: str, *, first: bool) -> bool:
        if word in lexicon.NOT_NAMES or word[0].isdigit() or word.endswith(("ه", "هم", "ها", "هما")):
            return False
        # An article, a proclitic or the ending of an adverb: «قال رئيس الوزراء للصحافيين», «… لاحقا»
        return not first or not (word.startswith(("ال", "ل", "ب", "و", "ف")) or word.endswith("ا"))
