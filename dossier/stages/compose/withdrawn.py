"""What is left of a briefing that was withdrawn, at its own address and at its source's: notice and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.ids import BriefingId, SourceId
from dossier.model.site import Address, Html, Link, Page, Phrase
from dossier.stages.compose import addresses, corrections, provenance
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.provenance import Provenance

ROOT = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Since when a briefing no longer stands, and why."""

    when: str
    why: Html
    briefing: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnView:
    kind: str
    title: Phrase
    notices: tuple[Notice, ...]
    provenance: Provenance


def pages(desk: Desk) -> Iterator[Page]:
    withdrawn = desk.records.withdrawn
    for id, briefing in withdrawn.items():
        title = desk.names.briefing(id).words
        yield _page(desk, "briefing", addresses.briefing(id), title, [id], briefing.source)
    for source in sorted(desk.records.withdrawn_sources):
        own = [id for id, briefing in withdrawn.items() if briefing.source == source]
        yield _page(desk, "source", addresses.source(source), desk.names.source(source).words, own, source)


def _page(
    desk: Desk, kind: str, address: Address, title: Phrase, briefings: Iterable[BriefingId], source: SourceId
) -> Page:
    notices = tuple(_notices(desk, briefings))
    return Page(
        path=address,
        template="withdrawn.html",
        title=title.text if kind == "briefing" else desk.words("source_title", source=title.text),
        description=notices[0].when,
        view=WithdrawnView(
            kind=desk.words(f"touched_{kind}"),
            title=title,
            notices=notices,
            provenance=provenance.of(desk, source, ROOT),
        ),
        frame=desk.frame,
    )


def _notices(desk: Desk, briefings: Iterable[BriefingId]) -> Iterator[Notice]:
    for id in briefings:
        record = desk.records.withdrawn[id].withdrawn
        if record:
            yield Notice(
                when=corrections.on(desk.words, "withdrawn", record.date),
                why=desk.prose(("briefing", id, "withdrawn", "why"), ROOT),
                briefing=desk.names.briefing(id),
            )
