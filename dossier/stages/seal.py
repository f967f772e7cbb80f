"""Files -> the same files, then manifest.json, which tells the hash of each and of the captures behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dossier.model.evidence import Anchored
from dossier.model.manifest import MANIFEST, CaptureEntry, FileEntry, Manifest, written
from dossier.model.output import OutputFile


def files(files: Iterable[OutputFile], anchored: Anchored) -> Iterator[OutputFile]:
    """Each file as it comes; what is hashed is what is written."""
    entries = []
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        entries.append(FileEntry(path=file.path, size=len(file.content), sha256=digest))
        yield file
    manifest = Manifest(captures=tuple(sorted(_captures(anchored))), files=tuple(sorted(entries)))
    yield OutputFile(MANIFEST, written(manifest))


def _captures(anchored: Anchored) -> Iterator[CaptureEntry]:
    for source, capture in anchored.captures.items():
        yield CaptureEntry(
            path=capture.path,
            size=capture.size,
            sha256=capture.sha256,
            source=source,
            encoding=anchored.entities.records.sources[source].encoding,
        )
