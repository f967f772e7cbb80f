"""The search page, and all that can be found: titles and bodies of articles, our words, names in both scripts.

Furniture is not among them, nor what is withheld of a capture that may not be published whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dossier.model.dossier import LinkedAnnotation
from dossier.model.evidence import Key
from dossier.model.ids import ActorId, BriefingId, SourceId
from dossier.model.records import ANNOTATION_KINDS, EventMention, Figure, Statement
from dossier.model.search import (
    ALIAS,
    FOUND_KINDS,
    NAME,
    NOTE,
    TEXT,
    TITLE,
    Entry,
    Field,
    FoundKind,
    Searchable,
)
from dossier.model.site import Address, Link, Page, Phrase
from dossier.stages.compose import addresses, excerpts
from dossier.stages.compose.desk import Desk
from dossier.text.scripts import language_of

SHORT = 90  # characters of a rendering that an annotation may be called by
STARTERS = 8  # a list that is read at a glance
SECTIONS = (  # our texts in a briefing, and where they stand
    ("bottom_line", "Bottom-line"),
    ("key_points", "Key-points"),
    ("context", "Context"),
    ("assessment", "Assessment"),
    ("not_said", "Not-said"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What results may be narrowed to."""

    value: str
    words: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Starters:
    """What has most in the dossier, each with how much."""

    title: str
    entries: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    kinds: tuple[Option, ...]
    sources: tuple[Option, ...]
    topics: tuple[Option, ...]
    actors: tuple[Option, ...]
    starters: tuple[Starters, ...]  # what one may begin with while nothing is looked for, or found
    sections: tuple[Link, ...]  # the ways in for those whose browser runs no scripts


def pages(desk: Desk) -> Iterator[Page]:
    names, dossier = desk.names, desk.dossier
    actors = sorted(dossier.mentions_by_actor.keys() | dossier.by_speaker.keys())
    options = sorted(
        (Option(value=id, words=names.actor_names(id)[0]) for id in actors), key=lambda o: o.words.text
    )
    yield Page(
        path=addresses.SEARCH,
        template="search.html",
        title=desk.words("search"),
        description=desk.words("search_description"),
        view=SearchView(
            kinds=tuple(Option(value=kind, words=Phrase(text=_kind(desk, kind))) for kind in FOUND_KINDS),
            sources=tuple(Option(value=id, words=names.source(id).words) for id in desk.sources()),
            topics=tuple(Option(value=id, words=names.topic(id).words) for id in desk.records.topics),
            actors=tuple(options),
            starters=tuple(_starters(desk)),
            sections=desk.frame.sections,
        ),
        frame=desk.frame,
    )


def _starters(desk: Desk) -> Iterator[Starters]:
    names, count = desk.names, desk.words.count
    topics = [(len(refs), names.topic(id)) for id, refs in desk.dossier.by_topic.items() if refs]
    people = [(len(refs), names.actor(id)) for id, refs in desk.dossier.by_speaker.items() if refs]
    for title, noun, counted in (("nav_topics", "passages", topics), ("home_speakers", "statements", people)):
        most = sorted(counted, key=lambda one: (-one[0], one[1].words.text))[:STARTERS]
        if most:
            entries = tuple((link, count(noun, n)) for n, link in most)
            yield Starters(title=desk.words(title), entries=entries)


def searchable(desk: Desk) -> Searchable:
    actors = desk.records.actors.values()
    return Searchable(
        entries=tuple(entry for kind in ENTRIES for entry in kind(desk)),
        people=tuple(
            (actor.name, actor.native)
            for actor in actors
            if actor.kind == "person" and actor.name and actor.native
        ),
        names=tuple(
            tuple(
                name
                for name in (actor.name, actor.native, *(alias.text for alias in actor.aliases or ()))
                if name
            )
            for actor in actors
        ),
    )


def _kind(desk: Desk, kind: FoundKind) -> str:
    return desk.words(f"kind_{kind}" if kind in ANNOTATION_KINDS else f"found_{kind}")


# Briefings and their articles


