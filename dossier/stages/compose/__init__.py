"""Dossier -> pages: every address of the site with the values that its template prints.

One module a page kind. What they share: `addresses` (where things stand), `names` (what things are called),
`passages` (annotations away from their article), `article` (a capture cut into pieces), `prose` (our words).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dossier.model.dossier import Dossier
from dossier.model.search import Searchable
from dossier.model.site import Page
from dossier.stages.compose import (
    actor,
    brief,
    briefing,
    claim,
    contradictions,
    corrections,
    data,
    figures,
    home,
    indexes,
    matrix,
    notfound,
    previews,
    review,
    roster,
    search,
    source,
    timeline,
    topic,
    verification,
    withdrawn,
)
from dossier.stages.compose import desk as desks
from dossier.stages.compose import pages as texts
from dossier.stages.compose.desk import Desk
from dossier.text.locale import Words


def desk(dossier: Dossier, words: Words) -> Desk:
    """What pages and the index of the search are composed from."""
    desk = desks.of(dossier, words)
    return replace(desk, frame=replace(desk.frame, previews=previews.of(desk)))


def searchable(desk: Desk) -> Searchable:
    """All that can be found on the site."""
    return search.searchable(desk)


def pages(desk: Desk, for_review: bool = False) -> Iterator[Page]:
    """All pages of the site; each kind in turn, in the order of its records.

    With `for_review` the sheet for a second reader follows, which is no page of the site.
    """
    touched = corrections.lines(desk)
    for kind in PAGE_KINDS:
        for page in kind(desk):
            yield replace(page, corrections=touched[page.path]) if page.path in touched else page
    if for_review:
        yield review.page(desk)


PAGE_KINDS: tuple[Callable[[Desk], Iterator[Page]], ...] = (
    home.pages,
    brief.pages,
    briefing.pages,
    source.pages,
    actor.pages,
    topic.pages,
    claim.pages,
    timeline.pages,
    figures.pages,
    contradictions.pages,
    matrix.pages,
    indexes.pages,
    roster.pages,
    corrections.pages,
    withdrawn.pages,
    texts.pages,
    data.pages,
    verification.pages,
    search.pages,
    notfound.pages,
)
