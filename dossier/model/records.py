"""What authors write, typed: one frozen record a kind, read by pydantic and never changed after.

Every field here is described for authors in docs/content-format.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from dossier.model.ids import (
    ActorId,
    AnnotationId,
    BriefingId,
    ClaimId,
    ContradictionId,
    CorrectionId,
    EventId,
    OfficeId,
    PageId,
    SourceId,
    TopicId,
)
from dossier.text import dates

Language = Literal["ar", "en"]
Basis = Literal["stated", "inferred", "background", "unknown"]
Confidence = Literal["low", "moderate", "high"]
RegionKind = Literal[
    "title", "dateline", "byline", "body", "credit", "caption", "ticker", "ui", "related", "comments"
]
Text = Annotated[str, Field(min_length=1)]
Prose = Annotated[str, Field(min_length=1)]  # Markdown of ours, with citations and references


def _edtf(value: object) -> object:
    if isinstance(value, str):
        try:
            return dates.when(value)
        except ValueError as error:
            raise PydanticCustomError(
                "edtf", "{fault}", {"fault": str(error), "mend": f"write it as EDTF: {dates.EXAMPLE}"}
            ) from None
    return value


When = Annotated[dates.When, BeforeValidator(_edtf)]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _shorthand(key: str) -> BeforeValidator:
    """A bare value stands for a mapping with that one key."""
    return BeforeValidator(lambda value: value if isinstance(value, Mapping | Record) else {key: value})


# Quotes and values with a basis


class Quote(Record):
    """Exact words of a capture; `prefix` and `suffix` tell apart words that stand more than once."""

    quote: Text
    prefix: str = ""
    suffix: str = ""
    source: SourceId | None = None


QuoteText = Annotated[Quote, _shorthand("quote")]


class Known(Record):
    """A value and how it is known. Exactly one of the bases is written; `unknown` has no value."""

    value: Text | None = None
    stated: QuoteText | None = None
    inferred: Prose | None = None
    background: Prose | None = None
    confidence: Confidence | None = None
    evidence: tuple[QuoteText, ...] = ()

    @property
    def basis(self) -> Basis:
        for basis in ("stated", "inferred", "background"):
            if getattr(self, basis) is not None:
                return basis
        return "unknown"

    @property
    def is_reasoned(self) -> bool:
        """Whether we reason it; no capture states it."""
        return self.basis in ("inferred", "background")

    @model_validator(mode="after")
    def _one_basis(self) -> Known:
        written = [b for b in ("stated", "inferred", "background") if getattr(self, b) is not None]
        if len(written) > 1:
            raise PydanticCustomError(
                "basis",
                "two bases for one value: {both}",
                {"both": " and ".join(written), "mend": "keep the one by which the value is known"},
            )
        if self.value is not None and not written:
            raise PydanticCustomError(
                "basis",
                "a value without a basis",
                {"mend": "add stated: (a quote), inferred: or background: (the reasoning), or write unknown"},
            )
        if self.value is None and written:
            raise PydanticCustomError(
                "basis", "a basis without a value", {"mend": "add value: or write unknown"}
            )
        return self


def _known(value: object) -> object:
    if value == "unknown":
        return {}
    if isinstance(value, str):
        raise PydanticCustomError(
            "basis",
            "a value without a basis",
            {"mend": f"write {{value: {value}, stated: …}}, inferred: or background:, or unknown"},
        )
    return value


KnownValue = Annotated[Known, BeforeValidator(_known)]


class KnownDate(Known):
    """A date (EDTF) and how it is known; `when` is None where it is unknown or only a time of day."""

    value: Text | None = None

    @property
    def when(self) -> dates.When | None:
        return None if self.value is None else dates.when(self.value)

    @model_validator(mode="after")
    def _is_date(self) -> KnownDate:
        if self.value is not None:
            _edtf(self.value)
        return self


KnownDateValue = Annotated[KnownDate, BeforeValidator(_known)]


class Grade(Record):
    """Admiralty grade: A to F of the outlet, 1 to 6 of the information, each with its reason."""

    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    why: Prose


# Site and sources


class Site(Record):
    """site.yml"""

    title: Text
    description: Text = ""
    url: str = ""
    language: Language
    source_text: Literal["full", "excerpts"]
    excerpt_context: Annotated[int, Field(ge=0, le=50)] = 5
    bottom_line: Prose | None = None
    brief: Prose | None = None
    not_said: tuple[Prose, ...] = ()


Lines = Annotated[str, Field(pattern=r"^\d+(-\d+)?$")]


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


LineRanges = Annotated[tuple[Lines, ...], BeforeValidator(_listed)]


class Source(Record):
    """content/sources/ID.yml: one capture, who published it, how it came to us, what is known."""

    capture: Text
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    encoding: str = "utf-8"
    language: Language
    regions: Mapping[RegionKind, LineRanges]
    publisher: KnownValue = Known()
    agency: KnownValue = Known()
    aggregator: KnownValue = Known()
    byline: KnownValue = Known()
    title: KnownValue = Known()
    published: KnownDateValue = KnownDate()
    updated: KnownValue = Known()
    captured: KnownDateValue = KnownDate()
    url: KnownValue = Known()
    image_credit: KnownValue = Known()
    translated: KnownValue = Known()
    variety: KnownValue = Known()
    grade: Grade | None = None
    note: Prose | None = None
    source_text: Literal["full", "excerpts"] | None = None


# Briefings and annotations


class Unnamed(Record):
    """A speaker whom the source describes but does not name."""

    unnamed: Text
    native: Annotated[tuple[Text, ...], BeforeValidator(_listed)]
    of: ActorId | None = None


def _speaker_kind(value: object) -> str:
    return "unnamed" if isinstance(value, Mapping | Unnamed) else "actor"


Speaker = Annotated[
    Annotated[ActorId, Tag("actor")] | Annotated[Unnamed, Tag("unnamed")], Discriminator(_speaker_kind)
]
Stance = Literal["asserts", "denies", "qualifies", "expects"]
Mode = Literal["direct", "mixed", "indirect", "written"]


class _Annotation(Record):
    """What every annotation may have. The key that names the kind holds the quote."""

    quote: str | None
    prefix: str = ""
    suffix: str = ""
    english: Text | None = None
    note: Prose | None = None
    claims: Mapping[ClaimId, Stance] = Field(default_factory=dict)
    topics: tuple[TopicId, ...] = ()
    evidence: tuple[QuoteText, ...] = ()
    grade: Grade | None = None


class Statement(_Annotation):
    """Somebody's words, reported."""

    kind: ClassVar[Literal["statement"]] = "statement"
    quote: Text = Field(alias="statement")
    speaker: Annotated[tuple[Speaker, ...], BeforeValidator(_listed), Field(min_length=1)]
    cue: QuoteText | None = None
    via: Annotated[tuple[ActorId, ...], BeforeValidator(_listed)] = ()
    chain: tuple[ActorId, ...] | None = None
    role: Text | None = None
    mode: Mode | None = None
    said: KnownDateValue = KnownDate()


