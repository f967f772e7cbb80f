"""Every reference that authors write, in YAML and in prose, and where each must lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from dossier.model.evidence import Entities, Key
from dossier.model.ids import AnnotationId, BriefingId, Ref
from dossier.model.records import EventMention, Known, Records, Statement, Unnamed
from dossier.problems import Location, Problem
from dossier.text.prose import REFERENCE_KINDS, Prose, parse
from dossier.text.quotes import nearest_word

ACTOR_FIELDS = ("publisher", "agency", "aggregator")


class _Reference(NamedTuple):
    key: Key  # where it is written; the last step is the key or position
    kind: str
    id: str
    is_key: bool = False


def ref(briefing: str, annotation: str) -> Ref:
    return Ref(BriefingId(briefing), AnnotationId(annotation))


def prose(entities: Entities) -> Mapping[Key, Prose]:
    """Each text of ours, read once."""
    return {
        key: parse(text, briefing=key[1] if key[0] == "briefing" else None)
        for key, text in _texts(entities.records)
        if text is not None
    }


def problems(entities: Entities, texts: Mapping[Key, Prose]) -> list[Problem]:
    """A problem for each reference that leads nowhere, with the nearest right name."""
    ids = _ids(entities.records)
    found = [_unknown(entities, r, ids[r.kind]) for r in _written(entities.records) if r.id not in ids[r.kind]]
    for key, text in texts.items():
        found += _in_prose(entities, key, text, ids)
    return found


def _ids(records: Records) -> Mapping[str, Collection[str]]:
    return {
        "actor": records.actors,
        "office": records.offices,
        "topic": records.topics,
        "claim": records.claims,
        "event": records.events,
        "source": records.sources,
        "briefing": records.briefings,
        "page": records.pages,
        "annotation": {
            f"{id}#{name}" for id, briefing in records.briefings.items() for name in briefing.annotations
        },
    }


def _written(records: Records) -> Iterator[_Reference]:
    for source_id, source in records.sources.items():
        for field in ACTOR_FIELDS:
            value = getattr(source, field).value
            if value is not None:
                yield _Reference(("source", source_id, field, "value"), "actor", value)
    for briefing_id, briefing in records.briefings.items():
        yield from _in_annotations(briefing_id, records)
        for i, rule in enumerate(briefing.mentions):
            if rule.actor != "none":
                yield _Reference(("briefing", briefing_id, "mentions", i, "actor"), "actor", rule.actor)
    for actor_id, actor in records.actors.items():
        if actor.of:
            yield _Reference(("actor", actor_id, "of"), "actor", actor.of)
    for office_id, office in records.offices.items():
        if office.of:
            yield _Reference(("office", office_id, "of"), "actor", office.of)
        for i, holder in enumerate(office.holders):
            yield _Reference(("office", office_id, "holders", i, "actor"), "actor", holder.actor)
    for claim_id, claim in records.claims.items():
        for i, topic in enumerate(claim.topics):
            yield _Reference(("claim", claim_id, "topics", i), "topic", topic)
    for event_id, event in records.events.items():
        for i, present in enumerate(event.actors):
            yield _Reference(("event", event_id, "actors", i), "actor", present)
        for i, topic in enumerate(event.topics):
            yield _Reference(("event", event_id, "topics", i), "topic", topic)
    for contradiction_id, contradiction in records.contradictions.items():
        for i, side in enumerate(contradiction.sides):
            yield _Reference(("contradiction", contradiction_id, "sides", i), "annotation", side)
        for i, topic in enumerate(contradiction.topics):
            yield _Reference(("contradiction", contradiction_id, "topics", i), "topic", topic)
    for correction_id, correction in records.corrections.items():
        for i, touched in enumerate(correction.touched):
            kind, _, name = touched.partition(":")
            if name and kind in REFERENCE_KINDS:
                yield _Reference(("correction", correction_id, "touched", i), kind, name)
            else:
                yield _Reference(("correction", correction_id, "touched", i), "annotation", touched)


def _in_annotations(briefing: BriefingId, records: Records) -> Iterator[_Reference]:
    for name, record in records.briefings[briefing].annotations.items():
        here: Key = ("briefing", briefing, "annotations", name)
        for claim in record.claims:
            yield _Reference((*here, "claims", claim), "claim", claim, is_key=True)
        for i, topic in enumerate(record.topics):
            yield _Reference((*here, "topics", i), "topic", topic)
        if isinstance(record, EventMention):
            yield _Reference((*here, "is"), "event", record.event)
        if isinstance(record, Statement):
            for i, speaker in enumerate(record.speaker):
                if not isinstance(speaker, Unnamed):
                    yield _Reference((*here, "speaker", i), "actor", speaker)
                elif speaker.of:
                    yield _Reference((*here, "speaker", "of"), "actor", speaker.of)
            for field in ("via", "chain"):
                for i, actor in enumerate(getattr(record, field) or ()):
                    yield _Reference((*here, field, i), "actor", actor)


def _texts(records: Records) -> Iterator[tuple[Key, str | None]]:
    """Every field that holds Markdown of ours."""
    yield ("site", "site", "bottom_line"), records.site.bottom_line
    yield from _list(("site", "site", "not_said"), records.site.not_said)
    for source_id, source in records.sources.items():
        yield ("source", source_id, "note"), source.note
        yield ("source", source_id, "grade", "why"), source.grade.why if source.grade else None
        for field in type(source).model_fields:
            if isinstance(known := getattr(source, field), Known):
                yield from _known(("source", source_id, field), known)
    for briefing_id, briefing in records.briefings.items():
        for field in ("bottom_line", "context", "assessment"):
            yield ("briefing", briefing_id, field), getattr(briefing, field)
        for field in ("key_points", "not_said"):
            yield from _list(("briefing", briefing_id, field), getattr(briefing, field))
        for name, record in briefing.annotations.items():
            here: Key = ("briefing", briefing_id, "annotations", name)
            yield (*here, "note"), record.note
            yield (*here, "grade", "why"), record.grade.why if record.grade else None
            if isinstance(record, Statement):
                yield from _known((*here, "said"), record.said)
    for actor_id, actor in records.actors.items():
        yield ("actor", actor_id, "profile"), actor.profile
    for office_id, office in records.offices.items():
        yield ("office", office_id, "note"), office.note
    for topic_id, topic in records.topics.items():
        yield ("topic", topic_id, "summary"), topic.summary
    for claim_id, claim in records.claims.items():
        yield ("claim", claim_id, "because"), claim.because
        yield ("claim", claim_id, "assessment"), claim.assessment
    for event_id, event in records.events.items():
        yield from _known(("event", event_id, "date"), event.date)
        yield ("event", event_id, "note"), event.note
    for contradiction_id, contradiction in records.contradictions.items():
        yield ("contradiction", contradiction_id, "handling"), contradiction.handling
    for correction_id, correction in records.corrections.items():
        yield ("correction", correction_id, "what"), correction.what
        yield ("correction", correction_id, "why"), correction.why
    for page_id, page in records.pages.items():
        yield ("page", page_id, "body"), page.body


def _known(key: Key, known: Known) -> Iterator[tuple[Key, str | None]]:
    yield (*key, "inferred"), known.inferred
    yield (*key, "background"), known.background


def _list(key: Key, texts: tuple[str, ...]) -> Iterator[tuple[Key, str]]:
    return (((*key, i), text) for i, text in enumerate(texts))


def _in_prose(
    entities: Entities, key: Key, text: Prose, ids: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    kind, id, *path = key

    def at(offset: int) -> Location:
        return entities.places.within(kind, id, tuple(path), offset)

    for reference in text.references:
        if reference.id not in ids[reference.kind]:
            what = f"there is no {reference.kind} «{reference.id}»"
            yield Problem(at=at(reference.offset), what=what, mend=_hint(reference.id, ids[reference.kind]))
    for citation in text.citations:
        if citation.briefing is None:
            what = f"«@{citation.annotation}» does not say which briefing it cites"
            yield Problem(at=at(citation.offset), what=what, mend=f"write [@briefing-id#{citation.annotation}]")
            continue
        name = f"{citation.briefing}#{citation.annotation}"
        if name not in ids["annotation"]:
            yield Problem(
                at=at(citation.offset), what=f"there is no annotation «{name}»", mend=_hint(name, ids["annotation"])
            )
    for link in text.unsafe_links:
        schemes = ", ".join((*REFERENCE_KINDS, "https", "mailto"))
        yield Problem(
            at=at(link.offset), what=f"«{link.id}» is no address that may be linked", mend=f"begin it with one of {schemes}"
        )


def _unknown(entities: Entities, reference: _Reference, known: Collection[str]) -> Problem:
    kind, id, *path = reference.key
    places = entities.places
    at = places.key(kind, id, *path) if reference.is_key else places.value(kind, id, *path)
    what = f"there is no {reference.kind} «{reference.id}»"
    return Problem(at=at, what=what, mend=_hint(reference.id, known))


def _hint(name: str, known: Collection[str]) -> str:
    near = nearest_word(name, known)
    return f"did you mean {near}?" if near else "write an id that exists, or make the record"
