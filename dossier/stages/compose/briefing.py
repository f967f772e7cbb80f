"""The page about one source: what it says, the article with our notes beside it, what we make of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from dossier.model.dossier import LinkedAnnotation
from dossier.model.evidence import Key
from dossier.model.ids import ActorId, BriefingId, ClaimId, Ref
from dossier.model.records import ANNOTATION_KINDS, Briefing, Source, Stance
from dossier.model.site import Html, Link, Page, Passage, Phrase, Step, Voice
from dossier.stages.compose import addresses, excerpts, notes, origins, provenance, shared
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.notes import Note, Row
from dossier.stages.compose.origins import Badge
from dossier.stages.compose.provenance import GradeView, Provenance
from dossier.stages.compose.shared import Group
from dossier.text.locale import Words
from dossier.text.scripts import isolated


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says, and through whom, apart from what the whole article came through."""

    passage: Passage
    through: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks in the article, with all that they say in it."""

    voices: tuple[Voice, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A claim on which the article bears, here and elsewhere: each stance with the passages that take it."""

    claim: Link
    here: tuple[Side, ...]
    elsewhere: tuple[Side, ...]
    badge: Badge | None  # who reports it, in all sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    stance: Stance
    word: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingView:
    id: BriefingId
    title: Phrase
    ours: bool  # the headline is ours; else it is the article's own
    original: Phrase | None
    outlet: Link
    outlet_basis: str  # "" where the capture states its publisher
    date: str
    edtf: str
    date_basis: str
    length: str
    draft: bool
    provenance: Provenance
    bottom_line: Html
    key_points: tuple[Html, ...]
    rows: tuple[Row, ...]
    opposed: bool  # the article runs against the direction of the page
    rendered: bool  # some line has a rendering: the reader may choose
    language: str
    rendering: str  # the name of the language of our rendering
    excerpted: bool
    kinds: tuple[tuple[str, str, str], ...]  # kind, word, count: of those that occur
    people: tuple[tuple[str, str], ...]  # id, name of who speaks in notes or is named in their words
    subjects: tuple[tuple[str, str], ...]  # id, title of the topics of notes
    address: str  # of this page, absolute; "" where none is to be told
    other_language: str  # that of the words which `plain.other` has
    loose: tuple[Note, ...]  # notes on what the article does not have
    speakers: tuple[Speaker, ...]
    statements: str
    through: tuple[Step, ...]  # by which hands all statements came, the outlet left out
    claims: tuple[Touched, ...]
    shared: tuple[Group, ...]  # passages that other sources have too, by source
    sources: bool  # there are others that could share any
    topics: tuple[Link, ...]
    context: Html
    assessment: Html
    grade: GradeView | None
    not_said: tuple[Html, ...]
    citation: str
    others: tuple[Link, ...]  # the briefings before and after, by date


def pages(desk: Desk) -> Iterator[Page]:
    order = desk.briefings()
    for id in desk.records.briefings:
        view = _view(desk, id, order)
        yield Page(
            path=addresses.briefing(id),
            template="briefing.html",
            title=view.title.text,
            description=desk.records.briefings[id].gist
            or desk.names.source(desk.records.briefings[id].source).words.text,
            view=view,
            frame=desk.frame,
            section=addresses.BRIEFINGS,
            draft=view.draft,
        )


ROOT = "../"


def _view(desk: Desk, id: BriefingId, order: tuple[BriefingId, ...]) -> BriefingView:
    record, names, words = desk.records.briefings[id], desk.names, desk.words
    source = desk.records.sources[record.source]
    annotated = [desk.dossier.annotations[ref] for ref in desk.dossier.by_briefing.get(id, ())]
    rows = tuple(notes.rows(desk, record, annotated))
    loose = tuple(notes.note_of(desk, note) for note in annotated if note.anchor is None)
    every = [note for row in rows for note in row.notes] + list(loose)
    wire = _wire(source, annotated)
    title = names.briefing(id).words
    when = source.published.when
    card = desk.card(id)

    def own(*path: str | int) -> Html:
        key: Key = ("briefing", id, *path)
        return desk.prose(key, ROOT, id)

    return BriefingView(
        id=id,
        title=title,
        ours=record.title is not None,
        original=card.original,
        outlet=card.outlet,
        outlet_basis="" if source.publisher.basis in ("stated", "unknown") else names.basis(source.publisher),
        date=card.date,
        edtf=card.edtf,
        date_basis=names.basis(source.published) if when else "",
        length=words.count("words", _length(desk, record)),
        draft=record.draft,
        provenance=provenance.of(desk, record.source, ROOT),
        bottom_line=own("bottom_line"),
        key_points=tuple(own("key_points", i) for i in range(len(record.key_points))),
        rows=rows,
        opposed=names.phrase("", source.language).dir not in (None, words.direction),
        rendered=any(row.english for row in rows),
        language=words(f"language_{source.language}"),
        rendering=_rendering(words, rows, every),
        excerpted=not excerpts.full_text(desk.dossier, record.source),
        kinds=_kinds(desk, annotated),
        people=_often([(id, names.actor(id).words.text) for note in every for id in note.actors]),
        subjects=_often([(id, names.topic(id).words.text) for note in every for id in note.topics]),
        address=desk.frame.url + addresses.briefing(id) if desk.frame.url else "",
        other_language=words(f"language_{source.language}")
        if source.language != names.language
        else _rendering(words, rows, every),
        loose=loose,
        speakers=_speakers(desk, source, annotated, wire),
        through=tuple(desk.names.step(actor, record.source) for actor in wire),
        statements=words.count("statements", sum(note.record.kind == "statement" for note in annotated)),
        claims=_claims(desk, id, annotated),
        shared=shared.of(desk, record.source, id),
        sources=len(desk.sources()) > 1,
        topics=tuple(names.topic(t) for t in dict.fromkeys(t for note in annotated for t in note.topics)),
        context=own("context"),
        assessment=own("assessment"),
        grade=provenance.grade(desk, record.source, ROOT),
        not_said=tuple(own("not_said", i) for i in range(len(record.not_said))),
        citation=_citation(desk, id, title),
        others=_neighbours(desk, id, order),
    )


