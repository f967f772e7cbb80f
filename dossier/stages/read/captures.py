"""Source records -> Captures: each file is read once, its bytes are hashed and the same bytes decoded."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from dossier.inputs import InputRefused, decode, read_bytes
from dossier.model.evidence import Capture, Entities
from dossier.model.ids import SourceId
from dossier.model.records import Source
from dossier.problems import BuildFailed, Problem, printable
from dossier.text.quotes import nearest_word
from dossier.text.spans import line_spans


class _Refused(Exception):
    """A capture that is not taken: the key of its record at fault, and why."""

    def __init__(self, key: str, what: str, mend: str) -> None:
        super().__init__(what)
        self.key, self.what, self.mend = key, what, mend


def captures(root: Path, entities: Entities) -> Mapping[SourceId, Capture]:
    """The capture of every source. Raises BuildFailed where one is missing, changed or cannot be decoded."""
    problems: list[Problem] = []
    found: dict[SourceId, Capture] = {}
    taken: dict[str, SourceId] = {}  # by path, and by hash: the same bytes under two names are one capture
    for id, source in entities.records.sources.items():
        try:
            found[id] = _capture(root, id, source, taken)
        except _Refused as refused:
            at = entities.places.value("source", id, refused.key)
            problems.append(Problem(at=at, what=refused.what, mend=refused.mend))
    if problems:
        raise BuildFailed(problems)
    return found


def _capture(root: Path, id: SourceId, source: Source, taken: dict[str, SourceId]) -> Capture:
    path = source.capture
    plain = PurePosixPath(path)
    if plain.parts[:1] != ("seeds",) or len(plain.parts) < 2:
        name = plain.name.replace("\\", "/").removeprefix("seeds/")
        mend = f"copy it to seeds/ and write capture: seeds/{name}"
        raise _Refused("capture", f"«{path}» is not in seeds/", mend)
    if path != str(plain):
        raise _Refused("capture", f"«{path}» is not how its path is written", f"write capture: {plain}")
    if taken.setdefault(path, id) != id:
        mend = "a capture has one source record: delete one of the two"
        raise _Refused("capture", f"«{path}» is already the capture of source {taken[path]}", mend)
    try:
        content = read_bytes(root, path)
    except InputRefused as refused:
        near = nearest_word(plain.name, _delivered(root)) if not (root / plain).exists() else None
        mend = f"did you mean seeds/{near}?" if near else refused.mend
        raise _Refused("capture", f"capture «{path}»: {refused.what}", mend) from None
    digest = hashlib.sha256(content).hexdigest()
    if digest != source.sha256:
        mend = "bring back the file as it was delivered; if the record was wrong from the start, write this hash"
        if source.sha256 in _with_other_line_ends(content):
            mend = (
                "only its line ends have changed: bring back the file as it was delivered; "
                "seeds/** -text in .gitattributes keeps git from changing them"
            )
        raise _Refused("sha256", f"the capture {path} has changed: its sha256 is {digest}", mend)
    if taken.setdefault(digest, id) != id:
        mend = "two copies of one file are no two sources: delete one of the two records"
        raise _Refused("capture", f"«{path}» holds the very bytes of the capture of source {taken[digest]}", mend)
    text = _text(content, source)
    return Capture(
        source=id, path=path, sha256=digest, content=content, text=text, lines=line_spans(text)
    )


def _with_other_line_ends(content: bytes) -> tuple[str, str]:
    """The hashes that `content` would have if its lines ended otherwise, as git likes to have them."""
    bare = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(bare).hexdigest(), hashlib.sha256(bare.replace(b"\n", b"\r\n")).hexdigest()


def _delivered(root: Path) -> list[str]:
    """The names of the files in seeds/."""
    folder = root / "seeds"
    return [entry.name for entry in os.scandir(folder)] if folder.is_dir() else []


def _text(content: bytes, source: Source) -> str:
    """What `content` says, in characters that can be written again."""
    key = "encoding" if "encoding" in source.model_fields_set else "capture"
    name = printable(source.encoding)
    if name != source.encoding:  # Python stumbles over a NUL in a name
        raise _Refused(key, f"«{name}» is no text encoding", "write utf-8, windows-1256 or utf-16")
    try:
        text = decode(content, name)
        text.encode()
    except InputRefused as refused:
        mend = refused.mend
        if refused.offset is not None:
            mend = "its bytes stay as they are: write encoding: with the one in which it was saved, such as windows-1256"
        raise _Refused(key, f"capture «{source.capture}»: {refused.what}", mend) from None
    except UnicodeEncodeError:
        what = f"capture «{source.capture}»: as {name} it holds halves of characters"
        raise _Refused(key, what, "name the encoding in which it was saved") from None
    if not text.strip():
        what = f"capture «{source.capture}» holds no words"
        raise _Refused("capture", what, "put the article there, or delete this record")
    return text
