"""Source records -> Captures: each file is read once, its bytes are hashed and the same bytes decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from dossier.inputs import InputRefused, decode, read_bytes
from dossier.model.evidence import Capture, Entities
from dossier.model.ids import SourceId
from dossier.problems import BuildFailed, Problem
from dossier.text.spans import line_spans


def captures(root: Path, entities: Entities) -> Mapping[SourceId, Capture]:
    """The capture of every source. Raises BuildFailed where one is missing, changed or cannot be decoded."""
    problems: list[Problem] = []
    found: dict[SourceId, Capture] = {}
    taken: dict[str, SourceId] = {}
    for id, source in entities.records.sources.items():
        at = entities.places.value("source", id, "capture")
        if not source.capture.startswith("seeds/"):
            mend = f"copy it to seeds/ and write capture: seeds/{source.capture.rpartition('/')[2]}"
            problems.append(Problem(at=at, what=f"«{source.capture}» is not in seeds/", mend=mend))
            continue
        if source.capture in taken:
            mend = "a capture has one source record: delete one of the two"
            what = f"«{source.capture}» is already the capture of source {taken[source.capture]}"
            problems.append(Problem(at=at, what=what, mend=mend))
            continue
        taken[source.capture] = id
        try:
            content = read_bytes(root, source.capture)
            digest = hashlib.sha256(content).hexdigest()
            if digest != source.sha256:
                problems.append(_changed(entities, id, source.capture, digest))
                continue
            text = decode(content, source.encoding)
        except InputRefused as refused:
            problems.append(Problem(at=at, what=f"capture «{source.capture}»: {refused.what}", mend=refused.mend))
            continue
        found[id] = Capture(
            source=id,
            path=source.capture,
            sha256=digest,
            size=len(content),
            text=text,
            lines=line_spans(text),
        )
    if problems:
        raise BuildFailed(problems)
    return found


def _changed(entities: Entities, id: SourceId, path: str, digest: str) -> Problem:
    return Problem(
        at=entities.places.value("source", id, "sha256"),
        what=f"the capture {path} has changed: its sha256 is {digest}",
        mend="bring back the file as it was delivered; if the record was wrong from the start, write this hash",
    )
