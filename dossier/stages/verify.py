"""Dossier -> nothing, or BuildFailed: the editorial rules that need the linked whole."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from typing import Literal

from dossier.model.dossier import Dossier, LinkedAnnotation, Origin
from dossier.model.evidence import Anchor, Key
from dossier.model.ids import AnnotationId, BriefingId, Ref
from dossier.model.records import Actor, Alias, Figure, Holder, KnownDate, Statement, Unnamed
from dossier.problems import BuildFailed, Location, Problem
from dossier.text import brief
from dossier.text.amounts import Amount, amount, label
from dossier.text.calendar import Written, disagreement, read_dates, reckons
from dossier.text.common import is_common
from dossier.text.confirmed import called_confirmed, paragraph
from dossier.text.cues import SOMEBODY
from dossier.text.dates import When, when
from dossier.text.fold import fold
from dossier.text.months import WEEKDAYS
from dossier.text.prose import quotations

Rule = Callable[[Dossier], Iterator[Problem]]


def rules(dossier: Dossier) -> tuple[Problem, ...]:
    """Hold `dossier` to every rule; returns the warnings, raises BuildFailed where there are faults."""
    found = tuple(problem for rule in RULES for problem in rule(dossier))
    if any(problem.level == "fault" for problem in found):
        raise BuildFailed(found)
    return found


# Speakers


def speakers_are_named_by_the_text(dossier: Dossier) -> Iterator[Problem]:
    """A right quote under a wrong name does not build (invariant 4)."""
    for annotation in dossier.annotations.values():
        if isinstance(annotation.record, Statement):
            yield from _speaker_faults(dossier, annotation, annotation.record)


def _speaker_faults(dossier: Dossier, annotation: LinkedAnnotation, record: Statement) -> Iterator[Problem]:
    written = {f"unnamed:{s.unnamed}" if isinstance(s, Unnamed) else s for s in record.speaker}
    if written <= annotation.attributed:
        return
    path = ("annotations", annotation.ref.annotation, "cue" if record.cue else "speaker")
    wrong = ", ".join(_called(dossier, s) for s in sorted(written - annotation.attributed))
    named = ", ".join(_called(dossier, s) for s in sorted(annotation.attributed))
    at = _at(dossier, ("briefing", annotation.ref.briefing, *path))
    if record.cue:
        what = f"the cue names {named or 'nobody'} as the speaker, not {wrong}"
        mend = "quote as cue: the words that say who speaks, from the verb to the name, and no other name"
    else:
        what = f"the text does not give these words to {wrong}" + (f", but to {named}" if named else "")
        mend = "correct speaker:, or add cue: with the exact words that say so, the speaker's name among them"
    yield Problem(at=at, what=what, mend=mend)


def _called(dossier: Dossier, speaker: str) -> str:
    if speaker == SOMEBODY:
        return "somebody whom the source does not name"
    kind, mark, words = speaker.partition("unnamed:")
    return f"«{words}» (unnamed)" if mark else f"«{kind}»"


# Our own prose


def quotations_are_of_annotations(dossier: Dossier) -> Iterator[Problem]:
    """Words in double quotation marks are part of an annotation's English or of its source's words (invariant 6)."""
    for key, prose in dossier.prose.items():
        for quoted in prose.quoted:
            if not re.search(r"\w", quoted.words):
                continue
            if key[0] == "briefing" and "withdrawn" not in key:
                refs = dossier.by_briefing.get(BriefingId(key[1]), ())
                where = "of an annotation of this briefing"
            else:
                refs = tuple(_ref(c.briefing, c.annotation) for c in quoted.citations)
                where = "of an annotation that the paragraph cites"
            if not any(holds(dossier.annotations[ref], quoted.words) for ref in refs):
                yield Problem(
                    at=_within(dossier, key, quoted.offset),
                    what=f"“{_short(quoted.words)}” is in quotation marks but not in the english: {where}",
                    mend="copy it from there, or say it in your own words without the marks",
                )


def headlines_quote_annotations(dossier: Dossier) -> Iterator[Problem]:
    """So are words in double quotation marks in a title or gist of ours, which nobody can cite under."""
    for id, briefing in dossier.traced.anchored.entities.records.briefings.items():
        for field in ("title", "gist"):
            text: str | None = getattr(briefing, field)
            for quoted in quotations(text) if text else ():
                refs = dossier.by_briefing.get(id, ())
                if re.search(r"\w", quoted.words) and not any(
                    holds(dossier.annotations[ref], quoted.words) for ref in refs
                ):
                    yield Problem(
                        at=_within(dossier, ("briefing", id, field), quoted.offset),
                        what=f"“{_short(quoted.words)}” is in quotation marks but not in the english: of an annotation of this briefing",
                        mend="copy it from there, or say it in your own words without the marks",
                    )


def the_brief_is_brief_and_founded(dossier: Dossier) -> Iterator[Problem]:
    """The brief is read in three minutes, and each sentence of it cites an annotation or is marked as ours."""
    key: Key = ("site", "site", "brief")
    if key not in dossier.prose:
        return
    prose = dossier.prose[key]
    read = brief.words(prose.markdown)
    if len(read) > brief.AT_MOST:
        yield Problem(
            at=_within(dossier, key, read[brief.AT_MOST].start),
            what=f"the brief has {len(read)} words, and from here on it is longer than {brief.AT_MOST}",
            mend="leave out what a reader of three minutes can do without: the briefings have it",
        )
    for sentence in brief.unfounded(prose):
        words = " ".join(prose.markdown[sentence.start : sentence.end].split())
        yield Problem(
            at=_within(dossier, key, sentence.start),
            what=f"«{_short(words)}» cites nothing in the brief",
            mend=f"add [@briefing-id#annotation-id], or begin the paragraph with {brief.OURS[0]} (in Arabic {brief.OURS[1]})",
        )


def prose_is_markdown(dossier: Dossier) -> Iterator[Problem]:
    """HTML and pictures are left out of pages; the words of HTML stay."""
    for key, prose in dossier.prose.items():
        for written in prose.left_out:
            picture = written.id.startswith("!")
            yield Problem(
                at=_within(dossier, key, written.offset),
                what=f"«{_short(written.id)}» is left out: " + ("a dossier has no pictures" if picture else "prose is Markdown, not HTML"),
                mend="say in words what it shows" if picture else "write **bold**, *italics* or [words](https://…); for a bare <, put `…` around it",
                level="warning",
            )


def _ref(briefing: str | None, annotation: str) -> Ref:
    assert briefing  # link refused a citation that names no briefing
    return Ref(BriefingId(briefing), AnnotationId(annotation))


def holds(annotation: LinkedAnnotation, words: str) -> bool:
    """Whether `words`, which our prose puts in quotation marks, are part of the annotation's English or of its source's."""
    texts = (annotation.record.english, annotation.anchor.words if annotation.anchor else None)
    return any(_even(words) in _even(text) for text in texts if text)


def _even(text: str) -> str:
    """One kind of blank, apostrophe and mark; a full stop that American style puts inside is not the source's."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text).strip().rstrip(".,")


