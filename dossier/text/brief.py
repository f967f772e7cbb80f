"""A brief in Markdown -> how long it takes to read, and the sentences in it that rest on nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.text.prose import Prose
from dossier.text.sentences import sentences
from dossier.text.spans import Span

AT_MOST = 600  # words: three minutes
WORDS_A_MINUTE = 200
OURS = ("**Our analysis.**", "**تحليلنا.**")  # how a paragraph begins that is ours and cites nothing
# Not read as words: code points stay where they are, so that every word knows its place.
_NOT_READ = re.compile(r"\[@[^\[\]\s]+\]|\]\([^)]*\)")
_WORD = re.compile(r"\S*\w\S*")
_BLOCK = re.compile(r"(?:[^\n]|\n(?![ \t]*(?:\n|[-*+] |\d+[.)] |#)))+")
_ITEM = re.compile(r"[ \t]*(?:[-*+] |\d+[.)] )?[ \t]*")


def words(text: str) -> tuple[Span, ...]:
    """The words that a reader reads: no citations, no targets of links."""
    read = _NOT_READ.sub(lambda found: "\x00" * len(found[0]), text)
    return tuple(Span(*found.span()) for found in _WORD.finditer(read))


def minutes(count: int) -> int:
    """How long `count` words take, in whole minutes and never none."""
    return max(1, -(-count // WORDS_A_MINUTE))


def unfounded(prose: Prose) -> Iterator[Span]:
    """Sentences that cite no annotation and stand in no paragraph, or item of a list, that begins as `OURS`."""
    text = prose.markdown
    ours = [block.span() for block in _BLOCK.finditer(text) if _is_ours(block[0])]
    for sentence in sentences(text):
        if text.startswith("#", sentence.start) or not words(text[sentence.start : sentence.end]):
            continue
        cited = any(sentence.start <= citation.offset < sentence.end for citation in prose.citations)
        if not cited and not any(start <= sentence.start < end for start, end in ours):
            yield sentence


def _is_ours(block: str) -> bool:
    beginning = block.lstrip("\n")
    item = _ITEM.match(beginning)
    return beginning.startswith(OURS, item.end() if item else 0)
