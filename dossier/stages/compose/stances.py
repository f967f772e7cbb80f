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
from dossier.stages.compose.desk import Desk
from dossier.text.locale import Words, plural

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the sources of the dossier stand on one claim."""

    claim: Link
    status: str
    verdict: str  # who does what, in one sentence
    remark: str  # what is one-sided or only expected about it, "" where both sides are heard
    marks: tuple[Mark, ...]  # one for each source, the earliest first
    passages: int
    sources: int  # that are not silent


def standing(desk: Desk, id: ClaimId) -> Standing:
    dossier, words = desk.dossier, desk.words
    refs, side = dossier.by_claim.get(id, ()), side_of(desk.dossier, id)
    held = {source: by_source(dossier, id, source) for source in desk.sources()}
    return Standing(
        claim=desk.names.claim(id),
        status=words(f"status_{desk.records.claims[id].status}"),
        verdict=_verdict(dossier, words, id, refs),
        remark=_remark(words, side, held),
        marks=tuple(
            Mark(
                source=desk.names.source(source),
                stances=tuple(StanceWord(stance=s, word=words(f"stance_{s}")) for s in stances),
            )
            for source, stances in held.items()
        ),
        passages=len(refs),
        sources=sum(bool(stances) for stances in held.values()),
    )


def _remark(words: Words, side: Side, held: Mapping[SourceId, tuple[Stance, ...]]) -> str:
    reported = any("asserts" in stances for stances in held.values())
    if sum(map(bool, held.values())) == 1:
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


def _verdict(dossier: Dossier, words: Words, claim: ClaimId, refs: Iterable[Ref]) -> str:
    """`Asserted by 3 sources of 2 origins, qualified by 1 source.`"""
    sources: dict[Stance, set[SourceId]] = {}
    for ref in refs:
        note = dossier.annotations[ref]
        sources.setdefault(note.claims[claim], set()).add(note.source)
    parts = []
    for stance in ORDER:
        if stance in sources:
            part = _counted(words, f"verdict_{stance}", len(sources[stance]))
            if stance == "asserts" and len(sources[stance]) > 1:
                origins = _counted(words, "origins", len(dossier.claim_origins[claim]))
                part = words("verdict_with_origins", by=part, origins=origins)
            parts.append(part)
    if not parts:
        return words("verdict_none")
    text = words.series(parts)
    return words("sentence", text=text[:1].upper() + text[1:])


def _counted(words: Words, key: str, number: int) -> str:
    """As `Words.count`, with small numbers spelled out: this is a sentence, not a table."""
    spelled = words(f"number_{number}") if 1 <= number <= 9 else str(number)
    return words(f"{key}_{plural(words.language, number)}", n=spelled)
