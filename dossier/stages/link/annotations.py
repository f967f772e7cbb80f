"""Anchored annotations -> linked ones: number, mode, speakers with their offices then, chain, topics, cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.model.dossier import LinkedAnnotation, SpeakerThen
from dossier.model.evidence import Anchor, AnchoredAnnotation, Mention, Traced
from dossier.model.ids import ActorId, BriefingId, OfficeId, Ref, SourceId, TopicId
from dossier.model.records import EventMention, Mode, Statement, Unnamed
from dossier.text import cues, quotes
from dossier.text.attribution import Attribution, Candidate, attribution, last_named
from dossier.text.names import Name, trace
from dossier.text.spans import Span

_MARKS = re.compile('"|[“„]|”|«|»')
_CLOSES = {'"': '"', "“": "”", "„": "”", "«": "»"}


def linked(traced: Traced) -> Mapping[Ref, LinkedAnnotation]:
    """By briefing, then in the order of the text; what has no place comes last."""
    by_briefing: dict[BriefingId, list[AnchoredAnnotation]] = {}
    for annotation in traced.anchored.annotations.values():
        by_briefing.setdefault(annotation.ref.briefing, []).append(annotation)
    found = {}
    for briefing, own in by_briefing.items():
        article = _Article(
            traced,
            own[0].source,
            _candidates(traced, briefing, own),
            _untraced(traced, own[0].source),
        )
        for number, annotation in enumerate(sorted(own, key=_place), start=1):
            found[annotation.ref] = article.linked(annotation, number)
    return found


def _place(annotation: AnchoredAnnotation) -> tuple[int, int, str]:
    if annotation.anchor is None:
        return (2**40, 0, annotation.ref.annotation)
    start, end = annotation.anchor.span
    return (start, -end, annotation.ref.annotation)


def described(speaker: Unnamed) -> str:
    """What stands for an unnamed speaker where speakers are compared."""
    return f"unnamed:{speaker.unnamed}"


def _candidates(
    traced: Traced, briefing: BriefingId, annotations: Sequence[AnchoredAnnotation]
) -> tuple[Candidate, ...]:
    """Whoever may be a speaker: mentions of actors, and the descriptions of the unnamed, which go first."""
    source = annotations[0].source
    capture = traced.anchored.captures[source]
    news = traced.anchored.news(source)
    actors = traced.anchored.entities.records.actors
    unnamed: dict[tuple[Span, str], Candidate] = {}
    for annotation in annotations:
        if isinstance(annotation.record, Statement):
            for speaker in annotation.record.speaker:
                for native in speaker.native if isinstance(speaker, Unnamed) else ():
                    assert isinstance(speaker, Unnamed)
                    for span in quotes.find(capture.text, native, within=news):
                        if _whole_words(capture.text, span):
                            found = Candidate(span, described(speaker), True)
                            unnamed[span, found.speaker] = found
    widest = [c for c in sorted(unnamed.values()) if not any(_inside(c.span, o.span) for o in unnamed.values())]
    named = [
        Candidate(m.span, m.actor, actors[m.actor].kind == "person")
        for m in traced.mentions[source]
        if not any(m.span.within(c.span) for c in widest)
    ]
    named = [c for c in named if cues.names_a_speaker(capture.text, c.span, traced.anchored.language(source))]
    outer = [c for c in named if not any(_inside(c.span, o.span) for o in named)]
    return tuple(sorted([*outer, *widest, *_others(traced, source, outer, widest)]))


def _others(
    traced: Traced, source: SourceId, named: Sequence[Candidate], unnamed: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Whom the text describes and no record does; «المسؤول» is the unnamed one last spoken of, if there is one."""
    capture = traced.anchored.captures[source]
    taken = [c.span for c in (*named, *unnamed)] + [m.span for m in traced.mentions[source]]
    for line in traced.anchored.news(source):
        for span, definite in cues.descriptions(capture.text, line, traced.anchored.language(source)):
            if any(span.overlaps(other) for other in taken):
                continue
            before = [c for c in unnamed if c.span.end <= span.start]
            last = before[-1].speaker if definite and before else cues.SOMEBODY
            yield Candidate(span, last, False)


def _whole_words(text: str, span: Span) -> bool:
    """At word boundaries, but for one proclitic: «ومسؤولين» speaks of مسؤولين."""
    proclitic = text[span.start - 1 : span.start] in ("و", "ف", "ب", "ل")
    return quotes.at_word_boundaries(text, span) or (
        proclitic and quotes.at_word_boundaries(text, Span(span.start - 1, span.end))
    )


def _inside(inner: Span, outer: Span) -> bool:
    return inner != outer and inner.within(outer)


def _untraced(traced: Traced, source: SourceId) -> tuple[Candidate, ...]:
    """Where states are named, which are no mentions: «قالت واشنطن وبغداد» speaks for two of them."""
    anchored = traced.anchored
    names = [
        Name(actor=id, text=text)
        for id, actor in anchored.entities.records.actors.items()
        if not actor.known_as
        for text in (actor.native, actor.name, *(short.text for short in actor.short))
        if text
    ]
    text, language = anchored.captures[source].text, anchored.language(source)
    found = trace(text, anchored.news(source), language, names, (), ())
    return tuple(Candidate(one.span, one.actor, False) for one in found)


