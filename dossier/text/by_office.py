"""Second pass, offices: which phrases name the holder on the article's date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

from dossier.text.beside import Beside
from dossier.text.lands import Lands
from dossier.text.matches import Match
from dossier.text.titles import Title, has_nation
from dossier.text.traced import Found, Phrase
from dossier.text.words import Word, parts

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
    titles = [Title(within, match, beside, introduced) for match in titled]
    tied = {phrase.holder for title in titles for phrase in title.match.found if title.beside_holder(phrase)}
    named = {one.actor for one in by_name}
    strange = {
        phrase.office
        for match in titled
        for phrase in match.found
        if named.isdisjoint((phrase.holder, *phrase.holders)) and not lands.speaks_of(phrase.lands)
    }
    taken = {at for match in titled for at in range(match.first, match.last)}
    waiting = [match for match in reversed(of_lands) if match.first not in taken]
    unread, before = list(reversed(by_name)), set[str]()
    for title in titles:
        while waiting and waiting[-1].first < title.match.first:
            elsewhere = _after_a_land(within, waiting.pop(), elsewhere)
        while unread and unread[-1].span.end <= title.match.span.start:
            before.add(unread.pop().actor)
        found += _found(title, {**dict.fromkeys(strange, "land"), **elsewhere}, before, tied)
        elsewhere = _elsewhere(title, elsewhere)
    return tuple(found)


def of_lands(phrases: Sequence[Phrase]) -> Iterator[tuple[str, Phrase]]:
    """The bare phrases in the form that a land follows: رئيس الوزراء as رئيس وزراء."""
    for phrase in phrases:
        *heads, last = parts(phrase.text, "ar")
        if heads and not heads[0].startswith("ال") and last.startswith("ال") and not has_nation(phrase, "ar"):
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


def _found(
    title: Title, elsewhere: Mapping[str, _Other], before: Set[str], tied: Set[str | None]
) -> list[Found]:
    """The holder; both holders of a dual («الرئيسان»); nobody where the words leave open whom they mean.

    `before` are the actors named up to here, `tied` the holders whose name stands beside a phrase anywhere. After
    a phrase of the office meant somebody else, the bare phrase may go on to mean him; then only the holder's
    name beside it, or a nationality in it, tells otherwise.
    """
    chosen = _several(title, elsewhere, before) if title.is_dual() else _one(title, elsewhere, before, tied)
    return [
        Found(
            span=title.match.span,
            actor=holder,
            by="office",
            rule=f"office {phrase.office}" + (f", held on {phrase.on}" if phrase.on else ""),
            office=phrase.office if phrase.on else "",
        )
        for holder, phrase in chosen.items()
    ]


def _elsewhere(title: Title, until_here: Mapping[str, _Other]) -> Mapping[str, _Other]:
    """The offices whose phrase last meant somebody else, as they are after this place."""
    now = dict(until_here)
    offices = {phrase.office for phrase in title.match.found}
    for phrase in title.match.shorter:  # رئيس الوزراء in رئيس الوزراء البريطاني
        if phrase.office not in offices and phrase.match == "always":
            now[phrase.office] = "country"
    for phrase in title.match.found:
        holder = title.beside_holder(phrase)
        if title.after and not holder and phrase.match == "always":
            now[phrase.office] = "person"
        elif title.another_country(phrase) and phrase.match == "always":
            now[phrase.office] = "country"
        elif holder or has_nation(phrase, title.language):
            now.pop(phrase.office, None)
    return now


def _one(
    title: Title, elsewhere: Mapping[str, _Other], before: Set[str], tied: Set[str | None]
) -> Mapping[str, Phrase]:
    """The one holder whose name stands beside; else the only one; of several the only one who is named."""
    possible = [phrase for phrase in title.listed if not title.refused(phrase)]
    named = _by_holder(phrase for phrase in possible if title.beside_holder(phrase))
    if named:
        return named if len(named) == 1 else {}
    bare = [phrase for phrase in title.listed if phrase.match == "always"]
    if any(title.another_before(phrase) for phrase in bare) or title.of_whoever_holds_it():
        return {}
    free = [p for p in possible if p in bare and not _goes_on(title, p, elsewhere, before)]
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


def _several(title: Title, elsewhere: Mapping[str, _Other], before: Set[str]) -> Mapping[str, Phrase]:
    """Those whose names stand behind a dual, if all are holders; without names the two who hold the offices."""
    if title.not_the_holder():
        return {}
    possible = [phrase for phrase in title.listed if phrase.holder is not None]
    persons = list(title.beside.all_after(title.match.first, title.match.last))
    if persons:
        chosen: dict[str, Phrase] = {}
        for person in persons:
            held = _by_holder(p for p in possible if title.beside.is_holder(person, p.holder))
            if len(held) != 1:
                return {}
            chosen |= held
        return chosen if len(chosen) > 1 else {}
    if len({phrase.office for phrase in title.listed}) == 1:  # of one office it is no dual of its holders
        return _one(title, elsewhere, before, set())
    of_two = title.two_nations()
    if of_two:
        holders = _by_holder(p for p in possible if not of_two.isdisjoint(p.lands))
        return holders if len(holders) == 2 else {}
    if any(title.another_country(p) or elsewhere.get(p.office, "land") != "land" for p in possible):
        return {}
    holders = _by_holder(possible)
    named = {holder: phrase for holder, phrase in holders.items() if holder in before}
    if named:  # where only one of them was, the dual is of him and a third
        unknown = {one for p in title.listed if p.holder is None for one in p.holders}
        return named if len(named) == 2 and not unknown & before - named.keys() else {}
    return holders if len(holders) == 2 and possible == title.listed else {}


def _goes_on(title: Title, phrase: Phrase, elsewhere: Mapping[str, _Other], before: Set[str]) -> bool:
    """Whether it may mean the other person whom a phrase of the office meant before."""
    other = elsewhere.get(phrase.office)
    again = has_nation(phrase, title.language) and (other == "country" or phrase.holder in before)
    return other is not None and not again


def _by_holder(phrases: Iterable[Phrase]) -> dict[str, Phrase]:
    """The first phrase of each holder."""
    holders: dict[str, Phrase] = {}
    for phrase in phrases:
        if phrase.holder is not None:
            holders.setdefault(phrase.holder, phrase)
    return holders
