"""Quotes: the exact places of an author's words in a capture; and, for hints in errors only, the nearest ones."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from dossier.text.fold import TATWEEL, fold
from dossier.text.spans import Span

NEAR_QUOTE = 0.6  # of 1.0 (the same): below, a hint sends the author to the wrong line
NEAR_WORD = 0.7
_WORD = re.compile(r"[^\W_]+")


def find(
    text: str, quote: str, prefix: str = "", suffix: str = "", *, within: Sequence[Span]
) -> tuple[Span, ...]:
    """Every place of `quote`, letter for letter, inside one of `within`, in the order of the text.

    Any run of blanks equals any other; blanks at the ends of `quote` do not count. Places may overlap. `prefix`
    and `suffix` are the words before and after; the blanks between them and the quote do not count.
    """
    wanted = " ".join(quote.split())
    if not wanted:
        return ()
    before, after = " ".join(prefix.split()), " ".join(suffix.split())
    evened, back = _evened(text)
    lines = sorted(set(within))
    places = []
    at = evened.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        span = Span(back[at], back[end - 1] + 1)
        if (
            any(span.within(line) for line in lines)
            and evened[:at].rstrip().endswith(before)
            and evened[end:].lstrip().startswith(after)
        ):
            places.append(span)
        at = evened.find(wanted, at + 1)
    return tuple(places)


@lru_cache(maxsize=64)
def _evened(text: str) -> tuple[str, Sequence[int]]:
    """`text` with each run of blanks as one blank, and where in `text` each of its characters stands.

    Kept for the captures of a dossier, in each of which hundreds of quotes are looked up.
    """
    back = [i for i, c in enumerate(text) if not c.isspace() or i == 0 or not text[i - 1].isspace()]
    return "".join(" " if text[i].isspace() else text[i] for i in back), tuple(back)


def at_word_boundaries(text: str, span: Span) -> bool:
    """Whether `span` cuts no word: at each end, one side has no letter, mark, tatweel or digit."""
    return not any(
        0 < at < len(text) and _of_word(text[at - 1]) and _of_word(text[at]) for at in (span.start, span.end)
    )


def _of_word(character: str) -> bool:
    return character == TATWEEL or unicodedata.category(character)[0] in "LMN"


# Hints for errors


class _Near(NamedTuple):
    """A run of words of one line that resembles the quote."""

    score: float
    span: Span
    words: str


def nearest(text: str, quote: str, within: Sequence[Span], at_most: int = 3) -> tuple[Span, ...]:
    """The whole words that most resemble `quote`, best first, for the text of an error. May be empty.

    Folded words are compared by the three-letter pieces that they share, which finds misspelt and split words
    quickly; the best runs of words are then compared letter by letter.
    """
    wanted = [word.group() for word in _WORD.finditer(_plain(quote))]
    if not wanted:
        return ()
    pieces = Counter(piece for word in wanted for piece in _pieces(word))
    rough = [near for line in dict.fromkeys(within) for near in _runs(text, line, len(wanted), pieces)]
    rough.sort(key=lambda near: (-near.score, near.span))
    aim = " ".join(wanted)
    close = [near._replace(score=SequenceMatcher(None, aim, near.words).ratio()) for near in rough[:40]]
    best: list[Span] = []
    for near in sorted(close, key=lambda near: (-near.score, near.span)):
        if near.score >= NEAR_QUOTE and not any(near.span.overlaps(other) for other in best):
            best.append(near.span)
    return tuple(best[:at_most])


def _runs(text: str, line: Span, length: int, wanted: Counter[str]) -> Iterable[_Near]:
    """Runs of about `length` words of `line` with the share of three-letter pieces that they have of `wanted`."""
    folded = fold(line.of(text))
    plain = folded.text.lower() if len(folded.text.lower()) == len(folded.text) else folded.text
    words = list(_WORD.finditer(plain))
    pieces = [_pieces(word.group()) for word in words]
    total = sum(wanted.values())
    for size in {max(1, length - 1), length, length + 1}:
        if size > len(words):
            continue
        here: Counter[str] = Counter()
        shared = count = 0
        for last in range(len(words)):
            for piece in pieces[last]:
                shared += here[piece] < wanted[piece]
                here[piece] += 1
            count += len(pieces[last])
            first = last - size + 1
            if first < 0:
                continue
            if shared:
                span = folded.raw_span(words[first].start(), words[last].end())
                yield _Near(
                    score=2 * shared / (total + count),
                    span=Span(line.start + span.start, line.start + span.end),
                    words=" ".join(word.group() for word in words[first : last + 1]),
                )
            for piece in pieces[first]:
                here[piece] -= 1
                shared -= here[piece] < wanted[piece]
            count -= len(pieces[first])


def _pieces(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _plain(text: str) -> str:
    return fold(text).text.lower()


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` (ids, keys, verbs) that `word` most likely stands for; None when none is near."""
    aim = _key(word)
    parts = set(aim.split("-"))
    best: tuple[float, str] | None = None
    for candidate in sorted(set(known)):
        key = _key(candidate)
        score = SequenceMatcher(None, aim, key).ratio()
        if len(aim) > 3 and parts <= set(key.split("-")):  # `kadhimi` for `mustafa-al-kadhimi`
            score = max(score, NEAR_WORD)
        if score >= NEAR_WORD and (best is None or score > best[0]):
            best = score, candidate
    return best[1] if best else None


def _key(word: str) -> str:
    return "-".join(_plain(word).replace("_", " ").replace("-", " ").split())
