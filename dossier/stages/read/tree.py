"""YAML text -> Nodes with their places. The only door to PyYAML.

Works on the parser's events, because the usual loaders hide duplicate keys, type what they should leave
alone (`no`, `14:13`, `012`) and build whatever aliases and tags ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from dossier.model.raw import Mapping, Node, Scalar, Sequence
from dossier.problems import Location, Problem
from dossier.stages.read import traps

DEPTH = 20
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where PyYAML was built with it
_STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


class Unreadable(Exception):
    """This YAML cannot be read further; carries why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def parse(path: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of one document and its faults; no tree where the text cannot be read to its end."""
    reader = _Reader(path, text)
    try:
        node = reader.document()
    except Unreadable as stop:
        return None, (*reader.problems, stop.problem)
    except yaml.MarkedYAMLError as error:
        return None, (*reader.problems, traps.malformed(path, reader.lines, error))
    except yaml.YAMLError as error:  # a character that YAML refuses
        return None, (*reader.problems, traps.refused_character(path, text, error))
    return node, tuple(reader.problems)


def _mark(mark: Any) -> yaml.Mark:
    """The place of an event: the C parser's marks have a type of their own, and a parsed text always has them."""
    assert mark is not None
    return mark  # type: ignore[no-any-return]


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        # YAML's own line breaks only; str.splitlines would also break at U+2028, FF …
        self.lines = tuple(re.split(r"\r\n|\r|\n", text))
        self.problems: list[Problem] = []
        self.events: Iterator[Event] = iter(yaml.parse(text, Loader=_Loader))

    def document(self) -> Node | None:
        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        node = self.node(next(self.events), 0)
        next(self.events)  # document end
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            raise self.stop(following, "a second document in one file", "give it a file of its own")
        return node

    def at(self, event: Event) -> Location:
        start = _mark(event.start_mark)
        excerpt = self.lines[start.line] if start.line < len(self.lines) else ""
        return Location(path=self.path, line=start.line + 1, column=start.column + 1, excerpt=excerpt)

    def stop(self, event: Event, what: str, mend: str) -> Unreadable:
        return Unreadable(Problem(at=self.at(event), what=what, mend=mend))

    def node(self, event: Event, depth: int) -> Node:
        if depth > DEPTH:
            raise self.stop(event, f"nested more than {DEPTH} deep", "no record needs that: write it flatter")
        if isinstance(event, AliasEvent):
            raise self.stop(event, f"an alias: *{event.anchor}", "write the value out; in a text, quote it")
        if anchor := getattr(event, "anchor", None):
            raise self.stop(event, f"an anchor: &{anchor}", "leave it out; in a text, quote it")
        if tag := getattr(event, "tag", None):
            raise self.stop(event, f"a tag: {tag}", "leave it out; the schema types every value")
        if isinstance(event, ScalarEvent):
            return self.scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, MappingStartEvent):
            return self.mapping(event, depth)
        raise AssertionError(event)

    def scalar(self, event: ScalarEvent) -> Scalar:
        at = self.at(event)
        style = _STYLES[event.style]
        node = Scalar(
            at=at,
            text=event.value,
            style=style,  # type: ignore[arg-type]
            indent=self.block_indent(event) if style == "literal" else 0,
            lines=self.lines,
        )
        end = _mark(event.end_mark)
        self.problems += traps.in_scalar(node, end.line, end.column)
        return node

    def block_indent(self, event: ScalarEvent) -> int:
        first, last = _mark(event.start_mark).line + 1, _mark(event.end_mark).line
        body = (line for line in self.lines[first : last + 1] if line.strip())
        return min((len(line) - len(line.lstrip(" ")) for line in body), default=0)

    def sequence(self, start: SequenceStartEvent, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            item = self.node(event, depth + 1)
            if start.flow_style and isinstance(item, Scalar):
                self.problems += traps.in_flow_item(item)
            items.append(item)
        return Sequence(at=self.at(start), items=tuple(items))

    def mapping(self, start: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.stop(event, "a key that is not a word", "write a plain word before the colon")
            value = self.node(next(self.events), depth + 1)
            self.problems += traps.in_key(key)
            if key.text in entries:
                first = entries[key.text][0].at.line
                self.problems.append(
                    Problem(
                        at=key.at,
                        what=f"the key «{key.text}» stands twice, first in line {first}",
                        mend="keep one of the two, or rename one",
                    )
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(at=self.at(start), entries=tuple(entries.values()))
