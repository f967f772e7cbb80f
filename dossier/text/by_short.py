"""Third pass, short forms: whom a bare description such as التنظيم or الصحيفة stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from dossier.text import lexicon
from dossier.text.matches import Match, stands_after, stands_before
from dossier.text.spans import Span
from dossier.text.traced import Found, Name
from dossier.text.words import DOUBLE_QUOTES, Word, parts, stems


def shorts_found(
    within: Sequence[Word],
    places: Sequence[Match[Name]],
    by_name: Sequence[Found],
    titles: Sequence[Span],
    listed: Sequence[Name],
    language: str,
) -> tuple[Found, ...]:
    """Of `places` those that stand for one actor. None overlaps a name or a phrase of an office.

    `listed` are all short forms of the dossier, standing here or not.
    """
    taken = (*(found.span for found in by_name), *titles)
    free = [place for place in places if not any(place.span.overlaps(span) for span in taken)]
    common = {reading.text for word in within for reading in stems(word.text, language)}
    common |= {word for name in listed for word in parts(name.text, language)}
    common = {word[2:] for word in common if word.startswith("ال")}
    return tuple(_Pass(within, by_name, common, language).run(free))


@dataclass
class _Pass:
    """One article. `common` are the words that have an article somewhere: a proper name (واشنطن) has none.

    `other` tells where a form last was the head of the name of something else.
    """

    within: Sequence[Word]
    by_name: Sequence[Found]
    common: Set[str]
    language: str
    other: dict[str, int] = field(default_factory=dict)

    def run(self, places: Sequence[Match[Name]]) -> list[Found]:
        found = []
        for place in places:
            if self.language == "ar" and self._is_head(place):
                self.other[place.found[0].text] = place.span.start
                continue
            told = self._told(place, {name.actor: name for name in self._possible(place)})
            if told:
                name, why = told
                rule = f"short form «{name.text}», {why}"
                found.append(Found(span=place.span, actor=name.actor, by="short", rule=rule))
        return found

    def _possible(self, place: Match[Name]) -> list[Name]:
        """The actors that list the form and whose conditions the words around it meet."""
        return [
            name
            for name in place.found
            if not stands_before(name.not_after, self.within, place.first, self.language)
            and not stands_after(name.not_before, self.within, place.last, self.language)
        ]

    def _told(self, place: Match[Name], actors: Mapping[str, Name]) -> tuple[Name, str] | None:
        """The actor that lists the form and is named; of several the nearest before; the only one that lists it."""
        mentions = [found for found in self.by_name if found.actor in actors]
        named = {found.actor for found in mentions}
        before = [found for found in mentions if found.span.end <= place.span.start]
        nearest = max(before, key=lambda found: found.span.end) if before else None
        if self._something_else(place, nearest.span.end if nearest else 0):
            return None
        if len(named) == 1:
            return actors[named.pop()], "named in the article"
        if named:
            return (actors[nearest.actor], "nearest named before") if nearest else None
        only = next(iter(actors.values())) if len(actors) == 1 else None
        return (only, "listed by no other") if only and only.match == "always" else None

    def _is_head(self, place: Match[Name]) -> bool:
        """Whether the form is no bare description, but the head of a longer name.

        «القيادة العسكرية» is not every القيادة; «تنظيم داعش» and «تنظيم القاعدة» are no short forms of what they name.
        """
        last = self.within[place.last - 1]
        if not last.joined:
            return False
        after = self.within[place.last].text
        form = place.found[0].text
        if not form.startswith("ال"):
            common = parts(form, self.language)[0] in self.common
            return place.last - place.first == 1 and self._names_after(place.last - 1, unquoted=common)
        if after in lexicon.JUDGING or (self._is_medium(place) and lexicon.is_nationality(after)):
            return False
        return lexicon.is_relation(after) and after.endswith("ه") == last.text.endswith("ه")

    def _is_medium(self, place: Match[Name]) -> bool:
        readings = stems(self.within[place.first].text, self.language)
        return any(reading.text in lexicon.MEDIA for reading in readings)

    def _names_after(self, at: int, *, unquoted: bool) -> bool:
        """Whether the word `at` is the head of a name: تنظيم داعش, صحيفة «القدس»; `unquoted` also قيادة الجيش."""
        word = self.within[at]
        if not word.joined:
            return False
        after = self.within[at + 1]
        if any(found.span.start == after.offsets[0] for found in self.by_name):
            return True
        return any(mark in word.gap for mark in DOUBLE_QUOTES) or (unquoted and after.text.startswith("ال"))

    def _something_else(self, place: Match[Name], since: int) -> bool:
        """Whether something else of the kind came after `since`: «صحيفة «القدس» … وقالت الصحيفة»."""
        form = place.found[0].text
        if self.other.get(form, -1) >= since:
            return True
        heads = parts(form, self.language)
        if self.language != "ar" or len(heads) > 1 or not heads[0].startswith("ال"):
            return False
        head = heads[0][2:]
        for at in range(place.first - 1, -1, -1):
            word = self.within[at]
            if word.offsets[0] < since:
                return False
            if any(stem.text == head for stem in stems(word.text, self.language)):
                # a masculine head may be a noun of action (تنظيم العلاقة), so its name must be quoted or known
                return self._names_after(at, unquoted=head.endswith("ه"))
        return False
