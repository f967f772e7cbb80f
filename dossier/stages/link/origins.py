"""Where sources meet: what counts as one origin, so that corroboration never counts pages.

Sources meet by a publisher or agency, by whose words they pass on, and by a passage in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dossier.model.dossier import LinkedAnnotation, Origin, SharedPassage
from dossier.model.evidence import Traced
from dossier.model.ids import ActorId, ClaimId, SourceId
from dossier.model.records import Source


class _Meeting(NamedTuple):
    one: SourceId
    other: SourceId
    why: str  # agency, passage, publisher or speaker


def of_sources(traced: Traced, passages: Sequence[SharedPassage]) -> tuple[Origin, ...]:
    """All sources, those with a publisher, an agency or a passage in common together."""
    records = traced.anchored.entities.records
    outlets = {
        id: _outlets(source) for id, source in records.sources.items() if id not in records.withdrawn_sources
    }
    shared = (_Meeting(passage.source_a, passage.source_b, "passage") for passage in passages)
    return _united(outlets, (*_by_root(outlets), *shared))


def of_claim(
    traced: Traced, claim: ClaimId, annotations: Sequence[LinkedAnnotation], passages: Sequence[SharedPassage]
) -> tuple[Origin, ...]:
    """The origins that assert `claim`: the sources of `annotations`, united also by the root of each chain.

    The root is whose words they are: two outlets that quote the same person, or rely on the same medium
    for somebody whom it does not name, are one origin. Only `asserts` counts as evidence.
    """
    sources = traced.anchored.entities.records.sources
    roots: dict[SourceId, dict[str, set[str]]] = {}
    asserting: dict[SourceId, list[LinkedAnnotation]] = {}
    for annotation in annotations:
        if annotation.claims.get(claim) == "asserts":
            found = roots.setdefault(annotation.source, _outlets(sources[annotation.source]))
            for root in _roots(annotation):
                found.setdefault(root, set()).add("speaker")
            asserting.setdefault(annotation.source, []).append(annotation)
    return _united(roots, (*_by_root(roots), *_by_passage(asserting, passages)))


def _outlets(source: Source) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for why, value in (("publisher", source.publisher.value), ("agency", source.agency.value)):
        if value:
            found.setdefault(value, set()).add(why)
    return found


def _roots(annotation: LinkedAnnotation) -> Iterable[ActorId]:
    """Who is known to have said it, or the medium that had it from somebody unnamed; nobody: the outlet's own words."""
    named = [speaker.actor for speaker in annotation.speakers if speaker.actor]
    return named or getattr(annotation.record, "via", ())[:1]


def _by_root(roots: Mapping[SourceId, Mapping[str, set[str]]]) -> Iterator[_Meeting]:
    holders: dict[str, list[SourceId]] = {}
    for source, own in roots.items():
        for root in own:
            holders.setdefault(root, []).append(source)
    for root, sources in holders.items():
        for other in sources[1:]:
            for why in roots[sources[0]][root] | roots[other][root]:
                yield _Meeting(sources[0], other, why)


def _by_passage(
    asserting: Mapping[SourceId, Sequence[LinkedAnnotation]], passages: Sequence[SharedPassage]
) -> Iterator[_Meeting]:
    """Where a passage makes two sources one witness of what they assert.

    A source that stands by words which the other has too adds nothing to it. Nor do an outlet's own words, when it
    is seen to draw on what the other draws on: then that they know it apart from each other is not shown. But what
    somebody is named as saying has its root in him, whatever else the two outlets may have copied.
    """
    for passage in passages:
        own, others = asserting.get(passage.source_a, ()), asserting.get(passage.source_b, ())
        if not own or not others:
            continue
        in_passage = [a for a in own if a.anchor and a.anchor.span.overlaps(passage.span_a)]
        in_passage += [a for a in others if a.anchor and a.anchor.span.overlaps(passage.span_b)]
        if in_passage or not all(_roots(annotation) for annotation in (*own, *others)):
            yield _Meeting(passage.source_a, passage.source_b, "passage")


def _united(sources: Iterable[SourceId], meetings: Iterable[_Meeting]) -> tuple[Origin, ...]:
    """Sources that meet, directly or through others, become one origin."""
    groups: dict[SourceId, set[SourceId]] = {source: {source} for source in sources}
    whys: dict[SourceId, set[str]] = {source: set() for source in groups}
    for one, other, why in meetings:
        whys[one].add(why)
        if other not in groups[one]:
            joined = groups[one] | groups[other]
            groups.update(dict.fromkeys(joined, joined))
    distinct = {min(group): group for group in groups.values()}
    return tuple(
        Origin(
            sources=tuple(sorted(group)),
            why=", ".join(sorted({why for source in group for why in whys[source]})),
        )
        for group in distinct.values()
    )
