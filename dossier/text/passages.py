"""Articles -> the passages that two of them share: equal runs of folded words, gone on over small changes.

Seed and extend. Runs of `SEED` equal words are found through an index, so that articles without one are never
compared; each run goes on to both sides over changed, inserted and left-out words while the equal words that it
gains outweigh them. What is found is judged as a whole, then cut at line ends, because everything that is anchored
on the site lies within one line.

The bounds, and why:
- Word for word: `RUN` equal words on end. Arabic writes articles, prepositions and pronouns onto their words, so that
  eight of its words say what a dozen English ones do; by chance two reports agree in names and offices (up to ten words
  on end: «رئيس مجلس الوزراء القائد العام للقوات المسلحة …») and in formulas of the trade, hardly in more.
- Nearly: `NEAR` words on either side, of which `SIMILAR` are equal. An editor who works on a wire copy changes one word in
  five to ten; independent reports of one event rarely reach half, except in names and offices.
- Either way the equal words weigh `WEIGHT`, a word with content being 1, a little word a third, and names, offices,
  days and formulas of the trade next to nothing (`text.stock`). Of the pairs that this was tried on, those written apart
  reach 4, copied sentences of fifteen words 5 at the least, most of them 10.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, product
from typing import NamedTuple, TypeVar

from dossier.text.alignment import (
    JUMPS,
    Aligned,
    Article,
    Kind,
    Read,
    Run,
    aligned,
    equal,
    longest,
    loss,
    read,
    similarity,
)
from dossier.text.spans import Span
from dossier.text.words import Word

__all__ = ("Article", "Passage", "Piece", "among", "shared")

SEED = 4  # equal words on end that every shared passage has
RUN = 8
NEAR = 10
SIMILAR = 0.75
WEIGHT = 4.5
BEHIND = 5  # how far an extension may fall behind its best, in words, before it is given up
PIECE = 5  # equal words that what is left after the cut at a line's end must have
REPEATED = 8  # places of one seed within one article that are followed: «لا لا لا …» has thousands
TAKEN = (-1, -2)  # in the place of words that belong to a passage already; equal to nothing on the other side

Id = TypeVar("Id", bound=str)


class Piece(NamedTuple):
    """A stretch of the alignment, in raw characters from word to word; an empty span: nothing stands here.

    `equal`: the same folded words. `near`: one word but for و or ف before it, a blank in it or a letter.
    `different`: other words, or words that the other side does not have.
    """

    kind: Kind
    a: Span
    b: Span


class Passage(NamedTuple):
    """A stretch of one line of each article. Begins and ends with whole words that both have, or nearly.

    `line_a`, `line_b` count the articles' lines from 0. `words` is the longest run of equal words. `similarity`
    is the share of the words of both sides that are equal; near ones count half.
    """

    a: Span
    line_a: int
    b: Span
    line_b: int
    words: int
    similarity: float
    pieces: tuple[Piece, ...]


def shared(a: Article, b: Article) -> tuple[Passage, ...]:
    """The passages that `a` and `b` share, in the order of `a`; on neither side do two of them overlap."""
    return next((found for _, _, found in among({"a": a, "b": b})), ())


def among(articles: Mapping[Id, Article]) -> Iterator[tuple[Id, Id, tuple[Passage, ...]]]:
    """Every two articles that share passages, in the order of their ids, the smaller id first."""
    ids = sorted(articles)
    numbers: dict[str, int] = {}
    texts = [read(articles[id], numbers) for id in ids]
    meetings = _meetings(texts)
    for x, y in sorted(meetings):
        found = _passages(texts[x], texts[y], meetings[x, y])
        if found:
            yield ids[x], ids[y], found


# Seeds

_Pair = tuple[int, int]


def _meetings(articles: Sequence[Read]) -> Mapping[_Pair, list[_Pair]]:
    """Which articles meet (by number), and the words at which a seed begins in both."""
    seeds: dict[tuple[int, ...], list[tuple[int, list[int]]]] = defaultdict(list)
    for number, article in enumerate(articles):
        own: dict[tuple[int, ...], list[int]] = defaultdict(list)
        bare, weights = article.bare, article.weights
        for i in range(len(bare) - SEED + 1):
            if max(weights[i : i + SEED]) == 1:  # else it is all formula, and no passage's only seed
                own[tuple(bare[i : i + SEED])].append(i)
        for seed, places in own.items():
            seeds[seed].append((number, places[:REPEATED]))
    found: dict[_Pair, list[_Pair]] = defaultdict(list)
    for meeting in seeds.values():
        for (x, places), (y, others) in combinations(meeting, 2):
            found[x, y] += product(places, others)
    return found


def _runs(x: Read, y: Read, seeds: Iterable[_Pair]) -> list[Run]:
    """The longest runs around `seeds`, the longest first; not those whose surroundings have too little in common."""
    found = set()
    ends: dict[int, int] = {}  # by diagonal: how far it has been followed
    for i, j in sorted(seeds):
        if i < ends.get(i - j, 0):
            continue
        back = equal(x.bare, y.bare, i - 1, j - 1, -1)
        length = back + equal(x.bare, y.bare, i, j, 1)
        ends[i - j] = i - back + length
        run = Run(i - back, j - back, length)
        if _promises(x, y, run):
            found.add(run)
    return sorted(found, key=lambda run: (-run.length, run))


def _promises(x: Read, y: Read, run: Run) -> bool:
    """Whether there is enough in common around `run` to look closer; a quick look that spares most of them."""
    start, end = max(0, run.i - NEAR), run.i + run.length + NEAR
    around = set(y.bare[max(0, run.j - NEAR) : run.j + run.length + NEAR])
    common = {
        form: value
        for form, value in zip(x.bare[start:end], x.weights[start:end], strict=True)
        if form in around
    }
    return sum(common.values()) >= WEIGHT


# Passages


def _passages(x: Read, y: Read, seeds: Iterable[_Pair]) -> tuple[Passage, ...]:
    runs = _runs(x, y, seeds)
    x, y = x._replace(bare=list(x.bare)), y._replace(bare=list(y.bare))
    found: list[Passage] = []
    for run in runs:
        for seed in _untaken(x, y, run):
            before = _onward(x, y, seed.i - 1, seed.j - 1, -1)
            after = _onward(x, y, seed.i + seed.length, seed.j + seed.length, 1)
            chain = _whole(x, y, [*reversed(before), seed, *after])
            if chain:
                found += _cut(x, y, chain)
                _take(x, y, chain)
    return tuple(sorted(found))


def _take(x: Read, y: Read, chain: Sequence[Run]) -> None:
    first, last = chain[0], chain[-1]
    for taken, bare, start, end in (
        (TAKEN[0], x.bare, first.i, last.i + last.length),
        (TAKEN[1], y.bare, first.j, last.j + last.length),
    ):
        bare[start:end] = [taken] * (end - start)


def _untaken(x: Read, y: Read, run: Run) -> Iterator[Run]:
    """What is left of `run` where no passage has been found yet."""
    places = range(run.length)
    for is_free, group in groupby(places, lambda n: x.bare[run.i + n] == y.bare[run.j + n]):
        at = list(group)
        if is_free and len(at) >= SEED:
            yield Run(run.i + at[0], run.j + at[0], len(at))


def _onward(x: Read, y: Read, i: int, j: int, step: int) -> list[Run]:
    """The runs from `i` and `j` on, forwards or backwards, up to where they gain most over the gaps between them."""
    found: list[Run] = []
    score, best, keep = 0.0, 0.0, 0
    while score >= best - BEHIND:
        leap = _leap(x, y, i, j, step)
        if leap is None:
            break
        gain, run = leap
        found.append(run)
        score += gain
        if score > best or (score == best and run.length > 1):
            best, keep = score, len(found)
        i, j = (run.i + run.length, run.j + run.length) if step > 0 else (run.i - 1, run.j - 1)
    return found[:keep]


def _leap(x: Read, y: Read, i: int, j: int, step: int) -> tuple[float, Run] | None:
    """The run after the gap that begins at `i` and `j`: the one that gains most, and how much."""
    best: tuple[float, Run] | None = None
    for da, db in JUMPS:
        p, q = i + step * da, j + step * db
        length = equal(x.bare, y.bare, p, q, step)
        if not length or (best and length <= best[0]):  # a gap only costs
            continue
        gap = (i, p, j, q) if step > 0 else (p + 1, i + 1, q + 1, j + 1)
        if TAKEN[0] in x.bare[gap[0] : gap[1]] or TAKEN[1] in y.bare[gap[2] : gap[3]]:
            continue
        gain = length - loss(x, y, *gap)
        if best is None or gain > best[0]:
            best = gain, Run(p, q, length) if step > 0 else Run(p - length + 1, q - length + 1, length)
    return best


def _whole(x: Read, y: Read, chain: list[Run]) -> list[Run]:
    """`chain` as far as it is a passage: its poorer end is given up until it is similar enough. May be empty."""
    while len(chain) > 1 and similarity(aligned(x, y, chain)) < SIMILAR:
        chain = chain[1:] if chain[0].length <= chain[-1].length else chain[:-1]
    return chain if _is_passage(x, y, chain) else []


def _is_passage(x: Read, y: Read, chain: Sequence[Run]) -> bool:
    first, last = chain[0], chain[-1]
    length = min(last.i - first.i, last.j - first.j) + last.length
    pairs = aligned(x, y, chain)
    weighed = sum(min(x.weights[one.i], y.weights[one.j]) for one in pairs if one.kind == "equal")
    return weighed >= WEIGHT and (length >= NEAR or longest(pairs) >= RUN)


# Lines


def _cut(x: Read, y: Read, chain: Sequence[Run]) -> Iterator[Passage]:
    """The passage line by line; what crosses a line's end without a word in common there falls away."""

    def lines(one: Aligned) -> _Pair:
        return x.words[one.i].line, y.words[one.j].line

    held: list[Aligned] = []
    waiting: list[Aligned] = []  # different words, which belong to a line when words in common follow in it
    for one in aligned(x, y, chain):
        if one.kind == "different":
            waiting.append(one)
        elif held and lines(one) != lines(held[0]):
            yield from _passage(x, y, held)
            held, waiting = [one], []
        else:
            held += [*waiting, one]
            waiting = []
    yield from _passage(x, y, held)


def _passage(x: Read, y: Read, pairs: Sequence[Aligned]) -> Iterator[Passage]:
    if sum(one.kind == "equal" for one in pairs) < PIECE:
        return
    pieces = []
    for kind, group in groupby(pairs, lambda one: one.kind):
        run = list(group)
        first, last = run[0], run[-1]
        pieces.append(Piece(kind, _raw(x.words, first.i, last.p), _raw(y.words, first.j, last.q)))
    first, last = pairs[0], pairs[-1]
    yield Passage(
        a=_raw(x.words, first.i, last.p),
        line_a=x.words[first.i].line,
        b=_raw(y.words, first.j, last.q),
        line_b=y.words[first.j].line,
        words=longest(pairs),
        similarity=similarity(pairs),
        pieces=tuple(pieces),
    )


def _raw(found: Sequence[Word], first: int, end: int) -> Span:
    """From the first character of word `first` to the last of the word before `end`."""
    start = found[first].offsets[0]
    return Span(start, found[end - 1].end if end > first else start)
