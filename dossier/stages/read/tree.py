"""YAML text -> Nodes with their places. The only door to PyYAML.

Works on the parser's events, because the usual loaders hide duplicate keys, type what they should leave
alone (`no`, `14:13`, `012`) and build whatever aliases and tags ask for.
"""

from __future__ import annotations

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
from dossier.stages.read.lines import Lines

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
        told = traps.malformed(reader.lines, error, reader.last)
        if any(problem.at.line == told.at.line for problem in reader.problems):
            return None, tuple(reader.problems)  # the trap in that line is why the rest cannot be read
        return None, (*reader.problems, told)
    except yaml.YAMLError as error:  # a character that YAML refuses
        return None, (*reader.problems, traps.refused_character(reader.lines, text, error))
    return node, tuple(reader.problems)


def _index(mark: Any) -> int:
    """Where an event begins or ends: the C parser's marks have a type of their own, and a parsed text always has them."""
    assert mark is not None
    return int(mark.index)


class _Reader:
    def __init__(self, path: str, text: str) -> None:
        self.lines = Lines.of(path, text)
        self.problems: list[Problem] = []
        self.last: tuple[Scalar, int] | None = None  # the value read last, and the index where it ends
        self.brackets = 0  # [ and { that are open
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
        return self.lines.at(_index(event.start_mark))

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
        node = Scalar(
            at=self.at(event),
            text=event.value,
            style=_STYLES[event.style],  # type: ignore[arg-type]
            lines=self.lines.lines,
        )
        end = _index(event.end_mark)
        self.last = node, end
        self.problems += traps.in_scalar(node, self.lines.at(end), self.brackets > 0)
        return node

    def sequence(self, start: SequenceStartEvent, depth: int) -> Sequence:
        items = []
        self.brackets += bool(start.flow_style)
        while not isinstance(event := next(self.events), SequenceEndEvent):
            item = self.node(event, depth + 1)
            if start.flow_style and isinstance(item, Scalar):
                self.problems += traps.in_flow_item(item)
            items.append(item)
        self.brackets -= bool(start.flow_style)
        return Sequence(at=self.at(start), items=tuple(items))

    def mapping(self, start: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        self.brackets += bool(start.flow_style)
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise self.stop(event, "a key that is not a word", "write a plain word before the colon")
            value = self.node(next(self.events), depth + 1)
            self.problems += traps.in_key(key)
            if start.flow_style and isinstance(value, Scalar):
                self.problems += traps.in_flow_entry(key, value)
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
        self.brackets -= bool(start.flow_style)
        return Mapping(at=self.at(start), entries=tuple(entries.values()))
