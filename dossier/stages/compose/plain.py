"""A note or a line as plain text, to be handed on: the words, who said them, where they stand, whose translation.

It is complete without the page, but for the address, which the page adds. Of a capture that is not published whole
it has no word that the page does not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dossier.model.ids import SourceId
from dossier.model.site import Passage, Voice
from dossier.stages.compose.article import Line
from dossier.stages.compose.desk import Desk
from dossier.text.scripts import isolated, language_of

# Plain words have no citations: of those that stood in brackets only the brackets are left.
_NOTHING_CITED = re.compile(r"\s*\(\s*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """`text` leads with the words that the readers of this site understand; `other` are the same words in the other
    language, "" where there are none."""

    text: str
    other: str


def of_note(desk: Desk, source: SourceId, passage: Passage, facts: Iterable[str]) -> Plain:
    """A note; `facts` are what a figure or an event is in a few words."""
    words = desk.words
    told = words("list_semicolon").join(isolated(fact, words.language) for fact in facts)
    english = passage.english.text if passage.english else ""
    quote = passage.quote.text if passage.quote else ""
    if passage.spoken:
        english, quote = _quoted(desk, english) if english else "", _quoted(desk, quote)
    who = _voices(desk, passage.voices)
    if who and passage.manner:
        who = words("plain_manner", who=who, manner=passage.manner)
    hands = [desk.names.hand(step) for step in passage.chain if step.link.words != passage.outlet.words]
    if who and hands:
        who = words("plain_through", who=who, hands=words.series(hands))
    remark = told or _NOTHING_CITED.sub("", passage.gloss.text)
    kind = words("plain_kind", kind=passage.kind_word, text=remark) if remark else passage.kind_word
    return _plain(desk, source, english, quote, who or kind, passage.line)


def of_line(desk: Desk, source: SourceId, line: Line, english: Line | None, voices: tuple[Voice, ...]) -> Plain:
    """A line of the article; `voices` are those who speak in it."""
    who = _voices(desk, voices)
    told = desk.words("plain_speaking", who=who) if who else ""
    return _plain(desk, source, _shown(desk, english) if english else "", _shown(desk, line), told, line.number)


def _plain(desk: Desk, source: SourceId, english: str, original: str, told: str, line: int | None) -> Plain:
    words, names = desk.words, desk.names
    language = desk.dossier.traced.anchored.language(source)
    outlet, date = names.outlet(source).words.text, names.published(source) or words("undated")
    if desk.records.sources[source].publisher.is_reasoned:
        outlet = words("plain_inferred", outlet=outlet)
    where = words("outlet_date", outlet=outlet, date=date)
    if line:
        where = words("plain_line", where=where, n=line)
    first, other = english, original
    ours = language_of(english) if english else language
    if language == names.language or not english:
        told_in = words(f"language_{ours}")
        first, other = original, words("plain_rendered", text=english, rendering=told_in) if english else ""
    elif language != ours:
        where = words("plain_translated", where=where, language=words(f"language_{language}"))
    return Plain(text="\n".join(part for part in (first, told, where) if part), other=other)


def _quoted(desk: Desk, text: str) -> str:
    """With the marks of its own language: it stands in a line of its own, where nothing needs to be isolated."""
    opening, closing = desk.words.rounded_by(text)
    return f"{opening}{text}{closing}"


def _voices(desk: Desk, voices: tuple[Voice, ...]) -> str:
    """`Fuad Hussein, Foreign Minister of Iraq`; several are set off by semicolons."""
    comma, semicolon = desk.words("list_comma"), desk.words("list_semicolon")
    each = [voice.who.words.text + (f"{comma}{voice.role.text}" if voice.role else "") for voice in voices]
    return semicolon.join(dict.fromkeys(each))


def _shown(desk: Desk, line: Line) -> str:
    """What the page shows of a line, with a mark where something is left out."""
    cut = desk.words("cut")
    return "".join((cut if piece.gap else "") + piece.text for piece in line.pieces).strip()
