"""The lists of briefings, sources, topics and claims: each entry says what matters about it, never a bare link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ids import ActorId, BriefingId, SourceId, TopicId
from dossier.model.site import Address, BriefingCard, Html, Link, Page, Passage, Phrase
from dossier.stages.compose import addresses, matrix, origins, provenance, stances, topic
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.matrix import Column
from dossier.stages.compose.origins import Kin
from dossier.stages.compose.stances import StanceWord, Standing

SPEAKERS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingLine:
    card: BriefingCard
    counts: str
    speakers: tuple[Link, ...]  # those with most statements


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    outlet: Link
    outlet_basis: str
    title: Phrase | None
    line: tuple[str, ...]  # of its provenance
    grade: str  # in words; "" where none is given
    briefings: tuple[Link, ...]
    kin: Kin | None  # which other sources count as one with it


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    topic: Link
    other: Phrase | None
    summary: Html  # its first paragraph
    counts: str
    passage: Passage | None  # where nobody has written a summary, words that stand for the topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSection:
    title: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingsView:
    title: str
    counts: str
    lines: tuple[BriefingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    title: str
    counts: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsView:
    title: str
    counts: str
    lines: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsView:
    title: str
    counts: str
    key: tuple[StanceWord, ...]
    columns: tuple[Column, ...]  # all sources: each line has a mark for each
    sections: tuple[ClaimSection, ...]


def pages(desk: Desk) -> Iterator[Page]:
    words, records = desk.words, desk.records
    briefings = tuple(_briefing(desk, id) for id in desk.briefings())
    counts = words.count("briefings", len(briefings))
    view: object = BriefingsView(title=words("nav_briefings"), counts=counts, lines=briefings)
    yield _page(desk, "briefings", addresses.BRIEFINGS, counts, view)

    sources = tuple(_source(desk, id) for id in desk.sources())
    counts = sources_of_origins(desk)
    view = SourcesView(title=words("nav_sources"), counts=counts, lines=sources)
    yield _page(desk, "sources", addresses.SOURCES, counts, view)

    topics = tuple(_topic(desk, id) for id in records.topics)
    counts = words.count("topics", len(topics))
    view = TopicsView(title=words("nav_topics"), counts=counts, lines=topics)
    yield _page(desk, "topics", addresses.TOPICS, counts, view)

    counts = words.count("claims", len(records.claims))
    columns = matrix.source_columns(desk)
    view = ClaimsView(
        title=words("nav_claims"),
        counts=counts,
        key=stances.key(desk.words),
        columns=columns,
        sections=tuple(_claims(desk)),
    )
    yield _page(desk, "claims", addresses.CLAIMS, counts, view)


def _page(desk: Desk, kind: str, address: Address, counts: str, view: object) -> Page:
    return Page(
        path=address,
        template=f"{kind}.html",
        title=desk.words(f"nav_{kind}"),
        description=desk.words(f"{kind}_description", counts=counts, title=desk.frame.title.text),
        view=view,
        frame=desk.frame,
        section=address,
    )


def _briefing(desk: Desk, id: BriefingId) -> BriefingLine:
    refs = desk.dossier.by_briefing.get(id, ())
    notes = [desk.dossier.annotations[ref] for ref in refs]
    said: Counter[ActorId] = Counter()
    for note in notes:
        said.update({speaker.actor: 1 for speaker in note.speakers if speaker.actor})
    parts = [desk.words.count("notes", len(notes))]
    for kind in ("statement", "figure"):
        if number := sum(note.record.kind == kind for note in notes):
            parts.append(desk.words.count(f"{kind}s", number))
    return BriefingLine(
        card=desk.card(id),
        counts=desk.words("list_comma").join(parts),
        speakers=tuple(desk.names.actor(actor) for actor, _ in said.most_common(SPEAKERS_SHOWN)),
    )


def sources_of_origins(desk: Desk) -> str:
    """`5 sources of 3 origins`"""
    words = desk.words
    return words(
        "sources_in",
        sources=words.count("sources", len(desk.sources())),
        origins=words.count("origins", len(desk.dossier.origins)),
    )


def _source(desk: Desk, id: SourceId) -> SourceLine:
    record, names, words = desk.records.sources[id], desk.names, desk.words
    return SourceLine(
        outlet=names.outlet(id),
        outlet_basis=""
        if record.publisher.basis == "unknown"
        else words("outlet_basis", basis=names.basis(record.publisher)),
        title=names.original_title(id),
        line=provenance.line(desk, id),
        grade=words("list_semicolon").join(grade.words) if (grade := provenance.grade(desk, id, "../")) else "",
        briefings=tuple(names.briefing(briefing) for briefing in desk.dossier.briefings_by_source.get(id, ())),
        kin=origins.kin(names, id),
    )


def _topic(desk: Desk, id: TopicId) -> TopicLine:
    record = desk.records.topics[id]
    refs = desk.dossier.by_topic.get(id, ())
    said = [ref for ref in refs if desk.dossier.annotations[ref].record.kind == "statement"]
    first = next(iter(said or refs), None)
    summary, end, _ = desk.prose(("topic", id, "summary"), "../").partition("</p>")
    return TopicLine(
        topic=desk.names.topic(id),
        other=desk.names.both(record.title, record.native)[1],
        summary=Html(summary + end),
        counts=topic.counts(desk, id),
        passage=desk.passages[first] if first and not summary else None,
    )


def _claims(desk: Desk) -> Iterator[ClaimSection]:
    """By what is heard of them: those disputed first, those on which all agree or are silent after."""
    ids = stances.by_weight(desk)
    for side in stances.SIDES:
        lines = tuple(stances.standing(desk, id) for id in ids if stances.side_of(desk.dossier, id) == side)
        if lines:
            yield ClaimSection(title=desk.words(f"side_{side}"), lines=lines)
