"""The list of actors, each with the words that matter most, and of the offices with their holders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.ids import ActorId, OfficeId, Ref
from dossier.model.records import Holder
from dossier.model.site import Html, Link, Page, Passage, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.matrix import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    who: Link
    other: Phrase | None
    roles: tuple[Link, ...]
    counts: str
    passage: Passage | None  # their own words, else words about them


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    id: str
    title: str
    lines: tuple[ActorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderLine:
    who: Link
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLine:
    id: OfficeId
    title: Phrase
    other: Phrase | None
    of: Link | None
    holders: tuple[HolderLine, ...]
    note: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorsView:
    title: str
    counts: str
    sections: tuple[Section, ...]
    offices: tuple[OfficeLine, ...]


def pages(desk: Desk) -> Iterator[Page]:
    words, records = desk.words, desk.records
    counts = words(
        "actors_in",
        actors=words.count("actors", len(records.actors)),
        offices=words.count("offices", len(records.offices)),
    )
    yield Page(
        path=addresses.ACTORS,
        template="actors.html",
        title=words("nav_actors"),
        description=words("actors_description", counts=counts, title=desk.frame.title.text),
        view=ActorsView(
            title=words("nav_actors"),
            counts=counts,
            sections=tuple(_sections(desk)),
            offices=tuple(_office(desk, id) for id in records.offices),
        ),
        frame=desk.frame,
        section=addresses.ACTORS,
    )


def _sections(desk: Desk) -> Iterator[Section]:
    """By kind; those of whom the sources say most first."""
    dossier = desk.dossier

    def weight(id: ActorId) -> tuple[int, int, str]:
        return (-len(dossier.by_speaker.get(id, ())), -len(dossier.mentions_by_actor.get(id, ())), id)

    for kind in KINDS:
        ids = sorted((id for id, actor in desk.records.actors.items() if actor.kind == kind), key=weight)
        if ids:
            title = desk.words(f"actors_{kind}")
            # A capital keeps the fragment apart from the ids of offices.
            yield Section(id=kind.title(), title=title, lines=tuple(_actor(desk, id) for id in ids))


def _actor(desk: Desk, id: ActorId) -> ActorLine:
    dossier, names, words = desk.dossier, desk.names, desk.words
    said, about = dossier.by_speaker.get(id, ()), dossier.about_actor.get(id, ())
    mentions = dossier.mentions_by_actor.get(id, ())
    first = _telling(desk, said or about)
    parts = [words.count("statements", len(said))] if said else []
    if mentions:
        parts.append(
            words(
                "mentions_in",
                mentions=words.count("mentions", len(mentions)),
                sources=words.count("sources", len({mention.source for mention in mentions})),
            )
        )
    return ActorLine(
        who=names.actor(id),
        other=names.actor_names(id)[1],
        roles=tuple(
            names.office(office)
            for office, record in desk.records.offices.items()
            if any(holder.actor == id for holder in record.holders)
        ),
        counts=words("list_comma").join(parts) or words("not_named"),
        passage=desk.passages[first] if first else None,
    )


def _telling(desk: Desk, refs: Iterable[Ref]) -> Ref | None:
    """The first in direct words, by the date of the article; else the first."""
    place = {briefing: i for i, briefing in enumerate(desk.briefings())}
    notes = desk.dossier.annotations
    return min(
        refs,
        key=lambda ref: (notes[ref].mode != "direct", place[ref.briefing], notes[ref].number),
        default=None,
    )


def _office(desk: Desk, id: OfficeId) -> OfficeLine:
    record = desk.records.offices[id]
    title, other = desk.names.both(record.title, record.native)
    return OfficeLine(
        id=id,
        title=title,
        other=other,
        of=desk.names.actor(record.of) if record.of else None,
        holders=tuple(
            HolderLine(who=desk.names.actor(holder.actor), time=_time(desk, holder))
            for holder in record.holders
        ),
        note=desk.prose(("office", id, "note"), "../"),
    )


def _time(desk: Desk, holder: Holder) -> str:
    words = desk.words
    start = words.date(holder.start) if holder.start else ""
    end = words.date(holder.end) if holder.end else ""
    return words("term_" + ("from" if start else "") + ("to" if end else ""), start=start, end=end)
