"""Folder -> RawContent: which files there are, and the YAML in them."""

from __future__ import annotations

import os
from pathlib import Path

from dossier.inputs import InputRefused, read_text
from dossier.model.raw import Mapping, Node, RawContent, RawRecord, Scalar
from dossier.model.records import KINDS
from dossier.problems import BuildFailed, Location, Problem
from dossier.stages.read import tree
from dossier.text.quotes import nearest_word

ONE_FILE_EACH = ("sources", "briefings")


def content(root: Path) -> RawContent:
    """All YAML under `root`: site.yml, content/KIND.yml and content/KIND/ID.yml. Raises BuildFailed."""
    problems: list[Problem] = []
    site = _file(root, "site.yml", problems)
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
    folder = root / "content"
    for entry in sorted(os.scandir(folder) if folder.is_dir() else (), key=lambda e: e.name):
        if _ignored(entry.name):
            continue
        path = f"content/{entry.name}"
        kind = entry.name.removesuffix(".yml")
        if kind not in KINDS:
            near = nearest_word(kind, KINDS)
            mend = f"did you mean content/{near}{'' if entry.is_dir() else '.yml'}?" if near else f"the kinds are {', '.join(KINDS)}"
            problems.append(Problem(at=Location(path=path), what="no kind of content has this name", mend=mend))
        elif entry.is_dir():
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
    for entry in sorted(os.scandir(root / path), key=lambda e: e.name):
        if _ignored(entry.name):
            continue
        inner = f"{path}/{entry.name}"
        if entry.is_dir() or not entry.name.endswith(".yml"):
            what = "a folder inside a folder of records" if entry.is_dir() else "not a .yml file"
            problems.append(
                Problem(at=Location(path=inner), what=what, mend=f"a record is a file {path}/ID.yml: move or rename it")
            )
        else:
            found.append(inner)
    return found


def _ignored(name: str) -> bool:
    """Files that systems and editors leave behind."""
    return name.startswith(".") or name.endswith(("~", ".swp", ".tmp")) or name == "Thumbs.db"


def _file(root: Path, path: str, problems: list[Problem]) -> Node | None:
    try:
        text = read_text(root, path)
    except InputRefused as refused:
        at = Location(path=path, line=refused.line, column=1)
        problems.append(Problem(at=at, what=refused.what, mend=refused.mend))
        return None
    node, faults = tree.parse(path, text.removeprefix("\ufeff"))
    problems += faults
    if node is None and not faults:
        mend = "write the record, or delete the file"
        problems.append(Problem(at=Location(path=path), what="the file is empty", mend=mend))
    return node


def _records(kind: str, path: str, node: Node, problems: list[Problem]) -> list[RawRecord]:
    """The record of `ID.yml`, or each entry of a file of records."""
    if path.count("/") == 2:
        name = path.rpartition("/")[2].removesuffix(".yml")
        return [RawRecord(kind=kind, id=name, at=Location(path=path, line=1, column=1), node=node)]
    if isinstance(node, Mapping):
        return [RawRecord(kind=kind, id=key.text, at=key.at, node=value) for key, value in node.entries]
    if not (isinstance(node, Scalar) and node.empty):
        mend = "begin each record with its id and a colon"
        problems.append(Problem(at=node.at, what=f"{path} is not a mapping from id to record", mend=mend))
    return []
