"""The list of all that a site consists of, with the hash of each part: manifest.json, written and read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FileEntry:
    """A file of the site: `path` is POSIX and relative to its folder, `size` in bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CaptureEntry:
    """A capture that the site was made from: `path` is relative to the dossier; spans count in `encoding`."""

    path: str
    size: int
    sha256: str
    source: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Both lists by path, each path once. The manifest itself and the marker of the output folder are not in it."""

    captures: tuple[CaptureEntry, ...]
    files: tuple[FileEntry, ...]


class Damaged(Exception):
    """What stands in the file is no manifest; the message says why."""


def written(manifest: Manifest) -> bytes:
    """One entry a line, so that two manifests can be compared with diff, and a hash of all that stands before it."""
    lists = f'{{\n"captures": {_lines(manifest.captures)},\n"files": {_lines(manifest.files)},\n'.encode()
    return lists + f'"sha256": "{hashlib.sha256(lists).hexdigest()}"\n}}\n'.encode()


def _lines(entries: Sequence[CaptureEntry | FileEntry]) -> str:
    return "[\n" + ",\n".join(json.dumps(asdict(entry)) for entry in entries) + "\n]"


def read(content: bytes) -> Manifest:
    """The manifest that `content` is, byte for byte. Raises Damaged."""
    try:
        found: object = json.loads(content)
    except (ValueError, RecursionError):
        raise Damaged("it is no JSON") from None
    match found:
        case {"captures": list() as captures, "files": list() as files}:
            manifest = Manifest(captures=tuple(map(_capture, captures)), files=tuple(map(_file, files)))
        case _:
            raise Damaged("it has no lists of captures and files")
    for paths in ([entry.path for entry in manifest.captures], [entry.path for entry in manifest.files]):
        if paths != sorted(set(paths)):
            raise Damaged("its paths do not stand in order, each once")
    if written(manifest) != content:
        raise Damaged("its own sha256 does not fit, so something in it was changed")
    return manifest


def _capture(entry: object) -> CaptureEntry:
    match entry:
        case {
            "path": str(path),
            "size": int(size),
            "sha256": str(hash),
            "source": str(source),
            "encoding": str(encoding),
        }:
            return CaptureEntry(path=path, size=size, sha256=hash, source=source, encoding=encoding)
    raise Damaged("one of its captures lacks a value")


def _file(entry: object) -> FileEntry:
    match entry:
        case {"path": str(path), "size": int(size), "sha256": str(hash)}:
            return FileEntry(path=path, size=size, sha256=hash)
    raise Damaged("one of its files lacks a value")
