"""Traced -> Dossier: every id resolves, what can be derived is derived, backlinks are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from dossier.model.dossier import Dossier, LinkedAnnotation, SharedPassage
from dossier.model.evidence import Key, Mention, Traced
from dossier.model.ids import ActorId, BriefingId, ContradictionId, Ref, SourceId
from dossier.model.records import EventMention
from dossier.problems import BuildFailed
from dossier.stages.link import origins, passages, references
from dossier.stages.link.annotations import linked
from dossier.text.prose import Prose

K = TypeVar("K")
V = TypeVar("V")


def dossier(traced: Traced) -> Dossier:
    """Follow every reference and derive the rest. Raises BuildFailed where a reference leads nowhere."""
    entities = traced.anchored.entities
    prose = references.prose(entities)
    problems = references.problems(entities, prose)
    if problems:
        raise BuildFailed(problems)
    annotations = linked(traced)
    every = annotations.values()
    by_claim = _by(every, lambda a: a.claims)
    shared = passages.shared(traced)
    return Dossier(
        traced=traced,
        annotations=annotations,
        prose=prose,
        by_briefing=_by(every, lambda a: (a.ref.briefing,)),
        briefings_by_source=_briefings_by_source(traced),
        by_speaker=_by(every, lambda a: (s.actor for s in a.speakers if s.actor)),
        about_actor=_by(every, _about),
        by_medium=_by(every, lambda a: getattr(a.record, "via", ())),
        by_claim=by_claim,
        by_topic=_by(every, lambda a: a.topics),
        by_event=_by(every, lambda a: (a.record.event,) if isinstance(a.record, EventMention) else ()),
        contradicted=_contradicted(traced),
        mentions_by_actor=_mentions_by_actor(traced),
        cited_by=_cited_by(prose),
        shared_passages=shared,
        passages_by_source=_passages_by_source(shared),
        origins=origins.of_sources(traced, shared),
        claim_origins={
            claim: origins.of_claim(traced, claim, [annotations[ref] for ref in refs], shared)
            for claim, refs in by_claim.items()
        },
    )


def _by(
    annotations: Iterable[LinkedAnnotation], keys: Callable[[LinkedAnnotation], Iterable[K]]
) -> Mapping[K, tuple[Ref, ...]]:
    found: dict[K, dict[Ref, None]] = {}
    for annotation in annotations:
        for key in keys(annotation):
            found.setdefault(key, {})[annotation.ref] = None
    return {key: tuple(refs) for key, refs in found.items()}


def _about(annotation: LinkedAnnotation) -> Iterable[ActorId]:
    """Whom the words of a statement name, other than its speaker."""
    if annotation.record.kind != "statement":
        return ()
    own = {speaker.actor for speaker in annotation.speakers}
    return dict.fromkeys(m.actor for m in annotation.mentions if m.actor not in own)


def _briefings_by_source(traced: Traced) -> Mapping[SourceId, tuple[BriefingId, ...]]:
    found: dict[SourceId, tuple[BriefingId, ...]] = {}
    for id, briefing in traced.anchored.entities.records.briefings.items():
        found[briefing.source] = (*found.get(briefing.source, ()), id)
    return found


def _contradicted(traced: Traced) -> Mapping[Ref, tuple[ContradictionId, ...]]:
    found: dict[Ref, dict[ContradictionId, None]] = {}
    for id, contradiction in traced.anchored.entities.records.contradictions.items():
        for side in contradiction.sides:
            found.setdefault(references.ref(*side.split("#")), {})[id] = None
    return {ref: tuple(ids) for ref, ids in found.items()}


def _passages_by_source(shared: Iterable[SharedPassage]) -> Mapping[SourceId, tuple[SharedPassage, ...]]:
    found: dict[SourceId, list[SharedPassage]] = {}
    for passage in shared:
        found.setdefault(passage.source_a, []).append(passage)
        found.setdefault(passage.source_b, []).append(passage.turned())
    return {
        source: tuple(sorted(found[source], key=lambda p: (p.span_a, p.source_b, p.span_b)))
        for source in sorted(found)
    }


def _mentions_by_actor(traced: Traced) -> Mapping[ActorId, tuple[Mention, ...]]:
    found: dict[ActorId, list[Mention]] = {}
    for mentions in traced.mentions.values():
        for mention in mentions:
            found.setdefault(mention.actor, []).append(mention)
    return {actor: tuple(mentions) for actor, mentions in found.items()}


def _cited_by(prose: Mapping[Key, Prose]) -> Mapping[Ref, tuple[Key, ...]]:
    found: dict[Ref, dict[Key, None]] = {}
    for key, text in prose.items():
        for citation in text.citations:
            assert citation.briefing  # references.problems refused the others
            found.setdefault(references.ref(citation.briefing, citation.annotation), {})[key] = None
    return {cited: tuple(keys) for cited, keys in found.items()}