def _length(desk: Desk, record: Briefing) -> int:
    anchored = desk.dossier.traced.anchored
    text = anchored.captures[record.source].text
    return sum(len(span.of(text).split()) for span in anchored.news(record.source))


def _rendering(words: Words, rows: Iterable[Row], every: Iterable[Note]) -> str:
    """The name of the language of our rendering: that of its first line, or of the first note that has one."""
    lines = (row.english.words for row in rows if row.english)
    notes = (note.passage.english for note in every if note.passage.english)
    first = next(chain(lines, notes), None)
    return words(f"language_{first.lang or words.language}") if first else ""


def _kinds(desk: Desk, notes: list[LinkedAnnotation]) -> tuple[tuple[str, str, str], ...]:
    counts: dict[str, int] = {}
    for note in notes:
        counts[note.record.kind] = counts.get(note.record.kind, 0) + 1
    found = (kind for kind in ANNOTATION_KINDS if kind in counts)
    return tuple((kind, desk.words(f"kind_{kind}"), str(counts[kind])) for kind in found)


def _often(found: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Each once: the most frequent first, then by name."""
    counts = Counter(found)
    return tuple(sorted(counts, key=lambda each: (-counts[each], each[1], each[0])))


# Who said what, and what bears on what


def _wire(source: Source, notes: list[LinkedAnnotation]) -> tuple[ActorId, ...]:
    """The agency of the article where it is in the chain of every statement: then it is told once for all."""
    agency = source.agency.value
    everywhere = agency and all(agency in note.chain for note in notes if note.record.kind == "statement")
    return (ActorId(agency),) if agency and everywhere else ()


def _speakers(
    desk: Desk, source: Source, notes: list[LinkedAnnotation], wire: tuple[ActorId, ...]
) -> tuple[Speaker, ...]:
    """In the order in which they first speak."""
    grouped: dict[tuple[ActorId | str | None, ...], list[Ref]] = {}
    for note in notes:
        if note.record.kind == "statement":
            who = tuple(speaker.actor or speaker.unnamed for speaker in note.speakers)
            grouped.setdefault(who, []).append(note.ref)
    understood = {*wire, source.publisher.value, source.aggregator.value}

    def said(ref: Ref) -> Said:
        note, passage = desk.dossier.annotations[ref], desk.passages[ref]
        via = getattr(note.record, "via", ())
        chain = zip(note.chain, passage.chain, strict=True)
        return Said(
            passage=passage,
            through=tuple(step for actor, step in chain if actor in via or actor not in understood),
        )

    return tuple(
        Speaker(voices=desk.passages[refs[0]].voices, said=tuple(map(said, refs))) for refs in grouped.values()
    )


def _claims(desk: Desk, id: BriefingId, notes: list[LinkedAnnotation]) -> tuple[Touched, ...]:
    touched: dict[ClaimId, list[Ref]] = {}
    for note in notes:
        for claim in note.claims:
            touched.setdefault(claim, []).append(note.ref)
    return tuple(
        Touched(
            claim=desk.names.claim(claim),
            here=_sides(desk, claim, refs),
            elsewhere=_sides(desk, claim, [ref for ref in desk.dossier.by_claim[claim] if ref.briefing != id]),
            badge=origins.badge(desk.names, desk.dossier.claim_origins.get(claim, ())),
        )
        for claim, refs in touched.items()
    )


def _sides(desk: Desk, claim: ClaimId, refs: list[Ref]) -> tuple[Side, ...]:
    by_stance: dict[Stance, list[Passage]] = {}
    for ref in refs:
        stance = desk.dossier.annotations[ref].claims[claim]
        by_stance.setdefault(stance, []).append(desk.passages[ref])
    return tuple(
        Side(stance=stance, word=desk.words(f"stance_{stance}"), passages=tuple(by_stance[stance]))
        for stance in STANCES
        if stance in by_stance
    )


def _citation(desk: Desk, id: BriefingId, title: Phrase) -> str:
    source = desk.records.briefings[id].source
    words = desk.words
    original = desk.names.original_title(source)
    parts = {
        "outlet": desk.names.outlet(source).words.text,
        "headline": words.quoted(original.text) if original else words("citation_untitled"),
        "date": desk.names.published(source) or words("undated"),
        "title": words.quoted(title.text),
        "site": desk.frame.title.text,
        "hash": desk.dossier.traced.anchored.captures[source].sha256,
    }
    text = words("citation", **parts)
    url = f"{desk.frame.url}{addresses.briefing(id)}"
    return f"{text} {isolated(url, words.language)}" if desk.frame.url else text


def _neighbours(desk: Desk, id: BriefingId, order: tuple[BriefingId, ...]) -> tuple[Link, ...]:
    place = order.index(id)
    near = []
    if place > 0:
        near.append(("earlier", order[place - 1]))
    if place + 1 < len(order):
        near.append(("later", order[place + 1]))
    return tuple(
        Link(
            words=desk.names.briefing(other).words,
            address=addresses.briefing(other),
            hint=desk.words(f"briefing_{which}"),
        )
        for which, other in near
    )


STANCES: tuple[Stance, ...] = ("asserts", "qualifies", "expects", "denies")
