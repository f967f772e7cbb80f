"""Who stands where: actors by source (named, speaking) and actors by topic; also the small table of the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model.dossier import LinkedAnnotation
from dossier.model.ids import ActorId, SourceId
from dossier.model.records import ActorKind
from dossier.model.site import Address, Link, Page
from dossier.stages.compose import addresses
from dossier.stages.compose.chronology import month_of, year_of
from dossier.stages.compose.desk import Desk

STEPS = (1, 3, 8)  # from which number on a cell is a step darker
MANY = 8  # columns; more do not fit a phone
KINDS: tuple[ActorKind, ...] = ("person", "organisation", "armed_group", "state", "outlet")

Counts = Mapping[tuple[str, str], int]  # by actor and the id of the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What stands over a column; a source has its month under its name."""

    head: Link
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number and where it can be read; `said` is 0 and `named` is 0 where there is nothing."""

    said: int
    named: int
    address: Address | None
    label: str  # the cell in words
    step: int  # of tone, from 0 for none


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    who: Link
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of one kind of actor."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A column as a list: who is in it, those who say most first, each with the cell and all of it in words."""

    head: Link
    entries: tuple[tuple[Link, Cell, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`listed` are the columns of a table too wide for a phone, for which it is lists."""

    title: str
    note: str
    columns: tuple[Column, ...]
    totals: bool  # not where one statement counts in several columns
    sections: tuple[Section, ...]
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixView:
    title: str
    tables: tuple[Table, ...]


def pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        path=addresses.MATRIX,
        template="matrix.html",
        title=desk.words("nav_matrix"),
        description=desk.words("matrix_description"),
        view=MatrixView(title=desk.words("nav_matrix"), tables=(_by_source(desk), _by_topic(desk))),
        frame=desk.frame,
        section=addresses.MATRIX,
    )


def speakers(desk: Desk, at_most: int) -> Table:
    """Those with most statements, by source; only what they say is counted."""
    by_speaker = desk.dossier.by_speaker
    most = sorted(by_speaker, key=lambda actor: (-len(by_speaker[actor]), actor))[:at_most]
    rows = _rows(desk, most, desk.sources(), _said(desk, _source_of), {})
    return Table(
        title=desk.words("home_speakers"),
        note="",
        columns=source_columns(desk),
        totals=True,
        sections=(Section(title="", rows=rows),),
    )


def _by_source(desk: Desk) -> Table:
    named: Counter[tuple[str, str]] = Counter()
    for actor, mentions in desk.dossier.mentions_by_actor.items():
        named.update((actor, mention.source) for mention in mentions)
    return _with_lists(
        desk,
        Table(
            title=desk.words("matrix_sources"),
            note=desk.words("matrix_sources_note"),
            columns=source_columns(desk),
            totals=True,
            sections=_sections(desk, desk.sources(), _said(desk, _source_of), named),
        ),
    )


def _by_topic(desk: Desk) -> Table:
    named: Counter[tuple[str, str]] = Counter()
    for note in desk.dossier.annotations.values():
        actors = dict.fromkeys(mention.actor for mention in note.mentions)
        named.update((actor, topic) for topic in note.topics for actor in actors)
    topics = [topic for topic in desk.records.topics if topic in desk.dossier.by_topic]
    return _with_lists(
        desk,
        Table(
            title=desk.words("matrix_topics"),
            note=desk.words("matrix_topics_note"),
            columns=tuple(Column(head=desk.names.topic(topic), note="") for topic in topics),
            totals=False,
            sections=_sections(desk, topics, _said(desk, lambda note: note.topics), named),
        ),
    )


def _with_lists(desk: Desk, table: Table) -> Table:
    if len(table.columns) <= MANY:
        return table
    rows = [row for section in table.sections for row in section.rows]
    listed = []
    for at, column in enumerate(table.columns):
        held = sorted(
            ((row.who, row.cells[at]) for row in rows if row.cells[at].address),
            key=lambda entry: (-entry[1].said, -entry[1].named),
        )
        if held:
            entries = tuple(
                (who, cell, f"{who.words.text}{desk.words('colon')} {cell.label}") for who, cell in held
            )
            listed.append(Listed(head=column.head, entries=entries))
    return replace(table, listed=tuple(listed))


def _source_of(note: LinkedAnnotation) -> tuple[str, ...]:
    return (note.source,)


def source_columns(desk: Desk) -> tuple[Column, ...]:
    """All sources, the earliest first."""
    return tuple(Column(head=desk.names.outlet(source), note=_month(desk, source)) for source in desk.sources())


def _month(desk: Desk, source: SourceId) -> str:
    when = desk.records.sources[source].published.when
    month, year = month_of(when), year_of(when)
    if month is None:
        return str(year or "")
    return desk.words("date_month", month=desk.words(f"month_short_{month:02}"), year=year)


def _said(desk: Desk, columns: Callable[[LinkedAnnotation], Iterable[str]]) -> Counts:
    said: Counter[tuple[str, str]] = Counter()
    for note in desk.dossier.annotations.values():
        actors = dict.fromkeys(speaker.actor for speaker in note.speakers if speaker.actor)
        said.update((actor, column) for column in columns(note) for actor in actors)
    return said


def _sections(desk: Desk, columns: Sequence[str], said: Counts, named: Counts) -> tuple[Section, ...]:
    """One for each kind of actor; those who are said or named most first, those who never are left out."""
    weight: Counter[str] = Counter()
    for counts in (said, named):
        for (actor, _), number in counts.items():
            weight[actor] += number
    sections = []
    for kind in KINDS:
        actors = [id for id, actor in desk.records.actors.items() if actor.kind == kind and weight[id]]
        actors.sort(key=lambda id: (-weight[id], id))
        if actors:
            rows = _rows(desk, actors, columns, said, named)
            sections.append(Section(title=desk.words(f"actors_{kind}"), rows=rows))
    return tuple(sections)


def _rows(
    desk: Desk, actors: Iterable[ActorId], columns: Sequence[str], said: Counts, named: Counts
) -> tuple[Row, ...]:
    return tuple(
        Row(
            who=desk.names.actor(actor),
            cells=tuple(
                _cell(desk, actor, said.get((actor, column), 0), named.get((actor, column), 0))
                for column in columns
            ),
            total=_cell(
                desk,
                actor,
                sum(said.get((actor, column), 0) for column in columns),
                sum(named.get((actor, column), 0) for column in columns),
            ),
        )
        for actor in actors
    )


def _cell(desk: Desk, actor: ActorId, said: int, named: int) -> Cell:
    words = desk.words
    parts = [words.count("statements", said)] if said else []
    parts += [words.count("mentions", named)] if named else []
    return Cell(
        said=said,
        named=named,
        address=addresses.actor(actor) if said or named else None,
        label=words("list_comma").join(parts),
        step=sum(said + named >= step for step in STEPS),
    )
