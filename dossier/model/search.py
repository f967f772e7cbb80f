"""What can be found on the site: passages with the words that find them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dossier.model.ids import ActorId, SourceId, TopicId
from dossier.model.site import Address, Phrase

FoundKind = Literal[
    "article",
    "statement",
    "figure",
    "event",
    "context",
    "caution",
    "term",
    "gap",
    "ours",
    "claim",
    "contradiction",
    "actor",
    "topic",
    "page",
]
FOUND_KINDS: tuple[FoundKind, ...] = get_args(FoundKind)

# How much a word tells about a passage, from 1 to 7, by where it stands.
NAME, ALIAS, TITLE, TEXT, NOTE, ASIDE = 7, 6, 5, 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Words that find a passage and are shown with it."""

    words: Phrase
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A passage: a line of an article, an annotation, a text of ours, somebody or something that has a page.

    `head` is what a result is called, and finds it where `head_weight` is not 0; `aside` finds it and is not
    shown. `line` is the address of the line on which an annotation stands: what is found of one line is one result.
    """

    address: Address
    kind: FoundKind
    head: Phrase
    head_weight: int = 0
    where: str
    fields: tuple[Field, ...]
    aside: tuple[str, ...] = ()
    line: Address | None = None
    sources: tuple[SourceId, ...] = ()
    actors: tuple[ActorId, ...] = ()
    topics: tuple[TopicId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """All entries, those of a line together and the line's own first; `people` by both names, where they have two;
    `names`: all those of each actor."""

    entries: tuple[Entry, ...]
    people: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, ...], ...]
