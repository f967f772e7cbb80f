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
    Unanchored,
)
from dossier.model.ids import AnnotationId, BriefingId, Ref, SourceId
from dossier.model.records import Annotation, Known, Quote, Source, Statement
from dossier.problems import BuildFailed, Location, Problem, short
from dossier.text import quotes as words
from dossier.text.spans import Span

PROVENANCE = (
    "publisher", "agency", "aggregator", "byline", "title", "published", "updated", "captured", "url",
    "image_credit", "translated", "variety",
)  # fmt: skip


def quotes(entities: Entities, captures: Mapping[SourceId, Capture]) -> Anchored:
    """Find the regions and every quote of `entities` in `captures`. Raises BuildFailed."""
    anchored, _, problems = as_far_as_it_stands(entities, captures)
    if problems:
        raise BuildFailed(problems)
    return anchored


def as_far_as_it_stands(
    entities: Entities, captures: Mapping[SourceId, Capture]
) -> tuple[Anchored, tuple[Unanchored, ...], tuple[Problem, ...]]:
    """What stands, the quotes that do not, and all problems. Raises BuildFailed where regions are at fault."""
    anchoring = _Anchoring(entities, captures)
    regions = {id: anchoring.regions_of(id, source) for id, source in entities.records.sources.items()}
    if anchoring.problems:  # without regions no quote can be told right from wrong
        raise BuildFailed(anchoring.problems)
    anchoring.regions = regions
    annotations = dict(anchoring.annotations())
    evidence = dict(anchoring.evidence())
    anchored = Anchored(
        entities=entities, captures=captures, regions=regions, annotations=annotations, evidence=evidence
    )
    return anchored, tuple(anchoring.unanchored), tuple(anchoring.problems)


@dataclass
class _Anchoring:
    """One run over the records; collects what it cannot find."""

    entities: Entities
    captures: Mapping[SourceId, Capture]
    problems: list[Problem] = field(default_factory=list)
    unanchored: list[Unanchored] = field(default_factory=list)
    regions: Mapping[SourceId, tuple[Region, ...]] = field(default_factory=dict)

    # Regions

    def regions_of(self, id: SourceId, source: Source) -> tuple[Region, ...]:
        """The regions in the order of lines; each non-blank line of the capture in exactly one."""
        capture = self.captures[id]
        owner: dict[int, Region] = {}
        spoilt: set[int] = set()  # lines of ranges at fault, which are told once
        found = []
        for kind, ranges in source.regions.items():
            for position, written in enumerate(ranges):
                first, _, last = written.partition("-")
                region = Region(kind=kind, first=_number(first), last=_number(last or first))
                at = self.entities.places.value("source", id, "regions", kind, position)
                if region.first > region.last:
                    self.fault(at, f"the range {written} ends before it begins", f"write {last}-{first}")
                    spoilt |= {*range(region.last, min(region.first, len(capture.lines)) + 1)}
                elif not 1 <= region.first <= region.last <= len(capture.lines):
                    self.beyond(at, written, capture)
                    spoilt |= {*range(region.first, min(region.last, len(capture.lines)) + 1)}
                else:
                    found.append(region)
                    self.overlaps(at, region, owner)
        self.uncovered(id, capture, spoilt | owner.keys())
        return tuple(sorted(found, key=lambda region: region.first))

    def beyond(self, at: Location, written: str, capture: Capture) -> None:
        what = f"line {written} is no line" if written.isdecimal() else f"lines {written} are not lines"
        mend = f"it has lines 1 to {len(capture.lines)}"
        if "\r" in capture.text.replace("\r\n", ""):
            mend += ", which end at LF or CRLF; a CR alone ends none"
        self.fault(at, f"{what} of {capture.path}", mend)

    def overlaps(self, at: Location, region: Region, owner: dict[int, Region]) -> None:
        twice = [n for n in range(region.first, region.last + 1) if n in owner]
        if twice:
            other = owner[twice[0]]
            what = f"line {_lines(twice)} is in two regions: {other.kind} and {region.kind}"
            if other.kind == region.kind:
                what = f"line {_lines(twice)} is twice in {region.kind}"
            self.fault(at, what, "leave each line in one of them")
        owner |= dict.fromkeys(range(region.first, region.last + 1), region)

    def uncovered(self, id: SourceId, capture: Capture, covered: set[int]) -> None:
        lines = range(1, len(capture.lines) + 1)
        left = [n for n in lines if n not in covered and capture.line(n).strip()]
        if left:
            at = self.entities.places.key("source", id, "regions")
            what = f"line {_lines(left)} of {capture.path} is in no region: «{short(capture.line(left[0]))}»"
            self.fault(at, what, "add it to the region that it belongs to, such as body: or ui:")

    # Annotations

    def annotations(self) -> Iterable[tuple[Ref, AnchoredAnnotation]]:
        """Those of the briefings that stand; of one that was withdrawn the source alone must be there."""
        records = self.entities.records
        for id, briefing in (*records.briefings.items(), *records.withdrawn.items()):
            if briefing.source not in self.captures:
                near = words.nearest_word(briefing.source, self.captures)
                mend = f"did you mean {near}?" if near else "write the id of a file in content/sources/"
                at = self.entities.places.value("briefing", id, "source")
                self.fault(at, f"there is no source «{briefing.source}»", mend)
            elif id in records.briefings:
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
        if key[:2] != ("source", source) and source in self.entities.records.withdrawn_sources:
            what = f"«{short(quote.quote)}» is quoted from source {source}, whose article was withdrawn"
            self.fault(at, what, "quote another source, or tell the value on another basis")
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
        self.not_found(key, source, quote, in_news=False)
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
        self.not_found(key, source, quote, in_news=True)
        return None

    # Faults, each with its way out

    def fault(self, at: Location, what: str, mend: str) -> None:
        self.problems.append(Problem(at=at, what=what, mend=mend))

    def not_found(self, key: Key, source: SourceId, quote: Quote, *, in_news: bool) -> None:
        told = self.problems[-1]
        self.unanchored.append(Unanchored(key=key, source=source, quote=quote, in_news=in_news, told=told))

    def place(self, key: Key) -> Location:
        kind, id, *path = key
        deeper = self.entities.places.value(kind, id, *path, "quote")
        return deeper if path else self.entities.places.value(kind, id)

    def twice(self, at: Location, capture: Capture, quote: Quote, places: Sequence[Span]) -> None:
        lines = ", ".join(str(capture.line_at(span.start)) for span in places)
        hints = [
            f"{told} (line {capture.line_at(span.start)})"
            for span in places
            if (told := _told_apart(capture, span, places))
        ]
        mend = f"add one of {', '.join(hints)}" if hints else "quote more words of one of them"
        self.fault(at, f"«{short(quote.quote)}» stands {len(places)} times, in lines {lines}", mend)

    def inside_word(self, at: Location, capture: Capture, span: Span, quote: Quote) -> None:
        whole = _grown_to_words(capture.text, span)
        self.fault(
            at,
            f"«{short(quote.quote)}» begins or ends inside a word of line {capture.line_at(span.start)}",
            f"quote whole words: {whole.of(capture.text)}",
        )

    def absent(
        self, at: Location, capture: Capture, quote: Quote, within: Sequence[Span], where: str
    ) -> None:
        what = f"«{short(quote.quote)}» is not in {where}"
        across = words.find(capture.text, quote.quote, within=(Span(0, len(capture.text)),))
        bare = words.find(capture.text, quote.quote, within=within)
        if bare and (quote.prefix or quote.suffix):
            numbers = [str(capture.line_at(span.start)) for span in bare]
            lines = f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers)}"
            hints = [f"{told} (line {n})" for n, span in zip(numbers, bare, strict=True) if (told := _told_apart(capture, span, bare))]
            mend = "copy the words directly before and after it" + (f": {', '.join(hints)}" if hints else "")
            self.fault(at, f"«{short(quote.quote)}» is in {lines}, but not between this prefix and suffix", mend)
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
                f"«{short(quote.quote)}» runs from line {first} to line {last}",
                "a quote lies within one line: make an annotation of each part",
            )
        else:
            near = words.nearest(capture.text, quote.quote, within=within)
            hints = list(
                dict.fromkeys(f"line {capture.line_at(span.start)} has «{span.of(capture.text)}»" for span in near)
            )
            mend = f"{'; '.join(hints)}: copy it as it stands" if hints else "copy the words from the capture"
            self.fault(at, what, mend)


