"""A place where a phrase of an office stands, and the words around it -> whom it cannot mean."""

from __future__ import annotations

from collections.abc import Sequence, Set

from dossier.text import lexicon
from dossier.text.beside import Beside
from dossier.text.matches import Match, allowed, stands_after
from dossier.text.traced import Phrase
from dossier.text.words import Word, ends_sentence, parts, stems


class Title:
    """One place of a phrase. `listed` are the offices' phrases that read so, as far as their authors allow them here.

    `introduced` are the words before which any phrase ends.
    """

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

    def beside_holder(self, phrase: Phrase) -> bool:
        """Whether the holder's own name stands beside: after it, or before it, «سامح شكري وزير الخارجية»."""
        if self.beside.is_holder(self.after, phrase.holder):
            return phrase.match == "always" or self.beside.is_traced(self.after, phrase.holder)
        if phrase.match != "always" or self.before is None or phrase.holder not in self.before.actors:
            return False
        first, last = self.match.first, self.match.last
        in_commas = self.within[first - 1].gap != " " and self.within[last - 1].gap != " "
        return (self.after is None or in_commas) and self.beside.is_traced(self.before, phrase.holder)

    def refused(self, phrase: Phrase) -> bool:
        """Whether the words around it show that `phrase` does not name its holder, or nobody holds the office."""
        beside = self.beside_holder(phrase)
        return (
            phrase.holder is None
            or self.not_the_holder()
            or (not beside and (phrase.match != "always" or self.after is not None or self._acting()))
            or (not beside and (self.another_country(phrase) or self.another_before(phrase)))
        )

    def not_the_holder(self) -> bool:
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

    def is_dual(self) -> bool:
        """«الرئيسان», «the leaders»."""
        words = parts(self.match.found[0].text, self.language)
        if self.language == "ar":
            return words[0] != lexicon.singular(words[0]) in lexicon.HEADS
        return any(word.endswith("s") for word in words)

    def two_nations(self) -> Set[str]:
        """«الرئيسان الأمريكي والروسي»: the nationalities after a dual."""
        last = self.match.last
        if self.language != "ar" or not (self.beside.next(last) and self.beside.next(last + 1)):
            return frozenset()
        other = self.within[last + 1].text
        both = {lexicon.nation(self.within[last].text), lexicon.nation(other[1:]) if other[0] == "و" else ""}
        return frozenset() if "" in both or len(both) < 2 else both

    def another_country(self, phrase: Phrase) -> bool:
        """A phrase without a nationality is refused beside one: رئيس الوزراء names nobody in رئيس الوزراء البريطاني.

        Any adjective of relation refuses it, for no list of nations is whole, unless the holder's name stands beside.
        """
        first, last = self.match.first, self.match.last
        if has_nation(phrase, self.language) or self.beside_holder(phrase):
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

    def another_before(self, phrase: Phrase) -> bool:
        """Whether another stands before it who held the office, or may: «حيدر العبادي رئيس الوزراء العراقي»."""
        if self.before is None or phrase.holder in self.before.actors:
            return False
        if has_nation(phrase, self.language):
            return not self.before.actors.isdisjoint(phrase.holders)
        # «فيصل بن فرحان وزير الخارجية»; but «أبلغ وزير الخارجية الأمريكي أنتوني بلينكن رئيس الوزراء»
        return not self.before_introduced

    def of_whoever_holds_it(self) -> bool:
        """«تنص المادة 53 على أن رئيس الجمهورية»: the post, and nobody in particular."""
        at = self.match.first - 1
        while self.language == "ar" and at >= 0 and not ends_sentence(self.within[at].gap):
            if any(stem.text in lexicon.LAWS for stem in stems(self.within[at].text, "ar")):
                return True
            at -= 1
        return False


def has_nation(phrase: Phrase, language: str) -> bool:
    """Whether the phrase says of which land: رئيس الوزراء العراقي."""
    of = lexicon.is_nationality if language == "ar" else lexicon.is_english_nationality
    return any(of(word) for word in parts(phrase.text, language))
