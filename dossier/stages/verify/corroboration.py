"""Dossier -> faults of corroboration: what is called confirmed rests on two independent origins."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model.dossier import Dossier, LinkedAnnotation, Origin
from dossier.model.evidence import Key
from dossier.problems import Problem
from dossier.stages.verify.places import place_of, within
from dossier.text.confirmed import called_confirmed, paragraph
from dossier.text.prose import quotations


def confirmed_needs_two_origins(dossier: Dossier) -> Iterator[Problem]:
    """`status: confirmed` and credibility 1 rest on two independent origins (invariant 9)."""
    records = dossier.traced.anchored.entities.records
    for id, claim in records.claims.items():
        origins = dossier.claim_origins.get(id, ())
        if claim.status == "confirmed" and len(origins) < 2:
            yield Problem(
                at=place_of(dossier, ("claim", id, "status")),
                what=f"the claim «{id}» is called confirmed, but {_asserted_by(origins)}",
                mend="write status: open, or annotate an independent source that asserts it",
            )
    for source_id, source in records.sources.items():
        withdrawn = source_id in records.withdrawn_sources
        if source.grade and source.grade.credibility == "1" and not withdrawn:
            own = [a for a in dossier.annotations.values() if a.source == source_id]
            yield from _graded_one(dossier, own, ("source", source_id, "grade", "credibility"))
    for ref, annotation in dossier.annotations.items():
        if annotation.record.grade and annotation.record.grade.credibility == "1":
            key: Key = ("briefing", ref.briefing, "annotations", ref.annotation, "grade", "credibility")
            yield from _graded_one(dossier, [annotation], key)


def _graded_one(dossier: Dossier, annotations: list[LinkedAnnotation], key: Key) -> Iterator[Problem]:
    claims = {c for a in annotations for c, stance in a.claims.items() if stance == "asserts"}
    origins = max((dossier.claim_origins.get(claim, ()) for claim in sorted(claims)), key=len, default=())
    if len(origins) < 2:
        yield Problem(
            at=place_of(dossier, key),
            what=f"credibility 1 means confirmed by others, but {_asserted_by(origins)}",
            mend="write 2 (probably true) or less, or annotate an independent source under the same claim",
        )


def _asserted_by(origins: tuple[Origin, ...]) -> str:
    if not origins:
        return "no origin asserts it"
    (origin,) = origins
    alike = f": {', '.join(origin.sources)} count as one by {origin.why}" if len(origin.sources) > 1 else ""
    return f"only one origin asserts it{alike}"


def confirmed_is_no_word_of_ours(dossier: Dossier) -> Iterator[Problem]:
    """Where our own prose calls something confirmed, its paragraph links a claim that is: two origins assert it."""
    claims = dossier.traced.anchored.entities.records.claims
    confirmed = {id for id, claim in claims.items() if claim.status == "confirmed"}
    found = [
        (key, offset)
        for key, text in _headlines(dossier)
        for offset in called_confirmed(text, quotations(text))
    ]
    for key, prose in dossier.prose.items():
        for offset in called_confirmed(prose.markdown, prose.quoted):
            start, end = paragraph(prose.markdown, offset)
            if confirmed.isdisjoint(
                r.id for r in prose.references if r.kind == "claim" and start <= r.offset < end
            ):
                found.append((key, offset))
    for key, offset in found:
        if key[0] != "claim" or key[1] not in confirmed:
            yield Problem(
                at=within(dossier, key, offset),
                what="our own words call something confirmed",
                mend="say who says so, or link a claim of status: confirmed in the same paragraph",
                level="warning",
            )


def _headlines(dossier: Dossier) -> Iterator[tuple[Key, str]]:
    """Our own words that are one line and no Markdown."""
    records = dossier.traced.anchored.entities.records
    for briefing_id, briefing in records.briefings.items():
        yield ("briefing", briefing_id, "title"), briefing.title or ""
        yield ("briefing", briefing_id, "gist"), briefing.gist or ""
    for claim_id, claim in records.claims.items():
        yield ("claim", claim_id, "text"), claim.text
    for event_id, event in records.events.items():
        yield ("event", event_id, "title"), event.title
