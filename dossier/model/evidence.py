"""Captures and what is anchored in them: the ground that every statement on the site stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dossier.model.ids import ActorId, Kind, OfficeId, Ref, SourceId
from dossier.model.raw import Places
from dossier.model.records import Annotation, Language, Quote, Records, RegionKind
from dossier.problems import Problem
from dossier.text.spans import Span

NEWS: tuple[RegionKind, ...] = ("title", "body")  # the only regions that carry mentions, quotes and search hits

Path = tuple[str | int, ...]
Key = tuple[Kind | Literal["site"], str, *tuple[str | int, ...]]  # ("briefing", id, "key_points", 0): a value of a record


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Typed records, and where each was written."""

    records: Records
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A file of `seeds/` as delivered: the bytes hashed are the bytes decoded."""

    source: SourceId
    path: str
    sha256: str
    content: bytes
    text: str
    lines: tuple[Span, ...]  # line n is lines[n - 1]; ends at LF or CRLF, which stay outside

    @property
    def size(self) -> int:
        return len(self.content)

    def line_at(self, offset: int) -> int:
        """The number, from 1, of the line in which the code point `offset` stands."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def line(self, number: int) -> str:
        return self.lines[number - 1].of(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Lines `first` to `last`, both included, of one kind."""

    kind: RegionKind
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A quote found: where it stands, in the capture's own characters."""

    source: SourceId
    span: Span
    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanchored:
    """A quote that does not stand, or not in one place; `told` is what its author is told."""

    key: Key
    source: SourceId
    quote: Quote
    in_news: bool  # it must stand in title or body, and only once; else in any region
    told: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredAnnotation:
    """An annotation whose quote was found; only a gap may have no anchor."""

    ref: Ref
    source: SourceId
    record: Annotation
    anchor: Anchor | None
    cue: Anchor | None
    evidence: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """Entities with their captures, regions and every quote found."""

    entities: Entities
    captures: Mapping[SourceId, Capture]
    regions: Mapping[SourceId, tuple[Region, ...]]  # in the order of lines
    annotations: Mapping[Ref, AnchoredAnnotation]
    evidence: Mapping[Key, tuple[Anchor, ...]]  # of provenance fields, events and said-dates, by the value's path

    def news_lines(self, source: SourceId) -> tuple[int, ...]:
        """The numbers of the non-blank lines of title and body; an article that was withdrawn is no news."""
        if source in self.entities.records.withdrawn_sources:
            return ()
        capture = self.captures[source]
        return tuple(
            number
            for region in self.regions[source]
            if region.kind in NEWS
            for number in range(region.first, region.last + 1)
            if capture.line(number).strip()
        )

    def news(self, source: SourceId) -> tuple[Span, ...]:
        """The spans of the non-blank lines of title and body."""
        capture = self.captures[source]
        return tuple(capture.lines[number - 1] for number in self.news_lines(source))

    def published_whole(self, source: SourceId) -> bool:
        """Whether the whole text of the capture may be published: the source's own word, else the site's."""
        return source not in self.excerpted and source not in self.entities.records.withdrawn_sources

    @property
    def excerpted(self) -> frozenset[SourceId]:
        """Sources of which only excerpts are to be published."""
        records = self.entities.records
        return frozenset(
            id
            for id, source in records.sources.items()
            if (source.source_text or records.site.source_text) == "excerpts"
        )

    def language(self, source: SourceId) -> Language:
        return self.entities.records.sources[source].language


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where the text names an actor. The span leaves out proclitics, ranks and generic heads; `office` is
    the one by whose phrase it names who held it on the article's date."""

    source: SourceId
    span: Span
    line: int
    surface: str
    actor: ActorId
    by: Literal["name", "office", "short"]
    rule: str
    office: OfficeId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """Anchored evidence and every mention in it, in the order of the text."""

    anchored: Anchored
    mentions: Mapping[SourceId, tuple[Mention, ...]]
