"""Second pass, offices: which phrases name the holder on the article's date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.text import lexicon
from dossier.text.matches import Match, stands_after, stands_before
from dossier.text.people import People
from dossier.text.traced import Found, Name, Phrase
from dossier.text.words import Word, parts, stems

_COMMAS = (" ", ", ", "، ", " ، ", " , ", "،", ",")  # what may part a phrase from the name that it introduces


def offices_found(
    within: Sequence[Word], titled: Sequence[Match[Phrase]], named: Sequence[Match[Name]], people: People
) -> tuple[Found, ...]:
    """Of `titled` (places of phrases) those that name a holder beyond doubt; `named` are the places of names."""
    return tuple(found for title in titled for found in _Title(within, title, named, people).found())


class _Title:
    """One place of a phrase and the words around it."""

    def __init__(
        self, within: Sequence[Word], title: Match[Phrase], named: Sequence[Match[Name]], people: People
    ) -> None:
        self.within, self.title, self.people = within, title, people
        self.language = people.language
        self.named_at = {match.first: match for match in named if match.skip == 0}
        self.named_until = {match.last: match for match in named}

    def found(self) -> Iterator[Found]:
        """The holder; both holders of a dual («الرئيسان»); nobody where two offices share a singular phrase."""
        phrases = [phrase for phrase in self.title.found if not self._refused(phrase)]
        if not phrases or len(phrases) < len(self.title.found) or any(p.holder is None for p in phrases):
            return
        by_holder = {phrase.holder: phrase for phrase in reversed(phrases)}
        if len(by_holder) > 1 and not self._plural():
            return
        for holder, phrase in by_holder.items():
            on = f", held on {phrase.on}" if phrase.on else ""
            if holder is not None:
                yield Found(span=self.title.span, actor=holder, by="office", rule=f"office {phrase.office}{on}")

    def _plural(self) -> bool:
        words = [word.text for word in self.within[self.title.first : self.title.last]]
        if self.language == "ar":
            return words[0].endswith(("ان", "ين", "ون"))
        return any(word.endswith("s") or word.lower() in ("both", "two") for word in words)

    def _refused(self, phrase: Phrase) -> bool:
        first, last = self.title.first, self.title.last
        return (
            stands_before(phrase.not_after, self.within, first, self.language)
            or stands_after(phrase.not_before, self.within, last, self.language)
            or self._not_the_holder()
            or self._another_country(phrase)
            or self._another_after(phrase)
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

    def _another_country(self, phrase: Phrase) -> bool:
        """A phrase without a nationality is refused before one: رئيس الوزراء names nobody in رئيس الوزراء البريطاني.

        Any adjective of relation refuses it, for no list of nations is whole, unless the holder's name begins so.
        """
        words = parts(phrase.text, self.language)
        if self.language != "ar":
            first = self.title.first
            named = any(lexicon.is_english_nationality(word) for word in words)
            return (
                not named and self._next(first) and lexicon.is_english_nationality(self.within[first - 1].text)
            )
        at = self.title.last
        if any(lexicon.is_nationality(word) for word in words) or not self._next(at):
            return False
        word = self.within[at].text
        if word in lexicon.NOT_NATIONS or not (lexicon.is_relation(word) or lexicon.is_nationality(word)):
            return False
        if word.endswith("ه") and not any(part.endswith("ه") for part in words):
            return False  # رئيس الوزراء العملية …: a feminine word is no adjective of a masculine phrase
        match = self.named_at.get(at)
        return not (match and any(name.actor == phrase.holder for name in match.found))

    def _another_after(self, phrase: Phrase) -> bool:
        """Whether the phrase introduces a person who is not the holder: «الرئيس الأميركي، دونالد ترامب»."""
        at = self.title.last
        if not 0 < at < len(self.within) or self.within[at - 1].gap not in _COMMAS:
            return False
        ranks = lexicon.RANKS if self.language == "ar" else lexicon.EN_RANKS
        while at + 1 < len(self.within) and self.within[at].text in ranks and self._next(at + 1):
            at += 1
        match = self.named_at.get(at)
        if match:
            persons = [name for name in match.found if name.person]
            return bool(persons) and not any(name.actor == phrase.holder for name in persons)
        word = self.within[at]
        if word.text not in self.people.given or self.people.is_own(word, phrase.holder or ""):
            return False
        # a spelling of the holder's given name that is not listed: جوزيف بايدن
        rest = self.within[at + 1 : at + 3] if self._next(at + 1) else ()
        return not any(self.people.is_own(later, phrase.holder or "") for later in rest)

    def _another_before(self, phrase: Phrase) -> bool:
        """Whether another who held the office stands before it: «حيدر العبادي رئيس الوزراء العراقي»."""
        first = self.title.first
        match = self.named_until.get(first)
        if not match or self.within[first - 1].gap not in _COMMAS or self.title.skip:
            return False
        return any(name.actor != phrase.holder and name.actor in phrase.holders for name in match.found)
