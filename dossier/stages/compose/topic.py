"""A topic's page: our summary, the claims made under it, every passage by briefing, who speaks, its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ids import ActorId, EventId, TopicId
from dossier.model.site import BriefingCard, Html, Link, Page, Passage, Phrase
from dossier.stages.compose import addresses, chronology, contradictions, stances
from dossier.stages.compose.chronology import Happening
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.stances import Standing, Standings

TELLING = ("statement", "figure", "event", "context", "caution", "term", "gap")  # in the order of the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one briefing has under the topic: what is said and counted first, our notes after. `count` is of both."""

    card: BriefingCard
    passages: tuple[Passage, ...]
    notes: tuple[Passage, ...]
    notes_count: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    who: Link
    count: str
    sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView:
    title: Phrase
    other: Phrase | None  # the title in the other script
    counts: str
    summary: Html
    claims: tuple[Standing, ...]
    contradictions: tuple[Link, ...]
    told: tuple[Told, ...]
    speakers: tuple[Speaker, ...]
    events: tuple[Happening, ...]


def pages(desk: Desk) -> Iterator[Page]:
    standings = stances.standings(desk)
    for id, topic in desk.records.topics.items():
        view = _view(desk, id, standings)
        summary = desk.dossier.prose.get(("topic", id, "summary"))
        yield Page(
            path=addresses.topic(id),
            template="topic.html",
            title=desk.names.topic(id).words.text,
            description=summary.plain
            if summary
            else desk.words("topic_description", title=topic.title, counts=view.counts),
            view=view,
            frame=desk.frame,
            section=addresses.TOPICS,
        )


def events_of(desk: Desk, id: TopicId) -> list[EventId]:
    events = desk.records.events
    return chronology.in_order(desk, (event for event in events if id in events[event].topics))


def counts(desk: Desk, id: TopicId) -> str:
    """`42 passages in 4 briefings, 3 claims, 5 events`"""
    words, refs = desk.words, desk.dossier.by_topic.get(id, ())
    passages = words.count("passages", len(refs))
    briefings = words.count("briefings", len({ref.briefing for ref in refs}))
    parts = [words("passages_in", passages=passages, briefings=briefings)] if refs else [passages]
    claims = sum(id in claim.topics for claim in desk.records.claims.values())
    for key, number in (("claims", claims), ("events", len(events_of(desk, id)))):
        if number:
            parts.append(words.count(key, number))
    return words("list_comma").join(parts)


def _view(desk: Desk, id: TopicId, standings: Standings) -> TopicView:
    record = desk.records.topics[id]
    title, other = desk.names.both(record.title, record.native)
    return TopicView(
        title=title,
        other=other,
        counts=counts(desk, id),
        summary=desk.prose(("topic", id, "summary"), "../"),
        claims=tuple(
            standing for claim, standing in standings.items() if id in desk.records.claims[claim].topics
        ),
        contradictions=contradictions.of_topic(desk, id),
        told=tuple(_told(desk, id)),
        speakers=tuple(_speakers(desk, id)),
        events=tuple(chronology.happening(desk, event, "../") for event in events_of(desk, id)),
    )


def _told(desk: Desk, id: TopicId) -> Iterator[Told]:
    refs = desk.dossier.by_topic.get(id, ())
    for briefing in desk.briefings():
        own = [desk.passages[ref] for ref in refs if ref.briefing == briefing]
        own.sort(key=lambda passage: (TELLING.index(passage.kind), passage.number))
        notes = tuple(passage for passage in own if passage.kind not in ("statement", "figure"))
        if own:
            yield Told(
                card=desk.card(briefing),
                passages=tuple(passage for passage in own if passage.kind in ("statement", "figure")),
                notes=notes,
                notes_count=desk.words.count("notes", len(notes)),
                count=desk.words.count("passages", len(own)),
            )


def _speakers(desk: Desk, id: TopicId) -> Iterator[Speaker]:
    """Who is named as a speaker under the topic, those with most statements first."""
    said: Counter[ActorId] = Counter()
    sources: dict[ActorId, set[str]] = {}
    for ref in desk.dossier.by_topic.get(id, ()):
        note = desk.dossier.annotations[ref]
        for actor in dict.fromkeys(speaker.actor for speaker in note.speakers if speaker.actor):
            said[actor] += 1
            sources.setdefault(actor, set()).add(note.source)
    for actor, number in sorted(said.items(), key=lambda item: (-item[1], item[0])):
        yield Speaker(
            who=desk.names.actor(actor),
            count=desk.words.count("statements", number),
            sources=desk.words.count("sources", len(sources[actor])),
        )
