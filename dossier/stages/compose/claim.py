"""A claim's page: the sentence, how the sources stand on it, their words side by side, our assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier.model.dossier import Origin
from dossier.model.ids import ClaimId
from dossier.model.site import Html, Link, Page, Passage, Phrase
from dossier.stages.compose import addresses, stances
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.stances import StanceWord, Standing, Standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one source says in one stance."""

    stance: StanceWord
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A stance that somebody takes, and what it means: to expect a thing is not to report it."""

    stance: StanceWord
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A source that speaks of the claim; one cell for each stance that anybody takes."""

    source: Link
    date: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """Sources that count as one, and what they have in common."""

    sources: tuple[Link, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    text: Phrase
    standing: Standing
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    silent: tuple[Link, ...]
    origins: tuple[OriginLine, ...]
    origins_count: str
    scale: str  # likelihood or confidence, in words; "" where none is given
    because: Html
    assessment: Html
    topics: tuple[Link, ...]
    related: tuple[Standing, ...]  # claims of the same topics


def pages(desk: Desk) -> Iterator[Page]:
    standings = stances.standings(desk)
    for id, claim in desk.records.claims.items():
        view = _view(desk, id, standings)
        yield Page(
            path=addresses.claim(id),
            template="claim.html",
            title=claim.text,
            description=" ".join(filter(None, (view.standing.verdict, view.standing.remark))),
            view=view,
            frame=desk.frame,
            section=addresses.CLAIMS,
        )


def _view(desk: Desk, id: ClaimId, standings: Standings) -> ClaimView:
    dossier, names, words, record = desk.dossier, desk.names, desk.words, desk.records.claims[id]
    refs = dossier.by_claim.get(id, ())
    held = stances.stances_on(dossier, id, refs)
    columns = tuple(
        Column(
            stance=StanceWord(stance=stance, word=words(f"stance_{stance}")),
            meaning=words(f"stance_means_{stance}"),
        )
        for stance in stances.ORDER
        if stance in held
    )
    rows, silent = [], []
    for source in desk.sources():
        own = [ref for ref in refs if dossier.annotations[ref].source == source]
        if not own:
            silent.append(names.source(source))
            continue
        cells = tuple(
            Cell(
                stance=column.stance,
                passages=tuple(
                    desk.passages[ref]
                    for ref in own
                    if dossier.annotations[ref].claims[id] == column.stance.stance
                ),
            )
            for column in columns
        )
        rows.append(Row(source=names.outlet(source), date=names.published(source), cells=cells))
    origins = dossier.claim_origins.get(id, ())
    return ClaimView(
        text=names.claim(id).words,
        standing=standings[id],
        columns=columns,
        rows=tuple(rows),
        silent=tuple(silent),
        origins=tuple(_origin(desk, origin) for origin in origins),
        origins_count=words.count("origins", len(origins)),
        scale=_scale(desk, id),
        because=desk.prose(("claim", id, "because"), "../"),
        assessment=desk.prose(("claim", id, "assessment"), "../"),
        topics=tuple(names.topic(topic) for topic in record.topics),
        related=tuple(standings[other] for other in _related(desk, id, standings)),
    )


def _origin(desk: Desk, origin: Origin) -> OriginLine:
    common = desk.names.in_common(origin.why)
    return OriginLine(
        sources=tuple(desk.names.source(source) for source in origin.sources),
        why=desk.words("origin_why", what=common) if common else "",
    )


def _scale(desk: Desk, id: ClaimId) -> str:
    """Likelihood and confidence are different scales: a claim has at most one of them."""
    claim, words = desk.records.claims[id], desk.words
    if claim.likelihood:
        return words("claim_likelihood", value=words(f"likelihood_{claim.likelihood.replace(' ', '_')}"))
    if claim.confidence:
        return words("claim_confidence", value=words(f"confidence_{claim.confidence}"))
    return ""


def _related(desk: Desk, id: ClaimId, by_weight: Iterable[ClaimId]) -> list[ClaimId]:
    """Other claims with a topic in common, those with most in common first."""
    claims = desk.records.claims
    own = set(claims[id].topics)
    shared = {other: len(own & set(claims[other].topics)) for other in by_weight if other != id}
    return sorted((other for other, count in shared.items() if count), key=lambda other: -shared[other])[:5]
