"""Third pass, short forms: whom a bare description such as التنظيم or الصحيفة stands for."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.text import lexicon
from dossier.text.matches import Match, stands_after, stands_before
from dossier.text.spans import Span
from dossier.text.traced import Found, Name
from dossier.text.words import DOUBLE_QUOTES, Word


def shorts_found(
    within: Sequence[Word],
    places: Sequence[Match[Name]],
    by_name: Sequence[Found],
    titles: Sequence[Span],
    language: str,
) -> tuple[Found, ...]:
    """Of `places` those that stand for one actor. None overlaps a name or a phrase of an office."""
    taken = (*(found.span for found in by_name), *titles)
    starts = {found.span.start for found in by_name}
    found = []
    for place in places:
        if any(place.span.overlaps(span) for span in taken):
            continue
        if language == "ar" and _is_head(within, place, starts):
            continue
        listing = [
            name
            for name in place.found
            if not stands_before(name.not_after, within, place.first, language)
            and not stands_after(name.not_before, within, place.last, language)
        ]
        told = _told(place.span, listing, by_name)
        if told:
            name, why = told
            rule = f"short form «{name.text}», {why}"
            found.append(Found(span=place.span, actor=name.actor, by="short", rule=rule))
    return tuple(found)


def _told(span: Span, listing: Sequence[Name], by_name: Sequence[Found]) -> tuple[Name, str] | None:
    """The actor that lists the form and is named; the only one that lists it; of several the nearest before."""
    actors = {name.actor: name for name in listing}
    named = {found.actor for found in by_name} & actors.keys()
    if len(named) == 1:
        return actors[named.pop()], "named in the article"
    if named:
        before = [found for found in by_name if found.actor in named and found.span.end <= span.start]
        if not before:
            return None
        nearest = max(before, key=lambda found: found.span.end)
        return actors[nearest.actor], "nearest named before"
    only = next(iter(actors.values())) if len(actors) == 1 else None
    return (only, "listed by no other") if only and only.match == "always" else None


def _is_head(within: Sequence[Word], place: Match[Name], starts: set[int]) -> bool:
    """Whether the form is no bare description, but the head of a longer name.

    «القيادة العسكرية» is not every القيادة, «تنظيم داعش» and «تنظيم القاعدة» are no short forms of what they name.
    """
    last = within[place.last - 1]
    if place.last >= len(within) or not last.joined:
        return False
    after = within[place.last].text
    if last.text.startswith("ال") or within[place.first].text.startswith("لل"):
        feminine = last.text.endswith("ه")
        return lexicon.is_relation(after) and after.endswith("ه") == feminine and after not in lexicon.JUDGING
    if place.last - place.first > 1:
        return False
    quoted = any(mark in last.gap for mark in DOUBLE_QUOTES)
    return quoted or within[place.last].offsets[0] in starts or after.startswith("ال")
