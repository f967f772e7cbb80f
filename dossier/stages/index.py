"""All that can be found -> the index of the search, in scripts that templates/assets/search.js loads as it needs them.

A page that was opened from a folder can load scripts and nothing else, so each part of the index is one: it hands a value to
`dossierSearch`. `search/index.js` tells what stands in which part; `search/words-N.js` lead from the bases of words to the
passages that have them, in alphabetical order; `search/texts-N.js` hold the passages; `search/names.js` leads
from the consonants of names to the bases of words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from dossier.model.output import OutputFile
from dossier.model.search import Entry, Field, Searchable
from dossier.text import lemmas, romanised
from dossier.text.fold import ARABIC_LETTERS
from dossier.text.lemmas import Lemmas
from dossier.text.locale import Words, plural_forms
from dossier.text.terms import ARABIC, FORMS, KEEPS_ALEF, SPELLINGS, normal, terms

FOLDER = "search"
WORDS_SIZE = 64_000  # characters of a part: about a third of it when compressed
TEXTS_SIZE = 40_000
WEIGHT_BITS = 3
NEVER_ASKED_FOR = frozenset(  # alone they are looked for; beside other words they may be missing
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "this",
        "to",
        "was",
        "were",
        "will",
        "with",
        "did",
        "do",
        "does",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "al",
        "el",
        "في",
        "من",
        "على",
        "الى",
        "عن",
        "مع",
        "ان",
        "او",
        "و",
        "ثم",
        "قد",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "التي",
        "الذي",
        "الذين",
        "كما",
        "لا",
        "ما",
        "لم",
        "لن",
        "هو",
        "هي",
        "كان",
        "كانت",
        "بين",
        "عند",
        "بعد",
        "قبل",
        "هل",
        "كم",
        "متى",
        "أين",
        "كيف",
        "لماذا",
        "ماذا",
    ]
)
# What the search says: of counted things a form for each number, and the rest.
COUNTED = ("results", "results_or_more")
SAID = ("taken_for", "missing", "not_together", "some", "nothing", "did_you_mean", "more", "also")

Value = Mapping[str, object] | Sequence[object]
Part = TypeVar("Part")


def files(searchable: Searchable, words: Words) -> Iterator[OutputFile]:
    """The parts of the index; each has passages or words that stand together, so that one answer needs few."""
    entries = searchable.entries
    found = lemmas.of(term for entry in entries for text, _ in _texts(entry) for term in terms(text))
    postings = _postings(entries, found)
    namesakes = _namesakes(searchable.people, found)
    by_base = {
        base: _row(base, found, places, namesakes)
        for base, places in sorted(postings.items(), key=lambda item: _order(item[0]))
    }
    word_parts = _parted(list(by_base.items()), WORDS_SIZE)
    text_parts = _parted(_rows(entries), TEXTS_SIZE)
    for number, part in enumerate(word_parts):
        yield _script(f"words-{number}", dict(part))
    for number, rows in enumerate(text_parts):
        yield _script(f"texts-{number}", rows)
    yield _script("names", _by_consonants(searchable.names, found))
    yield _script(
        "index",
        {
            "entries": len(entries),
            "words": [part[0][0] for part in word_parts],
            "texts": list(accumulate((len(part) for part in text_parts[:-1]), initial=0)) if text_parts else [],
            "analysis": _analysis(),
            "says": _says(words),
        },
    )


# Words


def _texts(entry: Entry) -> Iterator[tuple[str, int]]:
    """All that finds an entry, with what it weighs."""
    if entry.head_weight:
        yield entry.head.text, entry.head_weight
    for field in entry.fields:
        yield field.words.text, field.weight
    for text in entry.aside:
        yield text, 1


def _postings(entries: Sequence[Entry], found: Lemmas) -> Mapping[str, Mapping[int, int]]:
    """By base the entries that have it, each with the most that it weighs there; `@kind:statement` and the like
    are bases too."""
    postings: dict[str, dict[int, int]] = {}
    for number, entry in enumerate(entries):
        for text, weight in _texts(entry):
            for term in terms(text):
                places = postings.setdefault(found.bases[term.text], {})
                places[number] = max(weight, places.get(number, 0))
        for value in (
            f"kind:{entry.kind}",
            *(f"source:{id}" for id in entry.sources),
            *(f"actor:{id}" for id in entry.actors),
            *(f"topic:{id}" for id in entry.topics),
        ):
            postings.setdefault(f"@{value}", {})[number] = 0
    return postings


def _row(
    base: str, found: Lemmas, places: Mapping[int, int], namesakes: Mapping[str, Iterable[str]]
) -> Sequence[object]:
    """[stem, places, and the same name in the other script where there is one]. The stem is 0 where it is the base
    itself, 1 where this also stands behind the article. A place is the distance to the one before it, and what the word
    weighs there."""
    stem = found.stem(base)
    own = int(base in found.whole)
    numbers = sorted(places)
    steps = [(b - a) << WEIGHT_BITS | places[b] for a, b in pairwise([-1, *numbers])]
    row: list[object] = [own if stem == base else stem, steps]
    return [*row, sorted(namesakes[base])] if base in namesakes else row


def _namesakes(people: Iterable[tuple[str, str]], found: Lemmas) -> Mapping[str, Iterable[str]]:
    """austin -> اوستن and back, where both names of somebody have equally many parts."""
    pairs: dict[str, set[str]] = {}
    for name, native in people:
        latin, arabic = (
            [found.bases[t.text] for t in terms(text) if _is_part(t.text)] for text in (name, native)
        )
        if len(latin) == len(arabic):
            # A name in the middle is often a word too (Shia, علي): the first and the last are meant.
            for a, b in {(latin[0], arabic[0]), (latin[-1], arabic[-1])} if latin else ():
                pairs.setdefault(a, set()).add(b)
                pairs.setdefault(b, set()).add(a)
    return pairs


def _is_part(word: str) -> bool:
    return len(word) > 1 and word not in ("al", "el")


def _by_consonants(names: Iterable[Sequence[str]], found: Lemmas) -> Mapping[str, Sequence[str]]:
    """By consonants the bases of names that have them; those of an actor who has names in one script alone also under
    `*` and the consonants, for those who write the other."""
    by_reading: dict[str, set[str]] = {}
    for actor in names:
        bases = {found.bases[term.text] for name in actor for term in terms(name)}
        lone = len({bool(ARABIC.search(base)) for base in bases}) == 1
        for base in bases:
            for reading in romanised.readings(base):
                for key in (reading, f"*{reading}") if lone else (reading,):
                    by_reading.setdefault(key, set()).add(base)
    return {reading: sorted(by_reading[reading]) for reading in sorted(by_reading)}


# Passages


def _rows(entries: Sequence[Entry]) -> list[Sequence[object]]:
    """[address, kind, head, language, where, fields, first of its line, how many have that line]"""
    first: dict[int, int] = {}
    size: dict[int, int] = {}
    at = 0
    for number, entry in enumerate(entries):
        if number and (entry.line is None or entry.line != entries[at].line):
            at = number
        first[number] = at
        size[at] = number - at + 1
    return [
        [
            entry.address,
            entry.kind,
            entry.head.text,
            entry.head.lang or 0,
            entry.where,
            [_field(field) for field in entry.fields],
            first[number],
            size[first[number]],
        ]
        for number, entry in enumerate(entries)
    ]


def _field(field: Field) -> Sequence[object]:
    row: list[object] = [field.words.text, field.words.lang or 0]
    return [*row, field.words.span] if field.words.span else row


# Parts


def _parted(rows: Sequence[Part], size: int) -> list[list[Part]]:
    """The rows in parts of about `size` characters."""
    parts: list[list[Part]] = []
    length = size
    for row in rows:
        if length >= size:
            parts.append([])
            length = 0
        parts[-1].append(row)
        length += len(_json(row))
    return parts


def _script(name: str, value: Value) -> OutputFile:
    return OutputFile(f"{FOLDER}/{name}.js", f'dossierSearch("{name}",{_json(value)});\n'.encode())


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")  # nothing in it is ever markup, wherever it is shown


def _order(base: str) -> bytes:
    """As JavaScript compares strings."""
    return base.encode("utf-16-be")


# What the script needs to read a query as texts were read


def _analysis() -> Mapping[str, object]:
    return {
        "letters": {chr(letter): plain for letter, plain in ARABIC_LETTERS.items()},
        "spellings": SPELLINGS,
        "forms": FORMS,
        "keepsAlef": sorted(KEEPS_ALEF),
        "articles": lemmas.ARTICLES,
        "proclitics": lemmas.LETTERS,
        "like": [lemmas.LIKE, lemmas.LONG_ENOUGH],
        "shortest": lemmas.SHORTEST,
        "function": dict(sorted(lemmas.FUNCTION.items())),
        "small": sorted(lemmas.SMALL),
        "afterPreposition": sorted(lemmas.AFTER_PREPOSITION),
        "pronouns": lemmas.PRONOUNS,
        "endings": lemmas.ENDINGS,
        "unasked": sorted(normal(word) for word in NEVER_ASKED_FOR),
        "sounds": romanised.LETTERS,
        "pairs": romanised.PAIRS,
        "consonants": romanised.SHORTEST,
    }


def _says(words: Words) -> Mapping[str, object]:
    """The interface's words with {n} and the like left open, for the script to fill."""
    counted = [f"{key}_{form}" for key in COUNTED for form in plural_forms(words.language)]
    said = {key: words(f"search_{key}", n="{n}", words="{words}") for key in (*counted, *SAID)}
    return {**said, "comma": words("list_comma")}
