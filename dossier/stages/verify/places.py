"""Where a value of a record was written, for the rules that speak of it."""

from __future__ import annotations

from dossier.model.dossier import Dossier
from dossier.model.evidence import Key
from dossier.problems import Location


def place_of(dossier: Dossier, key: Key) -> Location:
    """The place of the value at `key`, or of the nearest one above it."""
    kind, id, *path = key
    return dossier.traced.anchored.entities.places.value(kind, id, *path)


def within(dossier: Dossier, key: Key, offset: int) -> Location:
    """The place of the character `offset` of the text at `key`."""
    kind, id, *path = key
    return dossier.traced.anchored.entities.places.within(kind, id, tuple(path), offset)