class Figure(_Annotation):
    """A number, or words that stand for one (then without `value`)."""

    kind: ClassVar[Literal["figure"]] = "figure"
    quote: Text = Field(alias="figure")
    value: float | None = None
    upper: float | None = None
    unit: Text
    counts: Text
    scope: Text | None = None
    as_of: When | None = None
    approximate: bool = False


class EventMention(_Annotation):
    """A dated happening; `is` names its record."""

    kind: ClassVar[Literal["event"]] = "event"
    quote: Text = Field(alias="event")
    event: EventId = Field(alias="is")


class Context(_Annotation):
    """What a reader needs to know to understand the passage."""

    kind: ClassVar[Literal["context"]] = "context"
    quote: Text = Field(alias="context")
    note: Prose


class Caution(_Annotation):
    """Why the passage must be read with care."""

    kind: ClassVar[Literal["caution"]] = "caution"
    quote: Text = Field(alias="caution")
    note: Prose


class Term(_Annotation):
    """A word that carries more than its translation."""

    kind: ClassVar[Literal["term"]] = "term"
    quote: Text = Field(alias="term")
    note: Prose


class Gap(_Annotation):
    """What is missing here; may have no quote."""

    kind: ClassVar[Literal["gap"]] = "gap"
    quote: Text | None = Field(alias="gap")
    note: Prose


