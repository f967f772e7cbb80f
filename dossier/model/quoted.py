"""Every quote on which the site rests: the words of a capture, and the value of a record that stands on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.model.dossier import Dossier
from dossier.model.evidence import Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """`record` is written as authors write it, `briefing-id#id`, `source:id` or `event:id`; `what` is the key below
    it that holds the quote: `statement`, `cue`, `evidence`, `said`, `publisher` … A cue that we found and nobody
    wrote is a `cue found`."""

    record: str
    what: str
    anchor: Anchor


def quotes(dossier: Dossier) -> tuple[Quoted, ...]:
    """All of them, by capture and place, each once."""
    captures = dossier.traced.anchored.captures
    found = {(q.anchor.source, q.anchor.span, q.record, q.what): q for q in _all(dossier)}
    return tuple(found[key] for key in sorted(found, key=lambda key: (captures[key[0]].path, *key[1:])))


def _all(dossier: Dossier) -> Iterator[Quoted]:
    for note in dossier.annotations.values():
        record = str(note.ref)
        if note.anchor:
            yield Quoted(record=record, what=note.record.kind, anchor=note.anchor)
        if note.cue:
            yield Quoted(record=record, what="cue found" if note.cue_found else "cue", anchor=note.cue)
        for anchor in note.evidence:
            yield Quoted(record=record, what="evidence", anchor=anchor)
    for (kind, id, *path), anchors in dossier.traced.anchored.evidence.items():
        for anchor in anchors:
            if kind == "briefing":  # ("briefing", id, "annotations", annotation, "said")
                yield Quoted(record=f"{id}#{path[1]}", what=str(path[2]), anchor=anchor)
            else:
                yield Quoted(record=f"{kind}:{id}", what=str(path[0]), anchor=anchor)
