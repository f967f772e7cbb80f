"""First pass, names: which of the places where a name is written name whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from dossier.text import lexicon
from dossier.text.matches import Match, allowed, stands_before
from dossier.text.people import People
from dossier.text.traced import Found, Name, Phrase
from dossier.text.words import Word, stems


def names_found(
    within: Sequence[Word], named: Sequence[Match[Name]], titled: Sequence[Match[Phrase]], people: People
) -> tuple[Found, ...]:
    """Of `named` (places of names) those that name one actor beyond doubt; `titled` are the places of phrases."""
    return tuple(_Pass(within, titled, people).run(named))


@dataclass
class _Pass:
    """One article. Word numbers tell what stands before what."""

    within: Sequence[Word]
    titled: Sequence[Match[Phrase]]
    people: People
    full: dict[str, list[int]] = field(default_factory=dict)  # actor -> where a name that always counts stands
    strangers: dict[str, list[int]] = field(default_factory=dict)  # surname -> where it is an unlisted person's
    bare: dict[str, int] = field(default_factory=dict)  # actor -> where one word first named it
    complete: Set[int] = frozenset()  # the words before which a person's full name ends

    def run(self, named: Sequence[Match[Name]]) -> list[Found]:
        self.complete = {m.last for m in named if not _one_word(m) and any(name.person for name in m.found)}
        left = [(match, self._possible(match)) for match in named]
        for match, names in left:
            actors = {name.actor for name in names}
            if len(actors) == 1 and any(name.match == "always" for name in names):
                self.full.setdefault(actors.pop(), []).append(match.first)
        found = []
        for match, names in left:
            counting = [name for name in names if name.match == "always" or name.actor in self.full]
            told = self._told(match, counting)
            if told:
                name, why = told
                rule = f"{'alias' if _one_word(match) else 'name'} «{name.text}»{why}"
                found.append(Found(span=match.span, actor=name.actor, by="name", rule=rule))
                if _one_word(match):
                    self.bare.setdefault(name.actor, match.first)
        return found

    def _possible(self, match: Match[Name]) -> list[Name]:
        """The names that the words around `match` do not refuse."""
        return [name for name in match.found if not self._refused(match, name)]

    def _refused(self, match: Match[Name], name: Name) -> bool:
        language = self.people.language
        if not allowed(name, self.within, match.first, match.last, language):
            return True
        if _one_word(match) and (self._adjective(match, name) or self._common_noun(match, name)):
            return True
        if not name.person:
            return False
        if self.people.another_after(self.within, match.first, match.last, name.actor):
            return True
        if match.first in self.complete:  # «هنأ الرئيس عبد اللطيف رشيد السوداني»: of two names the second
            return False
        if match.skip or not (_one_word(match) or self.within[match.first].text in lexicon.SON_OF):
            return False
        if self.people.another_before(self.within, match.first, name.actor):
            self.strangers.setdefault(name.text, []).append(match.first)
            return True
        return False

    def _adjective(self, match: Match[Name], name: Name) -> bool:
        """Whether a surname like السوداني may be the adjective of the noun before it: «الجيش السوداني».

        After a phrase of an office it is the name where the holder bears it: «رئيس الوزراء السوداني».
        """
        first = match.first
        if match.skip or not lexicon.is_nationality(stems(self.within[first].text, "ar")[0].text):
            return False
        if first == 0 or self.within[first - 1].gap != " " or first in self.complete:
            return False
        if any(title.last == first for title in self.titled):
            if self.within[first].gap == " " and self.people.begins_name(self.within[first + 1].text):
                return True  # رئيس الوزراء السوداني عبد الله حمدوك
            return not any(p.holder == name.actor for t in self.titled if t.last == first for p in t.found)
        readings = {stem.text for stem in stems(self.within[first - 1].text, "ar")}
        if readings & lexicon.COURTESIES or readings & lexicon.NOT_NOUNS:
            return False
        if readings & lexicon.POSSESSED or any(reading.startswith("ال") for reading in readings):
            return True
        return stands_before(tuple(lexicon.PLACES), self.within, first - 1, "ar")

    def _common_noun(self, match: Match[Name], name: Name) -> bool:
        """Whether one word of a name is no name here: «مدينة الصدر», «أنا سعيد», «بحماس أقل»."""
        if self.people.language != "ar":
            return False
        first, word = match.first, self.within[match.first]
        if name.person and not match.skip:
            if first > 0 and self.within[first - 1].gap == " " and self.within[first - 1].text in lexicon.I_AM:
                return True
            return stands_before(tuple(lexicon.PLACES), self.within, first, "ar")
        with_b = (
            match.skip > 0 and word.text[match.skip - 1] == "ب" and not word.text.startswith("ال", match.skip)
        )
        return with_b and word.gap == " " and self.within[match.last].text in lexicon.STRONGLY

    def _told(self, match: Match[Name], names: Sequence[Name]) -> tuple[Name, str] | None:
        """The one of `names` that is meant here, and what tells it."""
        actors = {name.actor: name for name in names}
        if len(actors) == 1:
            name = names[0]
            if name.person and _one_word(match) and self._stranger_meant(match, name):
                return None
            return name, "" if name.match == "always" else ", full name in the article"
        return self._nearest(match, actors)

    def _stranger_meant(self, match: Match[Name], name: Name) -> bool:
        """Whether a person who is not listed and has the same surname may be meant: after «هانتر بايدن», بايدن.

        No, where the actor was called so before the stranger came, or is named in full after him.
        """
        before = [at for at in self.strangers.get(name.text, ()) if at < match.first]
        if not before:
            return False
        if any(before[-1] < at < match.first for at in self.full.get(name.actor, ()) if at not in before):
            return False
        if self.within[before[-1]].line == self.within[match.first].line:
            return True
        return not self.bare.get(name.actor, match.first) < before[0]

    def _nearest(self, match: Match[Name], actors: Mapping[str, Name]) -> tuple[Name, str] | None:
        """Which of several `actors` with one surname: whose office or whose full name tells it, else none.

        «وأضاف حسين» after فؤاد حسين spoke and صدام حسين was only spoken of means the first, whichever is nearer.
        So where both were named before, the full name must have opened this line as the speaker.
        """
        for title in self.titled:
            if title.last == match.first:
                holders = {phrase.holder for phrase in title.found} & actors.keys()
                if len(holders) == 1:
                    return actors[holders.pop() or ""], f", after «{title.found[0].text}»"
        before = {
            actor: [at for at in self.full.get(actor, ()) if at < match.first] for actor in sorted(actors)
        }
        speaks = self._after(match.first, lexicon.SAYING)
        if speaks:  # «وقال صالح», after «الرئيس الراحل علي عبد الله صالح»: another Saleh
            before = {
                a: ats for a, ats in before.items() if not all(self._after(at, lexicon.LATE) for at in ats)
            }
        named = [actor for actor, places in before.items() if places]
        if len(named) == 1:
            return actors[named[0]], ", full name before"
        line = self.within[match.first].line
        here = {a: [at for at in before[a] if self.within[at].line == line] for a in named}
        in_line = [actor for actor in named if here[actor]]
        if speaks and len(in_line) > 1:  # of those the line names, the one who spoke in it goes on
            in_line = [actor for actor in in_line if any(self._introduced(at, actor) for at in here[actor])]
        if len(in_line) == 1 and self._introduced(here[in_line[0]][0], in_line[0]):
            return actors[in_line[0]], ", full name before it in the line"
        return None

    def _introduced(self, at: int, actor: str) -> bool:
        """Whether the full name at word `at` follows its office or a verb of saying."""
        if any(title.last == at and any(p.holder == actor for p in title.found) for title in self.titled):
            return True
        return self._after(at, lexicon.SAYING)

    def _after(self, at: int, words: Set[str]) -> bool:
        """Whether one of `words` stands directly before word `at`."""
        return at > 0 and any(stem.text in words for stem in stems(self.within[at - 1].text, "ar"))


def _one_word(match: Match[Name]) -> bool:
    return match.last - match.first == 1
