"""Dossier -> records at odds with each other: names, offices, renderings."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model.dossier import Dossier
from dossier.model.ids import BriefingId
from dossier.model.records import Actor, Alias, Holder
from dossier.problems import Problem
from dossier.stages.verify.places import place_of
from dossier.text.common import is_common
from dossier.text.fold import fold


def names_are_told_apart(dossier: Dossier) -> Iterator[Problem]:
    """A full name belongs to one actor; a common word that always counts is asked about."""
    records = dossier.traced.anchored.entities.records
    owner: dict[str, str] = {}
    for id, actor in records.actors.items():
        for position, alias in enumerate(actor.known_as):
            at = place_of(dossier, ("actor", id, *_where_named(actor, position)))
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
                        at=place_of(dossier, ("office", id, "holders", position)),
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
