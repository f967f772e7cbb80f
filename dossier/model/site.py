"""What pages are made of: values that a template prints as they are and never looks up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NewType

from dossier.model.ids import Ref
from dossier.model.records import REMARK_KINDS, Language, Stance
from dossier.text.scripts import Direction, direction

Address = NewType("Address", str)
"""A place on the site from its root, `actors/joe-biden.html` or `briefings/x.html#note`: a template puts
`page.root` before it. A promise: made of authors' ids alone."""

Html = NewType("Html", str)
"""Markup that is safe as it stands, with addresses as its page sees them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words and their language; `lang` is None where they are in the language of the page. Words of a capture
    tell their place in it, `source-id:start-end` in code points, so that a page can be held against the capture."""

    text: str
    lang: Language | None = None
    span: str = ""

    @property
    def dir(self) -> Direction | None:
        return None if self.lang is None else direction(self.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead somewhere; without an address they are only said."""

    words: Phrase
    address: Address | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all pages of a site share."""

    title: Phrase
    nameplate: Phrase  # the title up to its colon: what stands over every page but the front page
    description: str
    language: Language
    dir: Direction
    url: str  # absolute, ends with a slash; "" where no canonical address is to be told
    base: str  # the path of that address: "/repo/" or "/"
    sections: tuple[Link, ...]
    pages: tuple[Link, ...]  # about and the like
    previews: Mapping[Address, Preview | NotePreview]  # of whatever a link may lead to


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A line on a page that a correction touched; `when` leads to the record of it."""

    when: Link
    what: Html


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: `view` is the value that its template is written for."""

    path: str
    template: str
    title: str
    description: str
    view: object
    frame: Frame
    section: Address | None = None  # the entry of the navigation under which it stands
    draft: bool = False
    anywhere: bool = False  # served under addresses of any depth: only the 404
    corrections: tuple[Corrected, ...] = ()  # that touched this page, the newest first

    @property
    def root(self) -> str:
        """What leads from this page to the site's root."""
        return self.frame.base if self.anywhere else "../" * self.path.count("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who speaks, as at the article's date."""

    who: Link
    native: Phrase | None  # the source's own words for a speaker without a name
    role: Phrase | None
    of: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One hand through which words came; `suspected` where no capture says so and we only infer it."""

    link: Link
    suspected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The hands through which words came, the first one first, and in words how many removes that is."""

    hands: tuple[Step, ...]
    removes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceOn:
    """What an annotation does to a claim."""

    claim: Link
    stance: Stance
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An annotation as it is shown away from its article: the words, who said them, where they stand."""

    ref: Ref
    kind: str
    kind_word: str
    number: int
    address: Address
    outlet: Link  # leads to the source's page
    outlet_short: str
    date: str  # of the article; "" where unknown
    briefing: Link
    line: int | None
    quote: Phrase | None
    english: Phrase | None
    spoken: bool  # the whole quote stands between quotation marks in the print
    voices: tuple[Voice, ...]
    manner: str  # how the words are given: directly, in paraphrase …
    chain: tuple[Step, ...]  # speaker's side first, the speaker left out
    way: Way | None  # the same with the outlet that is not known, and counted; None where nobody speaks
    hint: str  # who says what, in one line
    said: str
    stances: tuple[StanceOn, ...]
    gloss: Phrase  # our note in plain words; the whole note stands in the briefing

    @property
    def is_remark(self) -> bool:
        return self.kind in REMARK_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingCard:
    """A briefing in a list."""

    briefing: Link
    gist: Phrase | None
    outlet: Link
    date: str
    edtf: str  # for <time>; "" where the date is unknown or no single day, month or year
    original: Phrase | None  # the article's own headline
    annotations: int
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a link tells of the record that it leads to, before anybody goes there. It holds no link itself, and so
    is the same on every page."""

    kind: str
    label: str  # what it is, in few words: `Person`, `Claim, open`
    title: Phrase
    other: Phrase | None  # the name in the other script, the headline as printed
    lines: tuple[Html, ...]  # each a paragraph
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePreview:
    """The same of an annotation: `facts` are what a figure or an event is in a few words."""

    passage: Passage
    facts: tuple[Link, ...]
    gloss: Html
    where: str
