"""YAML as it was read: text with its place, before any meaning is given to it."""

from __future__ import annotations

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
    indent: int = 0
    lines: tuple[str, ...] = field(default=(), repr=False)

    @property
    def empty(self) -> bool:
        """Nothing written, `~` or `null`: the value that is not there."""
        return self.style == "plain" and self.text in ("", "~", "null")

    def place(self, offset: int) -> Location:
        """Where in the file the character `offset` of this value stands, as near as its style allows."""
        if self.style == "literal":
            before = self.text[:offset]
            line = self.at.line + 1 + before.count("\n")
            column = self.indent + offset - (before.rfind("\n") + 1) + 1
        elif self.style == "folded" or "\n" in self.text:
            return self.at
        else:
            line = self.at.line
            column = self.at.column + offset + (self.style in ("single", "double"))
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Location(path=self.at.path, line=line, column=min(column, len(excerpt) + 1), excerpt=excerpt)


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
        match node:
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