# Corroboration


def confirmed_needs_two_origins(dossier: Dossier) -> Iterator[Problem]:
    """`status: confirmed` and credibility 1 rest on two independent origins (invariant 9)."""
    records = dossier.traced.anchored.entities.records
    for id, claim in records.claims.items():
        origins = dossier.claim_origins.get(id, ())
        if claim.status == "confirmed" and len(origins) < 2:
            yield Problem(
                at=_at(dossier, ("claim", id, "status")),
                what=f"the claim «{id}» is called confirmed, but {_asserted_by(origins)}",
                mend="write status: open, or annotate an independent source that asserts it",
            )
    for source_id, source in records.sources.items():
        withdrawn = source_id in records.withdrawn_sources
        if source.grade and source.grade.credibility == "1" and not withdrawn:
            own = [a for a in dossier.annotations.values() if a.source == source_id]
            yield from _graded_one(dossier, own, ("source", source_id, "grade", "credibility"))
    for ref, annotation in dossier.annotations.items():
        if annotation.record.grade and annotation.record.grade.credibility == "1":
            key: Key = ("briefing", ref.briefing, "annotations", ref.annotation, "grade", "credibility")
            yield from _graded_one(dossier, [annotation], key)


def _graded_one(dossier: Dossier, annotations: list[LinkedAnnotation], key: Key) -> Iterator[Problem]:
    claims = {c for a in annotations for c, stance in a.claims.items() if stance == "asserts"}
    origins = max((dossier.claim_origins.get(claim, ()) for claim in sorted(claims)), key=len, default=())
    if len(origins) < 2:
        yield Problem(
            at=_at(dossier, key),
            what=f"credibility 1 means confirmed by others, but {_asserted_by(origins)}",
            mend="write 2 (probably true) or less, or annotate an independent source under the same claim",
        )


