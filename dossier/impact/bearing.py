"""A linked dossier and something in it -> all that rests on that. Pure: nothing is read, nothing printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.impact.subject import Subject, ref_of, words_of
from dossier.model.dossier import Dossier
from dossier.model.evidence import Anchor, Key, Mention
from dossier.model.ids import ActorId, AnnotationId, BriefingId, ClaimId, EventId, Ref, SourceId, TopicId
from dossier.model.records import Records, Stance
from dossier.problems import Location
from dossier.stages.compose import addresses
from dossier.stages.link import origins
from dossier.stages.link.references import in_records
from dossier.stages.verify import holds
from dossier.text.prose import Prose
from dossier.text.sentences import sentence_at
from dossier.text.spans import Span

_LIST_MARK = re.compile(r"^(?:[-*+]|\d+[.)]) +")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Something that rests on the subject, and where it is written (or printed)."""

    at: Location
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of ours, whose it is and why it rests on the subject."""

    at: Location
    record: str
    why: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnClaim:
    """A claim with what the annotations in question do to it, and how many origins assert it, now and without them."""

    at: Location
    id: ClaimId
    text: str
    stances: tuple[tuple[Ref, Stance], ...]
    now: int
    without: int | None  # None where the claim itself is asked about
    confirmed: bool
    heard: bool  # whether anybody else speaks of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """All that rests on a subject, each kind in the order of its records or texts."""

    subject: Subject
    origins: tuple[int, int] | None  # of all sources, now and without it; for a source alone
    pages: tuple[str, ...]
    claims: tuple[OnClaim, ...]
    sentences: tuple[Sentence, ...]
    annotations: tuple[Place, ...]
    contradictions: tuple[Place, ...]
    events: tuple[Place, ...]
    evidence: tuple[Place, ...]
    passages: tuple[Place, ...]
    mentions: tuple[Place, ...]
    records: tuple[Place, ...]


def resting(dossier: Dossier, subject: Subject, linked: Mapping[str, frozenset[str]]) -> Impact:
    """Everything that would be touched if the subject changed. `linked`: the addresses to which each page leads."""
    asked = _Asked(dossier, subject)
    return Impact(
        subject=subject,
        origins=asked.all_origins(),
        pages=asked.pages(linked),
        claims=tuple(asked.claims()),
        sentences=tuple(asked.sentences()),
        annotations=tuple(asked.annotations()),
        contradictions=tuple(asked.named_by("contradiction")),
        events=tuple(asked.events()),
        evidence=tuple(asked.evidence()),
        passages=tuple(asked.passages()),
        mentions=tuple(asked.mentions()),
        records=tuple(asked.other_records()),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question. Annotations are `carried` when they fall with the subject, `bearing` when they point at it."""

    dossier: Dossier
    subject: Subject

    @property
    def records(self) -> Records:
        return self.dossier.traced.anchored.entities.records

    @property
    def source(self) -> SourceId | None:
        """The source, where the subject is one."""
        return SourceId(self.subject.id) if self.subject.kind == "source" else None

    @property
    def briefings(self) -> tuple[BriefingId, ...]:
        if self.source is not None:
            return self.dossier.briefings_by_source.get(self.source, ())
        return (BriefingId(self.subject.id),) if self.subject.kind == "briefing" else ()

    @property
    def carried(self) -> tuple[Ref, ...]:
        by_briefing = self.dossier.by_briefing
        match self.subject.kind:
            case "annotation":
                return (ref_of(self.subject.id),)
            case "actor":
                return tuple(ref for ref in self.dossier.annotations if self.part_in(ref))
            case _:
                return tuple(ref for briefing in self.briefings for ref in by_briefing.get(briefing, ()))

    @property
    def bearing(self) -> tuple[Ref, ...]:
        id = self.subject.id
        match self.subject.kind:
            case "claim":
                return self.dossier.by_claim.get(ClaimId(id), ())
            case "topic":
                return self.dossier.by_topic.get(TopicId(id), ())
            case "event":
                return self.dossier.by_event.get(EventId(id), ())
            case _:
                return ()

    def part_in(self, ref: Ref) -> str:
        """What the actor has to do with an annotation: "" for nothing."""
        note = self.dossier.annotations[ref]
        if any(speaker.actor == self.subject.id for speaker in note.speakers):
            return "speaks"
        return "passed it on" if self.subject.id in note.chain else ""

    def place(self, key: Key) -> Location:
        kind, id, *path = key
        places = self.dossier.traced.anchored.entities.places
        return places.value(kind, id, *path) if path else places.record(kind, id)

    # Pages and prose

    def pages(self, linked: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
        own = self.own_addresses()
        return tuple(
            path for path in sorted(linked) if path in own or any(_leads(to, own) for to in linked[path])
        )

    def own_addresses(self) -> frozenset[str]:
        """Pages as they are; places on a page that is not the subject's own with their fragment."""
        id = self.subject.id
        match self.subject.kind:
            case "annotation":
                return frozenset({addresses.annotation(ref_of(id)), addresses.figure(ref_of(id))})
            case "source":
                own = {addresses.briefing(briefing) for briefing in self.briefings}
                return frozenset({addresses.source(SourceId(id)), *own})
            case "briefing":
                return frozenset({addresses.briefing(BriefingId(id))})
            case "actor":
                return frozenset({addresses.actor(ActorId(id))})
            case "claim":
                return frozenset({addresses.claim(ClaimId(id))})
            case "topic":
                return frozenset({addresses.topic(TopicId(id))})
            case _:
                return frozenset({addresses.event(EventId(id))})

    def sentences(self) -> Iterator[Sentence]:
        carried = frozenset(self.carried)
        for key, prose in self.dossier.prose.items():
            found: dict[Span, dict[str, int]] = {}
            for why, offset in self.reasons(key, prose, carried):
                found.setdefault(sentence_at(prose.markdown, offset), {}).setdefault(why, offset)
            for span, whys in sorted(found.items()):
                kind, id, *path = key
                yield Sentence(
                    at=self.dossier.traced.anchored.entities.places.within(
                        kind, id, tuple(path), min(whys.values())
                    ),
                    record=_called(key),
                    why=tuple(whys),
                    words=_LIST_MARK.sub("", " ".join(span.of(prose.markdown).split())),
                )

    def reasons(self, key: Key, prose: Prose, carried: frozenset[Ref]) -> Iterator[tuple[str, int]]:
        """Why a text rests on the subject, and where in it."""
        names = {(self.subject.kind, self.subject.id), *(("briefing", briefing) for briefing in self.briefings)}
        for citation in prose.citations:
            cited = Ref(BriefingId(citation.briefing or ""), AnnotationId(citation.annotation))
            if cited in carried:
                yield f"cites {cited}", citation.offset
        for reference in prose.references:
            if (reference.kind, reference.id) in names:
                yield f"links to {reference.kind}:{reference.id}", reference.offset
        for quoted in prose.quoted:
            if key[0] == "briefing":
                near: Iterable[Ref] = self.dossier.by_briefing.get(BriefingId(key[1]), ())
            else:
                near = [Ref(BriefingId(c.briefing or ""), AnnotationId(c.annotation)) for c in quoted.citations]
            holding = [ref for ref in near if holds(self.dossier.annotations[ref], quoted.words)]
            if holding and carried.issuperset(holding):
                yield f"quotes the english of {holding[0]}", quoted.offset

    # Claims

    def claims(self) -> Iterator[OnClaim]:
        carried = frozenset(self.carried)
        for id, claim in self.records.claims.items():
            is_subject = (self.subject.kind, self.subject.id) == ("claim", id)
            refs = self.dossier.by_claim.get(id, ())
            touching = refs if is_subject else tuple(ref for ref in refs if ref in carried)
            if not touching and not is_subject:
                continue
            others = [self.dossier.annotations[ref] for ref in refs if ref not in carried]
            shared = self.dossier.shared_passages
            yield OnClaim(
                at=self.place(("claim", id)),
                id=id,
                text=claim.text,
                stances=tuple((ref, self.dossier.annotations[ref].claims[id]) for ref in touching),
                now=len(self.dossier.claim_origins.get(id, ())),
                without=None if is_subject else len(origins.of_claim(self.dossier.traced, id, others, shared)),
                confirmed=claim.status == "confirmed",
                heard=bool(others),
            )

    def all_origins(self) -> tuple[int, int] | None:
        if self.source is None:
            return None
        traced, entities = self.dossier.traced, self.dossier.traced.anchored.entities
        others = {id: source for id, source in self.records.sources.items() if id != self.source}
        entities = replace(entities, records=self.records.model_copy(update={"sources": others}))
        shared = [p for p in self.dossier.shared_passages if self.source not in (p.source_a, p.source_b)]
        without = replace(traced, anchored=replace(traced.anchored, entities=entities))
        return len(self.dossier.origins), len(origins.of_sources(without, shared))

    # Annotations, and what they are part of

    def annotations(self) -> Iterator[Place]:
        for ref in (*self.carried, *self.bearing):
            note = self.dossier.annotations[ref]
            part = self.part_in(ref) if self.subject.kind == "actor" else ""
            if self.subject.kind == "claim":
                part = note.claims[ClaimId(self.subject.id)]
            what = f"{ref} ({', '.join(filter(None, (note.record.kind, part)))}): {words_of(self.dossier, ref)}"
            yield Place(at=self.at_key(("briefing", ref.briefing, "annotations", ref.annotation)), what=what)

    def at_key(self, key: Key) -> Location:
        kind, id, *path = key
        return self.dossier.traced.anchored.entities.places.key(kind, id, *path)

    def events(self) -> Iterator[Place]:
        carried = frozenset(self.carried)
        for id, event in self.records.events.items():
            tellers = self.dossier.by_event.get(id, ())
            ours = [str(ref) for ref in tellers if ref in carried]
            if ours:
                others = len(tellers) - len(ours)
                what = (
                    f"{id} ({event.title}) is told by {', '.join(ours)}, and by {others or 'no'} other"
                    + "s" * (others > 1)
                )
                yield Place(at=self.place(("event", id)), what=what)
        yield from self.named_by("event")

    def evidence(self) -> Iterator[Place]:
        """Values whose evidence lies in the source."""
        held: list[tuple[Key, Anchor]] = [
            (key, anchor)
            for key, anchors in self.dossier.traced.anchored.evidence.items()
            for anchor in anchors
            if anchor.source == self.source
        ]
        held += [
            (("briefing", ref.briefing, "annotations", ref.annotation, "evidence"), anchor)
            for ref, note in self.dossier.annotations.items()
            for anchor in note.evidence
            if anchor.source == self.source
        ]
        for key, anchor in held:
            yield Place(at=self.place(key), what=f"{_called(key)}: «{anchor.words}», line {anchor.line}")

    def passages(self) -> Iterator[Place]:
        for passage in self.dossier.passages_by_source.get(self.source, ()) if self.source else ():
            what = f"{passage.words} words in common with line {passage.line_b} of {passage.source_b}"
            yield Place(at=self.printed(passage.source_a, passage.span_a), what=what)

    def mentions(self) -> Iterator[Place]:
        found: Iterable[Mention] = ()
        match self.subject.kind:
            case "source":
                found = self.dossier.traced.mentions.get(SourceId(self.subject.id), ())
            case "actor":
                found = self.dossier.mentions_by_actor.get(ActorId(self.subject.id), ())
            case "annotation":
                found = self.dossier.annotations[ref_of(self.subject.id)].mentions
        for mention in found:
            what = f"«{mention.surface}» names {mention.actor}, by {mention.by}"
            yield Place(at=self.printed(mention.source, mention.span), what=what)

    def printed(self, source: SourceId, span: Span) -> Location:
        """Where in its capture a span begins."""
        capture = self.dossier.traced.anchored.captures[source]
        line = capture.line_at(span.start)
        return Location(path=capture.path, line=line, column=span.start - capture.lines[line - 1].start + 1)

    # Records that name it by its id

    def named_by(self, *kinds: str) -> Iterator[Place]:
        """Where records of these kinds name the subject, or an annotation that is carried, outside of prose."""
        names = {(self.subject.kind, self.subject.id), *(("briefing", briefing) for briefing in self.briefings)}
        names |= {("annotation", str(ref)) for ref in self.carried}
        for reference in in_records(self.records):
            if reference.key[0] in kinds and (reference.kind, reference.id) in names:
                at = self.at_key(reference.key) if reference.is_key else self.place(reference.key)
                yield Place(at=at, what=_called(reference.key))

    def other_records(self) -> Iterator[Place]:
        kinds = ("source", "briefing", "actor", "office", "topic", "claim", "correction", "page")
        for briefing in self.briefings if self.source else ():
            yield Place(
                at=self.place(("briefing", briefing, "source")), what=_called(("briefing", briefing, "source"))
            )
        yield from self.named_by(*kinds)


def _called(key: Key) -> str:
    """`briefing harbour-opens, key_points 2`"""
    kind, id, *path = key
    if not path:
        return f"{kind} {id}"
    steps = [str(step + 1) if isinstance(step, int) else step for step in path]
    return f"{kind} {id}, {' '.join(steps)}"


def _leads(to: str, own: frozenset[str]) -> bool:
    return to in own or to.partition("#")[0] in own
