"""Where sources meet: what counts as one origin, so that corroboration never counts pages.

For now by publisher, agency and the root of a chain; passages in common join these when they are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dossier.model.dossier import LinkedAnnotation, Origin
from dossier.model.evidence import Traced
from dossier.model.ids import ClaimId, SourceId
from dossier.model.records import Source


def of_sources(traced: Traced) -> tuple[Origin, ...]:
    """All sources, those with a publisher or an agency in common together."""
    sources = traced.anchored.entities.records.sources
    return _united({id: _outlets(source) for id, source in sources.items()})


def of_claim(
    traced: Traced, claim: ClaimId, annotations: Sequence[LinkedAnnotation]
) -> tuple[Origin, ...]:
    """The origins that assert `claim`: the sources of `annotations`, united also by the root of each chain.

    The root is whose words they are: two outlets that quote the same person, or rely on the same medium
    for somebody whom it does not name, are one origin. Only `asserts` counts as evidence.
    """
    sources = traced.anchored.entities.records.sources
    roots: dict[SourceId, dict[str, str]] = {}
    for annotation in annotations:
        if annotation.claims.get(claim) == "asserts":
            found = roots.setdefault(annotation.source, dict(_outlets(sources[annotation.source])))
            found |= dict.fromkeys(_roots(annotation), "speaker")
    return _united(roots)


def _outlets(source: Source) -> dict[str, str]:
    known = {"publisher": source.publisher.value, "agency": source.agency.value}
    return {value: why for why, value in known.items() if value}


def _roots(annotation: LinkedAnnotation) -> Iterable[str]:
    for speaker in annotation.speakers:
        if speaker.actor:
            yield speaker.actor
    via = getattr(annotation.record, "via", ())
    if via and not any(speaker.actor for speaker in annotation.speakers):
        yield via[0]


def _united(roots: Mapping[SourceId, Mapping[str, str]]) -> tuple[Origin, ...]:
    """Sources that share a root, directly or through others, become one origin."""
    groups: list[tuple[list[SourceId], dict[str, str]]] = []
    for source, own in roots.items():
        meeting = [group for group in groups if own.keys() & group[1].keys()]
        sources = [s for group in meeting for s in group[0]] + [source]
        shared = {k: v for group in meeting for k, v in group[1].items()} | dict(own)
        groups = [group for group in groups if group not in meeting] + [(sources, shared)]
    return tuple(
        Origin(sources=tuple(sorted(sources)), why=_why(sources, roots)) for sources, _ in groups
    )


def _why(sources: Sequence[SourceId], roots: Mapping[SourceId, Mapping[str, str]]) -> str:
    """What brought the sources together: `publisher`, `agency`, `speaker`; empty for one alone."""
    counted: dict[str, list[str]] = {}
    for source in sources:
        for root, why in roots[source].items():
            counted.setdefault(root, []).append(why)
    return ", ".join(sorted({whys[0] for whys in counted.values() if len(whys) > 1}))