def _sources(desk: Desk) -> Iterator[Entry]:
    """Each article with the annotations of its lines, after what we say of it."""
    for source in desk.sources():
        briefings = sorted(desk.dossier.briefings_by_source.get(source, ()))
        yield _source(desk, source)
        for briefing in briefings:
            yield from _briefing(desk, source, briefing)
        yield from _lines(desk, source, briefings)


def _source(desk: Desk, id: SourceId) -> Entry:
    """Who published an article, and how it came to us."""
    record, names = desk.records.sources[id], desk.names
    hands = [
        ActorId(known.value) for known in (record.publisher, record.agency, record.aggregator) if known.value
    ]
    told = [phrase for actor in dict.fromkeys(hands) for phrase in names.actor_names(actor) if phrase]
    return Entry(
        address=addresses.source(id),
        kind="page",
        head=names.source(id).words,
        head_weight=TITLE,
        where=desk.words("nav_sources"),
        fields=tuple(Field(words=phrase, weight=NOTE) for phrase in told),
        sources=(id,),
        actors=tuple(dict.fromkeys(hands)),
    )


def _briefing(desk: Desk, source: SourceId, id: BriefingId) -> Iterator[Entry]:
    record, names = desk.records.briefings[id], desk.names
    of = names.source(source).words.text
    yield Entry(
        address=addresses.briefing(id),
        kind="ours",
        head=names.briefing(id).words,
        head_weight=TITLE if record.title else 0,
        where=desk.words("search_where", where=of, what=desk.words("touched_briefing")),
        fields=(Field(words=names.ours(record.gist), weight=TEXT),) if record.gist else (),
        sources=(source,),
    )
    for section, fragment in SECTIONS:
        texts = getattr(record, section)
        keys: list[Key] = [("briefing", id, section)] if isinstance(texts, str) else []
        keys += [("briefing", id, section, at) for at in range(len(texts or ()))] if not keys else []
        for key in keys:
            yield Entry(
                address=Address(f"{addresses.briefing(id)}#{fragment}"),
                kind="ours",
                head=names.briefing(id).words,
                where=desk.words("search_where", where=of, what=desk.words(section)),
                fields=_prose(desk, key, TEXT),
                sources=(source,),
            )


def _lines(desk: Desk, source: SourceId, briefings: list[BriefingId]) -> Iterator[Entry]:
    """Every line of title and body with the annotations on it; at last those that stand nowhere."""
    dossier, anchored, names = desk.dossier, desk.dossier.traced.anchored, desk.names
    capture, whole = anchored.captures[source], excerpts.full_text(desk.dossier, source)
    notes = [
        dossier.annotations[ref] for briefing in briefings for ref in dossier.by_briefing.get(briefing, ())
    ]
    home = briefings[0] if briefings else None
    english = desk.records.briefings[home].english if home and whole else {}
    label = names.source(source).words
    for number in anchored.news_lines(source):
        visible = excerpts.of_line(desk, source, number)
        here = [note for note in notes if note.anchor and note.anchor.line == number]
        address = addresses.briefing_line(home, number) if home else addresses.source_line(source, number)
        if visible != ():
            spans = (capture.lines[number - 1],) if visible is None else visible
            rendering = names.rendering(english.get(number))
            mentions = [
                m for m in dossier.traced.mentions.get(source, ()) if any(m.span.within(s) for s in spans)
            ]
            yield Entry(
                address=address,
                kind="article",
                head=label,
                where=desk.words("line_number", n=number),
                fields=(
                    *(
                        Field(
                            words=replace(
                                names.phrase(span.of(capture.text), anchored.language(source)),
                                span=addresses.span(source, span),
                            ),
                            weight=TEXT,
                        )
                        for span in spans
                    ),
                    *((Field(words=rendering, weight=TEXT),) if rendering else ()),
                ),
                line=address,
                sources=(source,),
                actors=tuple(dict.fromkeys(m.actor for m in mentions)),
                topics=tuple(dict.fromkeys(topic for note in here for topic in note.topics)),
            )
        for note in here:
            yield _annotation(desk, note, address if visible != () and note.ref.briefing == home else None)
    for note in notes:
        if note.anchor is None:
            yield _annotation(desk, note, None)


