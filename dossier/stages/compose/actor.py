"""The page of a person or organisation: who they are, what they say, what is said of them, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.ids import ActorId, ClaimId, Ref, SourceId, TopicId
from dossier.model.records import Known
from dossier.model.site import Address, Html, Link, Page, Passage, Phrase, StanceOn
from dossier.stages.compose import addresses, chronology, concordance
from dossier.stages.compose.concordance import Group
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.ribbon import Ribbon, ribbon

PUBLISHING = ("publisher", "agency", "aggregator", "image_credit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office held: `from` and `to` in words."""

    office: Link
    native: Phrase | None
    dates: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Something with the number of passages or lines that speak of it, and the way to each."""

    link: Link
    count: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceTaken:
    """What the actor's own words do to a claim."""

    stance: StanceOn
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the actor had to do with a source: its publisher, its agency …, and how that is known."""

    role: str
    source: Link
    basis: str  # "" where it is stated
    suspected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    name: Phrase
    other: Phrase | None
    kind: str
    of: Link | None
    summary: str
    profile: Html
    terms: tuple[Term, ...]
    ribbon: Ribbon | None
    parts: tuple[Part, ...]
    direct: tuple[Passage, ...]
    relayed: tuple[Passage, ...]
    passed_on: tuple[Passage, ...]
    about: tuple[Passage, ...]
    stances: tuple[StanceTaken, ...]
    events: tuple[Link, ...]
    concordance: tuple[Group, ...]
    mentions: str
    topics: tuple[Counted, ...]
    company: tuple[Counted, ...]


def pages(desk: Desk) -> Iterator[Page]:
    lines = _lines(desk)
    for id in desk.records.actors:
        view = _view(desk, id, lines)
        profile = desk.dossier.prose.get(("actor", id, "profile"))
        yield Page(
            path=addresses.actor(id),
            template="actor.html",
            title=view.name.text,
            description=profile.plain[:200] if profile else view.summary,
            view=view,
            frame=desk.frame,
            section=addresses.ACTORS,
        )


Lines = dict[ActorId, dict[tuple[SourceId, int], None]]
"""The lines in which each actor is mentioned, in the order of the dossier."""


def _lines(desk: Desk) -> Lines:
    found: Lines = {}
    for actor, mentions in desk.dossier.mentions_by_actor.items():
        found[actor] = {(m.source, m.line): None for m in mentions}
    return found


def _view(desk: Desk, id: ActorId, lines: Lines) -> ActorView:
    dossier, names, words = desk.dossier, desk.names, desk.words
    record = desk.records.actors[id]
    name, other = names.actor_names(id)
    spoken = dossier.by_speaker.get(id, ())
    direct = [ref for ref in spoken if dossier.annotations[ref].mode != "indirect"]
    relayed = [ref for ref in spoken if dossier.annotations[ref].mode == "indirect"]
    mentions = dossier.mentions_by_actor.get(id, ())
    terms, drawn = _offices(desk, id)
    sources = {dossier.annotations[ref].source for ref in spoken} | {m.source for m in mentions}
    summary = [words.count("statements", len(spoken))] if spoken else []
    summary += [words.count("mentions", len(mentions))] if mentions else []
    return ActorView(
        name=name,
        other=other,
        kind=words(f"actor_{record.kind}"),
        of=names.actor(record.of) if record.of else None,
        summary=words("summary_in", what=words.series(summary), where=words.count("sources", len(sources)))
        if sources
        else words("not_mentioned"),
        profile=desk.prose(("actor", id, "profile"), "../"),
        terms=terms,
        ribbon=drawn,
        parts=tuple(_parts(desk, id)),
        direct=_passages(desk, direct),
        relayed=_passages(desk, relayed),
        passed_on=_passages(desk, dossier.by_medium.get(id, ())),
        about=_passages(desk, dossier.about_actor.get(id, ())),
        stances=tuple(_stances(desk, spoken)),
        events=tuple(
            names.event(event)
            for event in chronology.in_order(desk, desk.records.events)
            if id in desk.records.events[event].actors
        ),
        concordance=concordance.of(desk, id),
        mentions=words.count("mentions", len(mentions)),
        topics=_topics(desk, dict.fromkeys((*spoken, *dossier.about_actor.get(id, ())))),
        company=_company(desk, id, lines),
    )


def _passages(desk: Desk, refs: Iterable[Ref]) -> tuple[Passage, ...]:
    """The earliest article first, then in the order of the text."""
    place = {briefing: i for i, briefing in enumerate(desk.briefings())}
    ordered = sorted(refs, key=lambda ref: (place[ref.briefing], desk.dossier.annotations[ref].number))
    return tuple(desk.passages[ref] for ref in ordered)


def _offices(desk: Desk, id: ActorId) -> tuple[tuple[Term, ...], Ribbon | None]:
    terms, spans = [], []
    for office_id, office in desk.records.offices.items():
        for holder in office.holders:
            if holder.actor != id:
                continue
            start = desk.words.date(holder.start) if holder.start else ""
            end = desk.words.date(holder.end) if holder.end else ""
            key = "term_" + ("from" if start else "") + ("to" if end else "")
            link = desk.names.office(office_id)
            terms.append(
                Term(
                    office=link,
                    native=desk.names.both(office.title, office.native)[1],
                    dates=desk.words(key, start=start, end=end),
                )
            )
            spans.append(
                (holder.start.first if holder.start else None, holder.end.last if holder.end else None)
            )
    dated = []
    for source in desk.sources():
        when = desk.records.sources[source].published.when
        if when and when.first:
            dated.append((when.first, desk.names.source(source).words.text))
    return tuple(terms), ribbon(spans, dated, desk.words.direction)


def _parts(desk: Desk, id: ActorId) -> Iterator[Part]:
    for source, record in desk.records.sources.items():
        if source in desk.records.withdrawn_sources:
            continue
        for field in PUBLISHING:
            known: Known = getattr(record, field)
            if known.value == id:
                yield Part(
                    role=desk.words(f"field_{field}"),
                    source=desk.names.source(source),
                    basis=desk.names.basis(known) if known.is_reasoned else "",
                    suspected=known.is_reasoned,
                )


def _stances(desk: Desk, spoken: Iterable[Ref]) -> Iterator[StanceTaken]:
    taken: dict[ClaimId, dict[str, list[Ref]]] = {}
    for ref in spoken:
        for claim, stance in desk.dossier.annotations[ref].claims.items():
            taken.setdefault(claim, {}).setdefault(stance, []).append(ref)
    for claim, by_stance in taken.items():
        for refs in by_stance.values():
            stance = desk.dossier.annotations[refs[0]].claims[claim]
            yield StanceTaken(stance=desk.names.stance(claim, stance), passages=_passages(desk, refs))


def _topics(desk: Desk, refs: Iterable[Ref]) -> tuple[Counted, ...]:
    found: dict[TopicId, list[Ref]] = {}
    for ref in refs:
        for topic in desk.dossier.annotations[ref].topics:
            found.setdefault(topic, []).append(ref)
    return _counted(
        desk,
        "passages",
        (
            (desk.names.topic(topic), [_passage_link(desk, p) for p in _passages(desk, found[topic])])
            for topic in desk.records.topics
            if topic in found
        ),
    )


def _passage_link(desk: Desk, passage: Passage) -> Link:
    label = desk.words("cite_elsewhere", outlet=passage.outlet_short, n=passage.number)
    return Link(words=Phrase(text=label), address=passage.address)


def _company(desk: Desk, id: ActorId, lines: Lines) -> tuple[Counted, ...]:
    """Who is named in the same lines."""
    own = lines.get(id, {})
    return _counted(
        desk,
        "lines",
        (
            (desk.names.actor(other), [_line_link(desk, *place) for place in own if place in theirs])
            for other, theirs in lines.items()
            if other != id and not own.keys().isdisjoint(theirs)
        ),
    )


def _line_link(desk: Desk, source: SourceId, line: int) -> Link:
    address: Address = concordance.place(desk, source, line)
    label = desk.words("outlet_line", outlet=desk.names.outlet(source).words.text, n=line)
    return Link(words=Phrase(text=label), address=address)


def _counted(desk: Desk, noun: str, items: Iterable[tuple[Link, list[Link]]]) -> tuple[Counted, ...]:
    """The most frequent first; of equals as they came."""
    return tuple(
        Counted(link=link, count=desk.words.count(noun, len(places)), places=tuple(places))
        for link, places in sorted(items, key=lambda item: -len(item[1]))
    )
