"""Our own words: symbolic references -> addresses as a page sees them, citations -> numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from dossier.model.dossier import Dossier
from dossier.model.evidence import Key
from dossier.model.ids import (
    ActorId,
    AnnotationId,
    BriefingId,
    ClaimId,
    EventId,
    PageId,
    Ref,
    SourceId,
    TopicId,
)
from dossier.model.site import Address, Html, Passage
from dossier.stages.compose import addresses
from dossier.text.locale import Words
from dossier.text.typography import printed_html

HINT_LENGTH = 180
SEPARATOR = '<span class="cite-dot">·</span>'

_CITE = re.compile(r'<a class="cite" href="note:([^"#]+)#([^"]+)"[^>]*>@</a>')
_CITES = re.compile(rf"\s*{_CITE.pattern}(?:\s*{_CITE.pattern})*")
_REFERENCE = re.compile(r'href="(actor|topic|claim|event|source|briefing|page):([^"]*)"(?: rel="[^"]*")?')


def resolved(
    dossier: Dossier,
    words: Words,
    passages: Mapping[Ref, Passage],
    key: Key,
    root: str,
    own: BriefingId | None = None,
) -> Html:
    """The text at `key` as a page at `root` shows it, "" where nothing was written.

    A citation of an annotation of the briefing `own` is its number; any other names its outlet too.
    """
    prose = dossier.prose.get(key)
    if prose is None:
        return Html("")

    def cite(match: re.Match[str]) -> str:
        ref = Ref(BriefingId(unescape(match[1])), AnnotationId(unescape(match[2])))
        return _citation(passages[ref], words, root, ref.briefing == own)

    def cites(run: re.Match[str]) -> str:
        # Without blanks, so that no number begins a line of its own.
        return SEPARATOR.join(cite(match) for match in _CITE.finditer(run[0]))

    html = printed_html(prose.html, words("quote_open"), words("quote_close"))
    html = _CITES.sub(cites, html)
    return Html(_REFERENCE.sub(lambda m: f'href="{root}{_address(m[1], unescape(m[2]))}"', html))


def _citation(passage: Passage, words: Words, root: str, own: bool) -> str:
    hint = escape(_hint(passage, words))
    if own:
        label = escape(words("note_number", n=passage.number))
        href = escape(f"#{passage.ref.annotation}")
        return f'<a class="cite" href="{href}" aria-label="{label}" title="{hint}">{passage.number}</a>'
    shown = escape(words("cite_elsewhere", outlet=passage.outlet_short, n=passage.number))
    href = escape(root + passage.address)
    return f'<a class="cite away" href="{href}" title="{hint}">{shown}</a>'


def _hint(passage: Passage, words: Words) -> str:
    """Who says what, in one line."""
    said = passage.english.text if passage.english else passage.gloss
    if passage.spoken:
        said = words.quoted(said)
    who = words.series([voice.who.words.text for voice in passage.voices]) or passage.kind_word
    text = words("hint", who=who, said=said)
    return text if len(text) <= HINT_LENGTH else text[: HINT_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _address(kind: str, id: str) -> Address:
    match kind:
        case "actor":
            return addresses.actor(ActorId(id))
        case "topic":
            return addresses.topic(TopicId(id))
        case "claim":
            return addresses.claim(ClaimId(id))
        case "event":
            return addresses.event(EventId(id))
        case "source":
            return addresses.source(SourceId(id))
        case "briefing":
            return addresses.briefing(BriefingId(id))
        case _:
            return addresses.page(PageId(id))
