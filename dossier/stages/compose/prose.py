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
from dossier.text.locale import Words, direction
from dossier.text.typography import printed_html

SEPARATOR = '<span class="cite-dot">·</span>'

_CITE = re.compile(r'<a class="cite" href="note:([^"#]+)#([^"]+)"[^>]*>@</a>')
_CITES = re.compile(rf"\s*{_CITE.pattern}(?:\s*{_CITE.pattern})*")
_CITED = re.compile(r'<a class="cite[^>]*>[^<]*</a>')
_TAG = re.compile(r"(<[^>]*>)")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC = f"{_ARABIC_LETTER.pattern}+"
_LATIN = rf"(?<![&\w]){_LATIN_LETTER.pattern}(?:[\w.'’/-]*[^\W_])?"  # never the inside of an entity
_RUN = {
    "ar": re.compile(rf"{_ARABIC}(?:[\s\u00a0«»،]+{_ARABIC})*"),
    "en": re.compile(rf"{_LATIN}(?:[ \u00a0]+{_LATIN})*"),
}
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

    html = printed_html(prose.html, words("quote_open"), words("quote_close"))
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
    own, other = ("ar", "en") if language == "ar" else ("en", "ar")
    opening, *blocks = html.split('dir="auto"')
    parts = [opening]
    for block in blocks:
        text = unescape(_TAG.sub("", _CITED.sub("", block)))
        arabic, latin = len(_ARABIC_LETTER.findall(text)), len(_LATIN_LETTER.findall(text))
        if arabic == latin or (arabic > latin) == (own == "ar"):
            parts.append(f'dir="{direction(own)}"{_isolated(block, other)}')
        else:
            parts.append(f'lang="{other}" dir="{direction(other)}"{_isolated(block, own)}')
    return "".join(parts)


def _isolated(html: str, language: str) -> str:
    """Runs of `language` marked as such, between tags only."""
    run = _RUN[language]
    if not run.search(html):
        return html
    bdi = rf'<bdi lang="{language}" dir="{direction(language)}">\g<0></bdi>'
    return "".join(part if part.startswith("<") else run.sub(bdi, part) for part in _TAG.split(html))


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
