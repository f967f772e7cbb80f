"""Our own words in Markdown -> safe HTML, and a list of all that they refer to.

References stay symbolic in the HTML (`href="actor:joe-biden"`, `href="note:briefing#id"`): `link` sees
that they lead somewhere, `render` turns them into addresses. The only door to markdown and nh3.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

REFERENCE_KINDS = ("actor", "topic", "claim", "event", "source", "briefing", "page")
_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "td", "th")
_TAGS = {*_BLOCKS, "a", "em", "strong", "code", "pre", "ul", "ol", "table", "thead", "tbody", "tr", "br", "hr"}
_SCHEMES = {*REFERENCE_KINDS, "note", "http", "https", "mailto"}

_REFERENCE = re.compile(rf"\]\(({'|'.join(REFERENCE_KINDS)}):([^)\s]*)\)")
_LINK_TARGET = re.compile(r"\]\(([^)\s]*)")
_CITATION = re.compile(r"\[@([^\[\]\s]+)\]")
_QUOTED = re.compile(r'"([^"\n]+(?:\n[^"\n]+)*)"|“([^”]+)”|«([^»]+)»')


class Reference(NamedTuple):
    """`[words](kind:id)`; `offset` in the Markdown is where the id begins."""

    kind: str
    id: str
    offset: int


class Citation(NamedTuple):
    """`[@id]` or `[@briefing#id]`; `briefing` is None where the text names none and has none of its own."""

    briefing: str | None
    annotation: str
    offset: int


class Quoted(NamedTuple):
    """Words in double quotation marks; `citations` are those of the same paragraph."""

    words: str
    offset: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Markdown read once. `html` is safe and holds symbolic references."""

    markdown: str
    html: str
    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    quoted: tuple[Quoted, ...]
    unsafe_links: tuple[Reference, ...]  # targets whose scheme is none that is allowed

    @property
    def plain(self) -> str:
        """The words alone, without marks and citations."""
        without = re.sub(r'<a class="cite"[^>]*>[^<]*</a>', "", self.html)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", without))).strip()


def parse(text: str, briefing: str | None = None) -> Prose:
    """Read `text`; a bare `[@id]` cites an annotation of `briefing`."""
    citations = tuple(_citations(text, briefing))
    return Prose(
        markdown=text,
        html=_html(text, briefing),
        references=tuple(Reference(m[1], m[2], m.start(2)) for m in _REFERENCE.finditer(text)),
        citations=citations,
        quoted=tuple(_quoted(text, citations)),
        unsafe_links=tuple(
            Reference("", m[1], m.start(1))
            for m in _LINK_TARGET.finditer(text)
            if m[1].partition(":")[0] not in _SCHEMES or ":" not in m[1]
        ),
    )


def _citations(text: str, briefing: str | None) -> list[Citation]:
    found = []
    for match in _CITATION.finditer(text):
        own, mark, annotation = match[1].rpartition("#")
        found.append(Citation(own if mark else briefing, annotation, match.start(1)))
    return found


def _quoted(text: str, citations: tuple[Citation, ...]) -> list[Quoted]:
    """Quoted runs paragraph by paragraph; marks of code, HTML tags and link targets are none."""
    masked = re.sub(r"`[^`]*`|<[^>]*>|\]\([^)]*\)", lambda m: "\x00" * len(m[0]), text)
    found = []
    for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", masked):
        near = tuple(c for c in citations if block.start() <= c.offset < block.end())
        for match in _QUOTED.finditer(block[0]):
            group = next(i for i in (1, 2, 3) if match[i] is not None)
            start = block.start() + match.start(group)
            words = text[start : start + len(match[group])]
            found.append(Quoted(re.sub(r"\s+", " ", words).strip(), start, near))
    return found


class _CitationPattern(InlineProcessor):
    """`[@briefing#id]` -> an empty link that `render` numbers."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's own name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", {"class": "cite", "href": f"note:{m[1]}"})
        link.text = "@"
        return link, m.start(0), m.end(0)


class _Direction(Treeprocessor):
    """Each block finds its own direction: our words may be English in an Arabic site, and the other way."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in _BLOCKS:
                element.set("dir", "auto")


class _Dossier(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's own name)
        # Before links (160) and references (170), which would take the brackets for theirs.
        md.inlinePatterns.register(_CitationPattern(_CITATION.pattern, md), "citation", 175)
        md.treeprocessors.register(_Direction(md), "direction", 5)


_ATTRIBUTES: Mapping[str, set[str]] = {"a": {"href", "title"}, **{tag: {"dir"} for tag in _BLOCKS}}
_markdown = markdown.Markdown(extensions=["tables", "sane_lists", _Dossier()])
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=dict(_ATTRIBUTES),
    allowed_classes={"a": {"cite"}},
    url_schemes=_SCHEMES,
    link_rel="noopener noreferrer",
)


def _html(text: str, briefing: str | None) -> str:
    # A bare citation is completed here, so that the HTML means the same wherever it is shown.
    whole = _CITATION.sub(
        lambda m: m[0] if "#" in m[1] or briefing is None else f"[@{briefing}#{m[1]}]", text
    )
    return _cleaner.clean(_markdown.reset().convert(whole)).strip()
