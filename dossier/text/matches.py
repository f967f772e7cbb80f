"""Names and phrases -> where they stand among the words of an article.

Everything is a look-up of folded words in a dictionary, so that no name can match inside a longer word and the
time does not grow with the number of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Generic, NamedTuple, Protocol, TypeVar

from dossier.text.fold import fold
from dossier.text.spans import Span
from dossier.text.words import DOUBLE_QUOTES, QUOTES, WORD, Word, is_join, key, stems

T = TypeVar("T")

_KUNYA = ("ابو", "ابا", "ابي")


class _Form(NamedTuple):
    """One way to write a name: its folded words, and what must stand between them (None: anything that joins)."""

    words: tuple[str, ...]
    gaps: tuple[str | None, ...]
    tail: str  # what the name ends with after its last word: U.S.
    clitics: bool
    article: bool


@lru_cache(maxsize=8192)
def _forms(text: str, language: str) -> tuple[_Form, ...]:
    folded = fold(text.strip(), language).text
    places = [match.span() for match in WORD.finditer(folded)]
    if not places:
        return ()
    parts = [key(folded[start:end]) for start, end in places]
    between = [folded[a:b] for (_, a), (b, _) in pairwise(places)]
    gaps = tuple(None if is_join(gap) else gap for gap in between)
    letters = sum(map(len, parts))
    variants = _spellings(parts) if not any(gaps) else [tuple(parts)]
    return tuple(
        _Form(
            words=variant,
            gaps=gaps if len(gaps) == len(variant) - 1 else (None,) * (len(variant) - 1),
            tail=folded[places[-1][1] :].strip(f"{QUOTES} "),
            clitics=letters > 3 or folded[places[0][0]].isascii(),
            article=text.lstrip().startswith("ال"),  # not أل, إل: للمانيا is not ألمانيا
        )
        for variant in variants
    )


def _spellings(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """أبو also as أبا and أبي and without its blank; عبد and الله with and without theirs."""
    units: list[list[tuple[str, ...]]] = []
    rest = list(parts)
    while rest:
        first = rest.pop(0)
        if first in _KUNYA and rest:
            second = rest.pop(0)
            forms = _KUNYA if first == _KUNYA[0] else (first,)
            units.append([(form, second) for form in forms] + [(form + second,) for form in forms])
        elif first == "عبد" and rest and rest[0].startswith("ال"):
            second = rest.pop(0)
            units.append([(first, second), (first + second,)])
        elif first.startswith("عبدال") and len(first) > 6:
            units.append([(first,), ("عبد", first[3:])])
        elif rest and rest[0] == "الله":  # نصر الله, نصرالله
            units.append([(first, rest.pop(0)), (first + "الله",)])
        elif first.endswith("الله") and len(first) > 6:
            units.append([(first,), (first[:-4], "الله")])
        else:
            units.append([(first,)])
    return [tuple(word for unit in choice for word in unit) for choice in product(*units)]


class Condition(Protocol):
    """Which words may stand beside a name or phrase."""

    @property
    def not_before(self) -> tuple[str, ...]: ...
    @property
    def not_after(self) -> tuple[str, ...]: ...
    @property
    def only_after(self) -> tuple[str, ...]: ...


class Match(NamedTuple, Generic[T]):
    """Words `first` up to `last`, without it, read as `found`; `skip` characters of proclitics stay outside.

    `shorter` have a name that stands at the same place and is only the beginning of this one.
    """

    first: int
    last: int
    skip: int
    span: Span
    found: tuple[T, ...]  # all that have this name
    shorter: tuple[T, ...] = ()


class Index(Generic[T]):
    """Names by their first word."""

    def __init__(self, named: Iterable[tuple[str, T]], language: str) -> None:
        self.language = language
        by_first: dict[str, list[tuple[_Form, T]]] = {}
        for text, what in named:
            for form in _forms(text, language):
                by_first.setdefault(form.words[0], []).append((form, what))
        self.by_first: Mapping[str, list[tuple[_Form, T]]] = by_first

    def matches(self, text: str, within: Sequence[Word]) -> Iterator[Match[T]]:
        """The longest match at each place, left to right; none overlaps another."""
        at = 0
        while at < len(within):
            match = self.longest(text, within, at)
            if match:
                yield match
            at = match.last if match else at + 1

    def longest(self, text: str, within: Sequence[Word], at: int) -> Match[T] | None:
        """The longest match that begins with the word `at`; of two readings the less stripped one."""
        standing: dict[tuple[int, int], list[T]] = {}
        tails: dict[tuple[int, int], str] = {}
        for stem in stems(within[at].text, self.language):
            for form, what in self.by_first.get(stem.text, ()):
                if stem.skip and not (form.clitics and (form.article or not stem.article)):
                    continue
                if _stands(form, within, at):
                    rank = (at + len(form.words), -stem.skip)
                    tails.setdefault(rank, form.tail)
                    standing.setdefault(rank, []).append(what)
        if not standing:
            return None
        best = max(standing)
        last, skip = best[0], -best[1]
        return Match(
            first=at,
            last=last,
            skip=skip,
            span=_span(text, within, at, last, skip, tails[best]),
            found=tuple(dict.fromkeys(standing[best])),
            shorter=tuple(
                dict.fromkeys(what for rank, whats in standing.items() if rank[0] < last for what in whats)
            ),
        )


def _stands(form: _Form, within: Sequence[Word], at: int) -> bool:
    for i, wanted in enumerate(form.words):
        if at + i >= len(within) or (i and key(within[at + i].text) != wanted):
            return False
        if i:
            gap, wanted_gap = within[at + i - 1].gap, form.gaps[i - 1]
            if not is_join(gap) if wanted_gap is None else gap != wanted_gap:
                return False
    return True


def _span(text: str, within: Sequence[Word], first: int, last: int, skip: int, tail: str) -> Span:
    """From the name's first letter to its last; with the quotation mark that closes one opened inside."""
    start, end = within[first].offsets[skip], within[last - 1].end
    if tail and text.startswith(tail, end):
        end += len(tail)
    if sum(text.count(mark, start, end) for mark in DOUBLE_QUOTES) % 2 and text[end : end + 1] in DOUBLE_QUOTES:
        end += len(text[end : end + 1])
    return Span(start, end)


def stands_before(texts: Sequence[str], within: Sequence[Word], at: int, language: str) -> bool:
    """Whether one of `texts` ends directly before the word `at`; proclitics may be on it."""
    for text in texts:
        for form in _forms(text, language):
            first = at - len(form.words)
            if first < 0 or not within[at - 1].joined or not _stands(form, within, first):
                continue
            if any(stem.text == form.words[0] for stem in stems(within[first].text, language)):
                return True
    return False


def allowed(condition: Condition, within: Sequence[Word], first: int, last: int, language: str) -> bool:
    """Whether the words around `first` up to `last` are such as the author of a name or phrase asks for."""
    return (
        not stands_before(condition.not_after, within, first, language)
        and not stands_after(condition.not_before, within, last, language)
        and (not condition.only_after or stands_before(condition.only_after, within, first, language))
    )


def stands_after(texts: Sequence[str], within: Sequence[Word], at: int, language: str) -> bool:
    """Whether one of `texts` begins with the word `at`, directly after the word before it."""
    return any(
        0 < at < len(within)
        and within[at - 1].joined
        and form.words[0] == key(within[at].text)
        and _stands(form, within, at)
        for text in texts
        for form in _forms(text, language)
    )