def _said_key(briefing: BriefingId, annotation: AnnotationId) -> Key:
    return ("briefing", briefing, "annotations", annotation, "said")


def _anchor(capture: Capture, span: Span) -> Anchor:
    return Anchor(
        source=capture.source, span=span, line=capture.line_at(span.start), words=span.of(capture.text)
    )


def _number(digits: str) -> int:
    return int(digits[:10])  # no file has more lines, and Python refuses to read thousands of digits


def _told_apart(capture: Capture, span: Span, places: Sequence[Span]) -> str | None:
    """The fewest words before `span` in its line, two or more, that stand before no other of `places`; else after."""
    before, after = _beside(capture, span)
    others = [_beside(capture, place) for place in places if place != span]
    for count in range(2, len(before) + 2):
        prefix = " ".join(before[-count:])
        if prefix and not any(" ".join(words).endswith(prefix) for words, _ in others):
            return f"prefix: {_as_yaml(prefix)}"
    for count in range(2, len(after) + 2):
        suffix = " ".join(after[:count])
        if suffix and not any(" ".join(words).startswith(suffix) for _, words in others):
            return f"suffix: {_as_yaml(suffix)}"
    return None


def _beside(capture: Capture, span: Span) -> tuple[list[str], list[str]]:
    """The words, with the marks between them, before and after `span` in its line."""
    line = capture.lines[capture.line_at(span.start) - 1]
    return capture.text[line.start : span.start].split(), capture.text[span.end : line.end].split()


def _as_yaml(text: str) -> str:
    """`text` as a value may be written: quoted where YAML would read more into it."""
    quoted = text[:1] in "[]{}>|*&!%#`@,'\"-?:" or ": " in text or " #" in text or text.endswith(":")
    return "'{}'".format(text.replace("'", "''")) if quoted else text


def _grown_to_words(text: str, span: Span) -> Span:
    start, end = span
    while start > 0 and not words.at_word_boundaries(text, Span(start, end)) and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not words.at_word_boundaries(text, Span(start, end)) and not text[end].isspace():
        end += 1
    return Span(start, end)


def _lines(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} (and {len(numbers) - 1} more)"
