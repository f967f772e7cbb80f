"""The text of a YAML file -> the same text with other words in one value; every other byte stays as it was.

Not by loading and dumping: that lays a file out anew (see docs/decisions.md). The words that differ are exchanged
where they stand, and the result is read again, to be sure that it says what was meant and nothing else changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from dossier.model.raw import Mapping, Node, Path_, Scalar, Sequence, node_at
from dossier.problems import Location, Problem
from dossier.stages.read import tree

_LINE_END = re.compile(r"\r\n|\r|\n")
_WORD = re.compile(r"\S+")
_ESCAPE = re.compile(r"\\x..|\\u.{4}|\\U.{8}|\\.", re.DOTALL)


def with_words(path: str, text: str, place: Path_, held: str, wanted: str) -> str | None:
    """`text` of the file `path` with the words of `wanted` as the value at `place`, which has those of `held`.

    The value keeps its style, and its lines; a plain one gets quotation marks where it needs them now. None
    where no such text reads back as exactly that.
    """
    before, _ = _parsed(path, text)
    scalar = node_at(before, place) if before is not None else None
    if before is None or not isinstance(scalar, Scalar) or not (held.split() and wanted.split()):
        return None
    if scalar.text.split() != held.split():
        return None
    said = list(_said(before))
    for written in _ways(text, scalar, wanted.split()):
        after, problems = _parsed(path, written)
        if after is None or problems:
            continue
        now = list(_said(after))
        changed = [i for i, (old, new) in enumerate(zip(said, now, strict=False)) if old != new]
        meant = node_at(after, place)
        if (
            len(now) == len(said)
            and len(changed) <= 1
            and isinstance(meant, Scalar)
            and meant.text.split() == wanted.split()
        ):
            return written
    return None


@lru_cache(maxsize=4)  # of several edits each begins with what the last one ended with
def _parsed(path: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    return tree.parse(path, text)


def _said(node: Node) -> Iterator[tuple[str, bool]]:
    """Every key and value in order, and the shape around them."""
    match node:
        case Scalar():
            yield node.text, node.empty
        case Sequence():
            yield "[", False
            for item in node.items:
                yield from _said(item)
            yield "]", False
        case Mapping():
            yield "{", False
            for name, value in node.entries:
                yield from _said(name)
                yield from _said(value)
            yield "}", False


def _ways(text: str, scalar: Scalar, wanted: list[str]) -> Iterator[str]:
    """`text` with the value as it could be written, best first."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def index(at: Location) -> int:
        return starts[at.line - 1] + at.column - 1

    held = [match.span() for match in _WORD.finditer(scalar.text)]
    start, end = index(scalar.place(held[0][0])), _after(text, index(scalar.place(held[-1][1] - 1)), scalar)
    written, last = "", start
    for first, after, words in _exchanges(scalar.text.split(), wanted):
        begins = index(scalar.place(held[first][0]))
        written += text[last:begins] + _encoded(" ".join(words), scalar)
        last = _after(text, index(scalar.place(held[after - 1][1] - 1)), scalar)
    written += text[last:end]
    yield text[:start] + written + text[end:]
    if scalar.style == "plain":
        doubled = written.replace("'", "''")
        yield f"{text[:start]}'{doubled}'{text[end:]}"


def _exchanges(old: list[str], new: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Words `first` up to `after` of `old` and what comes in their place, at least one word on either side."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, after, j, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if i < after and j < end:
            yield i, after, new[j:end]
        elif i > 0:  # words came in or went: with the one before them, which stays
            yield i - 1, after, [old[i - 1], *new[j:end]]
        else:
            yield i, after + 1, [*new[j:end], old[after]]


def _encoded(words: str, scalar: Scalar) -> str:
    if scalar.style == "single":
        return words.replace("'", "''")
    if scalar.style == "double":
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _after(text: str, index: int, scalar: Scalar) -> int:
    """Where the character that is written at `index` ends."""
    if scalar.style == "single" and text[index] == "'":
        return index + 2
    escape = _ESCAPE.match(text, index) if scalar.style == "double" else None
    return escape.end() if escape else index + 1
