"""The page of contradictions: both sides of each in their own words, and what can and cannot be settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.ids import ContradictionId, Ref, SourceId, TopicId
from dossier.model.records import Statement
from dossier.model.site import Html, Link, Page, Passage, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk
from dossier.text.sentences import sentence_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    passage: Passage
    said: str  # on which day; "" where that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Sides stand in the order of their articles; `sources` are those in which they stand; `teaser` is the first
    sentence of `handling`, for who has not unfolded it."""

    id: ContradictionId
    what: Phrase
    sources: tuple[Link, ...]
    sides: tuple[Side, ...]
    handling: Html
    teaser: Phrase
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Those between sources, or those within one."""

    id: str
    title: str
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionsView:
    title: str
    counts: str
    groups: tuple[Group, ...]


def pages(desk: Desk) -> Iterator[Page]:
    words = desk.words
    ordered = in_order(desk, desk.records.contradictions)
    between = [id for id in ordered if len(_sources(desk, id)) > 1]
    within = [id for id in ordered if id not in between]
    groups = (("Between", "contradictions_between", between), ("Within", "contradictions_within", within))
    counts = words.count("contradictions", len(between) + len(within))
    yield Page(
        path=addresses.CONTRADICTIONS,
        template="contradictions.html",
        title=words("nav_contradictions"),
        description=words("contradictions_description", counts=counts, title=desk.frame.title.text),
        view=ContradictionsView(
            title=words("nav_contradictions"),
            counts=words("contradictions_in", counts=counts, between=len(between), within=len(within))
            if between and within
            else counts,
            groups=tuple(
                Group(id=id, title=words(key), contradictions=tuple(_contradiction(desk, one) for one in ids))
                for id, key, ids in groups
                if ids
            ),
        ),
        frame=desk.frame,
        section=addresses.CLAIMS,
    )


def links(desk: Desk, ids: Iterable[ContradictionId]) -> tuple[Link, ...]:
    """What each is about, to where its sides stand together."""
    return tuple(
        Link(words=desk.names.ours(desk.records.contradictions[id].what), address=addresses.contradiction(id))
        for id in ids
    )


def of_topic(desk: Desk, topic: TopicId) -> tuple[Link, ...]:
    held = desk.records.contradictions
    return links(desk, in_order(desk, (id for id in held if topic in held[id].topics)))


def in_order(desk: Desk, ids: Iterable[ContradictionId]) -> list[ContradictionId]:
    """By the first article that has a side of it, then by the place in it."""
    return sorted(ids, key=lambda id: (_place(desk, _sides(desk, id)[0]), id))


def _sides(desk: Desk, id: ContradictionId) -> list[Ref]:
    """In the order of the articles and of their texts, each once."""
    held = (ref for ref, ids in desk.dossier.contradicted.items() if id in ids)
    return sorted(held, key=lambda ref: _place(desk, ref))


def _place(desk: Desk, ref: Ref) -> tuple[int, int]:
    note = desk.dossier.annotations[ref]
    return desk.sources().index(note.source), note.number


def _sources(desk: Desk, id: ContradictionId) -> tuple[SourceId, ...]:
    return tuple(dict.fromkeys(desk.dossier.annotations[ref].source for ref in _sides(desk, id)))


def _contradiction(desk: Desk, id: ContradictionId) -> Contradiction:
    record = desk.records.contradictions[id]
    return Contradiction(
        id=id,
        what=desk.names.ours(record.what),
        sources=tuple(desk.names.source(source) for source in _sources(desk, id)),
        sides=tuple(Side(passage=desk.passages[ref], said=_said(desk, ref)) for ref in _sides(desk, id)),
        handling=desk.prose(("contradiction", id, "handling"), ""),
        teaser=desk.names.ours(_first_sentence(desk.dossier.prose[("contradiction", id, "handling")].plain)),
        topics=tuple(desk.names.topic(topic) for topic in record.topics),
    )


def _first_sentence(text: str) -> str:
    first = sentence_at(text, 0)
    return text[first.start : first.end]


def _said(desk: Desk, ref: Ref) -> str:
    record = desk.dossier.annotations[ref].record
    when = record.said.when if isinstance(record, Statement) else None
    return "" if when is None else desk.words.dated(when, "said_when", "said_latest")
