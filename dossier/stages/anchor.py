"""Entities and Captures -> Anchored: every quote is found in exactly its place, or the build fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dossier.model.evidence import (
    NEWS,
    Anchor,
    Anchored,
    AnchoredAnnotation,
    Capture,
    Entities,
    Key,
    Region,
)
from dossier.model.ids import AnnotationId, BriefingId, Ref, SourceId
from dossier.model.records import Annotation, Known, Quote, Source, Statement
from dossier.problems import BuildFailed, Location, Problem
from dossier.text import quotes as words
from dossier.text.spans import Span

PROVENANCE = (
    "publisher", "agency", "aggregator", "byline", "title", "published", "updated", "captured", "url",
    "image_credit", "translated", "variety",
)  # fmt: skip


def quotes(entities: Entities, captures: Mapping[SourceId, Capture]) -> Anchored:
    """Find the regions and every quote of `entities` in `captures`. Raises BuildFailed."""
    anchoring = _Anchoring(entities, captures)
    regions = {id: anchoring.regions_of(id, source) for id, source in entities.records.sources.items()}
    if anchoring.problems:  # without regions no quote can be told right from wrong
        raise BuildFailed(anchoring.problems)
    anchoring.regions = regions
    annotations = dict(anchoring.annotations())
    evidence = dict(anchoring.evidence())
    if anchoring.problems:
        raise BuildFailed(anchoring.problems)
    return Anchored(
        entities=entities, captures=captures, regions=regions, annotations=annotations, evidence=evidence
    )


@dataclass
class _Anchoring:
    """One run over the records; collects what it cannot find."""

    entities: Entities
    captures: Mapping[SourceId, Capture]
    problems: list[Problem] = field(default_factory=list)
    regions: Mapping[SourceId, tuple[Region, ...]] = field(default_factory=dict)

    # Regions

    def regions_of(self, id: SourceId, source: Source) -> tuple[Region, ...]:
        """The regions in the order of lines; each non-blank line of the capture in exactly one."""
        capture = self.captures[id]
        owner: dict[int, Region] = {}
        found = []
        for kind, ranges in source.regions.items():
            for position, written in enumerate(ranges):
                first, _, last = written.partition("-")
                region = Region(kind=kind, first=int(first), last=int(last or first))
                at = self.entities.places.value("source", id, "regions", kind, position)
                if not 1 <= region.first <= region.last <= len(capture.lines):
                    self.fault(
                        at,
                        f"lines {written} are not lines of {capture.path}",
                        f"it has lines 1 to {len(capture.lines)}; write the smaller number first",
                    )
                    continue
                found.append(region)
                self.overlaps(at, region, owner)
        self.uncovered(id, capture, owner)
        return tuple(sorted(found, key=lambda region: region.first))

    def overlaps(self, at: Location, region: Region, owner: dict[int, Region]) -> None:
        twice = [n for n in range(region.first, region.last + 1) if n in owner]
        if twice:
            other = owner[twice[0]]
            what = f"line {_lines(twice)} is in two regions: {other.kind} and {region.kind}"
            self.fault(at, what, "leave each line in one of them")
        owner |= dict.fromkeys(range(region.first, region.last + 1), region)

    def uncovered(self, id: SourceId, capture: Capture, owner: Mapping[int, Region]) -> None:
        lines = range(1, len(capture.lines) + 1)
        left = [n for n in lines if n not in owner and capture.line(n).strip()]
        if left:
            at = self.entities.places.value("source", id, "regions")
            what = f"line {_lines(left)} of {capture.path} is in no region: «{_short(capture.line(left[0]))}»"
            self.fault(at, what, "add it to the region that it belongs to, such as body: or ui:")

    # Annotations

    def annotations(self) -> Iterable[tuple[Ref, AnchoredAnnotation]]:
        for id, briefing in self.entities.records.briefings.items():
            if briefing.source not in self.captures:
                near = words.nearest_word(briefing.source, self.captures)
                mend = f"did you mean {near}?" if near else "write the id of a file in content/sources/"
                at = self.entities.places.value("briefing", id, "source")
                self.fault(at, f"there is no source «{briefing.source}»", mend)
                continue
            for name, record in briefing.annotations.items():
                ref = Ref(id, name)
                yield ref, self.annotation(ref, briefing.source, record)

    def annotation(self, ref: Ref, source: SourceId, record: Annotation) -> AnchoredAnnotation:
        here: Key = ("briefing", ref.briefing, "annotations", ref.annotation)
        anchor = None
        if record.quote is not None:
            quote = Quote(quote=record.quote, prefix=record.prefix, suffix=record.suffix)
            anchor = self.one((*here, record.kind), source, quote)
        cue = None
        if isinstance(record, Statement) and record.cue:
            cue = self.one((*here, "cue"), source, record.cue)
        return AnchoredAnnotation(
            ref=ref,
            source=source,
            record=record,
            anchor=anchor,
            cue=cue,
            evidence=tuple(
                found
                for i, quote in enumerate(record.evidence)
                if (found := self.any((*here, "evidence", i), source, quote))
            ),
        )

    # Evidence of provenance, dates and events

    def evidence(self) -> Iterable[tuple[Key, tuple[Anchor, ...]]]:
        records = self.entities.records
        for source_id, source in records.sources.items():
            for name in PROVENANCE:
                yield self.of_known(("source", source_id, name), source_id, getattr(source, name))
        for briefing_id, briefing in records.briefings.items():
            for name, record in briefing.annotations.items():
                if isinstance(record, Statement) and briefing.source in self.captures:
                    key = _said_key(briefing_id, name)
                    yield self.of_known(key, briefing.source, record.said)
        for event_id, event in records.events.items():
            yield self.of_known(("event", event_id, "date"), None, event.date)

    def of_known(self, key: Key, home: SourceId | None, known: Known) -> tuple[Key, tuple[Anchor, ...]]:
        written: list[tuple[Key, Quote]] = [((*key, "stated"), known.stated)] if known.stated else []
        written += [((*key, "evidence", i), quote) for i, quote in enumerate(known.evidence)]
        return key, tuple(found for k, quote in written if (found := self.any(k, home, quote)))

    def any(self, key: Key, home: SourceId | None, quote: Quote) -> Anchor | None:
        """Evidence may stand in any region and more than once: the first place counts."""
        source = quote.source or home
        at = self.place(key)
        if source is None:
            self.fault(at, "a quote without its capture", "write {quote: …, source: ID}")
            return None
        if source not in self.captures:
            near = words.nearest_word(source, self.captures)
            mend = f"did you mean {near}?" if near else "write the id of a file in content/sources/"
            self.fault(at, f"there is no source «{source}»", mend)
            return None
        capture = self.captures[source]
        places = words.find(capture.text, quote.quote, quote.prefix, quote.suffix, within=capture.lines)
        whole = [span for span in places if words.at_word_boundaries(capture.text, span)]
        if whole:
            return _anchor(capture, whole[0])
        if places:
            self.inside_word(at, capture, places[0], quote)
        else:
            self.absent(at, capture, quote, capture.lines, f"the capture of source {source}")
        return None

    def one(self, key: Key, source: SourceId, quote: Quote) -> Anchor | None:
        """A quote of the news stands in exactly one place of title and body."""
        at = self.place(key)
        capture = self.captures[source]
        news = tuple(
            capture.lines[n - 1]
            for region in self.regions[source]
            if region.kind in NEWS
            for n in range(region.first, region.last + 1)
        )
        places = words.find(capture.text, quote.quote, quote.prefix, quote.suffix, within=news)
        whole = [span for span in places if words.at_word_boundaries(capture.text, span)]
        if len(whole) == 1:
            return _anchor(capture, whole[0])
        if len(whole) > 1:
            self.twice(at, capture, quote, whole)
        elif places:
            self.inside_word(at, capture, places[0], quote)
        else:
            self.absent(at, capture, quote, news, f"the title or body of source {source}")
        return None

    # Faults, each with its way out

    def fault(self, at: Location, what: str, mend: str) -> None:
        self.problems.append(Problem(at=at, what=what, mend=mend))

    def place(self, key: Key) -> Location:
        kind, id, *path = key
        deeper = self.entities.places.value(kind, id, *path, "quote")
        return deeper if path else self.entities.places.value(kind, id)

    def twice(self, at: Location, capture: Capture, quote: Quote, places: Sequence[Span]) -> None:
        lines = ", ".join(str(capture.line_at(span.start)) for span in places)
        hints = [
            f"prefix: {before} (line {capture.line_at(span.start)})"
            for span in places
            if (before := _words_before(capture, span))
        ]
        mend = f"add one of {', '.join(hints)}" if hints else "add suffix: with the words that follow"
        self.fault(at, f"«{_short(quote.quote)}» stands {len(places)} times, in lines {lines}", mend)

    def inside_word(self, at: Location, capture: Capture, span: Span, quote: Quote) -> None:
        whole = _grown_to_words(capture.text, span)
        self.fault(
            at,
            f"«{_short(quote.quote)}» begins or ends inside a word of line {capture.line_at(span.start)}",
            f"quote whole words: {whole.of(capture.text)}",
        )

    def absent(
        self, at: Location, capture: Capture, quote: Quote, within: Sequence[Span], where: str
    ) -> None:
        what = f"«{_short(quote.quote)}» is not in {where}"
        across = words.find(capture.text, quote.quote, within=(Span(0, len(capture.text)),))
        bare = words.find(capture.text, quote.quote, within=within)
        if bare and (quote.prefix or quote.suffix):
            lines = ", ".join(str(capture.line_at(span.start)) for span in bare)
            self.fault(
                at,
                f"«{_short(quote.quote)}» is in line {lines}, but not between this prefix and suffix",
                "copy the words directly before and after it",
            )
        elif across and any(line.start <= across[0].start and across[0].end <= line.end for line in capture.lines):
            line = capture.line_at(across[0].start)
            kind = next(
                (r.kind for r in self.regions[capture.source] if r.first <= line <= r.last), "no region"
            )
            self.fault(at, what, f"it stands in line {line}, which is {kind}: only title and body are news")
        elif across:
            first, last = capture.line_at(across[0].start), capture.line_at(across[0].end - 1)
            self.fault(
                at,
                f"«{_short(quote.quote)}» runs from line {first} to line {last}",
                "a quote lies within one line: make an annotation of each part",
            )
        else:
            near = words.nearest(capture.text, quote.quote, within=within)
            hints = [f"line {capture.line_at(span.start)} has «{span.of(capture.text)}»" for span in near]
            mend = f"{'; '.join(hints)}: copy it as it stands" if hints else "copy the words from the capture"
            self.fault(at, what, mend)


def _said_key(briefing: BriefingId, annotation: AnnotationId) -> Key:
    return ("briefing", briefing, "annotations", annotation, "said")


def _anchor(capture: Capture, span: Span) -> Anchor:
    return Anchor(
        source=capture.source, span=span, line=capture.line_at(span.start), words=span.of(capture.text)
    )


def _words_before(capture: Capture, span: Span) -> str:
    """The two words before `span` in its line, with the marks between: mostly enough to tell places apart."""
    line = capture.lines[capture.line_at(span.start) - 1]
    return " ".join(capture.text[line.start : span.start].split()[-2:])


def _grown_to_words(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and not words.at_word_boundaries(text, Span(start, end)) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not words.at_word_boundaries(text, Span(start, end)) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _short(text: str) -> str:
    """Enough of a long quote to know it again."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def _lines(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} (and {len(numbers) - 1} more)"
