"""What is wrong with the content, where, and what to do about it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

TOLD_AT_MOST = 20
EXCERPT_WIDTH = 160


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
    lines = [f"{at}: {mark}{printable(problem.what)}"]
    if at.excerpt.strip():
        lines += _excerpt(at)
    lines.append(f"    {printable(problem.mend)}")
    return "\n".join(lines)


def _excerpt(at: Location) -> list[str]:
    """The line and a caret under its column; of a long line only the part around the column."""
    start = max(0, at.column - EXCERPT_WIDTH // 2) if len(at.excerpt) > EXCERPT_WIDTH else 0
    before = printable(at.excerpt[start : at.column - 1])
    after = printable(at.excerpt[at.column - 1 : start + EXCERPT_WIDTH])
    gutter = f"{at.line:>5} | "
    return [f"{gutter}{before}{after}".rstrip(), " " * (len(gutter) + _width(before)) + "^"]


def _width(text: str) -> int:
    """Columns of a terminal that `text` takes: combining marks none, wide characters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def printable(text: str) -> str:
    """Control, format and unassigned characters as escapes, so that a message cannot disguise itself."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cn", "Cs") else ascii(c)[1:-1]
        for c in text
    )
