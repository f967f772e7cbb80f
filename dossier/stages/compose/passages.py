"""Annotations -> passages: the words, who said them and where they stand, ready for any page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dossier.model.dossier import Dossier, LinkedAnnotation, SpeakerThen
from dossier.model.ids import Ref, SourceId
from dossier.model.published import Published
from dossier.model.records import Statement
from dossier.model.site import Passage, Voice
from dossier.stages.compose import addresses, chains
from dossier.stages.compose.names import Names
from dossier.text.locale import Words
from dossier.text.quotes import find
from dossier.text.scripts import closed

HINT_LENGTH = 180


def all_passages(names: Names, published: Mapping[SourceId, Published]) -> Mapping[Ref, Passage]:
    """Every annotation once, by briefing and number."""
    return {
        ref: _passage(names, note, published.get(note.source))
        for ref, note in names.dossier.annotations.items()
    }


def _passage(names: Names, note: LinkedAnnotation, published: Published | None) -> Passage:
    record, anchor, words = note.record, note.anchor, names.words
    outlet = names.outlet(note.source)
    statement = record if isinstance(record, Statement) else None
    voices = tuple(_voice(names, note, speaker, published) for speaker in note.speakers)
    english = names.rendering(record.english)
    quote = names.quote(anchor) if anchor else None
    told = names.ours(gloss(names.dossier, note.ref))
    spoken = note.mode == "direct"
    in_short = english or (quote if quote and quote.lang is None else None) or (told if told.text else quote or told)
    return Passage(
        ref=note.ref,
        kind=record.kind,
        kind_word=words(f"kind_{record.kind}"),
        number=note.number,
        address=addresses.annotation(note.ref),
        outlet=outlet,
        outlet_short=outlet.words.text,
        date=names.published(note.source),
        briefing=names.briefing(note.ref.briefing),
        line=anchor.line if anchor else None,
        quote=quote,
        english=english,
        spoken=spoken,
        voices=voices,
        manner=words(f"mode_{note.mode}") if note.mode else "",
        chain=tuple(names.step(actor, note.source, statement.via if statement else ()) for actor in note.chain),
        way=chains.of_statement(names, note),
        hint=_hint(
            words,
            words.series([voice.who.words.text for voice in voices]) or words(f"kind_{record.kind}"),
            names.spoken(in_short) if spoken and in_short is not told else in_short.text,
        ),
        said=names.date(statement.said) if statement else "",
        stances=tuple(names.stance(claim, stance) for claim, stance in note.claims.items()),
        gloss=told,
    )


def _voice(names: Names, note: LinkedAnnotation, speaker: SpeakerThen, published: Published | None) -> Voice:
    """The source's own words for a speaker without a name are left out where they are withheld."""
    voice = names.voice(speaker)
    if published is None or voice.native is None:
        return voice
    text = names.dossier.traced.anchored.captures[note.source].text
    return voice if find(text, speaker.native[0], within=published.spans) else replace(voice, native=None)


def _hint(words: Words, who: str, said: str) -> str:
    """Who says what, in one line."""
    text = words("hint", who=who, said=said)
    return text if len(text) <= HINT_LENGTH else closed(text[: HINT_LENGTH - 1].rsplit(" ", 1)[0] + "…")


def gloss(dossier: Dossier, ref: Ref) -> str:
    """Our note on an annotation as plain words, "" where there is none."""
    prose = dossier.prose.get(("briefing", ref.briefing, "annotations", ref.annotation, "note"))
    return prose.plain if prose else ""
