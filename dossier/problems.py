"""What is wrong with the content, where, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

TOLD_AT_MOST = 20
EXCERPT_WIDTH = 160
SENTENCE_WIDTH = 600  # an author's word may be a whole text


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Location:
    """A place in a file: `path` relative to the dossier's root, line and column counted from 1.

    Line 0 means the file as a whole; `excerpt` is the whole line as it stands, without its end.
    """

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault (the build fails) or warning (it does not), with an order that mends it."""

    at: Location
    what: str
    mend: str
    level: Literal["fault", "warning"] = "fault"


class BuildFailed(Exception):
    """Raised by a stage with every problem that it found; at least one is a fault."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(tell(self.problems))


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each told once."""
    by_place = {(p.at.path, p.at.line, p.at.column, p.what): p for p in problems}
    return tuple(by_place[key] for key in sorted(by_place))


def tell(problems: Sequence[Problem], at_most: int = TOLD_AT_MOST) -> str:
    """All that a person reads of `problems`: place, fault, the line with a caret, the way out."""
    shown = ordered(problems)
    blocks = [_block(problem) for problem in shown[:at_most]]
    if len(shown) > at_most:
        blocks.append(f"+{len(shown) - at_most} more")
    return "\n".join(blocks)


def _block(problem: Problem) -> str:
    at = problem.at
    mark = "warning: " if problem.level == "warning" else ""
    lines = [f"{printable(str(at))}: {mark}{_sentence(problem.what)}"]
    if at.excerpt.strip():
        lines += _excerpt(at)
    lines.append(f"    {_sentence(problem.mend)}")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return printable(text if len(text) <= SENTENCE_WIDTH else f"{text[:SENTENCE_WIDTH]}…")


def _excerpt(at: Location) -> list[str]:
    """The line and a caret under its column; of a long line only the part around the column."""
    start = max(0, at.column - EXCERPT_WIDTH // 2) if len(at.excerpt) > EXCERPT_WIDTH else 0
    before = _blanks_seen(printable(at.excerpt[start : at.column - 1]))
    after = _blanks_seen(printable(at.excerpt[at.column - 1 : start + EXCERPT_WIDTH]))
    gutter = f"{at.line:>5} | "
    return [f"{gutter}{before}{after}".rstrip(), " " * (len(gutter) + _width(before)) + "^"]


def _blanks_seen(text: str) -> str:
    """A no-break space is no blank to YAML; in a sentence it stays, because it may be copied from there."""
    return "".join(ascii(c)[1:-1] if c != " " and unicodedata.category(c) == "Zs" else c for c in text)


def _width(text: str) -> int:
    """Columns of a terminal that `text` takes: combining marks none, wide characters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def short(text: str) -> str:
    """Enough of a long quote to know it again."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def printable(text: str) -> str:
    """Characters that are not seen as escapes, line ends too, so that a message cannot disguise itself."""
    return "".join(
        ascii(c)[1:-1] if unicodedata.category(c) in _NOT_SEEN else c for c in text
    )


_NOT_SEEN = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")
