"""The sheet for a second reader: every item that rests on a judgement, with why it is listed.

It is composed for the preview and for `build.py review`, and never for a site that is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.dossier import LinkedAnnotation
from dossier.model.ids import BriefingId, ClaimId, Ref, SourceId
from dossier.model.records import Known, Statement, Unnamed
from dossier.model.site import Link, Page, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk
from dossier.text.fidelity import doubts

PATH = "review.html"
TEMPLATE = "review.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item to read again. `place` is where it is written, for whoever mends it."""

    where: Link
    place: str
    native: Phrase | None
    ours: Phrase | None
    who: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    title: Phrase
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    rows: int
    groups: tuple[Group, ...]


def page(desk: Desk) -> Page:
    """review.html: briefing by briefing in the order of the text, then sources, claims and events."""
    groups = [
        Group(title=desk.names.briefing(id).words, rows=tuple(_briefing(desk, id))) for id in desk.briefings()
    ]
    words = desk.words
    groups += [
        Group(title=Phrase(text=words("nav_sources")), rows=tuple(_sources(desk))),
        Group(title=Phrase(text=words("nav_claims")), rows=tuple(_claims(desk))),
        Group(title=Phrase(text=words("nav_timeline")), rows=tuple(_events(desk))),
    ]
    shown = tuple(group for group in groups if group.rows)
    return Page(
        path=PATH,
        template=TEMPLATE,
        title=words("review_title"),
        description=words("review_lead"),
        view=ReviewView(rows=sum(len(group.rows) for group in shown), groups=shown),
        frame=desk.frame,
        draft=True,
    )


def _briefing(desk: Desk, id: BriefingId) -> Iterator[Row]:
    for ref in desk.dossier.by_briefing.get(id, ()):
        reasons = tuple(_of_annotation(desk, desk.dossier.annotations[ref]))
        if reasons:
            yield _annotation(desk, ref, reasons)
    yield from _renderings(desk, id)
    yield from _mentions(desk, id)


def _annotation(desk: Desk, ref: Ref, reasons: tuple[str, ...]) -> Row:
    shown = desk.passages[ref]
    return Row(
        where=Link(words=Phrase(text=ref.annotation, lang="en"), address=shown.address),
        place=_place(desk, "briefing", ref.briefing, "annotations", ref.annotation),
        native=shown.quote,
        ours=shown.english,
        who=desk.words.series([voice.who.words.text for voice in shown.voices]) or shown.kind_word,
        reasons=reasons,
    )


def _of_annotation(desk: Desk, note: LinkedAnnotation) -> Iterator[str]:
    """Why an annotation is to be read again."""
    words, record = desk.words, note.record
    if isinstance(record, Statement):
        if any(isinstance(speaker, Unnamed) for speaker in record.speaker):
            yield words("review_anonymous")
        if record.cue:
            yield words("review_cue", cue=record.cue.quote)
        for name in ("role", "mode", "chain"):
            if getattr(record, name) is not None:
                yield words("review_overruled", what=name)
        yield from _of_known(desk, "said", record.said)
    if note.anchor and record.english:
        yield from _lost(desk, note.source, note.anchor.words, record.english)


def _lost(desk: Desk, source: SourceId, native: str, english: str) -> Iterator[str]:
    if desk.names.language == "en" and desk.records.sources[source].language == "ar":
        for doubt in doubts(native, english):
            yield desk.words(f"review_{doubt.loss}", word=doubt.word)


def _renderings(desk: Desk, id: BriefingId) -> Iterator[Row]:
    """Lines whose rendering may have lost something."""
    briefing = desk.records.briefings[id]
    capture = desk.dossier.traced.anchored.captures[briefing.source]
    language = desk.dossier.traced.anchored.language(briefing.source)
    for line, english in sorted(briefing.english.items()):
        reasons = tuple(_lost(desk, briefing.source, capture.line(line), english))
        if reasons:
            yield Row(
                where=Link(
                    words=Phrase(text=desk.words("line_number", n=line)), address=addresses.briefing_line(id, line)
                ),
                place=_place(desk, "briefing", id, "english", str(line)),
                native=desk.names.phrase(capture.line(line), language),
                ours=desk.names.rendering(english),
                who="",
                reasons=reasons,
            )


def _mentions(desk: Desk, id: BriefingId) -> Iterator[Row]:
    """Mentions where the author overruled the engine."""
    briefing = desk.records.briefings[id]
    language = desk.dossier.traced.anchored.language(briefing.source)
    for position, rule in enumerate(briefing.mentions):
        actor = None if rule.actor == "none" else desk.names.actor(rule.actor)
        yield Row(
            where=Link(words=Phrase(text=desk.words("review_mention")), address=addresses.briefing(id)),
            place=_place(desk, "briefing", id, "mentions", position),
            native=desk.names.phrase(rule.quote, language),
            ours=actor.words if actor else Phrase(text=desk.words("review_nobody")),
            who="",
            reasons=(desk.words("review_overruled_mention", why=rule.why),),
        )


def _sources(desk: Desk) -> Iterator[Row]:
    for id in desk.sources():
        source = desk.records.sources[id]
        for field in type(source).model_fields:
            known = getattr(source, field)
            reasons = tuple(_of_known(desk, field, known)) if isinstance(known, Known) else ()
            if reasons:
                yield Row(
                    where=Link(words=desk.names.outlet(id).words, address=addresses.source(id)),
                    place=_place(desk, "source", id, field),
                    native=None,
                    ours=desk.names.ours(f"{field}: {known.value}"),
                    who="",
                    reasons=reasons,
                )


def _of_known(desk: Desk, field: str, known: Known) -> Iterator[str]:
    if known.is_reasoned:
        yield desk.words(f"review_{known.basis}", what=field)
    if known.confidence == "low":
        yield desk.words("review_low", what=field)


def _claims(desk: Desk) -> Iterator[Row]:
    for id, claim in desk.records.claims.items():
        reasons = tuple(_of_claim(desk, id))
        if reasons:
            yield Row(
                where=Link(words=Phrase(text=id, lang="en"), address=addresses.claim(id)),
                place=_place(desk, "claim", id),
                native=None,
                ours=desk.names.ours(claim.text),
                who="",
                reasons=reasons,
            )


def _of_claim(desk: Desk, id: ClaimId) -> Iterator[str]:
    claim = desk.records.claims[id]
    if len(desk.dossier.claim_origins.get(id, ())) == 1:
        yield desk.words("review_one_origin")
    if claim.confidence == "low":
        yield desk.words("review_low", what="confidence")


def _events(desk: Desk) -> Iterator[Row]:
    for id, event in desk.records.events.items():
        reasons = tuple(_of_known(desk, "date", event.date))
        if reasons:
            yield Row(
                where=Link(words=Phrase(text=id, lang="en"), address=addresses.event(id)),
                place=_place(desk, "event", id),
                native=None,
                ours=desk.names.ours(f"{event.title}: {event.date.value}"),
                who="",
                reasons=reasons,
            )


def _place(desk: Desk, kind: str, id: str, *path: str | int) -> str:
    places = desk.dossier.traced.anchored.entities.places
    at = places.key(kind, id, *path) if path else places.record(kind, id)
    return f"{at.path}:{at.line}"
