"""The authoring verb `fix`: quotes that no longer stand get the capture's own words, where only one place is meant.

It changes the words of quotes and nothing else: no speaker, no other key, no comment, no layout. What it cannot
be sure of stays as it is and is told with the places that come near.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from dossier.inputs import read_text
from dossier.model.evidence import Anchored, Capture, Entities, Unanchored
from dossier.model.ids import BriefingId, SourceId
from dossier.model.raw import Mapping as MappingNode
from dossier.model.raw import Node, RawContent, RawRecord
from dossier.model.records import Briefing
from dossier.problems import BuildFailed, Location, Problem, ordered
from dossier.stages import anchor, link, read, trace, validate, verify
from dossier.stages.read import edit, tree
from dossier.text import quotes
from dossier.text.likeness import Likely, Slips, likely, the_one
from dossier.text.spans import Span
from dossier.text.words import parts

BYTE_ORDER_MARK = "\ufeff"


class Refused(Exception):
    """A file that is not written, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A quote, and the words that its capture has."""

    at: Location
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """What would be written, and what is left to the author."""

    before: Mapping[str, str]  # by path: the files that change
    after: Mapping[str, str]
    mended: tuple[Mended, ...]
    left: tuple[Problem, ...]

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line with their ends."""
        for path, text in self.before.items():
            old, new = (_lines(version) for version in (text, self.after[path]))
            for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """With their ends; only LF ends a line of a diff."""
    return [line for line in text.replace("\n", "\n\0").split("\0") if line]


def mending(root: Path) -> Mending:
    """What `fix` can do for the dossier in `root`. Raises BuildFailed where it cannot be read so far."""
    content = read.content(root)
    entities = validate.entities(content)
    captures = read.captures(root, entities)
    anchored, unanchored, problems = anchor.as_far_as_it_stands(entities, captures)
    rules = trace.unanchored(anchored)
    records = entities.records
    slips = {
        language: _no_slips(anchored, language) for language in {s.language for s in records.sources.values()}
    }
    chosen = {
        id(one): words
        for one in (*unanchored, *rules)
        if (words := _words_meant(one, anchored, slips[anchored.language(one.source)])) is not None
    }
    mendable = [one for one in (*unanchored, *rules) if id(one) in chosen]
    refused: dict[int, Problem] = {}
    before, after, unwritten = _edited(root, content, [(one, chosen[id(one)]) for one in mendable])
    for one in unwritten:
        refused[id(one)] = replace(one.told, mend=f"write «{chosen[id(one)]}», as the capture has it")
    for one, told in _misattributed(content, after, captures, [m for m in mendable if id(m) not in refused]):
        what = f"«{one.quote.quote}» may be «{chosen[id(one)]}», but then {told.what}"
        refused[id(one)] = replace(one.told, what=what, mend=told.mend)
    kept = [one for one in mendable if id(one) not in refused]
    if len(kept) < len(mendable):
        before, after, _ = _edited(root, content, [(one, chosen[id(one)]) for one in kept])
    done = {id(one.told) for one in kept} | {id(one.told) for one in mendable if id(one) in refused}
    left = [problem for problem in (*problems, *(rule.told for rule in rules)) if id(problem) not in done]
    return Mending(
        before=before,
        after=after,
        mended=tuple(Mended(at=one.told.at, old=one.quote.quote, new=chosen[id(one)]) for one in kept),
        left=ordered([*left, *refused.values()]),
    )


def summary(mending: Mending, done: str) -> str:
    """`2 quotes mended in 1 file, 1 left to you`"""
    if not mending.mended and not mending.left:
        return "every quote stands"
    number, files, left = len(mending.mended), len(mending.after), len(mending.left)
    where = f" in {files} file{'s' * (files != 1)}" if files else ""
    return f"{number} quote{'s' * (number != 1)} {done}{where}, {left} left to you"


# Which words are meant


def _words_meant(one: Unanchored, anchored: Anchored, slips: Slips) -> str | None:
    """The capture's own words for a quote, with one blank between them, where it can mean no others."""
    capture, quote = anchored.captures[one.source], one.quote
    text = capture.text
    within = anchored.news(one.source) if one.in_news else capture.lines
    if _whole(text, quotes.find(text, quote.quote, within=within)):
        return None  # its words stand: it is the prefix or suffix that does not, or they stand more than once
    names_somebody = "cue" in one.key or "mentions" in one.key
    found = likely(
        text,
        quote.quote,
        within=within,
        language=anchored.language(one.source),
        slips=None if names_somebody else slips,
    )

    def places_of(words: str) -> list[Span]:
        return _whole(text, quotes.find(text, words, quote.prefix, quote.suffix, within=within))

    fitting = [place for place in found if place.span in places_of(_words(text, place.span))]
    best = the_one(fitting if one.in_news else _told_apart(text, fitting))
    if best is None:
        return None
    words = _words(text, best.span)
    return words if len(places_of(words)) == 1 or not one.in_news else None


def _whole(text: str, places: Iterable[Span]) -> list[Span]:
    return [span for span in places if quotes.at_word_boundaries(text, span)]


def _words(text: str, span: Span) -> str:
    """With one blank between them, whatever blanks the capture has."""
    return " ".join(span.of(text).split())


