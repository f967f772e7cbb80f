"""A claim -> how the sources stand on it: a verdict in words, a mark for each source, origins counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from dossier.model.dossier import Dossier
from dossier.model.ids import ClaimId, Ref, SourceId
from dossier.model.records import Stance
from dossier.model.site import Link
from dossier.stages.compose import origins
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.origins import Badge
from dossier.text.locale import Words

ORDER: tuple[Stance, ...] = ("asserts", "expects", "qualifies", "denies")
FOR: frozenset[Stance] = frozenset({"asserts", "expects"})
AGAINST: frozenset[Stance] = frozenset({"qualifies", "denies"})

Side = Literal["disputed", "unopposed", "expected", "unsupported", "silent"]
SIDES: tuple[Side, ...] = ("disputed", "unopposed", "expected", "unsupported", "silent")


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWord:
    stance: Stance
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one source does to a claim; no stances where it is silent."""

    source: Link
    stances: tuple[StanceWord, ...]

    @property
    def weight(self) -> int:
        """Sorts sources: those that assert it weigh most, those that deny it least, the silent ones nothing."""
        return max((len(ORDER) - ORDER.index(held.stance) for held in self.stances), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the sources of the dossier stand on one claim."""

    claim: Link
    status: str
    verdict: str  # who does what, in one sentence, with the origins of what is asserted
    bare: str  # the same without them, for where the badge stands beside it
    remark: str  # what is one-sided or only expected about it, "" where both sides are heard
    marks: tuple[Mark, ...]  # one for each source, the earliest first
    badge: Badge | None  # who reports it, counted; None where it is not asserted
    passages: int
    sources: int  # that are not silent


Standings = Mapping[ClaimId, Standing]
"""How the sources stand on all claims, those first on which most is said and against which something is said."""


def standings(desk: Desk) -> Standings:
    return {id: standing(desk, id) for id in by_weight(desk)}


def standing(desk: Desk, id: ClaimId) -> Standing:
    dossier, words = desk.dossier, desk.words
    refs, side = dossier.by_claim.get(id, ()), side_of(desk.dossier, id)
    held = {source: by_source(dossier, id, source) for source in desk.sources()}
    return Standing(
        claim=desk.names.claim(id),
        status=words(f"status_{desk.records.claims[id].status}"),
        verdict=_verdict(desk, id, refs, True),
        bare=_verdict(desk, id, refs, False),
        remark=_remark(words, side, held),
        marks=tuple(
            Mark(
                source=desk.names.source(source),
                stances=tuple(StanceWord(stance=s, word=words(f"stance_{s}")) for s in stances),
            )
            for source, stances in held.items()
        ),
        badge=origins.badge(desk.names, dossier.claim_origins.get(id, ())),
        passages=len(refs),
        sources=sum(bool(stances) for stances in held.values()),
    )


def _remark(words: Words, side: Side, held: Mapping[SourceId, tuple[Stance, ...]]) -> str:
    reported = any("asserts" in stances for stances in held.values())
    if sum(map(bool, held.values())) == 1:
        if side == "disputed":
            return words("remark_alone_disputed")
        return words("remark_alone" if reported or side != "expected" else "remark_alone_expected")
    if side == "disputed" and not reported:
        return words("remark_unreported")
    return "" if side in ("disputed", "silent") else words(f"remark_{side}")


def stances_on(dossier: Dossier, claim: ClaimId, refs: Iterable[Ref]) -> frozenset[Stance]:
    return frozenset(dossier.annotations[ref].claims[claim] for ref in refs)


def key(words: Words) -> tuple[StanceWord, ...]:
    """All stances, to explain their marks."""
    return tuple(StanceWord(stance=stance, word=words(f"stance_{stance}")) for stance in ORDER)


def by_source(dossier: Dossier, claim: ClaimId, source: SourceId) -> tuple[Stance, ...]:
    """All that one source does to the claim, in the order of `ORDER`."""
    refs = (r for r in dossier.by_claim.get(claim, ()) if dossier.annotations[r].source == source)
    return tuple(sorted(stances_on(dossier, claim, refs), key=ORDER.index))


def side_of(dossier: Dossier, claim: ClaimId) -> Side:
    """Whether both sides of it are heard, and if not, which one is."""
    stances = stances_on(dossier, claim, dossier.by_claim.get(claim, ()))
    if not stances:
        return "silent"
    if stances & FOR and stances & AGAINST:
        return "disputed"
    if stances == {"expects"}:
        return "expected"
    return "unopposed" if stances & FOR else "unsupported"


def weight(desk: Desk, id: ClaimId) -> tuple[bool, bool, float, int, int]:
    """Sorts claims: what the author left unresolved first, then what is denied, then what is most contested."""
    dossier, refs = desk.dossier, desk.dossier.by_claim.get(id, ())
    stances = [dossier.annotations[ref].claims[id] for ref in refs]
    contested = sum(stance in AGAINST for stance in stances) / len(stances) if stances else 0.0
    sources = {dossier.annotations[ref].source for ref in refs}
    unresolved = desk.records.claims[id].status in ("disputed", "unresolved")
    return (not unresolved, "denies" not in stances, -contested, -len(sources), -len(refs))


def by_weight(desk: Desk) -> list[ClaimId]:
    """All claims, those first on which most is said and against which something is said."""
    return sorted(desk.records.claims, key=partial(weight, desk))


def _verdict(desk: Desk, claim: ClaimId, refs: Iterable[Ref], counted: bool) -> str:
    """`Asserted by three sources of two origins (same publisher) and qualified by one source.`"""
    dossier, words = desk.dossier, desk.words
    sources: dict[Stance, set[SourceId]] = {}
    for ref in refs:
        note = dossier.annotations[ref]
        sources.setdefault(note.claims[claim], set()).add(note.source)
    parts = []
    for stance in ORDER:
        if stance in sources:
            part = words.spelled(f"verdict_{stance}", len(sources[stance]))
            if counted and stance == "asserts" and len(sources[stance]) > 1:
                found = dossier.claim_origins[claim]
                part = words("verdict_with_origins", by=part, origins=words.spelled("origins", len(found)))
                if why := origins.why(desk.names, found):
                    part = words("verdict_with_why", verdict=part, why=why)
            parts.append(part)
    if not parts:
        return words("verdict_none")
    text = words.series(parts)
    return words("sentence", text=text[:1].upper() + text[1:])
