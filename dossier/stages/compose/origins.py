"""Origins -> how many they are and what makes sources one, in words: corroboration never counts pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dossier.model.dossier import Origin
from dossier.model.ids import SourceId
from dossier.model.site import Link
from dossier.stages.compose.names import Names

WHYS = ("publisher", "agency", "passage", "speaker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """`Reported by 3 outlets, 1 origin`, and why they are not as many: `same publisher, shared passage`, else ""."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Other sources that count as one with a source, and why."""

    others: tuple[Link, ...]
    why: str


def badge(names: Names, origins: Sequence[Origin]) -> Badge | None:
    """Of all sources that report something; None where none does."""
    if not origins:
        return None
    words = names.words
    outlets = len({_outlet(names, source) for origin in origins for source in origin.sources})
    text = words(
        "reported_by", outlets=words.count("outlets", outlets), origins=words.count("origins", len(origins))
    )
    return Badge(text=text, why=why(names, origins))


def kin(names: Names, id: SourceId) -> Kin | None:
    """Of one source among all; None where it stands alone."""
    for origin in names.dossier.origins:
        if id in origin.sources and len(origin.sources) > 1:
            others = tuple(names.source(other) for other in origin.sources if other != id)
            return Kin(others=others, why=why(names, (origin,)))
    return None


def why(names: Names, origins: Sequence[Origin]) -> str:
    """What brought sources together anywhere in `origins`."""
    found = {part for origin in origins for part in origin.why.split(", ")}
    return names.words("list_comma").join(names.words(f"same_{part}") for part in WHYS if part in found)


def _outlet(names: Names, id: SourceId) -> str:
    """Two sources without a known publisher are not taken for one outlet."""
    return names.records.sources[id].publisher.value or f"?{id}"
