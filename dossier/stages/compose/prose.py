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
from dossier.text.scripts import LETTER, direction, marked, other
from dossier.text.typography import printed_html

SEPARATOR = '<span class="cite-dot">·</span>'

_CITE = re.compile(r'<a class="cite" href="note:([^"#]+)#([^"]+)"[^>]*>@</a>')
_CITES = re.compile(rf"\s*{_CITE.pattern}(?:\s*{_CITE.pattern})*")
_CITED = re.compile(r'<a class="cite[^>]*>[^<]*</a>')
_TAG = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(r'(?=<\w+ dir="auto")')
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

    def cites(run: re.Match[str]) -> str:
        refs = [Ref(BriefingId(unescape(m[1])), AnnotationId(unescape(m[2]))) for m in _CITE.finditer(run[0])]
        named = [own, *(ref.briefing for ref in refs)]  # an outlet is named once in a run
        # Without blanks, so that no number begins a line of its own; only before an outlet's name may one break.
        return "".join(
            ("" if i == 0 else SEPARATOR if ref.briefing == before else f"{SEPARATOR}<wbr>")
            + _citation(passages[ref], words, root, ref.briefing == own, ref.briefing == before)
            for i, (ref, before) in enumerate(zip(refs, named, strict=False))
        )

    html = "".join(
        printed_html(block, *words.marks(_language(block, words.language))) for block in _BLOCK.split(prose.html)
    )
    html = turned(_CITES.sub(cites, html), words.language)
    return Html(_REFERENCE.sub(lambda m: f'href="{root}{_address(m[1], unescape(m[2]))}"', html))


def _citation(passage: Passage, words: Words, root: str, own: bool, named: bool) -> str:
    hint = escape(passage.hint)
    if own:
        label = escape(words("note_number", n=passage.number))
        href = escape(f"#{passage.ref.annotation}")
        return f'<a class="cite" href="{href}" aria-label="{label}" title="{hint}">{passage.number}</a>'
    label = escape(words("cite_elsewhere", outlet=passage.outlet_short, n=passage.number))
    shown = passage.number if named else label
    href = escape(root + passage.address)
    return f'<a class="cite away" href="{href}" aria-label="{label}" title="{hint}">{shown}</a>'


def turned(html: str, language: str) -> str:
    """Each block gets the direction that most of its letters have, each run of the other script its own."""
    parts = []
    for block in _BLOCK.split(html):
        own = _language(block, language)
        turn = f'dir="{direction(own)}"' if own == language else f'lang="{own}" dir="{direction(own)}"'
        parts.append(_marked(block.replace('dir="auto"', turn, 1), own))
    return "".join(parts)


def _language(block: str, language: str) -> str:
    """The language of most letters of a block; that of the page where they are as many."""
    text = unescape(_TAG.sub("", _CITED.sub("", block)))
    arabic, latin = (len(LETTER[script].findall(text)) for script in ("ar", "en"))
    return language if arabic == latin else "ar" if arabic > latin else "en"


def _marked(html: str, language: str) -> str:
    """Runs of the other script marked as such, between tags only."""
    if not LETTER[other(language)].search(html) and "\u2069" not in html:
        return html
    return "".join(part if part.startswith("<") else marked(part, language) for part in _TAG.split(html))


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