def _asserted_by(origins: tuple[Origin, ...]) -> str:
    if not origins:
        return "no origin asserts it"
    (origin,) = origins
    alike = f": {', '.join(origin.sources)} count as one by {origin.why}" if len(origin.sources) > 1 else ""
    return f"only one origin asserts it{alike}"


def confirmed_is_no_word_of_ours(dossier: Dossier) -> Iterator[Problem]:
    """Where our own prose calls something confirmed, its paragraph links a claim that is: two origins assert it."""
    claims = dossier.traced.anchored.entities.records.claims
    confirmed = {id for id, claim in claims.items() if claim.status == "confirmed"}
    found = [(key, offset) for key, text in _headlines(dossier) for offset in called_confirmed(text, quotations(text))]
    for key, prose in dossier.prose.items():
        for offset in called_confirmed(prose.markdown, prose.quoted):
            start, end = paragraph(prose.markdown, offset)
            if confirmed.isdisjoint(r.id for r in prose.references if r.kind == "claim" and start <= r.offset < end):
                found.append((key, offset))
    for key, offset in found:
        if key[0] != "claim" or key[1] not in confirmed:
            yield Problem(
                at=_within(dossier, key, offset),
                what="our own words call something confirmed",
                mend="say who says so, or link a claim of status: confirmed in the same paragraph",
                level="warning",
            )


def _headlines(dossier: Dossier) -> Iterator[tuple[Key, str]]:
    """Our own words that are one line and no Markdown."""
    records = dossier.traced.anchored.entities.records
    for briefing_id, briefing in records.briefings.items():
        yield ("briefing", briefing_id, "title"), briefing.title or ""
        yield ("briefing", briefing_id, "gist"), briefing.gist or ""
    for claim_id, claim in records.claims.items():
        yield ("claim", claim_id, "text"), claim.text
    for event_id, event in records.events.items():
        yield ("event", event_id, "title"), event.title


# Dates


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
            yield Problem(at=_at(dossier, ("source", source_id, "captured", "value")), what=what, mend=_CLOCKS)
    for ref, annotation in dossier.annotations.items():
        published = sources[annotation.source].published
        if isinstance(annotation.record, Statement) and _after(annotation.record.said, published):
            key: Key = ("briefing", ref.briefing, "annotations", ref.annotation, "said", "value")
            what = f"the words are of {annotation.record.said.value}, after the article, which is of {published.value}"
            yield Problem(at=_at(dossier, key), what=what, mend=_CLOCKS)


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
    at, words = _at(dossier, (*path, "quote")), f"«{_short(quote.words)}»"
    if date.contradiction:
        mend = "quote the part that the value rests on, or write inferred: and why, with this quote as evidence:"
        return Problem(at=at, what=f"{words} cannot be: {date.contradiction}", mend=mend)
    day = value.first if value.first == value.last and disagreement(date, value) == "weekday" else None
    value_told = f"{value.edtf}, a {WEEKDAYS[day.weekday()]}" if day else value.edtf
    if path[-1] == "stated":
        mend = "correct the value, or quote the words that give it"
    else:
        mend = "correct the value, or leave the quote out of evidence: and say in inferred: how the value follows from it"
    return Problem(at=at, what=f"{words} says {date.told}, but the value is {value_told}", mend=mend)


# Figures


