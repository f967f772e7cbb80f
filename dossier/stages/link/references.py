"""Every reference that authors write, in YAML and in prose, and where each must lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from dossier.model.evidence import Entities, Key
from dossier.model.ids import AnnotationId, BriefingId, Ref
from dossier.model.records import EventMention, Known, Records, Statement, Unnamed
from dossier.problems import Location, Problem
from dossier.text.prose import REFERENCE_KINDS, Prose, parse
from dossier.text.quotes import nearest_word

ACTOR_FIELDS = ("publisher", "agency", "aggregator")


class Reference(NamedTuple):
    """An id that an author wrote as a value, or (`is_key`) as a key, and the kind of record that it must name."""

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
    written = tuple(in_records(entities.records))
    found = [_unknown(entities, r, ids[r.kind]) for r in written if r.id not in ids[r.kind]]
    found += _twice(entities, written)
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
        "briefing": (*records.briefings, *records.withdrawn),
        "page": records.pages,
        "annotation": {
            f"{id}#{name}" for id, briefing in records.briefings.items() for name in briefing.annotations
        },
    }


def in_records(records: Records) -> Iterator[Reference]:
    """Every id that stands in the YAML itself, prose left out."""
    for source_id, source in records.sources.items():
        for field in ACTOR_FIELDS:
            value = getattr(source, field).value
            if value is not None:
                yield Reference(("source", source_id, field, "value"), "actor", value)
    for briefing_id, briefing in records.briefings.items():
        yield from _in_annotations(briefing_id, records)
        for i, rule in enumerate(briefing.mentions):
            if rule.actor != "none":
                yield Reference(("briefing", briefing_id, "mentions", i, "actor"), "actor", rule.actor)
    for actor_id, actor in records.actors.items():
        if actor.of:
            yield Reference(("actor", actor_id, "of"), "actor", actor.of)
    for office_id, office in records.offices.items():
        if office.of:
            yield Reference(("office", office_id, "of"), "actor", office.of)
        for i, holder in enumerate(office.holders):
            yield Reference(("office", office_id, "holders", i, "actor"), "actor", holder.actor)
    for claim_id, claim in records.claims.items():
        for i, topic in enumerate(claim.topics):
            yield Reference(("claim", claim_id, "topics", i), "topic", topic)
    for event_id, event in records.events.items():
        for i, present in enumerate(event.actors):
            yield Reference(("event", event_id, "actors", i), "actor", present)
        for i, topic in enumerate(event.topics):
            yield Reference(("event", event_id, "topics", i), "topic", topic)
    for contradiction_id, contradiction in records.contradictions.items():
        for i, side in enumerate(contradiction.sides):
            yield Reference(("contradiction", contradiction_id, "sides", i), "annotation", side)
        for i, topic in enumerate(contradiction.topics):
            yield Reference(("contradiction", contradiction_id, "topics", i), "topic", topic)
    for correction_id, correction in records.corrections.items():
        for i, touched in enumerate(correction.touched):
            kind, _, name = touched.partition(":")
            if name and kind in REFERENCE_KINDS:
                yield Reference(("correction", correction_id, "touched", i), kind, name)
            elif not _of_withdrawn(records, touched):  # what was corrected before stays on record
                yield Reference(("correction", correction_id, "touched", i), "annotation", touched)


def _in_annotations(briefing: BriefingId, records: Records) -> Iterator[Reference]:
    for name, record in records.briefings[briefing].annotations.items():
        here: Key = ("briefing", briefing, "annotations", name)
        for claim in record.claims:
            yield Reference((*here, "claims", claim), "claim", claim, is_key=True)
        for i, topic in enumerate(record.topics):
            yield Reference((*here, "topics", i), "topic", topic)
        if isinstance(record, EventMention):
            yield Reference((*here, "is"), "event", record.event)
        if isinstance(record, Statement):
            for i, speaker in enumerate(record.speaker):
                if not isinstance(speaker, Unnamed):
                    yield Reference((*here, "speaker", i), "actor", speaker)
                elif speaker.of:
                    yield Reference((*here, "speaker", i, "of"), "actor", speaker.of)
            for field in ("via", "chain"):
                for i, actor in enumerate(getattr(record, field) or ()):
                    yield Reference((*here, field, i), "actor", actor)


def _texts(records: Records) -> Iterator[tuple[Key, str | None]]:
    """Every field that holds Markdown of ours."""
    yield ("site", "site", "bottom_line"), records.site.bottom_line
    yield ("site", "site", "brief"), records.site.brief
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
    for withdrawn_id, withdrawn in records.withdrawn.items():
        reason = withdrawn.withdrawn.why if withdrawn.withdrawn else None
        yield ("briefing", withdrawn_id, "withdrawn", "why"), reason
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


def _of_withdrawn(records: Records, annotation: str) -> BriefingId | None:
    """The briefing that holds `briefing-id#id` and was withdrawn."""
    briefing, _, name = annotation.rpartition("#")
    held = records.withdrawn.get(BriefingId(briefing))
    return BriefingId(briefing) if held and AnnotationId(name) in held.annotations else None


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
            what, mend = _no_annotation(entities.records, name, ids["annotation"])
            yield Problem(at=at(citation.offset), what=what, mend=mend)
    for link in text.unsafe_links:
        scheme, _, rest = link.id.partition(":")
        near = nearest_word(scheme, REFERENCE_KINDS) if rest else None
        mend = f"did you mean {near}:{rest}?" if near else f"begin it with one of {', '.join((*REFERENCE_KINDS, 'https', 'mailto'))}"
        yield Problem(at=at(link.offset), what=f"«{link.id}» is no address that may be linked", mend=mend)
    for written in text.not_read:
        if written.id.startswith("("):
            what = f"«{written.id}» is not read as a link"
            mend = f"write [words]({written.id.strip('()')}): nothing between ] and (, no brackets in the words"
        else:
            meant = re.findall(r"@\s*([a-z0-9]+(?:[-#][a-z0-9]+)*)", written.id) or ["id"]
            what = f"«{written.id}» is not read as a citation"
            mend = f"write {' '.join(f'[@{name}]' for name in meant)}: no blanks, each id in brackets of its own"
        yield Problem(at=at(written.offset), what=what, mend=mend)


def _unknown(entities: Entities, reference: Reference, known: Collection[str]) -> Problem:
    kind, id, *path = reference.key
    places = entities.places
    at = places.key(kind, id, *path) if reference.is_key else places.value(kind, id, *path)
    if reference.kind == "annotation":
        what, mend = _no_annotation(entities.records, reference.id, known)
        return Problem(at=at, what=what, mend=mend)
    what = f"there is no {reference.kind} «{reference.id}»"
    return Problem(at=at, what=what, mend=_hint(reference.id, known, _names(entities.records, reference.kind)))


def _twice(entities: Entities, written: Iterable[Reference]) -> Iterator[Problem]:
    """What stands more than once in one list."""
    seen: set[tuple[str, ...]] = set()
    for reference in written:
        kind, id, *path = reference.key
        if not path or not isinstance(path[-1], int):
            continue
        entry = (kind, id, *map(str, path[:-1]), reference.kind, reference.id)
        if entry in seen:
            what = f"«{reference.id}» stands twice in this list"
            yield Problem(at=entities.places.value(kind, id, *path), what=what, mend="leave it out here")
        seen.add(entry)


def _no_annotation(records: Records, name: str, known: Collection[str]) -> tuple[str, str]:
    if briefing := _of_withdrawn(records, name):
        what = f"the annotation «{name}» is withdrawn with its briefing"
        return what, f"take it out, or cite another; [words](briefing:{briefing}) leads to the notice"
    return f"there is no annotation «{name}»", _hint(name, known)


def _names(records: Records, kind: str) -> Mapping[str, str]:
    """What else the records of a kind are called, with the id of each."""
    if kind == "actor":
        return {alias.text: id for id, actor in records.actors.items() for alias in actor.known_as}
    if kind == "topic":
        return {text: id for id, topic in records.topics.items() for text in (topic.title, topic.native) if text}
    return {}


def _hint(name: str, known: Collection[str], names: Mapping[str, str] | None = None) -> str:
    near = nearest_word(name, known)
    if near is None and names and (called := nearest_word(name, names)):
        near = names[called]
    return f"did you mean {near}?" if near else "write an id that exists, or make the record"
