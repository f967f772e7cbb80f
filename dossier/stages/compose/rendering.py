"""Our rendering of a line -> where an annotation's own rendering stands in it, so that it can be marked there too.

The same words in the same order, in exactly one place: there is no nearest one. Case, quotation marks and
punctuation do not count, and what we added in brackets may be passed over.
"""

from __future__ import annotations

import re

from dossier.text.spans import Span

_WORD = re.compile(r"[^\W_]+")
_ADDED = re.compile(r"\[[^\]]*\]")


def place(line: str, words: str) -> Span | None:
    """Where `words` stand in `line`; None where they do not, or stand twice."""
    return _found(line, words) or _found(_ADDED.sub(_blank, line), _ADDED.sub(_blank, words))


def _found(line: str, words: str) -> Span | None:
    sought = [match[0].lower() for match in _WORD.finditer(words)]
    told = list(_WORD.finditer(line))
    texts = [match[0].lower() for match in told]
    size = len(sought)
    starts = [i for i in range(len(texts) - size + 1) if texts[i : i + size] == sought]
    if not sought or len(starts) != 1:
        return None
    return Span(told[starts[0]].start(), told[starts[0] + size - 1].end())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
