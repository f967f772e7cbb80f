"""A source's record -> what is known of it, how, and by which words of which capture."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model.evidence import Anchor, Key
from dossier.model.ids import ActorId, SourceId
from dossier.model.records import Basis, Grade, Known, KnownDate
from dossier.model.site import Address, Html, Link, Phrase, Way
from dossier.stages.compose import addresses, chains
from dossier.stages.compose.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words of a capture by which a value is known; `place` names where they stand."""

    words: Phrase
    address: Address
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of the record; `value` is None where only evidence was written."""

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
    facts: tuple[Fact, ...]  # what is known
    unknown: tuple[str, ...]  # the names of the fields that are not
    way: Way  # outlet's side last: agency, publisher, aggregator
    grade: GradeView | None
    note: Html
    capture: str
    sha256: str
    size: str
    lines: str
    language: str
    source: Link
    verify: Address


def of(desk: Desk, id: SourceId, root: str) -> Provenance:
    record, words = desk.records.sources[id], desk.words
    capture = desk.dossier.traced.anchored.captures[id]
    facts = {field: _fact(desk, id, field, root) for field in FIELDS}
    return Provenance(
        line=line(desk, id),
        facts=tuple(fact for fact in facts.values() if fact),
        unknown=tuple(words(f"field_{field}") for field, fact in facts.items() if fact is None),
        way=chains.of_source(desk.names, id),
        grade=grade(desk, id, root),
        note=desk.prose(("source", id, "note"), root),
        capture=capture.path,
        sha256=capture.sha256,
        size=words.count("bytes", capture.size),
        lines=words.count("lines", len(capture.lines)),
        language=words(f"language_{record.language}"),
        source=desk.names.source(id),
        verify=addresses.verify(id),
    )


def grade(desk: Desk, id: SourceId, root: str) -> GradeView | None:
    """That of a whole document."""
    return graded(desk, desk.records.sources[id].grade, ("source", id, "grade", "why"), root)


def graded(desk: Desk, graded: Grade | None, why: Key, root: str) -> GradeView | None:
    """Reliability of the outlet and credibility of the information, apart; `why` leads to the reason."""
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
        why=desk.prose(why, root),
    )


def line(desk: Desk, id: SourceId) -> tuple[str, ...]:
    """`Published 23 July 2021, stated`, `date of capture unknown`, …: the record in one calm line."""
    words, parts, record = desk.words, [], desk.records.sources[id]
    for key, known in (("published", record.published), ("captured", record.captured)):
        date = desk.names.date(known)
        parts.append(
            words(f"line_{key}", date=date, basis=words(f"basis_{known.basis}"))
            if date
            else words(f"line_{key}_unknown")
        )
    if agency := record.agency.value:
        parts.append(words("line_agency", agency=desk.names.hand(desk.names.step(ActorId(agency), id))))
    parts.append(words("line_hash", hash=f"{record.sha256[:8]}…"))
    return tuple(parts)


def _fact(desk: Desk, id: SourceId, field: str, root: str) -> Fact | None:
    known: Known = getattr(desk.records.sources[id], field)
    value = _value(desk, field, known)
    anchors = desk.dossier.traced.anchored.evidence.get(("source", id, field), ())
    if value is None and not anchors:
        return None
    reasoning = desk.prose(("source", id, field, known.basis), root) if known.basis != "stated" else Html("")
    return Fact(
        name=desk.words(f"field_{field}"),
        value=value,
        basis=known.basis,
        basis_word=desk.names.basis(known),
        reasoning=reasoning,
        evidence=tuple(evidence(desk, anchor, id) for anchor in anchors),
    )


def _value(desk: Desk, field: str, known: Known) -> Link | None:
    if known.value is None:
        return None
    if field in ACTOR_FIELDS or known.value in desk.records.actors:
        return desk.names.actor(ActorId(known.value))
    if isinstance(known, KnownDate):
        return Link(words=Phrase(text=desk.names.date(known)))
    return Link(words=desk.names.ours(known.value))


def evidence(desk: Desk, anchor: Anchor, own: SourceId | None = None) -> Evidence:
    """Words of a capture with the way to their line, named by its number alone where it is of the source `own`.

    The page of a withdrawn article shows no lines.
    """
    withdrawn = anchor.source in desk.records.withdrawn_sources
    line = addresses.source_line(anchor.source, anchor.line)
    return Evidence(
        words=desk.names.quote(anchor),
        address=addresses.source(anchor.source) if withdrawn else line,
        place=desk.words("line_number", n=anchor.line)
        if anchor.source == own
        else desk.words("outlet_line", outlet=desk.names.outlet(anchor.source).words.text, n=anchor.line),
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
