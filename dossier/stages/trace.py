"""Anchored -> Traced: every place of title and body that names an actor, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dossier.model.evidence import Anchored, Key, Mention, Traced, Unanchored
from dossier.model.ids import ActorId, BriefingId, OfficeId, SourceId
from dossier.model.records import Briefing, MentionRule, Quote, Records, Source
from dossier.problems import BuildFailed, Problem
from dossier.text import quotes
from dossier.text.dates import When
from dossier.text.names import Found, Name, Phrase, default_match, trace
from dossier.text.spans import Span


def mentions(anchored: Anchored) -> Traced:
    """Trace names, offices and short forms in each capture. Raises BuildFailed for overrules without a place."""
    records = anchored.entities.records
    problems: list[Problem] = []
    by_source = {
        id: _of_source(anchored, id, source, problems)
        for id, source in records.sources.items()
        if id in anchored.captures
    }
    if problems:
        raise BuildFailed(problems)
    return Traced(anchored=anchored, mentions=by_source)


def unanchored(anchored: Anchored) -> tuple[Unanchored, ...]:
    """The overrules of mentions whose words stand nowhere, or not in one place."""
    found = []
    for id, briefing in anchored.entities.records.briefings.items():
        for i, rule in enumerate(briefing.mentions):
            told: list[Problem] = []
            if briefing.source in anchored.captures and not _place(
                anchored, id, briefing.source, i, rule, told
            ):
                key: Key = ("briefing", id, "mentions", i)
                quote = Quote(quote=rule.quote, prefix=rule.prefix, suffix=rule.suffix)
                found.append(
                    Unanchored(key=key, source=briefing.source, quote=quote, in_news=True, told=told[0])
                )
    return tuple(found)


def _of_source(
    anchored: Anchored, id: SourceId, source: Source, problems: list[Problem]
) -> tuple[Mention, ...]:
    records, capture, news = anchored.entities.records, anchored.captures[id], anchored.news(id)
    found = trace(
        capture.text,
        news,
        source.language,
        _names(records, source.language),
        _phrases(records, _date(source), source.language),
        _shorts(records),
    )
    for briefing_id, briefing in records.briefings.items():
        if briefing.source == id:
            found = _overruled(anchored, briefing_id, briefing, found, problems)
    return tuple(
        Mention(
            source=id,
            span=one.span,
            line=capture.line_at(one.span.start),
            surface=one.span.of(capture.text),
            actor=ActorId(one.actor),
            by=one.by,
            rule=one.rule,
            office=OfficeId(one.office) if one.office else None,
        )
        for one in found
    )


# What to look for


def _names(records: Records, language: str) -> tuple[Name, ...]:
    """What each actor is known as. Persons whose names are never traced are known where they hold an office."""
    names = [
        Name(
            actor=id,
            text=alias.text,
            match=alias.match or ("always" if alias.only_after else default_match(alias.text, language)),
            not_before=alias.not_before,
            not_after=alias.not_after,
            only_after=alias.only_after,
            person=actor.kind == "person",
        )
        for id, actor in records.actors.items()
        for alias in actor.known_as
    ]
    untraced = [
        Name(actor=id, text=text, match="never", person=True)
        for id, actor in records.actors.items()
        for text in ((actor.native, actor.name) if actor.kind == "person" and not actor.known_as else ())
        if text
    ]
    return (*names, *untraced)


def _shorts(records: Records) -> tuple[Name, ...]:
    """Short forms count without a full name, unless their author asks for it."""
    return tuple(
        Name(
            actor=id,
            text=alias.text,
            match=alias.match or "always",
            not_before=alias.not_before,
            not_after=alias.not_after,
            only_after=alias.only_after,
            lands=_lands(records, actor.of),
        )
        for id, actor in records.actors.items()
        for alias in (actor.short if actor.known_as else ())  # a state's serve cues alone
    )


def _phrases(records: Records, published: When | None, language: str) -> tuple[Phrase, ...]:
    """The phrases of all offices with their holders on the day of the article."""
    found = []
    for id, office in records.offices.items():
        holders = sorted(office.holders_on(published)) if published else []
        for phrase in office.phrases:
            found.append(
                Phrase(
                    office=id,
                    text=phrase.text,
                    match=phrase.match or default_match(phrase.text, language),
                    holder=holders[0] if len(holders) == 1 else None,  # two at once: the phrase tells neither
                    holders=tuple(dict.fromkeys(holder.actor for holder in office.holders)),
                    on=published.edtf if published else "",
                    not_before=phrase.not_before,
                    not_after=phrase.not_after,
                    only_after=phrase.only_after,
                    lands=_lands(records, office.of),
                )
            )
    return tuple(found)


def _lands(records: Records, of: ActorId | None) -> tuple[str, ...]:
    """The names of the state that something is of, be it through others: an office of a command of Iraq."""
    seen: set[ActorId] = set()
    while of and of not in seen and (actor := records.actors.get(of)):
        if actor.kind == "state":
            texts = (actor.native, actor.name, *(alias.text for alias in actor.short))
            return tuple(text for text in texts if text)
        seen.add(of)
        of = actor.of
    return ()


def _date(source: Source) -> When | None:
    """When the article came out, where the capture or our reasoning tells it; background does not date a text."""
    return source.published.when if source.published.basis in ("stated", "inferred") else None


# What the author overrules


def _overruled(
    anchored: Anchored,
    briefing_id: BriefingId,
    briefing: Briefing,
    found: Sequence[Found],
    problems: list[Problem],
) -> tuple[Found, ...]:
    """First all that names nobody goes, then what the author adds comes, in place of what has the same span."""
    spans = [
        (rule, span)
        for i, rule in enumerate(briefing.mentions)
        if (span := _place(anchored, briefing_id, briefing.source, i, rule, problems))
    ]
    nobody = [span for rule, span in spans if rule.actor == "none"]
    added = [
        Found(span=span, actor=rule.actor, by="name", rule=f"author: {rule.why}")
        for rule, span in spans
        if rule.actor != "none"
    ]
    replaced = {one.span for one in added}
    kept = [
        one for one in found if one.span not in replaced and not any(one.span.overlaps(span) for span in nobody)
    ]
    return tuple(sorted((*kept, *added), key=lambda one: (one.span, one.actor, one.by)))


def _place(
    anchored: Anchored,
    briefing_id: BriefingId,
    source: SourceId,
    position: int,
    rule: MentionRule,
    problems: list[Problem],
) -> Span | None:
    """The one place of the words that a rule is about."""
    capture, news = anchored.captures[source], anchored.news(source)
    places = quotes.find(capture.text, rule.quote, rule.prefix, rule.suffix, within=news)
    whole = [span for span in places if quotes.at_word_boundaries(capture.text, span)]
    candidates = whole or list(places)  # a name after a proclitic begins inside a word
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        what = f"«{rule.quote}» stands {len(candidates)} times, in lines {_lines(anchored, source, candidates)}"
        mend = "add prefix: or suffix: with the words next to it"
    else:
        near = quotes.nearest(capture.text, rule.quote, within=news)
        what = f"«{rule.quote}» is not in the title or body of source {source}"
        hints = [f"line {capture.line_at(span.start)} has «{span.of(capture.text)}»" for span in near]
        mend = f"{'; '.join(hints)}: copy it as it stands" if hints else "copy the words from the capture"
    at = anchored.entities.places.value("briefing", briefing_id, "mentions", position, "quote")
    problems.append(Problem(at=at, what=what, mend=mend))
    return None


def _lines(anchored: Anchored, source: SourceId, places: Iterable[Span]) -> str:
    capture = anchored.captures[source]
    return ", ".join(str(capture.line_at(span.start)) for span in places)
