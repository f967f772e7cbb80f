"""The page of data: which tables can be downloaded, how many rows each has, what each column means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dossier.model.quoted import quotes
from dossier.model.site import Address, Page
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    id: str
    title: str
    holds: str
    address: Address
    rows: str  # how many, in words
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    tables: tuple[Table, ...]


def pages(desk: Desk) -> Iterator[Page]:
    words = desk.words
    yield Page(
        path=addresses.DATA,
        template="data.html",
        title=words("nav_data"),
        description=words("data_description", title=desk.frame.title.text),
        view=DataView(
            tables=tuple(
                Table(
                    id=f"Table-{name}",
                    title=words(f"data_{name.replace('-', '_')}"),
                    holds=words(f"data_{name.replace('-', '_')}_holds"),
                    address=Address(f"data/{name}.csv"),
                    rows=words.count("rows", rows(desk)),
                    columns=tuple(_column(desk, *column.split(":")) for column in columns.split()),
                )
                for name, columns, rows in TABLES
            )
        ),
        frame=desk.frame,
    )


def _column(desk: Desk, name: str, meaning: str = "") -> Column:
    return Column(name=name, meaning=desk.words(f"column_{meaning or name}"))


TABLES: tuple[tuple[str, str, Callable[[Desk], int]], ...] = (
    (
        "claims",
        "claim source stance annotation start end words english",
        lambda desk: sum(map(len, desk.dossier.by_claim.values())),
    ),
    (
        "figures",
        "value upper unit counts scope as_of approximate source start end words english annotation",
        lambda desk: sum(
            note.record.kind == "figure" and note.anchor is not None
            for note in desk.dossier.annotations.values()
        ),
    ),
    (
        "mentions",
        "source capture start end surface actor by rule",
        lambda desk: sum(map(len, desk.dossier.traced.mentions.values())),
    ),
    (
        "quotes",
        "record what source capture start end sha256 words_sha256 words",
        lambda desk: len(quotes(desk.dossier)),
    ),
    (
        "shared-passages",
        "source_a:source start_a:start end_a:end source_b:source start_b:start end_b:end words:run similarity",
        lambda desk: len(desk.dossier.shared_passages),
    ),
    (
        "published-spans",
        "capture start end why",
        lambda desk: sum(len(allowed.parts) for allowed in desk.published.values()),
    ),
)
"""The tables that stages/export writes for people to read, the most telling first, and after a colon what a column
means where its name does not say it: a test holds them to it."""