@dataclass(frozen=True, slots=True)
class _Article:
    """One source's text, as far as its annotations need it."""

    traced: Traced
    source: SourceId
    candidates: tuple[Candidate, ...]
    untraced: tuple[Candidate, ...]

    def linked(self, annotation: AnchoredAnnotation, number: int) -> LinkedAnnotation:
        record = annotation.record
        attributed = self.attribution(annotation)
        cue = annotation.cue
        if cue is None and attributed and self.agrees(record, attributed):
            cue = self.anchor(attributed.cue)
        return LinkedAnnotation(
            ref=annotation.ref,
            number=number,
            source=self.source,
            record=record,
            anchor=annotation.anchor,
            cue=cue,
            cue_found=cue is not None and annotation.cue is None,
            evidence=annotation.evidence,
            attributed=attributed.speakers if attributed else frozenset(),
            speakers=tuple(self.speakers(record)),
            mode=self.mode(annotation),
            chain=self.chain(record),
            claims=record.claims,
            topics=self.topics(annotation),
            mentions=self.mentions_in(annotation.anchor),
        )

    # Who speaks

    def attribution(self, annotation: AnchoredAnnotation) -> Attribution | None:
        """Whom the text (or the author's cue) names as the speaker of a statement."""
        if not isinstance(annotation.record, Statement) or annotation.anchor is None:
            return None
        capture = self.traced.anchored.captures[self.source]
        language = self.traced.anchored.language(self.source)
        states = {candidate.speaker for candidate in self.untraced}
        known = self.candidates + (self.untraced if keys(annotation.record) & states else ())
        if annotation.cue:
            span = annotation.cue.span
            return attribution(capture.text, span, Span(span.end, span.end), known, language)
        line = capture.lines[annotation.anchor.line - 1]
        found = attribution(capture.text, line, annotation.anchor.span, known, language)
        if found:
            return found
        before = [span for span in self.traced.anchored.news(self.source) if span.end <= line.start]
        return last_named(capture.text, before, known, language)

    def agrees(self, record: object, attributed: Attribution) -> bool:
        return isinstance(record, Statement) and keys(record) <= attributed.speakers

    def speakers(self, record: object) -> Iterator[SpeakerThen]:
        if not isinstance(record, Statement):
            return
        for speaker in record.speaker:
            if isinstance(speaker, Unnamed):
                yield SpeakerThen(
                    actor=None, unnamed=speaker.unnamed, native=speaker.native, of=speaker.of, offices=(), role=record.role
                )
            else:
                yield SpeakerThen(
                    actor=speaker, unnamed=None, native=(), of=None, offices=self.offices(speaker), role=record.role
                )

    def offices(self, actor: ActorId) -> tuple[OfficeId, ...]:
        """The offices that `actor` held on each day that the article may have been published."""
        records = self.traced.anchored.entities.records
        published = records.sources[self.source].published.when
        if published is None:
            return ()
        return tuple(id for id, office in records.offices.items() if actor in office.holders_on(published))

    # The rest

    def anchor(self, span: Span) -> Anchor:
        capture = self.traced.anchored.captures[self.source]
        return Anchor(source=self.source, span=span, line=capture.line_at(span.start), words=span.of(capture.text))

    def mode(self, annotation: AnchoredAnnotation) -> Mode | None:
        """Direct where the words stand in quotation marks, mixed where marks stand in them, else indirect."""
        record = annotation.record
        if not isinstance(record, Statement) or annotation.anchor is None:
            return None
        if record.mode:
            return record.mode
        capture = self.traced.anchored.captures[self.source]
        line = capture.lines[annotation.anchor.line - 1]
        quoted = tuple(_quoted(capture.text, line))
        if any(annotation.anchor.span.within(span) for span in quoted):
            return "direct"
        return "mixed" if any(annotation.anchor.span.overlaps(span) for span in quoted) else "indirect"

    def chain(self, record: object) -> tuple[ActorId, ...]:
        """Who passed the words on: media first, then agency, publisher and aggregator as far as known."""
        if isinstance(record, Statement) and record.chain is not None:
            return record.chain
        source = self.traced.anchored.entities.records.sources[self.source]
        via = record.via if isinstance(record, Statement) else ()
        known = (source.agency.value, source.publisher.value, source.aggregator.value)
        return tuple(dict.fromkeys((*via, *(ActorId(value) for value in known if value))))

    def topics(self, annotation: AnchoredAnnotation) -> tuple[TopicId, ...]:
        records = self.traced.anchored.entities.records
        record = annotation.record
        found = [*record.topics, *(topic for claim in record.claims for topic in records.claims[claim].topics)]
        if isinstance(record, EventMention):
            found += records.events[record.event].topics
        return tuple(dict.fromkeys(found))

    def mentions_in(self, anchor: Anchor | None) -> tuple[Mention, ...]:
        if anchor is None:
            return ()
        return tuple(m for m in self.traced.mentions[self.source] if m.span.within(anchor.span))


def keys(record: Statement) -> frozenset[str]:
    """The speakers of a statement as an attribution names them."""
    return frozenset(described(s) if isinstance(s, Unnamed) else s for s in record.speaker)


def _quoted(text: str, line: Span) -> Iterator[Span]:
    """What stands between quotation marks in `line`; one that never closes reaches to the line's end."""
    opened: re.Match[str] | None = None
    for mark in _MARKS.finditer(text, line.start, line.end):
        if opened is None:
            opened = mark if mark[0] in _CLOSES else None
        elif mark[0] == _CLOSES[opened[0]]:
            yield Span(opened.end(), mark.start())
            opened = None
    if opened is not None:
        yield Span(opened.end(), line.end)


