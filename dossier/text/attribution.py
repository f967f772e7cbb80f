"""Who is said to have spoken: one answer for each quote, from the attributing words around it.

Newspaper prose attributes in few ways: a verb of saying and its subject before the words («قال الكاظمي إن …»),
the subject before its verb («لكن المتحدثة … قالت إن …»), an attribution after the words («…، بحسب المسؤول»),
or a bare verb that goes on with the speaker before («وأضاف …»). `attribution` follows these; the author's
record must agree with it, or quote the attributing words as `cue:`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dossier.text.cues import ADDRESSED, FROM, Cue, complementiser, cues_in
from dossier.text.spans import Span

_SENTENCE_END = re.compile(r"[.!?؟؛:;\"“”«»\u201e]")
_OPENING = re.compile("[\"“«\u201e:]")
_MARKED = re.compile(r'"([^"]*)"?|“([^”]*)”?|«([^»]*)»?')
_SPEECH_WORDS = 6  # marks around fewer may hold a name: صحيفة "وول ستريت جورنال"
# How little may stand between a subject and the verb after it, and how little between a quote and «بحسب».
_BETWEEN = re.compile(r"[\s،,]*(?:(?!فيما|بينما|حين|كما|لكن|حيث|and\b|but\b|while\b)\w+[\s،,]*){0,2}")
_CLOSED_BY_COMMA = re.compile(r"""\s*(?:[,?!]["”]|["”],)[^.;:"“”]*""")
_AND = re.compile(r"\s+(?:و|and\s+)")
_ADJOINING = re.compile(r"""["”»\s]*[,،]?["”»\s]*""")


class Candidate(NamedTuple):
    """A place that names somebody who may be the speaker; one span may name two (a dual)."""

    span: Span
    speaker: str
    person: bool  # a person or a described speaker goes before an organisation: «الباحث في بيرسون … مارديني»


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom the text names as the speaker, and the words that do it."""

    speakers: frozenset[str]
    cue: Span


def attribution(
    text: str, line: Span, quote: Span, candidates: Sequence[Candidate], language: str
) -> Attribution | None:
    """Who speaks the words of `quote`, by its own line alone; None where the line does not say.

    Of `candidates`, those inside the quote are heard of, not speaking, and do not count.
    """
    quote = _without_own_cue(text, quote, language)
    sentence = _Line(
        text, line, tuple(c for c in sorted(candidates) if c.span.within(line) and not c.span.overlaps(quote)), language
    )
    cues = [cue for cue in cues_in(text, line, language) if not cue.span.overlaps(quote)]
    before = [cue for cue in cues if cue.span.end <= quote.start]
    for cue in cues:
        if cue.span.start >= quote.end and _closes(text[quote.end : cue.span.start], cue, language):
            subject = sentence.subject(cue, line.end)
            if subject:
                return _joined(cue.span, subject)
    for subject_of in (sentence.subject, sentence.last_before):
        for cue in reversed(before):
            until = next((c.span.start for c in cues if c.span.start > cue.span.start), quote.start)
            subject = subject_of(cue, min(until, quote.start))
            if subject:
                return _joined(cue.span, subject)
    for cue in (cue for cue in cues if cue.span.start >= quote.end):
        if _SENTENCE_END.search(text[quote.end : cue.span.start].lstrip("\"”»").rstrip("\"“«")):
            break
        subject = sentence.subject(cue, line.end)
        if subject:
            return _joined(cue.span, subject)
    return None if before else _nearest(quote, sentence.candidates)


def last_named(
    text: str, lines: Sequence[Span], candidates: Sequence[Candidate], language: str
) -> Attribution | None:
    """Who spoke or was named last in `lines`, which stand before the quote's own."""
    for line in reversed(lines):
        found = attribution(text, line, Span(line.end, line.end), candidates, language)
        if found:
            return found
    return None


def _closes(between: str, cue: Cue, language: str) -> bool:
    """Whether `cue` belongs to the quote before it: «…»، بحسب المسؤول; "…," its director, Reyes, said.

    An Arabic verb there begins the next sentence: «…»، وأضاف …
    """
    if cue.way == "after" and _ADJOINING.fullmatch(between):
        return True
    return language == "en" and bool(_CLOSED_BY_COMMA.fullmatch(between))


