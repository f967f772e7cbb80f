"""Folder -> RawContent: which files there are, and the YAML in them."""

from __future__ import annotations

import os
from pathlib import Path

from dossier.inputs import InputRefused, read_text
from dossier.model.raw import Mapping, Node, RawContent, RawRecord
from dossier.model.records import KINDS
from dossier.problems import BuildFailed, Location, Problem
from dossier.stages.read import traps, tree
from dossier.text.quotes import nearest_word

ONE_FILE_EACH = ("sources", "briefings")


def content(root: Path) -> RawContent:
    """All YAML under `root`: site.yml, content/KIND.yml and content/KIND/ID.yml. Raises BuildFailed."""
    problems: list[Problem] = []
    site = _file(root, "site.yml", problems, "write title:, language: and source_text:")
    records: dict[tuple[str, str], RawRecord] = {}
    for kind, path in _files(root, problems):
        node = _file(root, path, problems)
        if node is None:
            continue
        for record in _records(kind, path, node, problems):
            twin = records.setdefault((kind, record.id), record)
            if twin is not record:
                problems.append(
                    Problem(
                        at=record.at,
                        what=f"the id «{record.id}» of {kind} is taken by {twin.at}",
                        mend="give one of the two another id, or delete it",
                    )
                )
    if problems:
        raise BuildFailed(problems)
    assert site is not None
    return RawContent(
        root=root,
        site=RawRecord(kind="site", id="site", at=site.at, node=site),
        records=tuple(records.values()),
    )


def _files(root: Path, problems: list[Problem]) -> list[tuple[str, str]]:
    """(kind, path) of every content file, sorted; what has no business there is a problem."""
    found = []
    for entry in _entries(root, "content", problems):
        path = f"content/{entry.name}"
        folder = _is_folder(entry)
        kind = entry.name if folder else entry.name.removesuffix(".yml")
        if kind not in KINDS or (not folder and kind == entry.name):
            near = nearest_word(kind.removesuffix(".yml"), KINDS)
            mend = f"did you mean content/{near}{'' if folder else '.yml'}?" if near else f"the kinds are {', '.join(KINDS)}"
            problems.append(Problem(at=Location(path=path), what="no kind of content has this name", mend=mend))
        elif folder:
            found += [(kind, inner) for inner in _folder(root, path, problems)]
        elif kind in ONE_FILE_EACH:
            problems.append(
                Problem(
                    at=Location(path=path),
                    what=f"{kind} have one file each",
                    mend=f"make a folder content/{kind}/ with a file ID.yml for each",
                )
            )
        else:
            found.append((kind, path))
    return found


def _folder(root: Path, path: str, problems: list[Problem]) -> list[str]:
    found = []
    for entry in _entries(root, path, problems):
        inner = f"{path}/{entry.name}"
        folder = _is_folder(entry)
        if folder or not entry.name.endswith(".yml"):
            what = "a folder inside a folder of records" if folder else "not a .yml file"
            problems.append(
                Problem(at=Location(path=inner), what=what, mend=f"a record is a file {path}/ID.yml: move or rename it")
            )
        else:
            found.append(inner)
    return found


def _entries(root: Path, path: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What stands in the folder at `path`, sorted; none where it is no folder of the dossier."""
    folder = root / path
    if not folder.is_dir():
        what, mend = f"there is no folder {path}/", "make it: sources and briefings stand in it, a file each"
    elif not folder.resolve().is_relative_to(root.resolve()):
        what, mend = f"{path}/ is a link that leads out of the dossier", "put the folder itself into the dossier"
    else:
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            return [entry for entry in entries if not _ignored(entry.name)]
        except PermissionError:
            what, mend = f"{path}/ may not be read", "give yourself the right to read it: chmod u+rx"
    problems.append(Problem(at=Location(path=path), what=what, mend=mend))
    return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _ignored(name: str) -> bool:
    """Files that systems and editors leave behind."""
    return (
        name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or name in ("Thumbs.db", "desktop.ini")
    )


def _file(
    root: Path, path: str, problems: list[Problem], mend: str = "write the record, or delete the file"
) -> Node | None:
    try:
        text = read_text(root, path)
    except InputRefused as refused:
        at = Location(path=path, line=refused.line, column=1)
        problems.append(Problem(at=at, what=refused.what, mend=refused.mend))
        return None
    node, faults = tree.parse(path, text.removeprefix("\ufeff"))
    problems += faults
    if traps.empty(node) and not faults:
        problems.append(Problem(at=Location(path=path), what="the file is empty", mend=mend))
        return None
    return node


def _records(kind: str, path: str, node: Node, problems: list[Problem]) -> list[RawRecord]:
    """The record of `ID.yml`, or each entry of a file of records."""
    if path.count("/") == 2:
        name = path.rpartition("/")[2].removesuffix(".yml")
        return [RawRecord(kind=kind, id=name, at=node.at, node=node)]
    if isinstance(node, Mapping):
        return [RawRecord(kind=kind, id=key.text, at=key.at, node=value) for key, value in node.entries]
    mend = "begin each record with its id and a colon"
    problems.append(Problem(at=node.at, what=f"{path} is not a mapping from id to record", mend=mend))
    return []
