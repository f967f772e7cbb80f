"""The authoring verb `impact`: what rests on a source, an actor, a claim or an annotation, before it is changed.

`resting` is the core, a pure function of the linked dossier and of the links between its pages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from dossier import pipeline
from dossier.model.dossier import Dossier
from dossier.model.evidence import Anchor, Key, Mention
from dossier.model.ids import ActorId, AnnotationId, BriefingId, ClaimId, EventId, Ref, SourceId, TopicId
from dossier.model.output import OutputFile
from dossier.model.records import Records, Stance
from dossier.problems import Location, printable
from dossier.stages.compose import addresses
from dossier.stages.link import origins
from dossier.stages.link.references import in_records
from dossier.stages.verify import holds
from dossier.text.prose import Prose
from dossier.text.quotes import nearest_word
from dossier.text.sentences import sentence_at
from dossier.text.spans import Span

FIRST = ("source", "actor", "claim")  # what a bare id names, before it may name one of the others
KINDS = (*FIRST, "briefing", "topic", "event")

_HREF = re.compile(r'\bhref="([^"]*)"')
_LIST_MARK = re.compile(r"^(?:[-*+]|\d+[.)]) +")


class Unknown(Exception):
    """Nothing, or more than one thing, has the name that was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is asked about; `kind` is one of KINDS or `annotation`."""

    kind: str
    id: str
    title: str


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


def of(root: Path, written: str) -> Impact:
    """What rests on `written` in the dossier in `root`. Raises BuildFailed, and Unknown for a name that is none."""
    dossier, _ = pipeline.evidence(root)
    subject = named(dossier, written)
    return resting(dossier, subject, links(pipeline.pages(root, dossier)))


# What is asked about


def named(dossier: Dossier, written: str) -> Subject:
    """`joe-biden`, `claim:x` or `briefing-id#id`. Raises Unknown, with the nearest right name."""
    records = dossier.traced.anchored.entities.records
    ids = _ids(records)
    kind, colon, id = written.partition(":")
    if "#" in written:
        found = [("annotation", written)] if _ref(written) in dossier.annotations else []
    elif colon:
        found = [(kind, id)] if id in ids.get(kind, ()) else []
    else:
        found = [(kind, written) for kind in FIRST if written in ids[kind]]
        found = found or [(kind, written) for kind in KINDS if written in ids[kind]][:1]
    if len(found) > 1:
        several = " and ".join(f"{kind}:{id}" for kind, id in found)
        raise Unknown(f"«{written}» is the name of more than one record: write {several.replace(' and ', ' or ')}")
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
    mend = f"did you mean {near}?" if near else "name a source, actor or claim by its id, or an annotation as briefing-id#id"
    return f"there is no «{printable(written)}»: {mend}"


def _ref(written: str) -> Ref:
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
            return _words_of(dossier, _ref(id))


def _words_of(dossier: Dossier, ref: Ref) -> str:
    note = dossier.annotations[ref]
    return note.record.english or (note.anchor.words if note.anchor else "") or "a gap"


# What rests on it


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
                return (_ref(self.subject.id),)
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
        return tuple(path for path in sorted(linked) if path in own or any(_leads(to, own) for to in linked[path]))

    def own_addresses(self) -> frozenset[str]:
        """Pages as they are; places on a page that is not the subject's own with their fragment."""
        id = self.subject.id
        match self.subject.kind:
            case "annotation":
                return frozenset({addresses.annotation(_ref(id)), addresses.figure(_ref(id))})
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
                    at=self.dossier.traced.anchored.entities.places.within(kind, id, tuple(path), min(whys.values())),
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
            what = f"{ref} ({', '.join(filter(None, (note.record.kind, part)))}): {_words_of(self.dossier, ref)}"
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
                what = f"{id} ({event.title}) is told by {', '.join(ours)}, and by {others or 'no'} other" + "s" * (others > 1)
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
                found = self.dossier.annotations[_ref(self.subject.id)].mentions
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
            yield Place(at=self.place(("briefing", briefing, "source")), what=_called(("briefing", briefing, "source")))
        yield from self.named_by(*kinds)


def _called(key: Key) -> str:
    """`briefing harbour-opens, key_points 2`"""
    kind, id, *path = key
    if not path:
        return f"{kind} {id}"
    steps = [str(step + 1) if isinstance(step, int) else step for step in path]
    return f"{kind} {id}, {' '.join(steps)}"


# The links between pages


def links(pages: Iterable[OutputFile]) -> Mapping[str, frozenset[str]]:
    """The addresses on the site to which each page leads; those of the 404 page, which is no one's, are left out."""
    return {
        page.path: frozenset(_targets(page.path, page.content.decode()))
        for page in pages
        if page.path != addresses.NOT_FOUND
    }


def _targets(path: str, html: str) -> Iterator[str]:
    for match in _HREF.finditer(html):
        to, mark, fragment = unescape(match[1]).partition("#")
        if ":" in to or to.startswith("/"):
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
        yield f"{place}{mark}{fragment}"


def _leads(to: str, own: frozenset[str]) -> bool:
    return to in own or to.partition("#")[0] in own


# What is told


def told(impact: Impact) -> Iterator[str]:
    """All of it in plain lines, the counts first."""
    subject = impact.subject
    yield printable(f"{subject.kind} {subject.id}: {subject.title}")
    listed = {name: getattr(impact, field) for name, field in SECTIONS}
    yield ", ".join(_counted(len(items), name) for name, items in listed.items())
    if impact.origins:
        now, without = impact.origins
        yield f"{_counted(now, 'origin')} of all sources now, {without} without it"
    for name, items in listed.items():
        if items:
            yield ""
            yield f"{_counted(len(items), name)}:"
            for item in items:
                yield from (f"  {printable(line)}" for line in _item(item))


def _item(item: str | Place | Sentence | OnClaim) -> Iterator[str]:
    match item:
        case Place():
            yield f"{item.at}: {item.what}"
        case Sentence():
            yield f"{item.at}: {item.record} {', '.join(item.why)}"
            yield f"    {item.words}"
        case OnClaim():
            yield f"{item.at}: {item.id}: {item.text}"
            yield f"    {_counted(item.now, 'origin')} now" + ("" if item.without is None else f", {item.without} without it")
            for ref, stance in item.stances:
                yield f"    {ref} {stance} it"
            if item.without is not None and not item.heard:
                yield "    nobody else speaks of it"
            if item.confirmed and item.without is not None and item.without < 2:
                yield "    it is called confirmed, which needs two origins: the build would fail"
        case str():
            yield item


def _counted(number: int, name: str) -> str:
    """`1 page`, `3 pages in common`"""
    noun, _, rest = name.partition(" ")
    plural = "" if number == 1 or noun.endswith("evidence") else "s"
    return f"{number} {noun}{plural}" + (f" {rest}" if rest else "")


SECTIONS = (
    ("page", "pages"),
    ("claim", "claims"),
    ("sentence", "sentences"),
    ("annotation", "annotations"),
    ("contradiction", "contradictions"),
    ("event", "events"),
    ("quote as evidence", "evidence"),
    ("passage in common", "passages"),
    ("mention", "mentions"),
    ("place in other records", "records"),
)
