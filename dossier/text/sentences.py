"""Markdown of ours -> its sentences, or the one that holds a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.text.spans import Span

# A paragraph, a heading, an item of a list or a row of a table: no sentence goes on over its end.
_BLOCK_END = re.compile(r"\n(?=[ \t]*(?:\n|[-*+] |\d+[.)] |#|\||>))|(?m:(?<=^#)[^\n]*$)")
# A full stop with the marks that close after it and the citations that belong to what was said before it.
_STOP = re.compile(r"(?P<stop>[.!?؟…])[\"'”’»)\]*_]*(?:\s*\[@[^\[\]\s]+\])*(?=\s+(?P<next>\S)|\s*\Z)")
_SHORTENED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|No|vs|cf|pp?|e\.g|i\.e|a\.m|p\.m))\Z"
)


def sentence_at(text: str, offset: int) -> Span:
    """The sentence of `text` in which the character `offset` stands, without the blanks around it.

    A citation after the full stop belongs to the sentence before it. A stop after an initial (U.S.) or a shortened
    title (Gen.) ends nothing, nor does one that a small letter follows.
    """
    found = Span(offset, offset)
    for found in sentences(text):  # the last one, where the place is after all
        if offset < found.end:
            break
    return found


def sentences(text: str) -> Iterator[Span]:
    """All of them in order, the headings among them."""
    start = 0
    for end in [*(match.end() for match in _BLOCK_END.finditer(text)), len(text)]:
        for stop in _STOP.finditer(text, start, end):
            follows = stop["next"] if stop.end() < end else None
            if (follows and follows.islower()) or (
                stop["stop"] == "." and _SHORTENED.search(text, start, stop.start())
            ):
                continue
            yield from _stripped(text, start, stop.end())
            start = stop.end()
        yield from _stripped(text, start, end)
        start = end


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end].strip()
    if words:
        first = start + text[start:end].index(words)
        yield Span(first, first + len(words))
