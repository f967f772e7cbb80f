"""Faults that YAML makes easy, above all around Arabic text, each told by name with the line mended."""

from __future__ import annotations

import re
import unicodedata

import yaml

from dossier.model.raw import Node, Scalar
from dossier.problems import Location, Problem
from dossier.stages.read.lines import Lines

ARABIC_COMMA = "\u060c"
LINE_ENDS_OF_UNICODE = "\x85\u2028\u2029"  # YAML ends a line at them, an editor does not
_CURLY = "“”„«»‘’"
_COLONS = {"\uff1a": "FULLWIDTH COLON", "\ufe55": "SMALL COLON", "\u2236": "RATIO", "\ua789": "LETTER COLON"}
_COMMENT_THAT_IS_NONE = re.compile(r"\s+#[^\s#]")
_RUN_ON = re.compile(r"^\s*(?:- +)*[\w-]+:[^\s:]")
_PLAIN_START = re.compile(r"""^(\s*(?:- +)*)([^\s"'#:][^"'#]*?):[ \t]+(.*?)\s*$""")
_LONE_KEY = re.compile(r"""^\s*(?:- +)*[^\s:"'\[{]+$""")


# In what can be read


def in_scalar(node: Scalar, end: Location, in_brackets: bool) -> list[Problem]:
    """A plain value that YAML cut at « #», because what follows became a comment; a character that nobody sees."""
    if node.style == "double":
        return _controls(node)
    if node.style != "plain" or node.empty:
        return []
    rest = end.excerpt[end.column - 1 :]
    if not _COMMENT_THAT_IS_NONE.match(rest):
        return []
    column = end.column + len(rest) - len(rest.lstrip())
    lost = re.split(r"[,\]}]", rest)[0] if in_brackets else rest
    return [
        Problem(
            at=Location(path=end.path, line=end.line, column=column, excerpt=end.excerpt),
            what="a # after a blank begins a comment: the rest of the value is lost",
            mend=f"quote the value: '{_doubled(node.text + lost.rstrip())}' (a comment has a blank after its #)",
        )
    ]


def _controls(node: Scalar) -> list[Problem]:
    """Escapes can write what the file itself may not hold."""
    found = next((i for i, c in enumerate(node.text) if _refused(c)), None)
    if found is None:
        return []
    what = f"an escape that stands for no printed character: U+{ord(node.text[found]):04X}"
    return [Problem(at=node.place(found), what=what, mend="leave it out")]


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


def in_flow_entry(key: Scalar, value: Scalar) -> list[Problem]:
    """`{harbour:asserts}` is a key without a value, and so is what follows the comma of `{value: 2,500}`."""
    if key.style != "plain" or not value.empty or value.text:
        return []
    if key.text.isdecimal() and key.at.excerpt[: key.at.column - 1].rstrip().endswith(","):
        mend = "write the number without it; in a text, quote the value"
        return [Problem(at=key.at, what="a comma ends the value before it", mend=mend)]
    name, colon, rest = key.text.partition(":")
    if not (colon and rest):
        return []
    return [Problem(at=key.place(len(name)), what="no blank after the colon", mend=f"write {name}: {rest}")]


def in_key(node: Scalar) -> list[Problem]:
    """A mark or a blank that nobody sees before or within a key; what YAML or a word processor takes for more."""
    if node.text == "<<":
        return [Problem(at=node.at, what="a merge key: <<", mend="leave it out, and write the keys themselves")]
    if node.style == "plain" and node.text.startswith(tuple(_CURLY)):
        what = f"a {node.text[0]} quotes nothing for YAML, so the colon ends a key"
        bare = re.sub(rf"(?<= )[{_CURLY}]|[{_CURLY}](?=\s*$)", "", node.at.excerpt)
        item = node.at.excerpt.lstrip().startswith("- ")
        mend = f"quote the whole: {_quoted_item(bare)}" if item else "leave the marks out; round a value write '…'"
        return [Problem(at=node.at, what=what, mend=mend)]
    hidden = [c for c in node.text if _unseen(c)]
    if not hidden:
        return []
    clean = "".join(c for c in node.text if c not in hidden)
    what = "an invisible mark" if any(unicodedata.category(c) == "Cf" for c in hidden) else "a blank that is none"
    mend = f"type the key anew: {clean}:" if node.text[0] not in hidden or "mark" in what else "indent with plain blanks"
    return [Problem(at=node.at, what=f"{what} in the key: {_names(hidden)}", mend=mend)]