ANNOTATION_KINDS = ("statement", "figure", "event", "context", "caution", "term", "gap")
REMARK_KINDS = ("context", "caution", "term", "gap")  # those that say something of ours; of the others the words tell


def _annotation_kind(value: object) -> str | None:
    if isinstance(value, Mapping):
        return next((kind for kind in ANNOTATION_KINDS if kind in value), None)
    return getattr(value, "kind", None)


Annotation = Annotated[
    Annotated[Statement, Tag("statement")]
    | Annotated[Figure, Tag("figure")]
    | Annotated[EventMention, Tag("event")]
    | Annotated[Context, Tag("context")]
    | Annotated[Caution, Tag("caution")]
    | Annotated[Term, Tag("term")]
    | Annotated[Gap, Tag("gap")],
    Discriminator(_annotation_kind),
]


class MentionRule(Record):
    """The author overrules the engine: these words name `actor`, or (`none`) nobody."""

    quote: Text
    prefix: str = ""
    suffix: str = ""
    actor: ActorId | Literal["none"]
    why: Text


class Withdrawal(Record):
    """The briefing no longer stands: since when, and why."""

    date: When
    why: Prose


def _withdrawn(value: object) -> object:
    if value is None:  # the bare key: nobody should believe that it withdraws anything
        raise PydanticCustomError(
            "withdrawn",
            "withdrawn: without its date and reason",
            {"mend": "write {date: 2025-05-03, why: …}, or delete the key"},
        )
    return value


class Briefing(Record):
    """content/briefings/ID.yml: our page about one source."""

    source: SourceId
    draft: bool = False
    withdrawn: Annotated[Withdrawal | None, BeforeValidator(_withdrawn)] = None
    title: Text | None = None
    gist: Text | None = None
    bottom_line: Prose | None = None
    key_points: tuple[Prose, ...] = ()
    annotations: Mapping[AnnotationId, Annotation] = Field(default_factory=dict)
    english: Mapping[int, Text] = Field(default_factory=dict)
    mentions: tuple[MentionRule, ...] = ()
    context: Prose | None = None
    assessment: Prose | None = None
    not_said: tuple[Prose, ...] = ()


# The records that tie briefings together


class Alias(Record):
    """A name as it is written in captures, and when it counts."""

    text: Text
    match: Literal["always", "with_full_name"] | None = None
    not_before: tuple[Text, ...] = ()
    not_after: tuple[Text, ...] = ()
    only_after: tuple[Text, ...] = ()


AliasText = Annotated[Alias, _shorthand("text")]
ActorKind = Literal["person", "organisation", "armed_group", "outlet", "state"]


class Actor(Record):
    """A person or an organisation. `aliases: []` says that its name is never traced."""

    name: str = ""  # derived from `native` or the id where it is not written
    native: Text | None = None
    kind: ActorKind = "organisation"
    aliases: tuple[AliasText, ...] | None = None
    short: tuple[AliasText, ...] = ()
    of: ActorId | None = None
    profile: Prose | None = None

    @property
    def known_as(self) -> tuple[Alias, ...]:
        """All names to look for: the aliases, then `native` and `name` where no alias says the same."""
        if self.aliases == ():
            return ()
        written = self.aliases or ()
        texts = {alias.text for alias in written}
        derived = dict.fromkeys(text for text in (self.native, self.name) if text and text not in texts)
        return (*written, *(Alias(text=text) for text in derived))


class Holder(Record):
    """Who held the office; without `from` or `to` that end is open."""

    actor: ActorId
    start: When | None = Field(default=None, alias="from")
    end: When | None = Field(default=None, alias="to")

    def touches(self, first: date, last: date) -> bool:
        """Whether the term may reach into the days from `first` to `last`."""
        begins = self.start.first if self.start else None
        ends = self.end.last if self.end else None
        return (begins is None or begins <= last) and (ends is None or ends >= first)

    def covers(self, first: date, last: date) -> bool:
        """Whether the term surely holds all days from `first` to `last`."""
        begins = self.start.last if self.start else None
        ends = self.end.first if self.end else None
        return (begins is None or begins <= first) and (ends is None or ends >= last)