def figures_that_differ_are_acknowledged(dossier: Dossier) -> Iterator[Problem]:
    """Of what is counted alike the sources give one number, or a contradiction has both among its sides."""
    counted: dict[tuple[str, str], list[tuple[Ref, Figure]]] = {}
    for ref, annotation in dossier.annotations.items():
        figure = annotation.record
        if not isinstance(figure, Figure) or figure.value is None:
            continue
        before = counted.setdefault((label(figure.unit), label(figure.counts)), [])
        differing = [
            (level, name, other)
            for name, other in before
            if (level := _alike(other, figure))
            and _amount(other).differs(_amount(figure))
            and not _acknowledged(dossier, name, ref)
        ]
        if differing:  # the gravest and first is told: mending it changes the others
            yield _differing(dossier, ref, figure, *min(differing, key=lambda found: found[0] != "fault"))
        before.append((ref, figure))


def _alike(one: Figure, other: Figure) -> Literal["fault", "warning"] | None:
    """What it is when they differ: what is not written is the same as nothing, and may be anything."""
    scopes = [label(figure.scope) if figure.scope else None for figure in (one, other)]
    days = [(figure.as_of.first, figure.as_of.last) if figure.as_of else None for figure in (one, other)]
    if any(None not in pair and pair[0] != pair[1] for pair in (scopes, days)):
        return None
    return "warning" if None in (*scopes, *days) else "fault"


def _acknowledged(dossier: Dossier, one: Ref, other: Ref) -> bool:
    return not {*dossier.contradicted.get(one, ())}.isdisjoint(dossier.contradicted.get(other, ()))


def _amount(figure: Figure) -> Amount:
    assert figure.value is not None
    return amount(figure.value, figure.upper, figure.approximate)


def _differing(
    dossier: Dossier, ref: Ref, figure: Figure, level: Literal["fault", "warning"], name: Ref, other: Figure
) -> Problem:
    values = f"{_amount(figure).told} here, {_amount(other).told} in «{name}»"
    acknowledge = f"acknowledge both in content/contradictions.yml, sides: [{name}, {ref}]"
    fault = f"two figures differ for the same unit, counts, scope and as_of: {values}"
    lacking = " or ".join(key for key in ("scope", "as_of") if None in (getattr(figure, key), getattr(other, key)))
    return Problem(
        at=_at(dossier, ("briefing", ref.briefing, "annotations", ref.annotation, "value")),
        what=fault if level == "fault" else f"two figures differ, and no {lacking} tells them apart: {values}",
        mend=f"{acknowledge}; or make scope: or as_of: as exact as the text is",
        level=level,
    )


# Records that contradict each other


def names_are_told_apart(dossier: Dossier) -> Iterator[Problem]:
    """A full name belongs to one actor; a common word that always counts is asked about."""
    records = dossier.traced.anchored.entities.records
    owner: dict[str, str] = {}
    for id, actor in records.actors.items():
        for position, alias in enumerate(actor.known_as):
            at = _at(dossier, ("actor", id, *_where_named(actor, position)))
            always = alias.match == "always" or (alias.match is None and " " in alias.text.strip())
            if not always:
                continue
            other = owner.setdefault(fold(alias.text).text, id)
            if other != id:
                yield Problem(
                    at=at,
                    what=f"«{alias.text}» is a name of «{other}» and of «{id}»",
                    mend="leave it with one of them, or make it longer",
                )
            if _common(alias):
                yield Problem(
                    at=at,
                    what=f"«{alias.text}» is a common word, and match: always links it wherever it stands",
                    mend="add not_before: or not_after: words, or leave match: out if the full name stands too",
                    level="warning",
                )


def _where_named(actor: Actor, position: int) -> tuple[str | int, ...]:
    """The key of one of the names to look for: an alias, or what is one without being repeated."""
    if position < len(actor.aliases or ()):
        return ("aliases", position)
    return ("native",) if actor.known_as[position].text == actor.native else ("name",)


def _common(alias: Alias) -> bool:
    return not (alias.not_before or alias.not_after or alias.only_after) and is_common(alias.text)


def offices_change_hands(dossier: Dossier) -> Iterator[Problem]:
    """While two hold an office in terms that differ, its phrases name nobody: often a term that was never ended."""
    for id, office in dossier.traced.anchored.entities.records.offices.items():
        for position, later in enumerate(office.holders):
            for earlier in office.holders[:position]:
                if earlier.actor != later.actor and _overlap(earlier, later):
                    yield Problem(
                        at=_at(dossier, ("office", id, "holders", position)),
                        what=f"«{later.actor}» holds the office while «{earlier.actor}» does, so that it names neither",
                        mend="end one term where the other begins, or give both the same from: and to: if they shared it",
                        level="warning",
                    )