def _unseen(c: str) -> bool:
    return (c != " " and unicodedata.category(c) in ("Cf", "Zs", "Zl", "Zp")) or c == "\x85"


def _names(characters: list[str]) -> str:
    return ", ".join(
        dict.fromkeys(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in characters)
    )


def empty(node: Node | None) -> bool:
    """Whether a file says nothing: no text, comments alone, `---` or `null`."""
    return node is None or (isinstance(node, Scalar) and node.empty)


# In what cannot be read


def malformed(lines: Lines, error: yaml.MarkedYAMLError, last: tuple[Scalar, int] | None) -> Problem:
    """What the parser stumbled over, in words, and the line as it should be where that is plain.

    `last` is the value that was read last and the index where it ends.
    """
    mark = error.problem_mark or error.context_mark
    at = lines.at(mark.index if mark else 0)
    opened = lines.at(error.context_mark.index) if error.context_mark else at
    told = _unseen_in(lines, at) or _unseen_in(lines, opened) or _unclosed(lines, mark, last)
    if told:
        return told
    problem = error.problem or ""
    if _opening(error) or "expected ':'" in problem:
        at = opened  # what was left open is best told where it opens
    if "mapping values are not allowed" in problem and at.line > 1:
        before = lines.lines[at.line - 2]
        if _RUN_ON.match(before):  # the value began there and took this line for its own
            at = lines.on(at.line - 1, before.index(":"))
    what, mend = _in_words(error, at)
    return Problem(at=at, what=what, mend=mend)


def _unseen_in(lines: Lines, at: Location) -> Problem | None:
    """What nobody sees in the line or the one before: a blank that is none at its start, a line end inside it."""
    for number in range(max(1, at.line - 1), at.line + 1):
        text = lines.lines[number - 1]
        margin = next((i for i, c in enumerate(text) if not c.isspace() and not _unseen(c)), len(text))
        for column, c in enumerate(text):
            if c in LINE_ENDS_OF_UNICODE:
                what, mend = "an invisible line end inside the line", "delete it, or put a blank in its place"
            elif column < margin and _unseen(c):
                what, mend = "a blank that is none at the start of the line", "indent with plain blanks"
            else:
                continue
            return Problem(at=lines.on(number, column), what=f"{what}: {_names([c])}", mend=mend)
    return None


def _unclosed(lines: Lines, mark: yaml.Mark | None, last: tuple[Scalar, int] | None) -> Problem | None:
    """A quotation that went on to the next mark of its kind, in a later line: the parser stumbles only after that."""
    if mark is None or last is None or last[0].style not in ("single", "double"):
        return None
    scalar, end = last
    if lines.at(end).line == scalar.at.line or mark.index - end > 1:
        return None
    return Problem(at=scalar.at, what="a quotation mark that is never closed", mend=_CLOSE)


_CLOSE = "close it with the same mark; inside '…' write '' for '"


def _opening(error: yaml.MarkedYAMLError) -> bool:
    """Whether the fault is something left open, or a value of which the first character says what it is."""
    context, problem = error.context or "", error.problem or ""
    return (
        ("quoted scalar" in context and "end of stream" in problem)
        or ("flow" in context and "expected" in problem and "node content" not in problem)
        or any(what in context for what in ("an anchor", "an alias", "a tag", "a block scalar"))
    )


