"""Our own prose -> where it calls something confirmed, which only two independent origins can make it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dossier.text.prose import Quoted

# Arabic أكد is the everyday «he affirmed» of every report and says nothing of ours; مؤكد and تأكد do.
_CONFIRMED = re.compile(
    r"\bconfirmed\b|(?<!\w)[وف]?[بل]?(?:ال)?مؤكد(?:ة|ا|اً)?(?!\w)|(?<!\w)[وف]?[تي]?تأكدت?(?!\w)",
    re.IGNORECASE,
)
# Code, link targets and citations are no words of prose; a word set off (*confirmed*) is spoken of, not used.
_SET_OFF = re.compile(r"`[^`]*`|\]\([^)]*\)|\[@[^\]]*\]|(?<!\w)([*_]{1,2})\w+\1(?!\w)")
_NOT = re.compile(
    r"(?:\b(?:not(?! only)|never|no(?! doubt)|nor|neither|nothing|nobody|none|cannot|without|hardly|yet to)\b|n['’]t\b|(?<!\w)[وف]?(?:لم|لن|ليس|ليست|غير|لا|دون)(?!\w))"
    r"(?:[^\w.!?؟;]+\w+){0,4}[^\w.!?؟;]*$",
    re.IGNORECASE,
)


def called_confirmed(text: str, quoted: Iterable[Quoted]) -> Iterator[int]:
    """The offsets of the word in `text`, except where it is negated, spoken of, or somebody else's (`quoted`)."""
    words = _SET_OFF.sub(lambda found: "\x00" * len(found[0]), text)
    others = [range(one.offset, one.offset + len(one.words)) for one in quoted]
    for found in _CONFIRMED.finditer(words):
        if not _NOT.search(words, 0, found.start()) and not any(found.start() in other for other in others):
            yield found.start()


def paragraph(text: str, offset: int) -> tuple[int, int]:
    """Where the paragraph around `offset` begins and ends."""
    blank = [found.span() for found in re.finditer(r"\n[^\S\n]*\n", text)]
    start = max((end for _, end in blank if end <= offset), default=0)
    return start, min((begin for begin, _ in blank if begin >= offset), default=len(text))
