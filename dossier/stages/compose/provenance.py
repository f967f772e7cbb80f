"""A source's record -> what is known of it, how, and by which words of which capture."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.evidence import Anchor
from dossier.model.ids import ActorId, SourceId
from dossier.model.records import Basis, Known, KnownDate, Source
from dossier.model.site import Address, Html, Link, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a capture by which a value is known; `place` names where they stand."""

    words: Phrase
    address: Address
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of the record; `value` is None where it is unknown."""

    name: str
    value: Link | None
    basis: Basis
    basis_word: str
    reasoning: Html
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeView:
    """The Admiralty grade in words; `digits` (C3) are for the record alone."""

    words: tuple[str, ...]
    digits: str
    why: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The whole record of a capture."""

    line: tuple[str, ...]  # the calm line under the headline, part by part
    facts: tuple[Fact, ...]
    chain: tuple[Link, ...]  # outlet's side last: agency, publisher, aggregator
    grade: GradeView | None
    note: Html
    capture: str
    sha256: str
    short_hash: str
    size: str
    lines: str
    language: str
    source: Link


def of(desk: Desk, id: SourceId, root: str) -> Provenance:
    record, words = desk.records.sources[id], desk.words
    capture = desk.dossier.traced.anchored.captures[id]
    short_hash = capture.sha256[:8] + "…"
    return Provenance(
        line=_line(desk, record, short_hash),
        facts=tuple(_fact(desk, id, field, root) for field in FIELDS),
        chain=tuple(
            desk.names.actor(ActorId(known.value))
            for known in (record.agency, record.publisher, record.aggregator)
            if known.value is not None
        ),
        grade=grade(desk, id, root),
        note=desk.prose(("source", id, "note"), root),
        capture=capture.path,
        sha256=capture.sha256,
        short_hash=short_hash,
        size=words.count("bytes", capture.size),
        lines=words.count("lines", len(capture.lines)),
        language=words(f"language_{record.language}"),
        source=desk.names.source(id),
    )


def grade(desk: Desk, id: SourceId, root: str) -> GradeView | None:
    """Reliability of the outlet and credibility of the information, apart."""
    graded = desk.records.sources[id].grade
    if graded is None:
        return None
    said = []
    if graded.reliability:
        said.append(desk.words(f"reliability_{graded.reliability}"))
    if graded.credibility:
        said.append(desk.words(f"credibility_{graded.credibility}"))
    return GradeView(
        words=tuple(said),
        digits=(graded.reliability or "") + (graded.credibility or ""),
        why=desk.prose(("source", id, "grade", "why"), root),
    )


def _line(desk: Desk, record: Source, short_hash: str) -> tuple[str, ...]:
    words, parts = desk.words, []
    for key, known in (("published", record.published), ("captured", record.captured)):
        date = desk.names.date(known)
        parts.append(
            words(f"line_{key}", date=date, basis=words(f"basis_{known.basis}"))
            if date
            else words(f"line_{key}_unknown")
        )
    parts.append(words("line_hash", hash=short_hash))
    return tuple(parts)


def _fact(desk: Desk, id: SourceId, field: str, root: str) -> Fact:
    known: Known = getattr(desk.records.sources[id], field)
    anchors = desk.dossier.traced.anchored.evidence.get(("source", id, field), ())
    reasoning = desk.prose(("source", id, field, known.basis), root) if known.basis != "stated" else Html("")
    return Fact(
        name=desk.words(f"field_{field}"),
        value=_value(desk, field, known),
        basis=known.basis,
        basis_word=desk.names.basis(known),
        reasoning=reasoning,
        evidence=tuple(evidence(desk, anchor) for anchor in anchors),
    )


def _value(desk: Desk, field: str, known: Known) -> Link | None:
    if known.value is None:
        return None
    if field in ACTOR_FIELDS or known.value in desk.records.actors:
        return desk.names.actor(ActorId(known.value))
    if isinstance(known, KnownDate):
        return Link(words=Phrase(text=desk.names.date(known)))
    return Link(words=desk.names.ours(known.value))


def evidence(desk: Desk, anchor: Anchor) -> Evidence:
    """Words of a capture with the way to their line."""
    return Evidence(
        words=desk.names.phrase(anchor.words, desk.dossier.traced.anchored.language(anchor.source)),
        address=addresses.source_line(anchor.source, anchor.line),
        place=desk.words("line_number", n=anchor.line),
    )


ACTOR_FIELDS = ("publisher", "agency", "aggregator")
FIELDS = (
    "publisher",
    "agency",
    "aggregator",
    "byline",
    "title",
    "published",
    "updated",
    "captured",
    "url",
    "image_credit",
    "translated",
    "variety",
)
