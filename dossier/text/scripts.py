"""Arabic and Latin script: which language words are in, and where words of the other one stand among them.

Plain text carries the isolates of Unicode round words of the other script, so that it is right in a title, an
attribute or a line that is copied; HTML gets an element with language and direction in their place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Script = Literal["ar", "en"]
Direction = Literal["ltr", "rtl"]

DIRECTIONS: dict[str, Direction] = {"ar": "rtl", "en": "ltr"}
ISOLATES = {"ar": "\u2067", "en": "\u2066"}
UNKNOWN = "\u2068"  # its first letter tells
POP = "\u2069"

_ARABIC_LETTER = "[\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
_LATIN_LETTER = "[A-Za-z\u00c0-\u024f]"
LETTER = {"ar": re.compile(_ARABIC_LETTER), "en": re.compile(_LATIN_LETTER)}

_ARABIC = "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]+"
_LATIN = rf"(?<![&\w]){_LATIN_LETTER}(?:[\w.'’/#-]*[^\W_])?"  # never the inside of an entity
_LATIN_WORD = re.compile(rf"{_LATIN_LETTER}[\w.'’/-]*")  # of plain text: also what begins with a digit, as a hash may
_RUN = {
    "ar": re.compile(rf"{_ARABIC}(?:[\s\u00a0«»،]+{_ARABIC})*"),
    "en": re.compile(rf"{_LATIN}(?:[ \u00a0]+{_LATIN})*"),
}
_MARK = re.compile("([\u2066-\u2069])")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")


def direction(language: str) -> Direction:
    return DIRECTIONS.get(language, "ltr")


def other(language: str) -> Script:
    return "en" if language == "ar" else "ar"


@lru_cache(maxsize=16384)  # names and titles are asked about on every page
def language_of(text: str, tie: Script = "en") -> Script:
    """The language that most words of `text` are of; what is isolated in it counts only where all of it is."""
    return _majority(_bare(text)) or _majority(text) or tie


def isolated(text: str, language: str) -> str:
    """`text` as it stands among words of `language`: between isolates where its own is the other one."""
    foreign = other(language)
    if not LETTER[foreign].search(text) or _majority(_bare(text)) != foreign:
        return text
    return f"{ISOLATES[foreign]}{text}{POP}"


def _majority(text: str) -> Script | None:
    """By words, for those of Arabic are shorter; Arabic where they are as many."""
    arabic, latin = len(re.findall(_ARABIC, text)), len(_LATIN_WORD.findall(text))
    return None if arabic == latin == 0 else "ar" if arabic >= latin else "en"


def _bare(text: str) -> str:
    """Without what is isolated in it."""
    while (inner := _ISOLATED.sub("", text)) != text:
        text = inner
    return text


def runs_isolated(text: str, language: str) -> str:
    """Words of `language` with each run of the other script between isolates."""
    foreign = other(language)
    return _RUN[foreign].sub(rf"{ISOLATES[foreign]}\g<0>{POP}", text)


def closed(text: str) -> str:
    """Text that was cut, with an end for each isolate that lost its own."""
    return text + POP * (len(re.findall("[\u2066-\u2068]", text)) - text.count(POP))


@lru_cache(maxsize=16384)
def marked(html: str, language: str) -> str:
    """Escaped words of `language`: isolates become elements, and so does each run of the other script besides."""
    foreign = other(language)
    has_marks = _MARK.search(html)
    if not has_marks and not LETTER[foreign].search(html):
        return html
    run, element = _RUN[foreign], f"{opening(foreign)}\\g<0></bdi>"
    if not has_marks:
        return run.sub(element, html)
    parts, depth = [], 0
    for part in _MARK.split(html):
        if part == POP:
            depth -= 1
            parts.append("</bdi>")
        elif part in _OPENING:
            depth += 1
            parts.append(_OPENING[part])
        else:
            parts.append(part if depth else run.sub(element, part))
    return "".join(parts)


def opening(language: str) -> str:
    return f'<bdi lang="{language}" dir="{direction(language)}">'


_OPENING = {UNKNOWN: "<bdi>", **{mark: opening(language) for language, mark in ISOLATES.items()}}
