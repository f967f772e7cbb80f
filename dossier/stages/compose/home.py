"""The front page: the bottom line, dates to watch, where sources disagree, what they cannot tell; then who and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.ids import ClaimId
from dossier.model.site import BriefingCard, Html, Page, Passage, Phrase
from dossier.stages.compose import addresses, brief, chronology, deadlines, indexes, matrix, stances
from dossier.stages.compose.chronology import Happening
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.matrix import Table
from dossier.stages.compose.stances import StanceWord, Standing
from dossier.stages.compose.strip import Strip, strip

DATES_SHOWN = 6
DISPUTES_SHOWN = 4
SPEAKERS_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One passage that stands for one side of a dispute."""

    stance: StanceWord
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    standing: Standing
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    title: Phrase
    description: str
    counts: str
    bottom_line: Html
    brief: str  # how long it is; "" where there is none
    dates: tuple[Happening, ...]  # foreseen for a day, the earliest first
    deadlines: bool  # whether their plot is to be seen
    disputes: tuple[Dispute, ...]
    disputes_title: str
    disputes_count: str
    contradictions_count: str  # "" where there is none
    not_said: tuple[Html, ...]
    strip: Strip
    briefings: tuple[BriefingCard, ...]
    speakers: Table


def pages(desk: Desk) -> Iterator[Page]:
    site = desk.records.site
    yield Page(
        path=addresses.HOME,
        template="home.html",
        title=site.title,
        description=site.description,
        view=_view(desk),
        frame=desk.frame,
    )


def _view(desk: Desk) -> HomeView:
    site, words = desk.records.site, desk.words
    disputed = [id for id in stances.by_weight(desk) if stances.side_of(desk.dossier, id) == "disputed"]
    disputes = [dispute for id in disputed if _is_between_voices(dispute := _dispute(desk, id))]
    awaited = (id for id in desk.records.events if chronology.is_awaited(desk, id))
    counts = (
        ("annotations", desk.dossier.annotations),
        ("actors", desk.records.actors),
        ("claims", desk.records.claims),
    )
    return HomeView(
        title=desk.frame.title,
        description=site.description,
        counts=words("list_comma").join(
            (_sources(desk), *(words.count(key, len(held)) for key, held in counts))
        ),
        bottom_line=desk.prose(("site", "site", "bottom_line"), ""),
        brief=brief.reading(desk),
        # There is no today: what lies furthest ahead is what is still worth watching.
        dates=tuple(
            chronology.happening(desk, id, "") for id in chronology.in_order(desk, awaited)[-DATES_SHOWN:]
        ),
        deadlines=deadlines.deadlines(desk) is not None,
        disputes=tuple(disputes[:DISPUTES_SHOWN]),
        disputes_title=words("home_disagree" if len(desk.sources()) > 1 else "home_voices_differ"),
        disputes_count=words.count("disputes", len(disputed)),
        contradictions_count=words.count("contradictions", len(desk.records.contradictions))
        if desk.records.contradictions
        else "",
        not_said=tuple(desk.prose(("site", "site", "not_said", i), "") for i in range(len(site.not_said))),
        strip=strip(desk),
        briefings=tuple(desk.card(id) for id in desk.briefings()),
        speakers=matrix.speakers(desk, SPEAKERS_SHOWN),
    )


def _sources(desk: Desk) -> str:
    """How many, and of how many origins where there can be fewer."""
    sources = desk.sources()
    return indexes.sources_of_origins(desk) if len(sources) > 1 else desk.words.count("sources", len(sources))


def _dispute(desk: Desk, id: ClaimId) -> Dispute:
    """The strongest word on each side, if it can be from another source than the first."""
    annotations = desk.dossier.annotations
    sides: list[Side] = []
    heard: set[str] = set()
    for stances_of_side in (stances.FOR, stances.AGAINST):
        refs = [ref for ref in desk.dossier.by_claim[id] if annotations[ref].claims[id] in stances_of_side]
        refs.sort(
            key=lambda ref: (
                annotations[ref].record.kind != "statement",
                annotations[ref].claims[id] not in ("asserts", "denies"),
                annotations[ref].source in heard,
                annotations[ref].mode not in ("direct", "mixed"),
            )
        )
        best = refs[0]
        heard.add(annotations[best].source)
        stance = annotations[best].claims[id]
        word = StanceWord(stance=stance, word=desk.words(f"stance_{stance}"))
        sides.append(Side(stance=word, passage=desk.passages[best]))
    return Dispute(standing=stances.standing(desk, id), sides=tuple(sides))


def _is_between_voices(dispute: Dispute) -> bool:
    """Whether two differ: not one speaker in one article, who says a thing and then limits it."""
    first, second = (side.passage for side in dispute.sides)
    return (first.outlet, first.voices) != (second.outlet, second.voices)
