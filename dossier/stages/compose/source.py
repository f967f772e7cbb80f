"""The page of one source: its record, and the whole capture with its regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.model.evidence import NEWS
from dossier.model.ids import SourceId
from dossier.model.site import BriefingCard, Link, Page, Phrase
from dossier.stages.compose import addresses, article, excerpts, origins, provenance, shared
from dossier.stages.compose.article import Line, Mark
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.origins import Kin
from dossier.stages.compose.provenance import Provenance
from dossier.stages.compose.shared import Group
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
    kin: Kin | None  # which other sources count as one with it
    shared: tuple[Group, ...]  # passages shared with other sources; where there is a briefing, it has them
    shared_at: Link | None  # where the briefing has them


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
        regions=tuple(_regions(desk, id)),
        excerpted=not full,
        kin=origins.kin(desk.names, id),
        shared=() if desk.dossier.briefings_by_source.get(id) else shared.of(desk, id),
        shared_at=_shared_at(desk, id),
    )


def _shared_at(desk: Desk, id: SourceId) -> Link | None:
    briefings = sorted(desk.dossier.briefings_by_source.get(id, ()))
    passages = desk.dossier.passages_by_source.get(id, ())
    if not briefings or not passages:
        return None
    words = Phrase(text=desk.words.count("passages_shared", len(passages)))
    return Link(words=words, address=addresses.shared(briefings[0]))


def _regions(desk: Desk, id: SourceId) -> Iterator[RegionView]:
    """Every line that is not blank; of an excerpted capture those of which something may be shown."""
    anchored = desk.dossier.traced.anchored
    capture = anchored.captures[id]
    marks = _evidence_marks(desk, id)
    for region in anchored.regions[id]:
        shown = {
            n: visible
            for n in range(region.first, region.last + 1)
            if capture.line(n).strip() and (visible := excerpts.of_line(desk, id, n)) != ()
        }
        if shown:
            yield RegionView(
                word=desk.words(f"region_{region.kind}"),
                news=region.kind in NEWS,
                range=_range(desk, tuple(shown)),
                lines=tuple(article.line(desk.names, id, n, marks.get(n, ()), shown[n]) for n in shown),
            )


def _range(desk: Desk, numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return desk.words("line_number", n=numbers[0])
    return desk.words("line_range", first=numbers[0], last=numbers[-1])


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
