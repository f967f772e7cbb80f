"""Spans: places in a capture, counted in code points."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE_END = re.compile(r"\r?\n")


class Span(NamedTuple):
    """Half-open range of code points in the decoded capture: text[start:end]."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; neighbours do not."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def line_spans(text: str) -> tuple[Span, ...]:
    """The lines of `text`, line 1 first. They end at LF or CRLF, which stay outside the span.

    A line end at the very end closes the last line and opens no other. A lone CR and the line
    separators of Unicode end nothing: an editor shows them inside a line, and so do we.
    """
    lines, start = [], 0
    for end in _LINE_END.finditer(text):
        lines.append(Span(start, end.start()))
        start = end.end()
    if start < len(text):
        lines.append(Span(start, len(text)))
    return tuple(lines)