def _told_apart(text: str, found: Iterable[Likely]) -> list[Likely]:
    """Of evidence that stands twice in the same words the first place counts."""
    by_words: dict[str, Likely] = {}
    for one in found:
        by_words.setdefault(_words(text, one.span), one)
    return list(by_words.values())


def _no_slips(anchored: Anchored, language: str) -> Slips:
    """The words of persons' names, and every word of a capture: what is a word is meant, and not misspelt."""
    actors = anchored.entities.records.actors.values()
    persons = [
        part.casefold()
        for actor in actors
        if actor.kind == "person"
        for name in (
            actor.name,
            actor.native,
            *(alias.text for alias in (*(actor.aliases or ()), *actor.short)),
        )
        if name
        for part in parts(name, language)
    ]
    known = [
        part.casefold()
        for source, capture in anchored.captures.items()
        if anchored.language(source) == language
        for part in parts(capture.text, language)
    ]
    return Slips(frozenset((*persons, *(name.removeprefix("ال") for name in persons))), frozenset(known))


# What it would make of the files


def _edited(
    root: Path, content: RawContent, wanted: Iterable[tuple[Unanchored, str]]
) -> tuple[dict[str, str], dict[str, str], list[Unanchored]]:
    """The files before and after, and the quotes that cannot be written where they stand."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    unwritten = []
    homes = {(record.kind.removesuffix("s"), record.id): record for record in content.records}
    for one, words in wanted:
        kind, id, *path = one.key
        record = homes[kind, id]
        file = record.at.path
        if file not in before:
            before[file] = after[file] = read_text(root, file)
        bare = after[file].removeprefix(BYTE_ORDER_MARK)
        place = (*(() if _has_own_file(record) else (id,)), *path)
        # A quote is a value, or stands under `quote:` beside what tells its places apart.
        text = edit.with_words(file, bare, (*place, "quote"), one.quote.quote, words)
        if text is None:
            unwritten.append(one)
        else:
            after[file] = (BYTE_ORDER_MARK if after[file].startswith(BYTE_ORDER_MARK) else "") + text
    changed = [file for file in sorted(before) if before[file] != after[file]]
    return {file: before[file] for file in changed}, {file: after[file] for file in changed}, unwritten


def _has_own_file(record: RawRecord) -> bool:
    """Whether its file is content/KIND/ID.yml, and not content/KIND.yml."""
    return record.at.path.count("/") == 2


def _misattributed(
    content: RawContent,
    after: Mapping[str, str],
    captures: Mapping[SourceId, Capture],
    mended: Sequence[Unanchored],
) -> Iterator[tuple[Unanchored, Problem]]:
    """Statements whose words would then be somebody else's. Where other faults hide that, the next build tells it."""
    entities = validate.entities(_reread(content, after))
    anchored, _, _ = anchor.as_far_as_it_stands(entities, captures)
    try:
        dossier = link.dossier(trace.mentions(_without_rules_that_stand_nowhere(anchored)))
    except BuildFailed:
        return
    faults = {problem.at: problem for problem in verify.speakers_are_named_by_the_text(dossier)}
    for one in mended:
        kind, id, *path = one.key
        if path[:1] == ["annotations"]:
            places = [entities.places.value(kind, id, *path[:2], field) for field in ("cue", "speaker")]
            told = next((faults[place] for place in places if place in faults), None)
            if told:
                yield one, told


def _reread(content: RawContent, after: Mapping[str, str]) -> RawContent:
    nodes = {file: tree.parse(file, text.removeprefix(BYTE_ORDER_MARK))[0] for file, text in after.items()}

    def reread(record: RawRecord) -> RawRecord:
        node = nodes.get(record.at.path)
        if node is None:
            return record
        inner: Node | None = node
        if not _has_own_file(record):
            inner = node.get(record.id) if isinstance(node, MappingNode) else None
        assert inner is not None  # with_words changes one value and nothing else
        return replace(record, node=inner)

    return replace(content, records=tuple(reread(record) for record in content.records))


def _without_rules_that_stand_nowhere(anchored: Anchored) -> Anchored:
    lost = {one.key for one in trace.unanchored(anchored)}
    records = anchored.entities.records

    def without(id: BriefingId, briefing: Briefing) -> Briefing:
        rules = enumerate(briefing.mentions)
        kept = tuple(rule for i, rule in rules if ("briefing", id, "mentions", i) not in lost)
        return briefing.model_copy(update={"mentions": kept})

    briefings = {id: without(id, briefing) for id, briefing in records.briefings.items()}
    entities = Entities(
        records=records.model_copy(update={"briefings": briefings}), places=anchored.entities.places
    )
    return replace(anchored, entities=entities)


# Writing


def write(root: Path, mending: Mending) -> None:
    """Put each changed file in the place of the old one, in one step. Raises Refused."""
    for path, text in mending.after.items():
        if read_text(root, path) != mending.before[path]:
            raise Refused(f"{path} was changed meanwhile: nothing more is written, run the command again")
        _exchange(Path(os.path.realpath(root / path)), text)


def _exchange(place: Path, text: str) -> None:
    beside = place.with_name(f".{place.name}.mending-{os.getpid()}")
    try:
        mode = place.stat().st_mode & 0o7777
        with open(beside, "xb") as file:
            file.write(text.encode())
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(beside, place)
    except OSError as error:
        raise Refused(f"{place} cannot be written: {error.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)
