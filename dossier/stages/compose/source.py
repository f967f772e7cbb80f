"""The page of one source: its record, and the whole capture with its regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.model.evidence import NEWS, Region
from dossier.model.ids import SourceId
from dossier.model.site import BriefingCard, Link, Page, Phrase
from dossier.stages.compose import addresses, article, excerpts, provenance
from dossier.stages.compose.article import Line, Mark
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.provenance import Provenance
from dossier.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionView:
    """Lines of one kind; what is not news is folded."""

    word: str
    news: bool
    range: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    title: str
    original: Phrase | None
    outlet: Link
    provenance: Provenance
    briefings: tuple[BriefingCard, ...]
    regions: tuple[RegionView, ...]
    excerpted: bool
    same_origin: tuple[tuple[str, tuple[Link, ...]], ...]  # why, and with which other sources


def pages(desk: Desk) -> Iterator[Page]:
    for id in desk.records.sources:
        if id in desk.records.withdrawn_sources:
            continue  # see withdrawn.pages
        view = _view(desk, id)
        yield Page(
            path=addresses.source(id),
            template="source.html",
            title=desk.words("source_title", source=view.title),
            description=desk.words("source_description", source=view.title, capture=view.provenance.capture),
            view=view,
            frame=desk.frame,
            section=addresses.SOURCES,
        )


def _view(desk: Desk, id: SourceId) -> SourceView:
    full = excerpts.full_text(desk.dossier, id)
    return SourceView(
        title=desk.names.source(id).words.text,
        original=desk.names.original_title(id),
        outlet=desk.names.outlet(id),
        provenance=provenance.of(desk, id, "../"),
        briefings=tuple(desk.card(briefing) for briefing in desk.dossier.briefings_by_source.get(id, ())),
        regions=tuple(_regions(desk, id) if full else _excerpts(desk, id)),
        excerpted=not full,
        same_origin=tuple(
            (desk.names.in_common(origin.why), tuple(desk.names.source(other) for other in origin.sources if other != id))
            for origin in desk.dossier.origins
            if id in origin.sources and len(origin.sources) > 1
        ),
    )


def _regions(desk: Desk, id: SourceId) -> Iterator[RegionView]:
    anchored = desk.dossier.traced.anchored
    capture = anchored.captures[id]
    marks = _evidence_marks(desk, id)
    for region in anchored.regions[id]:
        numbers = [n for n in range(region.first, region.last + 1) if capture.line(n).strip()]
        if numbers:
            yield RegionView(
                word=desk.words(f"region_{region.kind}"),
                news=region.kind in NEWS,
                range=_range(desk, region, numbers),
                lines=tuple(article.line(desk.names, id, n, marks.get(n, ())) for n in numbers),
            )


def _range(desk: Desk, region: Region, numbers: list[int]) -> str:
    if len(numbers) == 1:
        return desk.words("line_number", n=numbers[0])
    return desk.words("line_range", first=numbers[0], last=numbers[-1])


def _excerpts(desk: Desk, id: SourceId) -> Iterator[RegionView]:
    """Of a capture that may not be published whole: the headline, and what is quoted with some words around."""
    anchored = desk.dossier.traced.anchored
    visible = excerpts.visible(desk.dossier, id)
    for region in anchored.regions[id]:
        if region.kind == "title":
            shown = [n for n in range(region.first, region.last + 1) if anchored.captures[id].line(n).strip()]
            lines = [article.line(desk.names, id, n, ()) for n in shown]
        elif region.kind == "body":
            shown = [n for n in visible if region.first <= n <= region.last]
            lines = [article.line(desk.names, id, n, (), visible[n]) for n in shown]
        else:
            continue
        if lines:
            yield RegionView(
                word=desk.words(f"region_{region.kind}"),
                news=True,
                range=_range(desk, region, shown),
                lines=tuple(lines),
            )


def _evidence_marks(desk: Desk, id: SourceId) -> Mapping[int, list[tuple[Span, Mark]]]:
    """The words by which a value of the source's own record is known, by line."""
    marks: dict[int, list[tuple[Span, Mark]]] = {}
    for key, anchors in desk.dossier.traced.anchored.evidence.items():
        if key[0] != "source" or len(key) < 3:
            continue
        for anchor in anchors:
            if anchor.source == id:
                hint = desk.words("evidence_for", field=desk.words(f"field_{key[2]}"))
                mark = Mark(id="", kind="evidence", number=0, hint=hint)
                marks.setdefault(anchor.line, []).append((anchor.span, mark))
    return marks