def _nearest(quote: Span, around: Sequence[Candidate]) -> Attribution | None:
    """Without an attributing word: who is named last before the quote, else first after it."""
    before = [c for c in around if c.span.end <= quote.start]
    chosen = before[-1] if before else next((c for c in around if c.span.start >= quote.end), None)
    return _joined(chosen.span, [c for c in around if c.span == chosen.span]) if chosen else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with whoever is named in it outside the quote."""

    text: str
    line: Span
    candidates: tuple[Candidate, ...]
    language: str

    def subject(self, cue: Cue, until: int) -> list[Candidate]:
        """Whom `cue` makes the speaker: named after it, before `until`, or directly before it."""
        if cue.way == "after":
            return self.first(self.after(cue, until))
        if cue.way == "before" or self.language == "en":
            return self.first(self.before(cue), last=True) or self.first(self.after(cue, until))
        after = self.first(self.after(cue, until))
        beside = [c for c in self.first(self.before(cue), last=True) if self.touches(c, cue)]
        return beside if beside and not any(c.person for c in after) else after

    def last_before(self, cue: Cue, until: int) -> list[Candidate]:
        """Who is named last before `cue` in its sentence, when no verb of the line has a subject of its own."""
        return self.first(self.before(cue), last=True)

    def after(self, cue: Cue, until: int) -> list[Candidate]:
        limit = _clause_end(self.text, Span(cue.span.end, until), cue, self.language)
        start = cue.span.end
        if cue.way == "relay":
            start = self.told_by(start, limit) or start
        return [
            c
            for c in self.candidates
            if start <= c.span.start and c.span.end <= limit and self.text[c.span.start - 1] not in ADDRESSED
        ]

    def before(self, cue: Cue) -> list[Candidate]:
        start = self.line.start
        for end in re.finditer(r"[.؟!؛:;](?=\s|[\"”»])|[.؟!؛]$", self.text[start : cue.span.start]):
            start = self.line.start + end.end()
        for relay in cues_in(self.text, Span(start, cue.span.start), self.language):
            # «نقلت الصحيفة عن … قولهم»: the newspaper passes on, who comes after «عن» speaks.
            start = (self.told_by(relay.span.end, cue.span.start) or start) if relay.way == "relay" else start
        return [c for c in self.candidates if start <= c.span.start and c.span.end <= cue.span.start]

    def told_by(self, start: int, end: int) -> int | None:
        """Where those begin whom a medium passes on: after «عن»."""
        source = re.search(rf"\b{FROM}\b", self.text[start:end])
        return start + source.end() if source else None

    def first(self, found: Sequence[Candidate], *, last: bool = False) -> list[Candidate]:
        """The person nearest to the cue, else the organisation; with whoever is joined to them by «and»."""
        ordered = list(reversed(found)) if last else list(found)
        # «الباحث في بيرسون رمزي مارديني»: the name goes before the description and before an organisation.
        chosen = next((c for c in ordered if c.person), ordered[0] if ordered else None)
        if chosen is None:
            return []
        joined = {chosen.span}
        for one, other in pairwise(sorted({c.span for c in found})):
            if {one, other} & joined and _AND.fullmatch(self.text, one.end, other.start):
                joined |= {one, other}
        return [c for c in found if c.span in joined]

    def touches(self, candidate: Candidate, cue: Cue) -> bool:
        return bool(_BETWEEN.fullmatch(self.text, candidate.span.end, cue.span.start))


def _clause_end(text: str, reach: Span, cue: Cue, language: str) -> int:
    """Where the subject must have been named: before «أن», a colon, the sentence's end or the words said."""
    piece = text[reach.start : reach.end]
    that = complementiser(language).search(piece) if cue.way == "verb" else None
    ends = [m.start() for m in (that, re.search(r"[.؟!؛;:]", piece), _speech(piece)) if m]
    return reach.start + min(ends, default=len(piece))


def _speech(text: str) -> re.Match[str] | None:
    """The first words in quotation marks that are too many for a name."""
    return next((m for m in _MARKED.finditer(text) if len(m[m.lastindex or 0].split()) >= _SPEECH_WORDS), None)


def _joined(cue: Span, subject: Sequence[Candidate]) -> Attribution:
    spans = [cue, *(c.span for c in subject)]
    return Attribution(
        speakers=frozenset(c.speaker for c in subject),
        cue=Span(min(s.start for s in spans), max(s.end for s in spans)),
    )


def _without_own_cue(text: str, quote: Span, language: str) -> Span:
    """A quote that begins with its own attributing words («قال الكاظمي إن …») speaks only after them."""
    head = cues_in(text, Span(quote.start, quote.end), language)
    if not head or head[0].way != "verb" or text[quote.start : head[0].span.start].strip():
        return quote
    that = complementiser(language).search(text, head[0].span.end, quote.end) or _OPENING.search(
        text, head[0].span.end, quote.end
    )
    return Span(that.end() if that else quote.end, quote.end)
