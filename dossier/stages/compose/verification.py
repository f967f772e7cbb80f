"""The page on which a reader verifies the site: what is checked, how to do it, what it proves and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ids import SourceId
from dossier.model.quoted import quotes
from dossier.model.site import Link, Page, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A capture with its hash; `published` as a whole, so that a browser can be given it."""

    id: SourceId
    source: Link
    path: str
    sha256: str
    encoding: str
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A quote with the place that anybody can look up."""

    words: Phrase
    path: str
    encoding: str
    start: int
    end: int
    passage: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationView:
    captures: tuple[Held, ...]
    quotes: int
    counts: str  # 5 captures and 544 quotations
    example: Example | None


def pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        path=addresses.VERIFY,
        template="verify.html",
        title=desk.words("verify_title"),
        description=desk.words("verify_description"),
        view=_view(desk),
        frame=desk.frame,
    )


def _view(desk: Desk) -> VerificationView:
    anchored, words = desk.dossier.traced.anchored, desk.words
    captures = sorted(anchored.captures.values(), key=lambda capture: capture.path)
    found = len(quotes(desk.dossier))
    return VerificationView(
        captures=tuple(
            Held(
                id=capture.source,
                source=desk.names.source(capture.source),
                path=capture.path,
                sha256=capture.sha256,
                encoding=desk.records.sources[capture.source].encoding,
                published=anchored.published_whole(capture.source),
            )
            for capture in captures
        ),
        quotes=found,
        counts=words.series([words.count("captures", len(captures)), words.count("quotes", found)]),
        example=_example(desk),
    )


def _example(desk: Desk) -> Example | None:
    """The first statement that there is, as a place to look up."""
    for ref, note in desk.dossier.annotations.items():
        if note.anchor and note.record.kind == "statement":
            return Example(
                words=desk.names.quote(note.anchor),
                path=desk.dossier.traced.anchored.captures[note.source].path,
                encoding=desk.records.sources[note.source].encoding,
                start=note.anchor.span.start,
                end=note.anchor.span.end,
                passage=Link(words=desk.names.briefing(ref.briefing).words, address=addresses.annotation(ref)),
            )
    return None
