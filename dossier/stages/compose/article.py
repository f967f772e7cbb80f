"""A capture's lines -> pieces: stretches of its own text with the annotations and mentions that hold there.

The text is never altered and never run through Markdown: it is cut where an annotation or a mention begins or
ends, and the template escapes each piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from dossier.model.evidence import Mention
from dossier.model.ids import SourceId
from dossier.model.site import Address, Link, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.names import Names
from dossier.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Marked words: an annotation's, by its id and number, or `evidence` of a provenance value."""

    id: str
    kind: str
    number: int
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionLink:
    """Where the words of a mention lead, and by which rule they name the actor; `others` are named by the very
    same words, as in a dual."""

    address: Address
    by: Literal["name", "office", "short"]
    hint: str
    others: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text under the same marks. `opens` begin before it, outermost first; `closes` count those that end after
    it; `ends` are the marks whose whole passage ends here; `others` whom a mention that ends here names too;
    `gap`: text before it may not be shown."""

    text: str
    opens: tuple[tuple[Mark, int], ...]  # with the depth at which each is nested, from 0
    closes: int
    mention: MentionLink | None
    ends: tuple[Mark, ...]
    others: tuple[Link, ...]
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a capture, or our rendering of one; `words` tells its language and direction."""

    number: int
    pieces: tuple[Piece, ...]
    words: Phrase


def line(
    names: Names,
    source: SourceId,
    number: int,
    marks: Sequence[tuple[Span, Mark]],
    visible: Sequence[Span] | None = None,
) -> Line:
    """Line `number` of the capture, cut; of an excerpted one (`visible`) only what may be shown."""
    anchored = names.dossier.traced.anchored
    capture = anchored.captures[source]
    span = capture.lines[number - 1]
    mentions = [m for m in names.dossier.traced.mentions.get(source, ()) if m.line == number]
    by_span: dict[Span, Mention] = {}
    for mention in _innermost_first(mentions):
        by_span.setdefault(mention.span, mention)
    links = [(span, mention_link(names, mention, mentions)) for span, mention in by_span.items()]
    words = names.phrase(
        "" if visible is not None else span.of(capture.text).strip(), anchored.language(source)
    )
    return Line(
        number=number,
        pieces=_pieces(capture.text, span, marks, links, visible),
        words=replace(words, span=addresses.span(source, span)) if visible is None else words,
    )


def rendered(number: int, words: Phrase, marks: Sequence[tuple[Span, Mark]]) -> Line:
    """Our rendering of line `number`, cut where the renderings of its annotations begin and end."""
    return Line(
        number=number, pieces=_pieces(words.text, Span(0, len(words.text)), marks, (), None), words=words
    )


def mention_link(names: Names, mention: Mention, beside: Sequence[Mention]) -> MentionLink:
    """The link of a mention; what else the same words name is told in its hint."""
    hint = [_rule(names, mention)]
    hint += [
        _rule(names, other)
        for other in beside
        if other is not mention
        and other.span.start <= mention.span.start
        and mention.span.end <= other.span.end
    ]
    return MentionLink(
        address=addresses.actor(mention.actor),
        by=mention.by,
        hint=" · ".join(hint),
        others=tuple(
            Link(
                words=names.actor(other.actor).words,
                address=addresses.actor(other.actor),
                hint=_rule(names, other),
            )
            for other in beside
            if other is not mention and other.span == mention.span
        ),
    )


def _rule(names: Names, mention: Mention) -> str:
    """`Joe Biden, by office: President of the United States on 27 July 2021`"""
    actor, date = names.actor(mention.actor).words.text, names.published(mention.source)
    if mention.office and date:
        return names.words(
            "mention_office_held", actor=actor, office=names.office(mention.office).words.text, date=date
        )
    return names.words(f"mention_{mention.by}", actor=actor)


def _innermost_first(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.span.end - m.span.start, m.span.start))


def _pieces(
    text: str,
    line: Span,
    marks: Sequence[tuple[Span, Mark]],
    links: Sequence[tuple[Span, MentionLink]],
    visible: Sequence[Span] | None,
) -> tuple[Piece, ...]:
    shown = [line] if visible is None else list(visible)
    spans = [span for span, _ in marks] + [span for span, _ in links] + shown
    inside = {offset for span in spans for offset in (span.start, span.end)}
    cuts = sorted({line.start, line.end} | {o for o in inside if line.start < o < line.end})
    # The mark that begins first, and of those the longest, is outermost: nested marks then nest in HTML.
    ordered = sorted(marks, key=lambda m: (m[0].start, -m[0].end, m[1].number))

    drafts: list[_Draft] = []
    open_now: list[Mark] = []
    gap = False
    for start, end in pairwise(cuts):
        if not any(span.start <= start and end <= span.end for span in shown):
            gap = True
            continue
        wanted = [mark for span, mark in ordered if span.start <= start and end <= span.end]
        kept = 0
        while kept < min(len(open_now), len(wanted)) and open_now[kept] is wanted[kept]:
            kept += 1
        if drafts:
            drafts[-1].closes += len(open_now) - kept
        within = next(((s, link) for s, link in links if s.start <= start and end <= s.end), None)
        drafts.append(
            _Draft(
                text=text[start:end],
                opens=[(mark, kept + i) for i, mark in enumerate(wanted[kept:])],
                mention=within[1] if within else None,
                ends=[mark for span, mark in ordered if span.end == end],
                others=within[1].others if within and within[0].end == end else (),
                gap=gap,
            )
        )
        open_now, gap = wanted, False
    if drafts:
        drafts[-1].closes += len(open_now)
    if gap:
        drafts.append(_Draft(text="", opens=[], mention=None, ends=[], others=(), gap=True))
    return tuple(draft.piece() for draft in drafts)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A piece whose closing marks are not yet counted: that is known at the next one."""

    text: str
    opens: list[tuple[Mark, int]]
    mention: MentionLink | None
    ends: list[Mark]
    others: tuple[Link, ...]
    gap: bool
    closes: int = 0

    def piece(self) -> Piece:
        return Piece(
            text=self.text,
            opens=tuple(self.opens),
            closes=self.closes,
            mention=self.mention,
            ends=tuple(self.ends),
            others=self.others,
            gap=self.gap,
        )
