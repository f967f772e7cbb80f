"""Dossier -> faults of dates: what is printed agrees with what is recorded, and the clocks run in order."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model.dossier import Dossier
from dossier.model.evidence import Anchor, Key
from dossier.model.records import KnownDate, Statement
from dossier.problems import Problem, short
from dossier.stages.verify.places import place_of
from dossier.text.calendar import Written, disagreement, read_dates, reckons
from dossier.text.dates import When, when
from dossier.text.months import WEEKDAYS


def stated_dates_agree(dossier: Dossier) -> Iterator[Problem]:
    """A quote that says a day, month, year or weekday says it of the value that rests on the quote."""
    for key, known in _known_dates(dossier):
        value = known.when
        quotes = dossier.traced.anchored.evidence.get(key, ())
        if value is None or not quotes:
            continue
        paths: list[Key] = [(*key, "stated")] if known.stated else []
        paths += [(*key, "evidence", position) for position in range(len(known.evidence))]
        said = [
            (path, quote, dates)
            for path, quote in zip(paths, quotes, strict=True)
            if (dates := _dates_said(dossier, value, path, quote))
        ]
        odd = [
            (path, quote, dates[0])
            for path, quote, dates in said
            if all(date.contradiction or disagreement(date, value) for date in dates)
        ]
        # A page without a date is dated by what it tells, which was on many days: one of them must be the value's.
        enough = key[0] == "source" and len(odd) < len(said)
        for path, quote, date in odd:
            if path[-1] == "stated" or not enough:
                yield _disagreement(dossier, value, path, quote, date)


def clocks_run_in_order(dossier: Dossier) -> Iterator[Problem]:
    """Words are said before they are published, and published before they are captured (invariant 8)."""
    sources = dossier.traced.anchored.entities.records.sources
    for source_id, source in sources.items():
        if _after(source.published, source.captured):
            what = f"the capture is of {source.captured.value}, before the article, which is of {source.published.value}"
            yield Problem(at=place_of(dossier, ("source", source_id, "captured", "value")), what=what, mend=_CLOCKS)
    for ref, annotation in dossier.annotations.items():
        published = sources[annotation.source].published
        if isinstance(annotation.record, Statement) and _after(annotation.record.said, published):
            key: Key = ("briefing", ref.briefing, "annotations", ref.annotation, "said", "value")
            what = f"the words are of {annotation.record.said.value}, after the article, which is of {published.value}"
            yield Problem(at=place_of(dossier, key), what=what, mend=_CLOCKS)


_CLOCKS = "correct one of the two, or mark it with ~ (about) or ? (uncertain)"


def _after(one: KnownDate, other: KnownDate) -> bool:
    """Whether `one` surely began only after `other` had passed."""
    first, last = one.when, other.when
    if first is None or last is None or any(w.uncertain or w.approximate for w in (first, last)):
        return False
    return first.first is not None and last.last is not None and first.first > last.last


def _known_dates(dossier: Dossier) -> Iterator[tuple[Key, KnownDate]]:
    records = dossier.traced.anchored.entities.records
    for source_id, source in records.sources.items():
        yield ("source", source_id, "published"), source.published
        yield ("source", source_id, "captured"), source.captured
    for ref, annotation in dossier.annotations.items():
        if isinstance(annotation.record, Statement):
            yield ("briefing", ref.briefing, "annotations", ref.annotation, "said"), annotation.record.said
    for event_id, event in records.events.items():
        yield ("event", event_id, "date"), event.date


def _dates_said(dossier: Dossier, value: When, path: Key, quote: Anchor) -> tuple[Written, ...]:
    """The dates in `quote` that must be `value`. Evidence may also be a date to reckon from, and then has none."""
    dates = read_dates(quote.words)
    if path[-1] == "stated":
        return dates
    plain = tuple(date for date in dates if not date.contradiction)
    if not plain or reckons(quote.words):
        return ()
    if path[0] == "source" or quote.line in dossier.traced.anchored.news_lines(quote.source):
        return plain
    # The page's own date is another clock: it only tells that nothing was said after it.
    printed = [when(date.edtf) for date in plain if date.edtf]
    last = max((day.last for day in printed if day.last), default=None)
    later = path[0] == "briefing" and last is not None and value.first is not None and value.first > last
    return plain if later else ()


def _disagreement(dossier: Dossier, value: When, path: Key, quote: Anchor, date: Written) -> Problem:
    at, words = place_of(dossier, (*path, "quote")), f"«{short(quote.words)}»"
    if date.contradiction:
        mend = (
            "quote the part that the value rests on, or write inferred: and why, with this quote as evidence:"
        )
        return Problem(at=at, what=f"{words} cannot be: {date.contradiction}", mend=mend)
    day = value.first if value.first == value.last and disagreement(date, value) == "weekday" else None
    value_told = f"{value.edtf}, a {WEEKDAYS[day.weekday()]}" if day else value.edtf
    if path[-1] == "stated":
        mend = "correct the value, or quote the words that give it"
    else:
        mend = "correct the value, or leave the quote out of evidence: and say in inferred: how the value follows from it"
    return Problem(at=at, what=f"{words} says {date.told}, but the value is {value_told}", mend=mend)
