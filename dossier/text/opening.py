"""A text of ours -> its first sentences: as many as say something, and no more than fit beside a link."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?؟…][\"”’»)]*\s+(?=[^\sa-z])")
_SHORTENED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Gen|Lt|Maj|Col)\.$")
_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?،؛؟])")  # where a citation stood


def opening(text: str, enough: int = 60, at_most: int = 240) -> str:
    """Whole sentences until `enough` characters are told; cut after a word where these are more than `at_most`."""
    text = _BEFORE_MARK.sub("", text.strip())
    for end in _END.finditer(text):
        told = text[: end.end()].rstrip()
        if len(told) >= enough and not _SHORTENED.search(told):
            text = told
            break
    if len(text) <= at_most:
        return text
    return text[:at_most].rsplit(" ", 1)[0].rstrip(" ,;:،؛") + "…"
