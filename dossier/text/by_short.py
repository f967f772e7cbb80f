"""Third pass, short forms: whom a bare description such as التنظيم or الصحيفة stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dossier.text import lexicon
from dossier.text.lands import Lands
from dossier.text.matches import Match, allowed
from dossier.text.traced import Found, Name, Phrase
from dossier.text.words import DOUBLE_QUOTES, Word, ends_sentence, parts, stems


def shorts_found(
    within: Sequence[Word],
    places: Sequence[Match[Name]],
    by_name: Sequence[Found],
    titled: Sequence[Match[Phrase]],
    listed: Sequence[Name],
    lands: Lands,
) -> tuple[Found, ...]:
    """Of `places` those that stand for one actor. None overlaps a name or is the head of a phrase of an office.

    `listed` are all short forms of the dossier, standing here or not.
    """
    language, heads = lands.language, {title.first for title in titled}
    named = {offset for found in by_name for offset in range(found.span.start, found.span.end)}
    free = [
        place
        for place in places
        if place.first not in heads and named.isdisjoint(range(place.span.start, place.span.end))
    ]
    common = {reading.text for word in within for reading in stems(word.text, language)}
    common |= {word for name in listed for word in parts(name.text, language)}
    common = {word[2:] for word in common if word.startswith("ال")}
    return tuple(_Pass(within, by_name, listed, common, lands, language).run(free))


@dataclass
class _Pass:
    """One article. `common` are the words that have an article somewhere: a proper name (واشنطن) has none.

    `other` tells where a form last was the head of the name of something else, `meant` whom each form meant so far.
    """

    within: Sequence[Word]
    by_name: Sequence[Found]
    listed: Sequence[Name]
    common: Set[str]
    lands: Lands
    language: str
    other: dict[str, int] = field(default_factory=dict)
    meant: dict[str, set[str | None]] = field(default_factory=dict)
    linked: dict[str, int] = field(default_factory=dict)  # actor -> where one of its short forms last ended

    def __post_init__(self) -> None:
        self.starts = [word.offsets[0] for word in self.within]
        self.sentence_ends = [word.end for word in self.within if ends_sentence(word.gap)]

    def run(self, places: Sequence[Match[Name]]) -> list[Found]:
        found = []
        for place in places:
            form = place.found[0].text
            if self.language == "ar" and self._is_head(place):
                self.other[form] = place.span.start
                continue
            told = list(self._told(place, {name.actor: name for name in self._possible(place)}))
            self.meant.setdefault(form, set()).update([name.actor for name, _ in told] or [None])
            for name, why in told:
                self.linked[name.actor] = place.span.end
                rule = f"short form «{name.text}», {why}"
                found.append(Found(span=place.span, actor=name.actor, by="short", rule=rule))
        return found

    def _possible(self, place: Match[Name]) -> list[Name]:
        """The actors that list the form and whose conditions the words around it meet."""
        return [
            name for name in place.found if allowed(name, self.within, place.first, place.last, self.language)
        ]

    def _told(self, place: Match[Name], actors: Mapping[str, Name]) -> Iterator[tuple[Name, str]]:
        """The actor that lists the form and is named; of several the nearest before; the only one that lists it."""
        mentions = [found for found in self.by_name if found.actor in actors]
        named = {found.actor for found in mentions}
        before = [found for found in mentions if found.span.end <= place.span.start]
        nearest = max(before, key=lambda found: found.span.end) if before else None
        last_meant = max((self.linked.get(actor, 0) for actor in actors), default=0)
        if self._something_else(place, max(nearest.span.end if nearest else 0, last_meant)):
            return
        if len(named) > 1 and self._is_dual(place, actors):
            both = {found.actor for found in before}
            if len(both) == 2:
                yield from ((actors[actor], "the two named before") for actor in sorted(both))
        elif len(named) == 1:
            yield actors[named.pop()], "named in the article"
        elif nearest:
            if len({found.actor for found in before}) == 1 or self._goes_on(place, nearest):
                yield actors[nearest.actor], "nearest named before"
        elif not named and len(actors) == 1:
            (only,) = actors.values()
            if only.match == "always" and self.lands.speaks_of(only.lands) and not self._has_rival(only):
                yield only, "listed by no other"

    def _goes_on(self, place: Match[Name], nearest: Found) -> bool:
        """Whether the nearest of several is surely meant, and was not only named in passing.

        It is, where it stands in the same sentence, where the form meant it all along, and where it has just
        spoken: «وذكرت نيويورك تايمز … وأضافت الصحيفة».
        """
        here, there = self._sentence(place.span.start), self._sentence(nearest.span.start)
        if here == there or self.meant.get(place.found[0].text) == {nearest.actor}:
            return True
        at = bisect_right(self.starts, nearest.span.start) - 1
        if at > 0 and self._reads(at - 1, lexicon.GENERIC):
            at -= 1
        spoke = at > 0 and self._reads(at - 1, lexicon.SAYING)
        return here == there + 1 and spoke and place.first > 0 and self._reads(place.first - 1, lexicon.SAYING)

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.sentence_ends, offset)

    def _reads(self, at: int, words: Set[str]) -> bool:
        return any(stem.text in words for stem in stems(self.within[at].text, self.language))

    def _is_dual(self, place: Match[Name], actors: Mapping[str, Name]) -> bool:
        """Whether the form is the dual of one that the same actors list: الحركتان of الحركة."""
        form = parts(place.found[0].text, self.language)
        if self.language != "ar" or len(form) > 1 or lexicon.singular(form[0]) == form[0]:
            return False
        one = lexicon.singular(form[0])
        return actors.keys() <= {
            name.actor for name in self.listed if parts(name.text, self.language) == (one,)
        }

    def _has_rival(self, only: Name) -> bool:
        """Whether the article is about another of the kind: «البرلمان التونسي … وقال مجلس النواب»."""
        forms = {name.text for name in self.listed if name.actor == only.actor}
        rivals = {name.actor for name in self.listed if name.text in forms} - {only.actor}
        return not forms.isdisjoint(self.other) or any(found.actor in rivals for found in self.by_name)

    def _is_head(self, place: Match[Name]) -> bool:
        """Whether the form is no bare description, but the head of a longer name.

        «القيادة العسكرية» is not every القيادة; «تنظيم داعش» and «تنظيم القاعدة» are no short forms of what they name.
        """
        if (
            place.first > 0
            and self.within[place.first - 1].gap == " "
            and self._reads(place.first - 1, lexicon.BODIES)
        ):
            return True
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
        if after in lexicon.NAMING:
            return True
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
        if any(mark in word.gap for mark in DOUBLE_QUOTES) or after.text in lexicon.OF_TANZIM:
            return True
        if after.text.startswith("ال") or not after.joined:
            return unquoted and after.text.startswith("ال")
        # تحالف دعم الشرعية; not تحالف من الدول, حزب سياسي
        group = self._reads(at, lexicon.GROUPS) and after.text not in lexicon.NOT_NAMES
        return group and unquoted and self.within[at + 2].text.startswith("ال")

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
                return self._names_after(at, unquoted=head.endswith("ه") or head in lexicon.GROUPS)
        return False
