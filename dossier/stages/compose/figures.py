"""The page of figures: every number that the sources give, by topic, with what it counts and as of when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ids import Ref, TopicId
from dossier.model.records import Figure
from dossier.model.site import Link, Page, Passage, Phrase, StanceOn
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk
from dossier.text import units
from dossier.text.locale import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    id: str  # its fragment
    value: str  # "" where the source gives words and no number
    unit: Phrase
    counts: Phrase
    scope: Phrase | None
    as_of: str
    passage: Passage
    claims: tuple[StanceOn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures of one topic; those that bear on the same claim stand together."""

    id: str  # its fragment
    topic: Link | None
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    title: str
    counts: str
    groups: tuple[Group, ...]


def pages(desk: Desk) -> Iterator[Page]:
    by_topic: dict[TopicId | None, list[Ref]] = {}
    for ref, note in desk.dossier.annotations.items():
        if note.record.kind == "figure":
            by_topic.setdefault(note.topics[0] if note.topics else None, []).append(ref)
    known = [topic for topic in desk.records.topics if topic in by_topic]
    known.sort(key=lambda topic: -len(by_topic[topic]))
    order: list[TopicId | None] = [*known, *([None] if None in by_topic else [])]
    counts = desk.words(
        "figures_in",
        figures=desk.words.count("figures", sum(map(len, by_topic.values()))),
        sources=desk.words.count("sources", len(desk.sources())),
    )
    yield Page(
        path=addresses.FIGURES,
        template="figures.html",
        title=desk.words("nav_figures"),
        description=desk.words("figures_description", counts=counts),
        view=FiguresView(
            title=desk.words("nav_figures"),
            counts=counts,
            groups=tuple(
                Group(
                    id=f"Topic-{topic}" if topic else "Other",
                    topic=desk.names.topic(topic) if topic else None,
                    rows=tuple(_row(desk, ref) for ref in _together(desk, by_topic[topic])),
                )
                for topic in order
            ),
        ),
        frame=desk.frame,
        section=addresses.FIGURES,
    )


def _together(desk: Desk, refs: list[Ref]) -> list[Ref]:
    """In the order of the articles, but each claim's figures next to its first, and words without a number last."""
    by_date = {briefing: place for place, briefing in enumerate(desk.briefings())}
    annotations = desk.dossier.annotations
    ordered = sorted(
        refs,
        key=lambda ref: (
            getattr(annotations[ref].record, "value", None) is None,
            by_date[ref.briefing],
            annotations[ref].number,
        ),
    )
    groups: dict[str, list[Ref]] = {}
    for ref in ordered:
        claims = annotations[ref].claims
        groups.setdefault(next(iter(claims), str(ref)), []).append(ref)
    return [ref for group in groups.values() for ref in group]


def _row(desk: Desk, ref: Ref) -> FigureRow:
    note, names = desk.dossier.annotations[ref], desk.names
    figure = note.record
    assert isinstance(figure, Figure)
    passage = desk.passages[ref]
    return FigureRow(
        id=f"{ref.briefing}--{ref.annotation}",
        value=value(figure, desk.words),
        unit=names.ours(unit(figure, desk.words)),
        counts=names.ours(figure.counts),
        scope=names.ours(figure.scope) if figure.scope else None,
        as_of=desk.words.dated(figure.as_of, "as_of", "as_of_latest") if figure.as_of else "",
        passage=passage,
        claims=passage.stances,
    )


def value(figure: Figure, words: Words) -> str:
    """`about 2,500`, `3 to 5`; "" where the source gives no number."""
    if figure.value is None:
        return ""
    text = number(figure.value)
    if figure.upper is not None:
        text = words("figure_range", first=text, last=number(figure.upper))
    return words("figure_about", value=text) if figure.approximate else text


def unit(figure: Figure, words: Words) -> str:
    """The noun beside the number: `soldiers`, and in Arabic the form that the number asks for where we know it."""
    last = figure.upper or figure.value
    known = units.beside(figure.unit, last) if words.language == "ar" and last is not None else None
    return known or figure.unit


def amount(figure: Figure, words: Words) -> str:
    """`about 2,500 soldiers`; a noun that an Arabic number cannot inflect stands apart: `2,500 (soldiers)`."""
    if figure.value is None:
        return words("amount_unknown", unit=figure.unit)
    if words.language == "ar" and units.noun(figure.unit):
        alone = units.told(figure.unit, figure.value, figure.approximate) if figure.upper is None else None
        if alone:
            return words("figure_about", value=alone) if figure.approximate else alone
        return words("amount_counted", value=value(figure, words), unit=unit(figure, words))
    return words("amount", value=value(figure, words), unit=figure.unit)


def number(value: float) -> str:
    """Grouped by thousands, with no more decimals than it has."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"
