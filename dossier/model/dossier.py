"""The linked whole: who holds a Dossier never checks an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dossier.model.evidence import Anchor, Key, Mention, Traced
from dossier.model.ids import (
    ActorId,
    BriefingId,
    ClaimId,
    ContradictionId,
    EventId,
    OfficeId,
    Ref,
    SourceId,
    TopicId,
)
from dossier.model.records import Annotation, Mode, Stance
from dossier.text.passages import Piece
from dossier.text.prose import Prose
from dossier.text.spans import Span


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
class SharedPassage:
    """Words of title or body that two sources have in common: a stretch of one line of each, from word to word.

    `words` is the longest run of equal folded words, `similarity` (0 to 1) the share of both sides' words that are
    equal. `pieces` go through both sides in order: what is `equal`, `near` or `different`, by its raw spans.
    """

    source_a: SourceId
    span_a: Span
    line_a: int
    source_b: SourceId
    span_b: Span
    line_b: int
    words: int
    similarity: float
    pieces: tuple[Piece, ...]

    def turned(self) -> SharedPassage:
        """The same with its sides exchanged."""
        return SharedPassage(
            source_a=self.source_b,
            span_a=self.span_b,
            line_a=self.line_b,
            source_b=self.source_a,
            span_b=self.span_a,
            line_b=self.line_a,
            words=self.words,
            similarity=self.similarity,
            pieces=tuple(Piece(piece.kind, piece.b, piece.a) for piece in self.pieces),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Sources that count as one for corroboration, and what brought them together.

    `why` lists any of `agency` `passage` `publisher` `speaker`, with commas; it is empty for one source alone.
    """

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
    contradicted: Mapping[Ref, tuple[ContradictionId, ...]]  # of which contradictions it is a side
    mentions_by_actor: Mapping[ActorId, tuple[Mention, ...]]
    cited_by: Mapping[Ref, tuple[Key, ...]]
    shared_passages: tuple[SharedPassage, ...]  # side a has the smaller id; in the order of ids and texts
    passages_by_source: Mapping[SourceId, tuple[SharedPassage, ...]]  # with the source as side a
    origins: tuple[Origin, ...]  # of all sources: which count as one
    claim_origins: Mapping[ClaimId, tuple[Origin, ...]]  # of the annotations that assert it