def _annotation(desk: Desk, note: LinkedAnnotation, line: Address | None) -> Entry:
    passage, record, names = desk.passages[note.ref], note.record, desk.names
    event = desk.records.events[record.event] if isinstance(record, EventMention) else None
    who = desk.words.series([voice.who.words.text for voice in passage.voices]) or (
        event.title if event else ""
    )
    english = passage.english if passage.english and len(passage.english.text) <= SHORT else None
    head = names.ours(who) if who else english or Phrase(text=passage.kind_word)
    shown = [passage.quote] if head is passage.english else [passage.english, passage.quote]
    fields = [Field(words=words, weight=TEXT) for words in shown if words]
    if isinstance(record, Figure):
        told = [record.unit, record.counts, *([record.scope] if record.scope else [])]
        fields.append(Field(words=names.ours(desk.words("list_comma").join(told)), weight=NOTE))
    if passage.gloss.text:
        fields.append(Field(words=passage.gloss, weight=NOTE))
    of, place = names.source(note.source).words.text, desk.words("note_at", n=note.number)
    speakers = [speaker.actor for speaker in note.speakers if speaker.actor]
    named = [speaker.of for speaker in note.speakers if speaker.of]
    named += [mention.actor for mention in note.mentions]
    named += record.via if isinstance(record, Statement) else ()
    return Entry(
        address=passage.address,
        kind=record.kind,
        head=head,
        head_weight=NOTE if who else TEXT if english else 0,
        where=desk.words(
            "search_where", what=passage.kind_word, where=f"{of}{desk.words('list_comma')}{place}"
        ),
        fields=tuple(fields),
        aside=tuple(other.text for actor in speakers if (other := names.actor_names(actor)[1])),
        line=line,
        sources=(note.source,),
        actors=tuple(dict.fromkeys((*speakers, *named, *(event.actors if event else ())))),
        topics=note.topics,
    )


# Records that have a page or a place on one


def _actors(desk: Desk) -> Iterator[Entry]:
    names = desk.names
    for id, actor in desk.records.actors.items():
        name, other = names.actor_names(id)
        shown = {name.text, other.text if other else ""}
        also = tuple(alias.text for alias in actor.aliases or () if alias.text not in shown)
        yield Entry(
            address=addresses.actor(id),
            kind="actor",
            head=name,
            head_weight=NAME,
            where=desk.words("found_actor"),
            fields=(
                *((Field(words=other, weight=NAME),) if other else ()),
                *(Field(words=names.phrase(text, language_of(text)), weight=ALIAS) for text in also),
                *_prose(desk, ("actor", id, "profile"), NOTE),
            ),
            actors=(id,),
        )
    for office_id, office in desk.records.offices.items():
        title, other = names.both(office.title, office.native)
        yield Entry(
            address=addresses.office(office_id),
            kind="actor",
            head=title,
            head_weight=TITLE,
            where=desk.words("found_office"),
            fields=(
                *((Field(words=other, weight=TITLE),) if other else ()),
                *(
                    Field(words=names.phrase(phrase.text, language_of(phrase.text)), weight=NOTE)
                    for phrase in office.phrases
                    if phrase.text != (other.text if other else "")
                ),
                *_prose(desk, ("office", office_id, "note"), NOTE),
            ),
            actors=tuple(dict.fromkeys(holder.actor for holder in office.holders)),
        )


def _topics(desk: Desk) -> Iterator[Entry]:
    for id, topic in desk.records.topics.items():
        title, other = desk.names.both(topic.title, topic.native)
        yield Entry(
            address=addresses.topic(id),
            kind="topic",
            head=title,
            head_weight=TITLE,
            where=desk.words("found_topic"),
            fields=(
                *((Field(words=other, weight=TITLE),) if other else ()),
                *_prose(desk, ("topic", id, "summary"), TEXT),
            ),
            topics=(id,),
        )


