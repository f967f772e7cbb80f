"""An article, its language and the dossier's names -> every place that names an actor.

Three passes, each with its own longest matches: names, phrases of offices, short forms. A pass that cannot tell
whom a word means links nobody: a missing mention is a gap, a wrong one is a falsehood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from dossier.text.beside import Beside
from dossier.text.by_name import names_found
from dossier.text.by_office import of_lands, offices_found
from dossier.text.by_short import shorts_found
from dossier.text.lands import Lands, nations
from dossier.text.matches import Index
from dossier.text.people import People, people
from dossier.text.spans import Span
from dossier.text.traced import Found, Name, Phrase
from dossier.text.words import parts, words

__all__ = ["Found", "Name", "Phrase", "default_match", "trace"]


def default_match(text: str, language: str) -> Literal["always", "with_full_name"]:
    """A name of several words always counts; one word only where a full name of its actor stands too.

    Likewise a phrase of an office: one word (الرئيس) counts only before the full name of the holder.
    """
    return "always" if len(parts(text, language)) > 1 else "with_full_name"


def trace(
    text: str,
    areas: Sequence[Span],
    language: str,
    names: Sequence[Name],
    phrases: Sequence[Phrase],
    shorts: Sequence[Name],
) -> tuple[Found, ...]:
    """Every mention inside `areas`, the lines of title and body, by start, end and actor."""
    names, phrases, shorts = tuple(names), tuple(phrases), tuple(shorts)
    if language == "ar":
        phrases, shorts = _phrases_with_nations(phrases), _shorts_with_nations(shorts, names)
    within = words(text, areas, language)
    lands = Lands(within, language)
    known = _people(names, language)
    named = tuple(_names(names, language).matches(text, within))
    titled = tuple(_phrases(phrases, language).matches(text, within))
    abbreviated = tuple(_names(shorts, language).matches(text, within))
    by_name = names_found(within, named, titled, known)
    before_a_land = tuple(_of_lands(phrases).matches(text, within)) if language == "ar" else ()
    beside = Beside(within, named, by_name, known)
    by_office = offices_found(within, titled, before_a_land, by_name, beside, lands)
    by_short = shorts_found(within, abbreviated, by_name, titled, shorts, lands)
    found = (*by_name, *by_office, *by_short)
    return tuple(sorted(found, key=lambda one: (one.span, one.actor, one.by)))


# All articles of a dossier share their names: compiled once, and never changed after.


@lru_cache(maxsize=8)
def _names(names: tuple[Name, ...], language: str) -> Index[Name]:
    return Index(((name.text, name) for name in names if name.match != "never"), language)


@lru_cache(maxsize=64)
def _phrases(phrases: tuple[Phrase, ...], language: str) -> Index[Phrase]:
    return Index(((phrase.text, phrase) for phrase in phrases), language)


@lru_cache(maxsize=64)
def _of_lands(phrases: tuple[Phrase, ...]) -> Index[Phrase]:
    return Index(of_lands(phrases), "ar")


@lru_cache(maxsize=64)
def _phrases_with_nations(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Phrases whose `lands` have also the nationalities in any phrase of their office."""
    lands: dict[str, set[str]] = {}
    for phrase in phrases:
        lands.setdefault(phrase.office, set()).update(phrase.lands, nations(phrase.text))
    return tuple(replace(phrase, lands=tuple(sorted(lands[phrase.office]))) for phrase in phrases)


@lru_cache(maxsize=8)
def _shorts_with_nations(shorts: tuple[Name, ...], names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Short forms whose `lands` have also the nationalities in any name of their actor."""
    lands: dict[str, set[str]] = {}
    for name in (*shorts, *names):
        lands.setdefault(name.actor, set()).update(name.lands, nations(name.text))
    return tuple(replace(short, lands=tuple(sorted(lands[short.actor]))) for short in shorts)


@lru_cache(maxsize=8)
def _people(names: tuple[Name, ...], language: str) -> People:
    return people(names, language)
