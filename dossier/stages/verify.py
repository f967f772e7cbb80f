"""Dossier -> nothing, or BuildFailed: the editorial rules that need the linked whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dossier.model.dossier import Dossier, LinkedAnnotation
from dossier.model.evidence import Key
from dossier.model.ids import AnnotationId, BriefingId, Ref
from dossier.model.records import Alias, Statement, Unnamed
from dossier.problems import BuildFailed, Location, Problem
from dossier.text.common import is_common
from dossier.text.cues import SOMEBODY
from dossier.text.fold import fold

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
            if key[0] == "briefing":
                refs = dossier.by_briefing.get(BriefingId(key[1]), ())
                where = "of an annotation of this briefing"
            else:
                refs = tuple(_ref(c.briefing, c.annotation) for c in quoted.citations)
                where = "of an annotation that the paragraph cites"
            if not any(_holds(dossier.annotations[ref], quoted.words) for ref in refs):
                yield Problem(
                    at=_within(dossier, key, quoted.offset),
                    what=f"“{_short(quoted.words)}” is in quotation marks but not in the english: {where}",
                    mend="copy it from there, or say it in your own words without the marks",
                )


def _ref(briefing: str | None, annotation: str) -> Ref:
    assert briefing  # link refused a citation that names no briefing
    return Ref(BriefingId(briefing), AnnotationId(annotation))


def _holds(annotation: LinkedAnnotation, words: str) -> bool:
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
        count = len(dossier.claim_origins.get(id, ()))
        if claim.status == "confirmed" and count < 2:
            yield Problem(
                at=_at(dossier, ("claim", id, "status")),
                what=f"the claim «{id}» is called confirmed, but {_origins(count)} asserts it",
                mend="write status: open, or annotate an independent source that asserts it",
            )
    for source_id, source in records.sources.items():
        if source.grade and source.grade.credibility == "1":
            own = [a for a in dossier.annotations.values() if a.source == source_id]
            yield from _graded_one(dossier, own, ("source", source_id, "grade", "credibility"))
    for ref, annotation in dossier.annotations.items():
        if annotation.record.grade and annotation.record.grade.credibility == "1":
            key: Key = ("briefing", ref.briefing, "annotations", ref.annotation, "grade", "credibility")
            yield from _graded_one(dossier, [annotation], key)


def _graded_one(dossier: Dossier, annotations: list[LinkedAnnotation], key: Key) -> Iterator[Problem]:
    claims = {c for a in annotations for c, stance in a.claims.items() if stance == "asserts"}
    count = max((len(dossier.claim_origins.get(claim, ())) for claim in claims), default=0)
    if count < 2:
        yield Problem(
            at=_at(dossier, key),
            what=f"credibility 1 means confirmed by others, but {_origins(count)} asserts it",
            mend="write 2 (probably true) or less, or annotate an independent source under the same claim",
        )


def _origins(count: int) -> str:
    return "only one origin" if count == 1 else "no origin"


# Records that contradict each other


def names_are_told_apart(dossier: Dossier) -> Iterator[Problem]:
    """A full name belongs to one actor; a common word that always counts is asked about."""
    records = dossier.traced.anchored.entities.records
    owner: dict[str, str] = {}
    for id, actor in records.actors.items():
        for position, alias in enumerate(actor.known_as):
            at = _at(dossier, ("actor", id, "aliases", position))
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


def _common(alias: Alias) -> bool:
    return not (alias.not_before or alias.not_after) and is_common(alias.text)


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
    confirmed_needs_two_origins,
    names_are_told_apart,
    renderings_have_their_lines,
)
