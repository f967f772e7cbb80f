"""What links tell of their targets before anybody follows them: one preview for each record that has a page or a
place of its own. A preview says what it is, the one thing to know of it, and how that is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from dossier.model.evidence import Key
from dossier.model.ids import ActorId, BriefingId, ClaimId, EventId, Ref, SourceId, TopicId
from dossier.model.site import Address, Html, NotePreview, Preview
from dossier.stages.compose import addresses, chains, chronology, notes, provenance, stances, topic
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.prose import turned
from dossier.text.opening import opening

TERMS_SHOWN = 2


def of(desk: Desk) -> Mapping[Address, Preview | NotePreview]:
    """By the address that a link to it has."""
    records, found = desk.records, dict[Address, Preview | NotePreview]()
    found |= {addresses.briefing(id): _briefing(desk, id) for id in records.briefings}
    found |= {addresses.annotation(ref): _annotation(desk, ref) for ref in desk.passages}
    found |= {addresses.source(id): _source(desk, id) for id in desk.sources()}
    found |= {addresses.actor(id): _actor(desk, id) for id in records.actors}
    found |= {addresses.topic(id): _topic(desk, id) for id in records.topics}
    found |= {addresses.claim(id): _claim(desk, id) for id in records.claims}
    found |= {addresses.event(id): _event(desk, id) for id in records.events}
    return found


def _actor(desk: Desk, id: ActorId) -> Preview:
    names, words, record = desk.names, desk.words, desk.records.actors[id]
    name, other = names.actor_names(id)
    label = words(f"actor_{record.kind}")
    if record.of and record.of != id:
        label = _joined(label, names.actor(record.of).words.text)
    profile = _ours(desk, ("actor", id, "profile"), words("preview_ours"))
    return Preview(
        kind="actor",
        label=label,
        title=name,
        other=other,
        lines=(profile,) if profile else tuple(_terms(desk, id)),
        foot=_counts(desk, id),
    )


def _terms(desk: Desk, id: ActorId) -> Iterator[Html]:
    """The offices of somebody who has no profile: nothing in the captures says who holds one, and since when."""
    words = desk.words
    held = [
        (office, holder)
        for office, record in desk.records.offices.items()
        for holder in record.holders
        if holder.actor == id
    ]
    for office, holder in held[:TERMS_SHOWN]:
        start = words.date(holder.start) if holder.start else ""
        end = words.date(holder.end) if holder.end else ""
        term = words("term_" + ("from" if start else "") + ("to" if end else ""), start=start, end=end)
        said = f"{desk.names.office(office).words.text}{words('list_comma')}{term}"
        yield _line(desk, said, words("basis_background"))


def _counts(desk: Desk, id: ActorId) -> str:
    """`12 statements and 30 mentions in 4 sources.`"""
    dossier, words = desk.dossier, desk.words
    spoken, mentions = dossier.by_speaker.get(id, ()), dossier.mentions_by_actor.get(id, ())
    sources = {dossier.annotations[ref].source for ref in spoken} | {mention.source for mention in mentions}
    told = [words.count("statements", len(spoken))] if spoken else []
    told += [words.count("mentions", len(mentions))] if mentions else []
    if not sources:
        return words("not_mentioned")
    return words("summary_in", what=words.series(told), where=words.count("sources", len(sources)))


def _claim(desk: Desk, id: ClaimId) -> Preview:
    standing = stances.standing(desk, id)
    verdict = " ".join(filter(None, (standing.verdict, standing.remark)))
    return Preview(
        kind="claim",
        label=_joined(desk.words("claim"), standing.status),
        title=desk.names.claim(id).words,
        other=None,
        lines=(_line(desk, verdict),),
        foot="",
    )


def _source(desk: Desk, id: SourceId) -> Preview:
    """Date and outlet with their basis, what is known of the way to us, the grade in words."""
    words, names, record = desk.words, desk.names, desk.records.sources[id]
    date = names.published(id)
    known = words("line_published", date=date, basis=names.basis(record.published))
    inferred = record.publisher.is_reasoned
    outlet = words("preview_outlet", basis=names.basis(record.publisher)) if inferred else ""
    told = [_line(desk, _joined(outlet, known if date else words("line_published_unknown")))]
    way = chains.of_source(names, id)
    if len(way.hands) > 1:
        told.append(_line(desk, f" {words('arrow')} ".join(map(names.hand, way.hands))))
    grade = provenance.grade(desk, id, "")
    return Preview(
        kind="source",
        label=words("source"),
        title=names.outlet(id).words,
        other=names.original_title(id),
        lines=(*told, *((_line(desk, _sentence(desk, grade.words)),) if grade else ())),
        foot="",
    )


def _topic(desk: Desk, id: TopicId) -> Preview:
    record = desk.records.topics[id]
    title, other = desk.names.both(record.title, record.native)
    summary = _ours(desk, ("topic", id, "summary"))
    return Preview(
        kind="topic",
        label=desk.words("topic"),
        title=title,
        other=other,
        lines=(summary,) if summary else (),
        foot=topic.counts(desk, id),
    )


def _event(desk: Desk, id: EventId) -> Preview:
    words, names, event = desk.words, desk.names, desk.records.events[id]
    date = names.date(event.date)
    when = _line(desk, date, names.basis(event.date)) if date else _line(desk, words("undated"))
    note = _ours(desk, ("event", id, "note"))
    tellers = [
        teller.outlet.words.text for teller in chronology.tellers_of(desk, desk.dossier.by_event.get(id, ()))
    ]
    return Preview(
        kind="event",
        label=_joined(words("kind_event"), words(f"event_{event.status}")),
        title=names.event(id).words,
        other=None,
        lines=(when, note) if note else (when,),
        foot=words("preview_tellers", outlets=words.series(tellers)) if tellers else words("event_untold"),
    )


def _briefing(desk: Desk, id: BriefingId) -> Preview:
    card = desk.card(id)
    return Preview(
        kind="briefing",
        label=_joined(card.outlet.words.text, card.date, desk.words("draft") if card.draft else ""),
        title=card.briefing.words,
        other=card.original if card.original != card.briefing.words else None,
        lines=(_line(desk, card.gist.text),) if card.gist else (),
        foot="",
    )


def _annotation(desk: Desk, ref: Ref) -> NotePreview:
    passage, note = desk.passages[ref], desk.dossier.annotations[ref]
    where = [passage.outlet_short, passage.date]
    where += [desk.words("line_number", n=passage.line)] if passage.line else []
    return NotePreview(
        passage=passage,
        facts=notes.facts_of(desk, note)[0],
        gloss=_ours(desk, ("briefing", ref.briefing, "annotations", ref.annotation, "note"))
        if passage.is_remark or not passage.quote
        else Html(""),
        where=desk.words("list_comma").join(filter(None, where)),
    )


# Words


def _ours(desk: Desk, key: Key, basis: str = "") -> Html:
    """The first sentences of our text at `key`, without its links; "" where nothing was written."""
    prose = desk.dossier.prose.get(key)
    return _line(desk, opening(desk.names.printed(prose.plain)), basis) if prose else Html("")


def _line(desk: Desk, text: str, basis: str = "") -> Html:
    """A paragraph in its own direction; `basis` tells how it is known."""
    known = f' <span class="basis">{escape(basis)}</span>' if basis else ""
    return Html(turned(f'<p dir="auto">{escape(text)}{known}</p>', desk.words.language))


def _joined(*parts: str) -> str:
    return "\u00a0· ".join(filter(None, parts))


def _sentence(desk: Desk, parts: tuple[str, ...]) -> str:
    text = desk.words("list_semicolon").join(parts)
    return desk.words("sentence", text=text[:1].upper() + text[1:])
