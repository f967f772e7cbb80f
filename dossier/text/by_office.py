"""Second pass, offices: which phrases name the holder on the article's date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal

from dossier.text import lexicon
from dossier.text.matches import Match, stands_after, stands_before
from dossier.text.people import People
from dossier.text.traced import Found, Name, Phrase
from dossier.text.words import Word, parts, stems

_Other = Literal["person", "country"]
_COMMAS = (" ", ", ", "، ", " ، ", " , ", "،", ",")  # what may part a phrase from the name that it introduces


def offices_found(
    within: Sequence[Word],
    titled: Sequence[Match[Phrase]],
    named: Sequence[Match[Name]],
    by_name: Sequence[Found],
    people: People,
) -> tuple[Found, ...]:
    """Of `titled` (places of phrases) those that name a holder beyond doubt; `named` are the places of names."""
    found: list[Found] = []
    elsewhere: Mapping[str, _Other] = {}  # offices whose phrase last meant somebody else
    for match in titled:
        title = _Title(within, match, named, people)
        before = {one.actor for one in by_name if one.span.end <= match.span.start}
        found += title.found(elsewhere, before)
        elsewhere = title.elsewhere(elsewhere)
    return tuple(found)


class _Title:
    """One place of a phrase and the words around it."""

    def __init__(
        self, within: Sequence[Word], title: Match[Phrase], named: Sequence[Match[Name]], people: People
    ) -> None:
        self.within, self.title, self.people = within, title, people
        self.language = people.language
        self.named_at = {match.first: match for match in named if match.skip == 0}
        self.named_until = {match.last: match for match in named}

    def found(self, elsewhere: Mapping[str, _Other], before: Set[str]) -> Iterator[Found]:
        """The holder; both holders of a dual («الرئيسان»); nobody where two offices share a singular phrase.

        `before` are the actors named up to here. After a phrase of the office meant somebody else, the bare phrase
        may go on to mean him; then only the holder's name beside it, or a nationality in it, tells otherwise.
        """
        for phrase in self.title.found:
            if phrase.holder is None or self._refused(phrase):
                return
            other = elsewhere.get(phrase.office)
            again = self._has_nation(phrase) and (other == "country" or phrase.holder in before)
            if other and not again and self._person_after(phrase) != "holder":
                return
        by_holder = {phrase.holder: phrase for phrase in reversed(self.title.found)}
        if len(by_holder) > 1 and not self._plural():
            return
        for holder, phrase in by_holder.items():
            if holder is not None:
                on = f", held on {phrase.on}" if phrase.on else ""
                rule = f"office {phrase.office}{on}"
                yield Found(span=self.title.span, actor=holder, by="office", rule=rule)

    def elsewhere(self, until_here: Mapping[str, _Other]) -> Mapping[str, _Other]:
        """The offices whose phrase last meant somebody else, as they are after this place."""
        now = dict(until_here)
        for phrase in self.title.found:
            person = self._person_after(phrase)
            if person == "another":
                now[phrase.office] = "person"
            elif self._another_country(phrase):
                now[phrase.office] = "country"
            elif person == "holder" or self._has_nation(phrase):
                now.pop(phrase.office, None)
        return now

    def _plural(self) -> bool:
        words = [word.text for word in self.within[self.title.first : self.title.last]]
        if self.language == "ar":
            return words[0].endswith(("ان", "ين", "ون"))
        return any(word.endswith("s") for word in words)

    def _refused(self, phrase: Phrase) -> bool:
        first, last = self.title.first, self.title.last
        return (
            stands_before(phrase.not_after, self.within, first, self.language)
            or stands_after(phrase.not_before, self.within, last, self.language)
            or self._not_the_holder()
            or self._another_country(phrase)
            or self._person_after(phrase) == "another"
            or self._another_before(phrase)
        )

    def _not_the_holder(self) -> bool:
        """«الرئيس الأميركي السابق», «نائب رئيس الوزراء», «former President»."""
        arabic = self.language == "ar"
        after = lexicon.NOT_HOLDER_AFTER if arabic else lexicon.EN_NOT_HOLDER_AFTER
        before = lexicon.NOT_HOLDER_BEFORE if arabic else lexicon.EN_NOT_HOLDER_BEFORE
        first, last = self.title.first, self.title.last
        before_it = stems(self.within[first - 1].text, self.language) if self._next(first) else ()
        if any(stem.text in before for stem in before_it):
            return True
        if not self._next(last):
            return False
        if self.within[last].text in after:
            return True
        # over one adjective: الرئيس الأميركي الجمهوري السابق
        over = lexicon.is_relation(self.within[last].text) and self._next(last + 1)
        return arabic and over and self.within[last + 1].text in after

    def _next(self, at: int) -> bool:
        return 0 < at < len(self.within) and self.within[at - 1].joined

    def _has_nation(self, phrase: Phrase) -> bool:
        words = parts(phrase.text, self.language)
        if self.language == "ar":
            return any(lexicon.is_nationality(word) for word in words)
        return any(lexicon.is_english_nationality(word) for word in words)

    def _another_country(self, phrase: Phrase) -> bool:
        """A phrase without a nationality is refused beside one: رئيس الوزراء names nobody in رئيس الوزراء البريطاني.

        Any adjective of relation refuses it, for no list of nations is whole, unless the holder's name follows.
        """
        first, last = self.title.first, self.title.last
        if self._has_nation(phrase) or self._person_after(phrase) == "holder":
            return False
        if self.language != "ar":
            return self._next(first) and lexicon.is_english_nationality(self.within[first - 1].text)
        if not self._next(last):
            return False
        word = self.within[last].text
        if word in lexicon.NOT_NATIONS or not (lexicon.is_relation(word) or lexicon.is_nationality(word)):
            return False
        # a feminine word is no adjective of a masculine phrase: «بحث رئيس الوزراء العملية …»
        return not word.endswith("ه") or any(part.endswith("ه") for part in parts(phrase.text, self.language))

    def _person_after(self, phrase: Phrase) -> Literal["holder", "another"] | None:
        """Whom the phrase introduces, over a comma, a rank, a nationality: «الرئيس الأميركي، السيد دونالد ترامب»."""
        at = self.title.last
        if self.within[at - 1].gap not in _COMMAS:
            return None
        ranks = lexicon.RANKS if self.language == "ar" else lexicon.EN_RANKS
        while at not in self.named_at and self._next(at + 1):
            word = self.within[at].text
            if word not in ranks and not (self.language == "ar" and lexicon.is_relation(word)):
                break
            at += 1
        match = self.named_at.get(at)
        if match:
            persons = {name.actor for name in match.found if name.person}
            return None if not persons else "holder" if phrase.holder in persons else "another"
        # over a given name, which may be a spelling of the holder's that is not listed: جوزيف بايدن
        holder = phrase.holder or ""
        name = [self.within[at], *(self.within[at + 1 : at + 3] if self._next(at + 1) else ())]
        if name[0].text not in self.people.given:
            return None
        return "holder" if any(self.people.is_own(word, holder) for word in name) else "another"

    def _another_before(self, phrase: Phrase) -> bool:
        """Whether another who held the office stands before it: «حيدر العبادي رئيس الوزراء العراقي»."""
        first = self.title.first
        match = self.named_until.get(first)
        if not match or self.within[first - 1].gap not in _COMMAS or self.title.skip:
            return False
        return any(name.actor != phrase.holder and name.actor in phrase.holders for name in match.found)
