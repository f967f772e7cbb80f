"""The author's own pages: about, and whatever else was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.site import Html, Link, Page, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.contents import contents
from dossier.stages.compose.desk import Desk

DESCRIPTION_LENGTH = 155


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    title: Phrase
    body: Html
    contents: tuple[Link, ...]  # its headings


def pages(desk: Desk) -> Iterator[Page]:
    for id, record in desk.records.pages.items():
        body, headings = contents(desk.prose(("page", id, "body"), ""), desk.names.ours)
        yield Page(
            path=addresses.page(id),
            template="page.html",
            title=record.title,
            description=shortened(desk.dossier.prose["page", id, "body"].plain),
            view=TextView(title=desk.names.ours(record.title), body=body, contents=headings),
            frame=desk.frame,
        )


def shortened(text: str) -> str:
    """The beginning, to the end of a word."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
