"""The page for addresses that lead nowhere: it says so and offers the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.site import BriefingCard, Link, Page
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    sections: tuple[Link, ...]
    briefings: tuple[BriefingCard, ...]


def pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        path=addresses.NOT_FOUND,
        template="404.html",
        title=desk.words("not_found_title"),
        description=desk.words("not_found"),
        view=NotFoundView(
            sections=desk.frame.sections, briefings=tuple(desk.card(id) for id in desk.briefings())
        ),
        frame=desk.frame,
        anywhere=True,
    )
