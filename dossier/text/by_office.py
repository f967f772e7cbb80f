"""Second pass, offices: which phrases name the holder on the article's date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

from dossier.text import lexicon
from dossier.text.beside import Beside
from dossier.text.lands import Lands
from dossier.text.matches import Match, allowed, stands_after
from dossier.text.traced import Found, Phrase
from dossier.text.words import Word, ends_sentence, parts, stems

_Other = Literal["person", "country", "land"]  # "land": the article never speaks of the office's


def offices_found(
    within: Sequence[Word],
    titled: Sequence[Match[Phrase]],
    of_lands: Sequence[Match[Phrase]],
    by_name: Sequence[Found],
    beside: Beside,
    lands: Lands,
) -> tuple[Found, ...]:
    """Of `titled` (places of phrases) those that name a holder beyond doubt.

    `of_lands` are the places where a bare phrase has the form that a land follows: «رئيس وزراء باكستان».
    """
    found: list[Found] = []
    elsewhere: Mapping[str, _Other] = {}  # offices whose phrase last meant somebody else
    introduced = {match.last for match in titled}
    titles = [_Title(within, match, beside, introduced) for match in titled]
    tied = {phrase.holder for title in titles for phrase in title.match.found if title.beside_holder(phrase)}
    named = {one.actor for one in by_name}
    strange = {
        phrase.office
        for match in titled
        for phrase in match.found
        if named.isdisjoint((phrase.holder, *phrase.holders)) and not lands.speaks_of(phrase.lands)
    }
    taken = {at for match in titled for at in range(match.first, match.last)}
    waiting = [match for match in of_lands if match.first not in taken]
    for title in titles:
        while waiting and waiting[0].first < title.match.first:
            elsewhere = _after_a_land(within, waiting.pop(0), elsewhere)
        before = {one.actor for one in by_name if one.span.end <= title.match.span.start}
        found += title.found({**dict.fromkeys(strange, "land"), **elsewhere}, before, tied)
        elsewhere = title.elsewhere(elsewhere)
    return tuple(found)


def of_lands(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """The bare phrases in the form that a land follows: رئيس الوزراء as رئيس وزراء."""
    for phrase in phrases:
        *heads, last = parts(phrase.text, "ar")
        if heads and not heads[0].startswith("ال") and last.startswith("ال") and not _has_nation(phrase, "ar"):
            yield " ".join((*heads, last[2:])), phrase


def _after_a_land(
    within: Sequence[Word], match: Match[Phrase], until_here: Mapping[str, _Other]
) -> Mapping[str, _Other]:
    """«رئيس وزراء باكستان»: the bare phrase may go on to mean him; «رئيس وزراء العراق» is the office of Iraq."""
    now = dict(until_here)
    if match.last < len(within) and within[match.last - 1].gap == " ":
        lands = Lands(within[match.last : match.last + 2], "ar")
        for phrase in match.found:
            if phrase.lands and lands.speaks_of(phrase.lands):
                now.pop(phrase.office, None)
            else:
                now[phrase.office] = "country"
    return now


class _Title:
    """One place of a phrase and the words around it."""

    def __init__(
        self,
        within: Sequence[Word],
        match: Match[Phrase],
        beside: Beside,
        introduced: Set[int],
    ) -> None:
        self.within, self.match, self.beside = within, match, beside
        self.language = beside.people.language
        self.after = beside.after(match.first, match.last)
        self.before = None if match.skip else beside.before(match.first)
        self.before_introduced = self.before is not None and self.before.first in introduced
        self.listed = [p for p in match.found if allowed(p, within, match.first, match.last, self.language)]

    def found(self, elsewhere: Mapping[str, _Other], before: Set[str], tied: Set[str | None]) -> list[Found]:
        """The holder; both holders of a dual («الرئيسان»); nobody where the words leave open whom they mean.

        `before` are the actors named up to here, `tied` the holders whose name stands beside a phrase anywhere. After
        a phrase of the office meant somebody else, the bare phrase may go on to mean him; then only the holder's
        name beside it, or a nationality in it, tells otherwise.
        """
        chosen = self._several(elsewhere, before) if self._is_dual() else self._one(elsewhere, before, tied)
        return [
            Found(
                span=self.match.span,
                actor=holder,
                by="office",
                rule=f"office {phrase.office}" + (f", held on {phrase.on}" if phrase.on else ""),
            )
            for holder, phrase in chosen.items()
        ]

    def elsewhere(self, until_here: Mapping[str, _Other]) -> Mapping[str, _Other]:
        """The offices whose phrase last meant somebody else, as they are after this place."""
        now = dict(until_here)
        offices = {phrase.office for phrase in self.match.found}
        for phrase in self.match.shorter:  # رئيس الوزراء in رئيس الوزراء البريطاني
            if phrase.office not in offices and phrase.match == "always":
                now[phrase.office] = "country"
        for phrase in self.match.found:
            holder = self.beside_holder(phrase)
            if self.after and not holder and phrase.match == "always":
                now[phrase.office] = "person"
            elif self._another_country(phrase) and phrase.match == "always":
                now[phrase.office] = "country"
            elif holder or self._has_nation(phrase):
                now.pop(phrase.office, None)
        return now

    def beside_holder(self, phrase: Phrase) -> bool:
        """Whether the holder's own name stands beside: after it, or before it, «سامح شكري وزير الخارجية»."""
        if self.beside.is_holder(self.after, phrase.holder):
            return phrase.match == "always" or self.beside.is_traced(self.after, phrase.holder)
        if phrase.match != "always" or self.before is None or phrase.holder not in self.before.actors:
            return False
        first, last = self.match.first, self.match.last
        in_commas = self.within[first - 1].gap != " " and self.within[last - 1].gap != " "
        return (self.after is None or in_commas) and self.beside.is_traced(self.before, phrase.holder)

    # Whom it names

    def _one(
        self, elsewhere: Mapping[str, _Other], before: Set[str], tied: Set[str | None]
    ) -> Mapping[str, Phrase]:
        """The one holder whose name stands beside; else the only one; of several the only one who is named."""
        possible = [phrase for phrase in self.listed if not self._refused(phrase)]
        named = _by_holder(phrase for phrase in possible if self.beside_holder(phrase))
        if named:
            return named if len(named) == 1 else {}
        bare = [phrase for phrase in self.listed if phrase.match == "always"]
        if any(self._another_before(phrase) for phrase in bare) or self._of_whoever_holds_it():
            return {}
        free = [p for p in possible if p in bare and not self._goes_on(p, elsewhere, before)]
        holders = _by_holder(free)
        if len(free) < len(bare) or len(holders) > 1:
            if len({phrase.office for phrase in bare}) == 1:
                return {}
            holders = {who: phrase for who, phrase in holders.items() if who in before or who in tied}
            told = {phrase.office for phrase in free if phrase.holder in holders}
            rivals = [p for p in bare if p.office not in told and p.office not in elsewhere]
            if any(set(phrase.holders) & before for phrase in rivals):
                return {}
        return holders if len(holders) == 1 else {}

    def _several(self, elsewhere: Mapping[str, _Other], before: Set[str]) -> Mapping[str, Phrase]:
        """Those whose names stand behind a dual, if all are holders; without names the two who hold the offices."""
        if self._not_the_holder():
            return {}
        possible = [phrase for phrase in self.listed if phrase.holder is not None]
        persons = list(self.beside.all_after(self.match.first, self.match.last))
        if persons:
            chosen: dict[str, Phrase] = {}
            for person in persons:
                held = _by_holder(p for p in possible if self.beside.is_holder(person, p.holder))
                if len(held) != 1:
                    return {}
                chosen |= held
            return chosen if len(chosen) > 1 else {}
        if len({phrase.office for phrase in self.listed}) == 1:  # of one office it is no dual of its holders
            return self._one(elsewhere, before, set())
        of_two = self._two_nations()
        if of_two:
            holders = _by_holder(p for p in possible if not of_two.isdisjoint(p.lands))
            return holders if len(holders) == 2 else {}
        if any(self._another_country(p) or elsewhere.get(p.office, "land") != "land" for p in possible):
            return {}
        holders = _by_holder(possible)
        named = {holder: phrase for holder, phrase in holders.items() if holder in before}
        if named:  # where only one of them was, the dual is of him and a third
            unknown = {one for p in self.listed if p.holder is None for one in p.holders}
            return named if len(named) == 2 and not unknown & before - named.keys() else {}
        return holders if len(holders) == 2 and possible == self.listed else {}

    def _two_nations(self) -> Set[str]:
        """«الرئيسان الأمريكي والروسي»: the nationalities after a dual."""
        last = self.match.last
        if self.language != "ar" or not (self.beside.next(last) and self.beside.next(last + 1)):
            return frozenset()
        other = self.within[last + 1].text
        both = {lexicon.nation(self.within[last].text), lexicon.nation(other[1:]) if other[0] == "و" else ""}
        return frozenset() if "" in both or len(both) < 2 else both

    def _goes_on(self, phrase: Phrase, elsewhere: Mapping[str, _Other], before: Set[str]) -> bool:
        """Whether it may mean the other person whom a phrase of the office meant before."""
        other = elsewhere.get(phrase.office)
        again = self._has_nation(phrase) and (other == "country" or phrase.holder in before)
        return other is not None and not again

    # Whom it does not name

    def _refused(self, phrase: Phrase) -> bool:
        beside = self.beside_holder(phrase)
        return (
            phrase.holder is None
            or self._not_the_holder()
            or (not beside and (phrase.match != "always" or self.after is not None or self._acting()))
            or (not beside and (self._another_country(phrase) or self._another_before(phrase)))
        )

    def _not_the_holder(self) -> bool:
        """«الرئيس الأميركي السابق», «نائب رئيس الوزراء», «former President»."""
        arabic = self.language == "ar"
        after = lexicon.NOT_HOLDER_AFTER if arabic else lexicon.EN_NOT_HOLDER_AFTER
        before = lexicon.NOT_HOLDER_BEFORE if arabic else lexicon.EN_NOT_HOLDER_BEFORE
        last = self.match.last
        if self._stands_before(before):
            return True
        if not self.beside.next(last):
            return False
        word = self.within[last].text
        if word in after or (arabic and stands_after(lexicon.THEN, self.within, last, "ar")):
            return True
        # over one adjective: الرئيس الأميركي الجمهوري السابق
        over = lexicon.is_relation(lexicon.singular(word)) and self.beside.next(last + 1)
        return arabic and over and self.within[last + 1].text in after

    def _acting(self) -> bool:
        """«القائم بأعمال وزير الدفاع», «وزير الدفاع بالوكالة», «تسمية رئيس الوزراء»."""
        if self.language != "ar":
            return self._stands_before(lexicon.EN_ACTING_BEFORE)
        after = self.beside.next(self.match.last) and self.within[self.match.last].text in lexicon.ACTING_AFTER
        return after or self._stands_before(lexicon.ACTING_BEFORE)

    def _stands_before(self, words: Set[str]) -> bool:
        first = self.match.first
        before_it = stems(self.within[first - 1].text, self.language) if self.beside.next(first) else ()
        return any(stem.text in words for stem in before_it)

    def _is_dual(self) -> bool:
        words = parts(self.match.found[0].text, self.language)
        if self.language == "ar":
            return words[0] != lexicon.singular(words[0]) in lexicon.HEADS
        return any(word.endswith("s") for word in words)

    def _has_nation(self, phrase: Phrase) -> bool:
        return _has_nation(phrase, self.language)

    def _another_country(self, phrase: Phrase) -> bool:
        """A phrase without a nationality is refused beside one: رئيس الوزراء names nobody in رئيس الوزراء البريطاني.

        Any adjective of relation refuses it, for no list of nations is whole, unless the holder's name stands beside.
        """
        first, last = self.match.first, self.match.last
        if self._has_nation(phrase) or self.beside_holder(phrase):
            return False
        if self.language != "ar":
            before = self.beside.next(first) and lexicon.is_english_nationality(self.within[first - 1].text)
            of = self.beside.next(last) and self.within[last].text == "of" and self.beside.next(last + 1)
            return before or (of and self.within[last + 1].text[0].isupper())
        if not self.beside.next(last):
            return False
        if self._of_a_state(last):
            return True
        word = lexicon.singular(self.within[last].text)
        if word in lexicon.NOT_NATIONS or not (lexicon.is_relation(word) or lexicon.is_nationality(word)):
            return False
        # a feminine word is no adjective of a masculine phrase: «بحث رئيس الوزراء العملية …»
        return not word.endswith("ه") or any(part.endswith("ه") for part in parts(phrase.text, self.language))

    def _of_a_state(self, at: int) -> bool:
        """«رئيس مجلس الوزراء بمملكة البحرين», «رئيس الوزراء في إقليم كردستان»."""
        word = self.within[at].text
        if word == "في" and self.beside.next(at + 1):
            return self.within[at + 1].text in lexicon.STATES
        return any(stem.skip and stem.text in lexicon.STATES for stem in stems(word, "ar"))

    def _another_before(self, phrase: Phrase) -> bool:
        """Whether another stands before it who held the office, or may: «حيدر العبادي رئيس الوزراء العراقي»."""
        if self.before is None or phrase.holder in self.before.actors:
            return False
        if self._has_nation(phrase):
            return not self.before.actors.isdisjoint(phrase.holders)
        # «فيصل بن فرحان وزير الخارجية»; but «أبلغ وزير الخارجية الأمريكي أنتوني بلينكن رئيس الوزراء»
        return not self.before_introduced

    def _of_whoever_holds_it(self) -> bool:
        """«تنص المادة 53 على أن رئيس الجمهورية»: the post, and nobody in particular."""
        at = self.match.first - 1
        while self.language == "ar" and at >= 0 and not ends_sentence(self.within[at].gap):
            if any(stem.text in lexicon.LAWS for stem in stems(self.within[at].text, "ar")):
                return True
            at -= 1
        return False


def _has_nation(phrase: Phrase, language: str) -> bool:
    of = lexicon.is_nationality if language == "ar" else lexicon.is_english_nationality
    return any(of(word) for word in parts(phrase.text, language))


def _by_holder(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """The first phrase of each holder."""
    holders: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.holder is not None:
            holders.setdefault(phrase.holder, phrase)
    return holders