def _claims(desk: Desk) -> Iterator[Entry]:
    for id, claim in desk.records.claims.items():
        notes = [desk.dossier.annotations[ref] for ref in desk.dossier.by_claim.get(id, ())]
        yield Entry(
            address=addresses.claim(id),
            kind="claim",
            head=desk.names.claim(id).words,
            head_weight=TITLE,
            where=desk.words("found_claim"),
            fields=(
                *_prose(desk, ("claim", id, "assessment"), TEXT),
                *_prose(desk, ("claim", id, "because"), NOTE),
            ),
            sources=tuple(dict.fromkeys(note.source for note in notes)),
            actors=tuple(dict.fromkeys(s.actor for note in notes for s in note.speakers if s.actor)),
            topics=claim.topics,
        )


def _events(desk: Desk) -> Iterator[Entry]:
    for id, event in desk.records.events.items():
        date = desk.names.date(event.date)
        refs = desk.dossier.by_event.get(id, ())
        yield Entry(
            address=addresses.event(id),
            kind="event",
            head=desk.names.event(id).words,
            head_weight=TITLE,
            where=desk.words("search_where", what=_kind(desk, "event"), where=date or desk.words("undated")),
            fields=_prose(desk, ("event", id, "note"), TEXT),
            aside=(date,) if date else (),
            sources=tuple(dict.fromkeys(desk.dossier.annotations[ref].source for ref in refs)),
            actors=event.actors,
            topics=event.topics,
        )


def _contradictions(desk: Desk) -> Iterator[Entry]:
    for id, record in desk.records.contradictions.items():
        yield Entry(
            address=addresses.contradiction(id),
            kind="contradiction",
            head=desk.names.ours(record.what),
            head_weight=TITLE,
            where=desk.words("nav_contradictions"),
            fields=_prose(desk, ("contradiction", id, "handling"), TEXT),
            topics=record.topics,
        )


def _texts(desk: Desk) -> Iterator[Entry]:
    """The front page, the brief, the author's own pages, corrections."""
    site, names, words = desk.records.site, desk.names, desk.words
    title = names.ours(site.title)
    front: list[tuple[Key, str]] = (
        [(("site", "site", "bottom_line"), "bottom_line")] if site.bottom_line else []
    )
    front += [(("site", "site", "not_said", at), "home_not_said") for at in range(len(site.not_said))]
    for key, what in front:
        yield Entry(
            address=addresses.HOME, kind="ours", head=title, where=words(what), fields=_prose(desk, key, TEXT)
        )
    if site.brief:
        yield Entry(
            address=addresses.BRIEF,
            kind="ours",
            head=Phrase(text=words("brief_title")),
            head_weight=TITLE,
            where=words("found_ours"),
            fields=_prose(desk, ("site", "site", "brief"), TEXT),
        )
    for page_id, page in desk.records.pages.items():
        yield Entry(
            address=addresses.page(page_id),
            kind="page",
            head=names.ours(page.title),
            head_weight=TITLE,
            where=words("found_page"),
            fields=_prose(desk, ("page", page_id, "body"), TEXT),
        )
    for correction_id in desk.records.corrections:
        yield Entry(
            address=addresses.correction(correction_id),
            kind="page",
            head=Phrase(text=words("nav_corrections")),
            where=words("found_page"),
            fields=(
                *_prose(desk, ("correction", correction_id, "what"), TEXT),
                *_prose(desk, ("correction", correction_id, "why"), NOTE),
            ),
        )


def _prose(desk: Desk, key: Key, weight: int) -> tuple[Field, ...]:
    """The plain words of a text of ours, none where it was not written."""
    prose = desk.dossier.prose.get(key)
    if prose is None or not prose.plain:
        return ()
    return (_ours(desk, prose.plain, weight),)


def _ours(desk: Desk, text: str, weight: int) -> Field:
    return Field(words=desk.names.phrase(desk.names.printed(text), language_of(text)), weight=weight)


ENTRIES: tuple[Callable[[Desk], Iterator[Entry]], ...] = (
    _texts,
    _actors,
    _topics,
    _claims,
    _events,
    _contradictions,
    _sources,
)
