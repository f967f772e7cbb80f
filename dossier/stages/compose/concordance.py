"""Mentions of an actor -> the lines around them, as in a concordance (keyword in context)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dossier.model.evidence import Mention
from dossier.model.ids import ActorId, SourceId
from dossier.model.site import Address, Link, Phrase
from dossier.stages.compose import addresses, article, excerpts
from dossier.stages.compose.desk import Desk
from dossier.text.spans import Span

AROUND = 64  # characters of context on each side, cut at a blank
WITHHELD = "…"  # for a name that stands where nothing of the capture may be shown

_LAST_BLANK = re.compile(r"\s\S*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class InContext:
    """A mention with what stands before and after it in its line."""

    before: str
    words: Phrase
    after: str
    by: Literal["name", "office", "short"]
    hint: str
    line: str
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The mentions in one source."""

    source: Link
    count: str
    rows: tuple[InContext, ...]


def of(desk: Desk, actor: ActorId) -> tuple[Group, ...]:
    """By source, the earliest article first; within it in the order of the text."""
    by_source: dict[SourceId, list[Mention]] = {}
    for mention in desk.dossier.mentions_by_actor.get(actor, ()):
        by_source.setdefault(mention.source, []).append(mention)
    return tuple(
        Group(
            source=desk.names.source(source),
            count=desk.words.count("mentions", len(by_source[source])),
            rows=tuple(_rows(desk, source, by_source[source])),
        )
        for source in desk.sources()
        if source in by_source
    )


def _rows(desk: Desk, source: SourceId, mentions: list[Mention]) -> Iterator[InContext]:
    capture = desk.dossier.traced.anchored.captures[source]
    language = desk.dossier.traced.anchored.language(source)
    for mention in mentions:
        line: Span | None = capture.lines[mention.line - 1]
        if source in desk.published:
            line = desk.published[source].around(mention.span)
        yield InContext(
            before=_before(capture.text, Span(line.start, mention.span.start)) if line else "",
            words=desk.names.phrase(mention.surface if line else WITHHELD, language),
            after=_after(capture.text, Span(mention.span.end, line.end)) if line else "",
            by=mention.by,
            hint=article.mention_link(desk.names, mention, ()).hint,
            line=str(mention.line),
            address=place(desk, source, mention.line),
        )


def place(desk: Desk, source: SourceId, line: int) -> Address:
    """The line in the annotated article where there is one, else in the source's page; where all of it is withheld,
    the page alone."""
    shown = excerpts.of_line(desk, source, line) != ()
    for briefing in desk.dossier.briefings_by_source.get(source, ()):
        return addresses.briefing_line(briefing, line) if shown else addresses.briefing(briefing)
    return addresses.source_line(source, line) if shown else addresses.source(source)


def _before(text: str, span: Span) -> str:
    words = span.of(text)
    if len(words) <= AROUND:
        return words.lstrip()
    cut = words[-AROUND:]
    return "…" + cut[cut.find(" ") + 1 :]


def _after(text: str, span: Span) -> str:
    words = span.of(text)
    return words.rstrip() if len(words) <= AROUND else _LAST_BLANK.sub("", words[:AROUND]) + "…"
