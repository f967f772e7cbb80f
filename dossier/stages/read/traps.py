"""Faults that YAML makes easy, above all around Arabic text, each told by name with the line mended."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import yaml

from dossier.model.raw import Scalar
from dossier.problems import Location, Problem

ARABIC_COMMA = "\u060c"
_COMMENT_THAT_IS_NONE = re.compile(r"\s+#[^\s#]")
_RUN_ON = re.compile(r"^\s*(?:- +)*[\w-]+:[^\s:]")
_PLAIN_START = re.compile(r"""^(\s*(?:- +)*)([^\s"'#:][^"'#]*?):[ \t]+(.*?)\s*$""")


def in_scalar(node: Scalar, end_line: int, end_column: int) -> list[Problem]:
    """A plain value that YAML cut at « #», because what follows became a comment."""
    if node.style != "plain" or node.empty or end_line >= len(node.lines):
        return []
    rest = node.lines[end_line][end_column:]
    if not _COMMENT_THAT_IS_NONE.match(rest):
        return []
    column = end_column + len(rest) - len(rest.lstrip()) + 1
    at = Location(path=node.at.path, line=end_line + 1, column=column, excerpt=node.lines[end_line])
    return [
        Problem(
            at=at,
            what="a # after a blank begins a comment: the rest of the value is lost",
            mend=f"quote the value: '{node.text.replace(chr(39), chr(39) * 2)}{rest.rstrip()}'"
            " (a comment has a blank after its #)",
        )
    ]


def in_flow_item(node: Scalar) -> list[Problem]:
    """`[غزة، مصر]` is one item: YAML separates by the Latin comma alone."""
    if node.style != "plain" or ARABIC_COMMA not in node.text:
        return []
    parts = ", ".join(part.strip() for part in node.text.split(ARABIC_COMMA))
    return [
        Problem(
            at=node.at,
            what="an Arabic comma does not separate the items of a list",
            mend=f"write [{parts}], or quote the item if it is one",
        )
    ]


def in_key(node: Scalar) -> list[Problem]:
    """A mark that nobody sees before or within a key."""
    hidden = [c for c in node.text if unicodedata.category(c) == "Cf"]
    if not hidden:
        return []
    names = ", ".join(dict.fromkeys(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in hidden))
    clean = "".join(c for c in node.text if c not in hidden)
    return [
        Problem(at=node.at, what=f"an invisible mark in the key: {names}", mend=f"type the key anew: {clean}:")
    ]


def malformed(path: str, lines: Sequence[str], error: yaml.MarkedYAMLError) -> Problem:
    """What the parser stumbled over, in words, and the line as it should be where that is plain."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if error.context_mark and _opening(error):
        line, column = error.context_mark.line, error.context_mark.column
    line = min(line, len(lines) - 1)
    if "mapping values are not allowed" in (error.problem or "") and line and _RUN_ON.match(lines[line - 1]):
        line, column = line - 1, lines[line - 1].index(":")  # the value began there and took this line for its own
    at = Location(path=path, line=line + 1, column=column + 1, excerpt=lines[line])
    what, mend = _in_words(error, lines, line, column)
    return Problem(at=at, what=what, mend=mend)


def _opening(error: yaml.MarkedYAMLError) -> bool:
    """Whether the fault is something left open, which is best told where it opens."""
    context, problem = error.context or "", error.problem or ""
    return "quoted scalar" in context or ("flow" in context and "expected" in problem)


def _in_words(
    error: yaml.MarkedYAMLError, lines: Sequence[str], line: int, column: int
) -> tuple[str, str]:
    context, problem = error.context or "", error.problem or ""
    text = lines[line]
    if "\t" in text[: len(text) - len(text.lstrip())] or "tab" in problem:
        return "a tab at the start of the line", "indent with blanks"
    begins = re.match(r"^\s*(?:- +)*(?:[^\s:]+: +)?([\[{]).", text)
    if begins and ("block" in context or "flow" in context):
        kind = "list" if begins[1] == "[" else "mapping"
        return f"a value that begins with {begins[1]} is read as a {kind}", f"quote it: {_quoted_line(text)}"
    if "mapping values are not allowed" in problem and _RUN_ON.match(text):
        key, _, value = text.strip().partition(":")
        return "no blank after the colon", f"write {key}: {value}"
    if "mapping values are not allowed" in problem:
        return "a colon and a blank inside a value that is not quoted", f"quote it: {_quoted_line(text)}"
    if "quoted scalar" in context:
        return "a quotation mark that is never closed", "close it with the same mark; inside '…' write '' for '"
    if "cannot start any token" in problem:
        return f"a value cannot begin with {text[column : column + 1]}", f"quote it: {_quoted_line(text)}"
    if "flow" in context:
        return "a bracket that is not closed, or a comma missing in it", "close it, or quote the item"
    if "block mapping" in context or "simple key" in context or "simple key" in problem:
        return _broken_mapping(text)
    if "block collection" in context or "block sequence" in context:
        return "an item or key that stands at another depth than its neighbours", "indent it like its neighbours"
    return f"this is not YAML: {problem or context}", "compare with the example in docs/content-format.md"


def _broken_mapping(text: str) -> tuple[str, str]:
    stripped = text.strip()
    if re.match(r"""^[^:]*:\s*(['"]).*\1\s*\S""", stripped):
        return "words after a closed quotation", "put the whole value in one pair of '…', with '' for each ' in it"
    if ":" not in stripped:
        return "a line that is neither a key with a colon nor part of a text", "add the colon, or use | for long texts"
    return "a key that stands at another depth than its neighbours", "indent it like its neighbours"


def _quoted_line(text: str) -> str:
    item = re.match(r"^(\s*- +)(.*)$", text)
    found = None if item and not re.match(r"[\w-]+: ", item[2]) else _PLAIN_START.match(text)
    if not found:
        return f"{item[1].strip()} '{_doubled(item[2])}'" if item else f"'{_doubled(text.strip())}'"
    return f"{found[1].strip()}{' ' if found[1].strip() else ''}{found[2]}: '{_doubled(found[3])}'"


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def refused_character(path: str, text: str, error: yaml.YAMLError) -> Problem:
    """A control or surrogate character, which no text editor shows."""
    position = getattr(error, "position", None)
    place = position if isinstance(position, int) else 0
    bad = next((i for i, c in enumerate(text) if i >= 0 and _refused(c)), min(place, len(text) - 1))
    before = text[:bad]
    line = before.count("\n") + 1
    start = before.rfind("\n") + 1
    end = text.find("\n", bad)
    excerpt = text[start : end if end >= 0 else len(text)].rstrip("\r")
    at = Location(path=path, line=line, column=bad - start + 1, excerpt=excerpt)
    return Problem(
        at=at,
        what=f"a character that YAML does not allow: U+{ord(text[bad]):04X}",
        mend="delete it and type the line anew",
    )


def _refused(c: str) -> bool:
    return not (
        c in "\t\n\r\x85" or " " <= c <= "~" or "\xa0" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