class Office(Record):
    title: Text
    native: Text | None = None
    of: ActorId | None = None
    phrases: tuple[AliasText, ...] = ()
    holders: tuple[Holder, ...] = ()
    note: Prose | None = None

    def holders_on(self, day: dates.When) -> frozenset[ActorId]:
        """Who held the office on every day that `day` may mean; nobody where that is open or changes.

        A holder's first and last day count as held, so a day of handover has two holders and thus none
        that is certain; an office that two people hold at once has both only where their terms agree.
        """
        if day.first is None or day.last is None:
            return frozenset()
        reaching = [holder for holder in self.holders if holder.touches(day.first, day.last)]
        if len({(holder.start, holder.end) for holder in reaching}) != 1:
            return frozenset()
        return frozenset(holder.actor for holder in reaching if holder.covers(day.first, day.last))


class Topic(Record):
    title: Text
    native: Text | None = None
    summary: Prose | None = None


class Claim(Record):
    """Something that can be true or false."""

    text: Text
    topics: tuple[TopicId, ...] = ()
    status: Literal["open", "confirmed", "disputed", "unresolved"] = "open"
    likelihood: (
        Literal["remote", "very unlikely", "unlikely", "even chance", "likely", "very likely", "almost certain"]
        | None
    ) = None
    confidence: Confidence | None = None
    because: Prose | None = None
    assessment: Prose | None = None

    @model_validator(mode="after")
    def _one_scale(self) -> Claim:
        if self.likelihood and self.confidence:
            raise PydanticCustomError(
                "scale",
                "likelihood and confidence are two scales and are never mixed",
                {"mend": "keep likelihood: for what is foreseen, confidence: for what is assessed"},
            )
        if (self.likelihood or self.confidence) and not self.because:
            raise PydanticCustomError(
                "scale", "a likelihood or confidence without its basis", {"mend": "add because:"}
            )
        return self


class Event(Record):
    title: Text
    date: KnownDateValue
    status: Literal["happened", "foreseen"]
    actors: tuple[ActorId, ...] = ()
    topics: tuple[TopicId, ...] = ()
    note: Prose | None = None


class Contradiction(Record):
    what: Text
    sides: Annotated[tuple[Text, ...], Field(min_length=2)]
    topics: tuple[TopicId, ...] = ()
    handling: Prose


class Correction(Record):
    date: When
    what: Prose
    why: Prose
    touched: tuple[Text, ...] = ()


class Page(Record):
    title: Text
    body: Prose


class Records(Record):
    """Every record of a dossier by its id: the shape is right, references are not yet followed.

    A briefing that was withdrawn stands apart, so that nobody counts or lists it by mistake.
    """

    site: Site
    sources: Mapping[SourceId, Source]
    briefings: Mapping[BriefingId, Briefing]
    withdrawn: Mapping[BriefingId, Briefing] = Field(default_factory=dict)
    actors: Mapping[ActorId, Actor]
    offices: Mapping[OfficeId, Office]
    topics: Mapping[TopicId, Topic]
    claims: Mapping[ClaimId, Claim]
    events: Mapping[EventId, Event]
    contradictions: Mapping[ContradictionId, Contradiction]
    corrections: Mapping[CorrectionId, Correction]
    pages: Mapping[PageId, Page]

    @property
    def withdrawn_sources(self) -> frozenset[SourceId]:
        """Sources every briefing of which was withdrawn: only their provenance is still shown."""
        standing = {briefing.source for briefing in self.briefings.values()}
        return frozenset(briefing.source for briefing in self.withdrawn.values()) - standing


KINDS: Mapping[str, type[Record]] = {
    "sources": Source,
    "briefings": Briefing,
    "actors": Actor,
    "offices": Office,
    "topics": Topic,
    "claims": Claim,
    "events": Event,
    "contradictions": Contradiction,
    "corrections": Correction,
    "pages": Page,
}
