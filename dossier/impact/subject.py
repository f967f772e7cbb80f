"""The name that was given -> the record or annotation that it names, or the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.model.dossier import Dossier
from dossier.model.ids import ActorId, AnnotationId, BriefingId, ClaimId, EventId, Ref, SourceId, TopicId
from dossier.model.records import Records
from dossier.problems import printable
from dossier.text.quotes import nearest_word

FIRST = ("source", "actor", "claim")  # what a bare id names, before it may name one of the others
KINDS = (*FIRST, "briefing", "topic", "event")


class Unknown(Exception):
    """Nothing, or more than one thing, has the name that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked about; `kind` is one of KINDS or `annotation`."""

    kind: str
    id: str
    title: str


def named(dossier: Dossier, written: str) -> Subject:
    """`joe-biden`, `claim:x` or `briefing-id#id`. Raises Unknown, with the nearest right name."""
    records = dossier.traced.anchored.entities.records
    ids = _ids(records)
    kind, colon, id = written.partition(":")
    if "#" in written:
        found = [("annotation", written)] if ref_of(written) in dossier.annotations else []
    elif colon:
        found = [(kind, id)] if id in ids.get(kind, ()) else []
    else:
        found = [(kind, written) for kind in FIRST if written in ids[kind]]
        found = found or [(kind, written) for kind in KINDS if written in ids[kind]][:1]
    if len(found) > 1:
        several = " and ".join(f"{kind}:{id}" for kind, id in found)
        raise Unknown(
            f"«{written}» is the name of more than one record: write {several.replace(' and ', ' or ')}"
        )
    if not found:
        raise Unknown(_nothing_of(dossier, ids, written))
    return Subject(kind=found[0][0], id=found[0][1], title=_title(dossier, *found[0]))


def _ids(records: Records) -> Mapping[str, Iterable[str]]:
    return {kind: getattr(records, f"{kind}s") for kind in KINDS}


def _nothing_of(dossier: Dossier, ids: Mapping[str, Iterable[str]], written: str) -> str:
    briefing = written.removeprefix("briefing:").partition("#")[0]
    if briefing in dossier.traced.anchored.entities.records.withdrawn:
        return f"the briefing «{briefing}» was withdrawn: nothing rests on it"
    known: Iterable[str]
    if "#" in written:
        known = [str(ref) for ref in dossier.annotations]
    elif ":" in written:
        known = [f"{k}:{i}" for k in KINDS for i in ids[k]]
    else:
        known = [i for k in KINDS for i in ids[k]]
    near = nearest_word(written, known)
    mend = (
        f"did you mean {near}?"
        if near
        else "name a source, actor or claim by its id, or an annotation as briefing-id#id"
    )
    return f"there is no «{printable(written)}»: {mend}"


def ref_of(written: str) -> Ref:
    """`briefing-id#id`, whether there is such an annotation or not."""
    briefing, _, annotation = written.partition("#")
    return Ref(BriefingId(briefing), AnnotationId(annotation))


def _title(dossier: Dossier, kind: str, id: str) -> str:
    records = dossier.traced.anchored.entities.records
    match kind:
        case "source":
            return records.sources[SourceId(id)].capture
        case "actor":
            return records.actors[ActorId(id)].name
        case "claim":
            return records.claims[ClaimId(id)].text
        case "briefing":
            return records.briefings[BriefingId(id)].title or ""
        case "topic":
            return records.topics[TopicId(id)].title
        case "event":
            return records.events[EventId(id)].title
        case _:
            return words_of(dossier, ref_of(id))


def words_of(dossier: Dossier, ref: Ref) -> str:
    """What an annotation is about, in one line."""
    note = dossier.annotations[ref]
    return note.record.english or (note.anchor.words if note.anchor else "") or "a gap"
