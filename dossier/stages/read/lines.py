"""The text of a file, cut into the lines that an editor shows: an index in, a place out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from dossier.problems import Location

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """`lines` without their ends; line n + 1 begins at the character `starts[n]`.

    YAML also ends lines at NEL, U+2028 and U+2029, so its own count of them is not what an editor shows.
    """

    path: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Lines:
        starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        return cls(path, tuple(_LINE_END.split(text)), tuple(starts))

    def at(self, index: int) -> Location:
        """The place of the character `index` of the text."""
        line = bisect_right(self.starts, index) - 1
        return Location(
            path=self.path, line=line + 1, column=index - self.starts[line] + 1, excerpt=self.lines[line]
        )

    def on(self, number: int, column: int = 0) -> Location:
        """The place of the character `column`, from 0, of the line `number`, from 1."""
        return Location(path=self.path, line=number, column=column + 1, excerpt=self.lines[number - 1])