def _overlap(one: Holder, other: Holder) -> bool:
    """Whether the terms surely share more than the day of a handover, and are not one and the same."""
    if (one.start, one.end) == (other.start, other.end):
        return False
    begins = [holder.start.last for holder in (one, other) if holder.start and holder.start.last]
    ends = [holder.end.first for holder in (one, other) if holder.end and holder.end.first]
    return not begins or not ends or max(begins) < min(ends)


def renderings_have_their_lines(dossier: Dossier) -> Iterator[Problem]:
    """`english:` renders lines of title and body; what a finished briefing lacks is a warning."""
    records = dossier.traced.anchored.entities.records
    for id, briefing in records.briefings.items():
        news = dossier.traced.anchored.news_lines(briefing.source)
        for line in briefing.english:
            if line not in news:
                yield Problem(
                    at=dossier.traced.anchored.entities.places.key("briefing", id, "english", str(line)),
                    what=f"line {line} of source {briefing.source} is no line of its title or body",
                    mend=f"the lines are {news[0]} to {news[-1]}; count with cat -n" if news else "it has none",
                )
        foreign = records.sources[briefing.source].language != records.site.language
        if not briefing.draft and foreign:
            yield from _unrendered(dossier, id, news)
        if not briefing.draft and not briefing.title:
            yield Problem(
                at=dossier.traced.anchored.entities.places.record("briefing", id),
                what=f"the briefing «{id}» has no title",
                mend="add title: in the site's language, or draft: true until it has one",
            )


def _unrendered(dossier: Dossier, id: BriefingId, news: tuple[int, ...]) -> Iterator[Problem]:
    entities = dossier.traced.anchored.entities
    briefing = entities.records.briefings[id]
    missing = [n for n in news if n not in briefing.english]
    if missing:
        yield Problem(
            at=entities.places.key("briefing", id, "english"),
            what=f"lines without a rendering: {len(missing)} of {len(news)}, the first is line {missing[0]}",
            mend=f"add {missing[0]}: with the line in the site's language, or draft: true",
            level="warning",
        )
    for name, record in briefing.annotations.items():
        if record.quote and not record.english:
            yield Problem(
                at=entities.places.key("briefing", id, "annotations", name),
                what=f"the annotation «{name}» has no rendering of its quote",
                mend="add english:",
                level="warning",
            )


# Captures that may not be published


def withheld_in_the_open(dossier: Dossier, tracked: frozenset[str]) -> Iterator[Problem]:
    """Excerpts withhold nothing while the whole capture lies in a repository; `tracked` are the files in it."""
    anchored = dossier.traced.anchored
    for source in sorted(anchored.excerpted):
        path = anchored.captures[source].path
        if path in tracked:
            yield Problem(
                at=_at(dossier, ("source", source, "capture")),
                what=f"only excerpts of «{_short(path)}» are published, and git keeps all of it: whoever may read the repository reads it",
                mend=f"keep the repository private, or take the file out of it: git rm --cached {shlex.quote(path)}, and name it in .gitignore (docs/publishing.md)",
                level="warning",
            )


# Places


def _at(dossier: Dossier, key: Key) -> Location:
    kind, id, *path = key
    return dossier.traced.anchored.entities.places.value(kind, id, *path)


def _within(dossier: Dossier, key: Key, offset: int) -> Location:
    kind, id, *path = key
    return dossier.traced.anchored.entities.places.within(kind, id, tuple(path), offset)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


RULES: tuple[Rule, ...] = (
    speakers_are_named_by_the_text,
    quotations_are_of_annotations,
    headlines_quote_annotations,
    the_brief_is_brief_and_founded,
    prose_is_markdown,
    confirmed_needs_two_origins,
    confirmed_is_no_word_of_ours,
    figures_that_differ_are_acknowledged,
    stated_dates_agree,
    clocks_run_in_order,
    names_are_told_apart,
    offices_change_hands,
    renderings_have_their_lines,
)
