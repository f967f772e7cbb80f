"""Our own words in Markdown -> safe HTML, and a list of all that they refer to.

References stay symbolic in the HTML (`href="actor:joe-biden"`, `href="note:briefing#id"`): `link` sees
that they lead somewhere, `render` turns them into addresses. What refers is what became a link, so that nothing
on a page escapes the check, and what is shown as code refers to nothing. The only door to markdown and nh3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.treeprocessors import Treeprocessor

REFERENCE_KINDS = ("actor", "topic", "claim", "event", "source", "briefing", "page")
_BLOCKS = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "td", "th")
_TAGS = {*_BLOCKS, "a", "em", "strong", "code", "pre", "ul", "ol", "table", "thead", "tbody", "tr", "br", "hr"}
_SCHEMES = {*REFERENCE_KINDS, "note", "http", "https", "mailto"}

_KINDS = "|".join(REFERENCE_KINDS)
_REFERENCE = re.compile(rf"(?P<kind>{_KINDS}):(?P<id>.*)", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s/?#<>\"]+([/?#][^\s<>\"]*)?|mailto:[^\s<>\"@]+@[^\s<>\"@]+")
_CITATION = re.compile(r"\[@([^\[\]\s]+)\]")
_QUOTED = re.compile(
    r'"([^"\n]+(?:\n[^"\n]+)*)"|“([^”]+)”|«([^»]+)»|„([^“”"]+)[“”"]|＂([^＂]+)＂|"([^"”]+)”|“([^“”"]+)"'
)
_QUOTATION_MARK = re.compile(r"&(?:quot|#0*34|#[xX]0*22|[lrb]dquo|[lr]aquo|#0*822[012]|#[xX]0*201[cdeCDE]);")
# What will have been meant as a citation or a link of ours, and is shown as it is written.
_MEANT_CITATION = re.compile(
    r"(?<!\\)\[[ \t]*@[^\[\]\n]*\]?|(?<![\w\[@.])@[a-z0-9]+(?:[-#][a-z0-9]+)*\](?!\()"
)
_MEANT_LINK = re.compile(rf"\(\s*(?:{_KINDS}):[a-z0-9][^)\s]*\)?")
_TAG = re.compile(r"(?<!\]\()<(?!(?:https?|ftps?)://)[a-zA-Z][^<>@ ]*(?: [^<>]*)?>|<!--|!\[[^\]\n]*\]\(")
_CODE = re.compile(r"(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # written as entities; no HTML may hold them


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
    not_read: tuple[Reference, ...]  # what looks like a citation or a link of ours and is none; `id` is as written
    left_out: tuple[Reference, ...]  # tags of HTML and pictures; what they hold is shown as words, or not at all

    @property
    def plain(self) -> str:
        """The words alone, without marks and citations."""
        without = re.sub(r'\s*<a class="cite"[^>]*>[^<]*</a>', "", self.html)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", without))).strip()


def parse(text: str, briefing: str | None = None) -> Prose:
    """Read `text`; a bare `[@id]` cites an annotation of `briefing`."""
    html, links = _html(text, briefing)
    masked = _CODE.sub(_blank, text)
    find = _Finder(masked)
    references: list[Reference] = []
    citations: list[Citation] = []
    unsafe: list[Reference] = []
    for link in links:
        if link.cites:
            own, mark, annotation = link.target.rpartition("#")
            offset = find.next(f"[@{link.target}]", 2)
            citations.append(Citation(own if mark else briefing, annotation, offset))
        elif found := _REFERENCE.fullmatch(link.target):
            offset = find.next(link.target, len(found["kind"]) + 1)
            references.append(Reference(found["kind"], found["id"], offset))
        elif not _ADDRESS.fullmatch(link.target):
            unsafe.append(Reference("", link.target, find.next(link.target or "]()", 0 if link.target else 2)))
    return Prose(
        markdown=text,
        html=html,
        references=tuple(references),
        citations=tuple(citations),
        quoted=tuple(_quoted(masked, text, tuple(citations))),
        unsafe_links=tuple(unsafe),
        not_read=tuple(_not_read(masked, references)),
        left_out=tuple(Reference("", m[0], m.start()) for m in _TAG.finditer(masked)),
    )


def quotations(text: str) -> tuple[Quoted, ...]:
    """Words in double quotation marks of a text that is no Markdown."""
    return tuple(_quoted(text, text, ()))


class _Finder:
    """Where in a text the links stand that Markdown found in it, one after the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.after: dict[str, int] = {}

    def next(self, written: str, within: int) -> int:
        """The place of the character `within` of the next `written`; of the last one where there is no other."""
        at = self.text.find(written, self.after.get(written, 0))
        if at < 0:  # written otherwise than it reads: with an entity, say
            return self.after.get(written, 0)
        self.after[written] = at + len(written)
        return at + within