def _in_words(error: yaml.MarkedYAMLError, at: Location) -> tuple[str, str]:
    context, problem = error.context or "", error.problem or ""
    text, column = at.excerpt, at.column - 1
    here = text[column : column + 1]
    if "\t" in text[: len(text) - len(text.lstrip())] or "tab" in problem:
        return "a tab at the start of the line", "indent with blanks"
    if "escape" in problem:
        return "a \\ begins an escape inside double quotation marks", "write \\\\ for it, or quote the value with '…'"
    if here and here in "]}":
        return f"a {here} that closes nothing", "delete it; in a text, quote the value"
    begins = re.match(r"^\s*(?:- +)*(?:[^\s:]+: +)?([\[{]).", text)
    if begins and ("block" in context or "flow" in context):
        if ARABIC_COMMA in text:
            return "an Arabic comma separates nothing in brackets", "write , for it; in a text, quote the value"
        kind = "list" if begins[1] == "[" else "mapping"
        return f"a value that begins with {begins[1]} is read as a {kind}", f"quote it: {_quoted_line(text)}"
    if "mapping values are not allowed" in problem:
        return _colon_too_many(text, column)
    if "expected ':'" in problem:
        return _no_colon(text)
    if "quoted scalar" in context:
        return "a quotation mark that is never closed", _CLOSE
    if "block scalar" in context:
        what = f"words in the line of the {here}"
        return what, f"write the text in the lines below, indented, or quote it: {_quoted_line(text)}"
    if (
        "cannot start any token" in problem
        or "are not allowed in this context" in problem
        or any(what in context for what in ("an anchor", "an alias", "a tag", "a block node"))
    ):
        mend = f"quote it: {_quoted_line(text)}"
        return f"a value cannot begin with {here}", mend if here != "-" else f"write a list in the lines below; else {mend}"
    if "flow" in context:
        return "a bracket that is not closed, or a comma missing in it", "close it, or quote the item"
    if "directive" in context or "incompatible" in problem:
        return "a line that begins with %", "delete it; in a text, quote the value"
    if any(what in context for what in ("block mapping", "block collection", "block sequence", "simple key")):
        return _broken_block(context, text, column)
    if "document start" in problem:
        return _ANOTHER_DEPTH
    return f"this is not YAML: {problem or context}", "compare with the example in docs/content-format.md"


_ANOTHER_DEPTH = "an item or key that stands at another depth than its neighbours", "indent it like its neighbours"


def _colon_too_many(text: str, column: int) -> tuple[str, str]:
    if _RUN_ON.match(text):
        key, _, value = text.strip().partition(":")
        return "no blank after the colon", f"write {key}: {value}"
    if _LONE_KEY.match(text[:column]):
        return (
            "a key inside the value that began above it",
            "indent it like its neighbours; if it is text, write | after the key above and the text below it",
        )
    return "a colon and a blank inside a value that is not quoted", f"quote it: {_quoted_line(text)}"


def _no_colon(text: str) -> tuple[str, str]:
    stripped = text.strip()
    for colon, name in _COLONS.items():
        key, found, value = stripped.partition(colon)
        if found:
            what = f"no colon, but a character that looks like one: U+{ord(colon):04X} {name}"
            return what, f"write {key.strip()}: {value.strip()}".rstrip()
    key, _, value = stripped.partition(":")
    if _RUN_ON.match(text):
        return "no blank after the colon", f"write {key}: {value}"
    return "a line that is neither a key with a colon nor part of a text", "add the colon, or use | for long texts"


def _broken_block(context: str, text: str, column: int) -> tuple[str, str]:
    before = text[:column].rstrip()
    if before.endswith(("'", '"')) and not re.search(r"""[:-] ['"]$""", before):
        return "words after a closed quotation", "put the whole value in one pair of '…', with '' for each ' in it"
    if "collection" in context or ":" not in text:
        return _ANOTHER_DEPTH
    return "a key that stands at another depth than its neighbours", "indent it like its neighbours"


def _quoted_line(text: str) -> str:
    item = re.match(r"^(\s*- +)(.*)$", text)
    found = None if item and not re.match(r"[\w-]+: ", item[2]) else _PLAIN_START.match(text)
    if not found:
        return _quoted_item(text)
    return f"{found[1].strip()}{' ' if found[1].strip() else ''}{found[2]}: '{_doubled(found[3])}'"


def _quoted_item(text: str) -> str:
    item = re.match(r"^\s*- +(.*)$", text)
    return f"- '{_doubled(item[1])}'" if item else f"'{_doubled(text.strip())}'"


def _doubled(text: str) -> str:
    return text.replace("'", "''")


def refused_character(lines: Lines, text: str, error: yaml.YAMLError) -> Problem:
    """A control or surrogate character, which no text editor shows."""
    position = getattr(error, "position", None)
    place = position if isinstance(position, int) else 0
    bad = next((i for i, c in enumerate(text) if _refused(c)), min(place, len(text) - 1))
    many = text.count("\0") > len(text) // 4
    return Problem(
        at=lines.at(bad),
        what=f"a character that YAML does not allow: U+{ord(text[bad]):04X}",
        mend="save the file as UTF-8; this looks like UTF-16" if many else "delete it and type the line anew",
    )


def _refused(c: str) -> bool:
    return not (
        c in "\t\n\r\x85" or " " <= c <= "~" or "\xa0" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
