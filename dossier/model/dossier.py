"""The linked whole: who holds a Dossier never checks an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.model.evidence import Anchor, Key, Mention, Traced
from dossier.model.ids import ActorId, BriefingId, ClaimId, EventId, OfficeId, Ref, SourceId, TopicId
from dossier.model.records import Annotation, Mode, Stance
from dossier.text.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerThen:
    """Who speaks, as at the article's date: an actor, or somebody whom the source only describes."""

    actor: ActorId | None
    unnamed: str | None  # our words for an unnamed speaker
    native: tuple[str, ...]  # the source's words for an unnamed speaker
    of: ActorId | None
    offices: tuple[OfficeId, ...]  # held at that date
    role: str | None  # as written by the author, else None: then the offices tell


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAnnotation:
    """An annotation with all that is derived for it."""

    ref: Ref
    number: int  # from 1 in the order of the text within its briefing; what has no place comes last
    source: SourceId
    record: Annotation
    anchor: Anchor | None
    cue: Anchor | None  # written by the author, else the one that was found
    cue_found: bool  # True: derived; False: written or none
    attributed: frozenset[str]  # whom the text or the cue names as speaker: actors' ids, `unnamed:…`
    evidence: tuple[Anchor, ...]
    speakers: tuple[SpeakerThen, ...]
    mode: Mode | None
    chain: tuple[ActorId, ...]  # speaker's side first: via, agency, publisher, aggregator as far as known
    claims: Mapping[ClaimId, Stance]
    topics: tuple[TopicId, ...]
    mentions: tuple[Mention, ...]  # inside its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Sources that count as one for corroboration, and why: a chain root or a publisher in common."""

    sources: tuple[SourceId, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All records, captures, annotations, mentions, and the maps that lead back."""

    traced: Traced
    annotations: Mapping[Ref, LinkedAnnotation]  # by briefing, then number
    prose: Mapping[Key, Prose]  # every text of ours in Markdown, by the path of its value
    by_briefing: Mapping[BriefingId, tuple[Ref, ...]]
    briefings_by_source: Mapping[SourceId, tuple[BriefingId, ...]]
    by_speaker: Mapping[ActorId, tuple[Ref, ...]]
    about_actor: Mapping[ActorId, tuple[Ref, ...]]  # their words mention the actor, who does not speak
    by_medium: Mapping[ActorId, tuple[Ref, ...]]  # passed on by the actor
    by_claim: Mapping[ClaimId, tuple[Ref, ...]]
    by_topic: Mapping[TopicId, tuple[Ref, ...]]
    by_event: Mapping[EventId, tuple[Ref, ...]]
    mentions_by_actor: Mapping[ActorId, tuple[Mention, ...]]
    cited_by: Mapping[Ref, tuple[Key, ...]]
    origins: tuple[Origin, ...]  # of all sources: which count as one
    claim_origins: Mapping[ClaimId, tuple[Origin, ...]]  # of the annotations that assert it
