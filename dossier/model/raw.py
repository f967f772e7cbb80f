"""YAML as it was read: text with its place, before any meaning is given to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dossier.problems import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A value as written; the schema types it. `lines` are those of its file, for places inside block texts."""

    at: Location
    text: str
    style: Literal["plain", "single", "double", "literal", "folded"]
    lines: tuple[str, ...] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Nothing written, `~` or `null`: the value that is not there."""
        return self.style == "plain" and self.text in ("", "~", "null")

    def place(self, offset: int) -> Location:
        """Where in the file the character `offset` of this value stands."""
        line, column = self._in_block(offset) if self.style == "literal" else self._in_flow(offset)
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Location(path=self.at.path, line=line, column=min(column, len(excerpt) + 1), excerpt=excerpt)

    def _in_block(self, offset: int) -> tuple[int, int]:
        """A literal block keeps its lines; only what stands before them is left out."""
        before = self.text[:offset]
        start = before.rfind("\n") + 1
        own = self.text[start:].partition("\n")[0]
        line = self.at.line + 1 + before.count("\n")
        written = self.lines[line - 1] if line <= len(self.lines) else own
        return line, len(written) - len(own) + offset - start + 1

    def _in_flow(self, offset: int) -> tuple[int, int]:
        """Every other style changes blanks alone, so the marks of value and file are counted side by side."""
        wanted = sum(c not in _BLANKS for c in self.text[:offset])
        place = self.at.line, self.at.column
        for count, place in enumerate(self._marks()):
            if count == wanted:
                return place
        return place[0], place[1] + 1

    def _marks(self) -> Iterator[tuple[int, int]]:
        """The places of the characters of this value that are no blanks, as they are written in the file."""
        line, column = self.at.line, self.at.column - 1
        if self.style == "folded":
            line, column = line + 1, 0
        column += self.style in ("single", "double")
        for number, text in enumerate(self.lines[line - 1 :], start=line):
            for found in _WRITTEN[self.style].finditer(text, column):
                if not found["blank"]:
                    yield number, found.start() + 1
            column = 0


_BLANKS = " \t\r\n\x85\u2028\u2029"
_PLAIN = re.compile(rf"(?P<blank>[{_BLANKS}])|.")
# What one character of a value is written with; escapes of blanks, and one at the end of a line, stand for no mark.
_WRITTEN = {
    "plain": _PLAIN,
    "folded": _PLAIN,
    "single": re.compile(rf"(?P<blank>[{_BLANKS}])|''|."),
    "double": re.compile(
        rf"(?P<blank>[{_BLANKS}]|\\[ntrNLP \t]|\\$)|\\x..|\\u.{{4}}|\\U.{{8}}|\\.|."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    at: Location
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    at: Location
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
Path_ = tuple[str | int, ...]


def node_at(node: Node, path: Path_) -> Node:
    """The node that `path` (keys and positions) leads to, or the last one on the way that exists."""
    for step in path:
        inner: Node | None
        match node:
            case Mapping() | Scalar() if step == 0 and isinstance(step, int):
                inner = node  # one value may stand for a list of one
            case Mapping():
                inner = node.get(str(step))
            case Sequence() if isinstance(step, int) and step < len(node.items):
                inner = node.items[step]
            case _:
                inner = None
        if inner is None:
            break
        node = inner
    return node


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One record of a kind: its id, where the id stands, its YAML."""

    kind: str
    id: str
    at: Location
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class RawContent:
    """All that the authors wrote under `root`."""

    root: Path
    site: RawRecord
    records: tuple[RawRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where each record and each value in it was written: the way from a fault back to its file."""

    nodes: MappingOf[tuple[str, str], Node]
    keys: MappingOf[tuple[str, str], Location]

    def record(self, kind: str, id: str) -> Location:
        """The place of the record's id, or its file."""
        return self.keys[kind, id]

    def value(self, kind: str, id: str, *path: str | int) -> Location:
        """The place of the value that `path` leads to, or of the nearest one above it."""
        return node_at(self.nodes[kind, id], path).at

    def key(self, kind: str, id: str, *path: str | int) -> Location:
        """The place of the key that `path` ends with; of the value where it is no key."""
        inner = node_at(self.nodes[kind, id], path[:-1])
        found = inner.key(str(path[-1])) if isinstance(inner, Mapping) and path else None
        return found.at if found else self.value(kind, id, *path)

    def within(self, kind: str, id: str, path: Path_, offset: int) -> Location:
        """The place of the character `offset` of the text that `path` leads to."""
        node = node_at(self.nodes[kind, id], path)
        return node.place(offset) if isinstance(node, Scalar) else node.at
