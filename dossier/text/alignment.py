"""Two articles' words -> what of them is equal, nearly equal and different, in order.

The words are compared folded. A run is a stretch of words that are equal but for a و or ف before them; a chain is runs
in the order of both articles, and what lies between two of them is a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from typing import Literal, NamedTuple

from dossier.text.spans import Span
from dossier.text.stock import STOCK, weight
from dossier.text.words import Word, key, words

GAP = 5  # words on either side that may differ on end
Kind = Literal["equal", "near", "different"]

JUMPS = sorted(  # how far to look on over a gap in the one and the other article, the shortest way first
    ((da, db) for da, db in product(range(GAP + 1), repeat=2) if da or db),
    key=lambda jump: (max(jump), sum(jump), jump),
)


class Article(NamedTuple):
    """Lines of title and body, as spans of the raw `text`; `names` are spans of names and offices in them."""

    text: str
    lines: Sequence[Span]
    language: str
    names: Sequence[Span] = ()


class Read(NamedTuple):
    """An article for comparing: its words, their forms as numbers, also bare of و and ف, and what they weigh."""

    words: tuple[Word, ...]
    forms: list[int]
    bare: list[int]
    weights: list[float]


def read(article: Article, numbers: dict[str, int]) -> Read:
    """The words of `article`; `numbers` stand for their forms, and grow by those that are new."""
    found = words(article.text, article.lines, article.language)
    forms = [key(word.text).casefold() for word in found]
    named = {at for span in article.names for at in range(*span)}
    return Read(
        words=found,
        forms=[numbers.setdefault(form, len(numbers)) for form in forms],
        bare=[numbers.setdefault(_bare(form), len(numbers)) for form in forms],
        weights=[
            weight(word.text, article.language) if named.isdisjoint(word.offsets) else STOCK for word in found
        ],
    )


def _bare(form: str) -> str:
    return form[1:] if form[0] in "وف" and len(form) > 2 else form


class Run(NamedTuple):
    """Words `i` to `i + length` of one article equal those from `j` of another, but for و and ف."""

    i: int
    j: int
    length: int


class Aligned(NamedTuple):
    """Words `i` to `p` of one article beside words `j` to `q` of the other."""

    kind: Kind
    i: int
    p: int
    j: int
    q: int


def aligned(x: Read, y: Read, chain: Sequence[Run]) -> list[Aligned]:
    """All words of `chain` in order: equal and near ones one by one, different ones gap by gap."""
    found: list[Aligned] = []
    i, j = chain[0].i, chain[0].j
    for run in chain:
        for one in (*likeness(x, y, i, run.i, j, run.j), *_one_by_one(x, y, run)):
            if one.i > i or one.j > j:
                found.append(Aligned("different", i, one.i, j, one.j))
            found.append(one)
            i, j = one.p, one.q
    return found


def _one_by_one(x: Read, y: Read, run: Run) -> Iterator[Aligned]:
    for i, j in zip(range(run.i, run.i + run.length), range(run.j, run.j + run.length), strict=True):
        yield Aligned("equal" if x.forms[i] == y.forms[j] else "near", i, i + 1, j, j + 1)


def likeness(x: Read, y: Read, i: int, p: int, j: int, q: int) -> Iterator[Aligned]:
    """Words of a gap that are the same or nearly, in order, the first that fit."""
    while i < p and j < q:
        for da, db in ((0, 0), *JUMPS):
            a, b = i + da, j + db
            if a < p and b < q and x.forms[a] == y.forms[b]:
                one = Aligned("equal", a, a + 1, b, b + 1)
            else:
                sizes = ((n, m) for n, m in ((1, 1), (1, 2), (2, 1)) if a + n <= p and b + m <= q)
                near = next(((n, m) for n, m in sizes if _alike(x, y, a, n, b, m)), None)
                if near is None:
                    continue
                one = Aligned("near", a, a + near[0], b, b + near[1])
            yield one
            i, j = one.p, one.q
            break
        else:
            return


def _alike(x: Read, y: Read, i: int, n: int, j: int, m: int) -> bool:
    """Whether `n` words from `i` are `m` from `j` but for a blank or, in a longer word, one letter; never figures."""
    if x.words[i].line != x.words[i + n - 1].line or y.words[j].line != y.words[j + m - 1].line:
        return False
    one = "".join(word.text for word in x.words[i : i + n])
    other = "".join(word.text for word in y.words[j : j + m])
    return one == other if n != m else _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    """A letter changed, put in or left out in a word of five letters or more."""
    if min(len(one), len(other)) < 5 or not (one + other).isalpha():
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return (
        one[same + 1 :] == other[same + 1 :]
        or one[same:] == other[same + 1 :]
        or one[same + 1 :] == other[same:]
    )


def similarity(pairs: Iterable[Aligned]) -> float:
    """The share of the words of both sides that are equal; near ones count half."""
    weights = {"equal": 1.0, "near": 0.5, "different": 0.0}
    same = total = 0.0
    for one in pairs:
        size = one.p - one.i + one.q - one.j
        same += weights[one.kind] * size
        total += size
    return same / total


def longest(pairs: Iterable[Aligned]) -> int:
    """The number of equal words in the longest run of them."""
    runs = (list(group) for kind, group in groupby(pairs, lambda one: one.kind) if kind == "equal")
    return max((len(run) for run in runs), default=0)


def equal(x: Sequence[int], y: Sequence[int], i: int, j: int, step: int) -> int:
    """How many words from `i` and `j` on, forwards or backwards, are equal."""
    count = 0
    while 0 <= i < len(x) and 0 <= j < len(y) and x[i] == y[j]:
        i, j, count = i + step, j + step, count + 1
    return count


def loss(x: Read, y: Read, i: int, p: int, j: int, q: int) -> float:
    """What a gap costs: its longer side in words; equal ones among them cost nothing, near ones half."""
    like = likeness(x, y, i, p, j, q)
    spared = sum(max(one.p - one.i, one.q - one.j) - (0.5 if one.kind == "near" else 0.0) for one in like)
    return max(p - i, q - j) - spared
