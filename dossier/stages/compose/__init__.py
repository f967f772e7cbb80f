"""Dossier -> pages: every address of the site with the values that its template prints.

One module a page kind. What they share: `addresses` (where things stand), `names` (what things are called),
`passages` (annotations away from their article), `article` (a capture cut into pieces), `prose` (our words).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.model.dossier import Dossier
from dossier.model.site import Page
from dossier.stages.compose import (
    actor,
    briefing,
    claim,
    figures,
    home,
    indexes,
    matrix,
    notfound,
    roster,
    source,
    timeline,
    topic,
)
from dossier.stages.compose import desk as desks
from dossier.stages.compose import pages as texts
from dossier.stages.compose.desk import Desk
from dossier.text.locale import Words


def pages(dossier: Dossier, words: Words) -> Iterator[Page]:
    """All pages of the site; each kind in turn, in the order of its records."""
    desk = desks.of(dossier, words)
    for kind in PAGE_KINDS:
        yield from kind(desk)


PAGE_KINDS: tuple[Callable[[Desk], Iterator[Page]], ...] = (
    home.pages,
    briefing.pages,
    source.pages,
    actor.pages,
    topic.pages,
    claim.pages,
    timeline.pages,
    figures.pages,
    matrix.pages,
    indexes.pages,
    roster.pages,
    texts.pages,
    notfound.pages,
)