def _not_read(masked: str, references: list[Reference]) -> Iterator[Reference]:
    for meant in _MEANT_CITATION.finditer(masked):
        if not _CITATION.fullmatch(meant[0]):
            yield Reference("", meant[0], meant.start())
    links = {reference.offset for reference in references}
    for meant in _MEANT_LINK.finditer(masked):
        if meant.start() + meant[0].index(":") + 1 not in links:
            yield Reference("", meant[0], meant.start())


def _blank(found: re.Match[str]) -> str:
    """NULs in place of what was found, so that every offset stays."""
    return "\x00" * len(found[0])


def _quoted(masked: str, text: str, citations: tuple[Citation, ...]) -> list[Quoted]:
    """Quoted runs paragraph by paragraph; marks of code, HTML tags and link targets are none, entities are."""
    masked = re.sub(r"<[^>]*>|\]\([^)]*\)", _blank, masked)
    masked = _QUOTATION_MARK.sub(lambda m: unescape(m[0]) + "\x00" * (len(m[0]) - 1), masked)
    found = []
    for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", masked):
        near = tuple(c for c in citations if block.start() <= c.offset < block.end())
        for match in _QUOTED.finditer(block[0]):
            group = next(i for i in range(1, len(match.groups()) + 1) if match[i] is not None)
            start, end = block.start() + match.start(group), block.start() + match.end(group)
            start += len(masked[start:end]) - len(masked[start:end].lstrip("\x00"))  # what is left of an entity
            words = re.sub(r"\s+", " ", text[start:end]).strip()
            found.append(Quoted(words, start, near))
    return found


class _Link(NamedTuple):
    """A link of the finished tree; of a citation, `target` is what stands between its brackets."""

    target: str
    cites: bool


class _CitationPattern(InlineProcessor):
    """`[@briefing#id]` -> an empty link that `render` numbers."""

    briefing: str | None = None

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Markdown's own name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        # A bare citation is completed here, so that the HTML means the same wherever it is shown.
        whole = m[1] if "#" in m[1] or self.briefing is None else f"{self.briefing}#{m[1]}"
        link = Element("a", {"class": "cite", "href": f"note:{whole}", "written": m[1]})
        link.text = "@"
        return link, m.start(0), m.end(0)


class _Definitions(ReferenceProcessor):
    """`[label]: address`; `[@id]: words` is a citation, and `[words]: words` are words."""

    RE = re.compile(
        r"^ {0,3}\[(?!@)([^\[\]]*)\]: *\n? *([a-zA-Z]+:\S+) *(?:\n *)?(([\"'])(.*)\4 *|\((.*)\) *)?$", re.MULTILINE
    )


class _Shape(Treeprocessor):
    """What a page needs of a text: no title of its own, and a direction that each block finds for itself.

    Our words may be English in an Arabic site, and the other way.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            if element.tag in _BLOCKS:
                element.set("dir", "auto")


class _Links(Treeprocessor):
    """The links in the order of the text, when all else is done."""

    found: tuple[_Link, ...] = ()

    def run(self, root: Element) -> None:
        links = []
        for element in root.iter("a"):
            cited = element.attrib.pop("written", None)
            target = unescape(element.get("href", "").replace(markdown.util.AMP_SUBSTITUTE, "&"))
            links.append(_Link(target if cited is None else cited, cited is not None))
        self.found = tuple(links)


class _WordsOfHtml(RawHtmlPostprocessor):
    """HTML is not ours: its words stay, its tags go, and with them any link that nobody would check."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [nh3.clean(block, tags=set()) if isinstance(block, str) else block for block in stash]
        return super().run(text)


class _Dossier(Extension):
    def __init__(self) -> None:
        super().__init__()
        self.citation: _CitationPattern
        self.links: _Links

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (Markdown's own name)
        self.citation, self.links = _CitationPattern(_CITATION.pattern, md), _Links(md)
        # Before links (160) and references (170), which would take the brackets for theirs.
        md.inlinePatterns.register(self.citation, "citation", 175)
        md.parser.blockprocessors.register(_Definitions(md.parser), "reference", 15)
        md.treeprocessors.register(_Shape(md), "shape", 5)
        md.treeprocessors.register(self.links, "links", -1)  # after `unescape` (0)
        md.postprocessors.register(_WordsOfHtml(md), "raw_html", 30)


_ATTRIBUTES: Mapping[str, set[str]] = {"a": {"href", "title"}, **{tag: {"dir"} for tag in _BLOCKS}}
_dossier = _Dossier()
_markdown = markdown.Markdown(extensions=["tables", "sane_lists", _dossier])
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=dict(_ATTRIBUTES),
    allowed_classes={"a": {"cite"}},
    url_schemes=_SCHEMES,
    link_rel="noopener noreferrer",
)


def _html(text: str, briefing: str | None) -> tuple[str, tuple[_Link, ...]]:
    _dossier.citation.briefing = briefing
    html = _markdown.reset().convert(text)
    return _CONTROL.sub("", _cleaner.clean(html)).strip(), _dossier.links.found
