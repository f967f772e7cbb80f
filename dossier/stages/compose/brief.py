"""The brief: the whole dossier for somebody who has three minutes. No page where none was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.site import Html, Link, Page
from dossier.stages.compose import addresses
from dossier.stages.compose.contents import contents
from dossier.stages.compose.desk import Desk
from dossier.text.brief import minutes
from dossier.text.brief import words as words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    reading: str  # how many words, and how long they take
    body: Html
    contents: tuple[Link, ...]  # its headings


def pages(desk: Desk) -> Iterator[Page]:
    length = reading(desk)
    if length:
        body, headings = contents(desk.prose(("site", "site", "brief"), ""), desk.names.ours)
        yield Page(
            path=addresses.BRIEF,
            template="brief.html",
            title=desk.words("brief_title"),
            description=desk.words("brief_description", reading=length, title=desk.records.site.title),
            view=BriefView(reading=length, body=body, contents=headings),
            frame=desk.frame,
        )


def reading(desk: Desk) -> str:
    """The brief's length in words and minutes; "" where there is none."""
    text, words = desk.records.site.brief, desk.words
    if text is None:
        return ""
    length = len(words_of(text))
    return words(
        "brief_reading", words=words.count("words", length), minutes=words.count("minutes", minutes(length))
    )
