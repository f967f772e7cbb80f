"""Templates, assets and interface words: the engine's own, a same-named file of the dossier in place of each."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from dossier.inputs import InputRefused, read_bytes
from dossier.model.raw import Mapping as MappingNode
from dossier.model.raw import Scalar
from dossier.model.records import Language
from dossier.problems import BuildFailed, Location, Problem
from dossier.stages.read import tree
from dossier.text.locale import Words

ENGINE = Path(__file__).parents[3]
FOLDER = "templates"


def templates(root: Path) -> Mapping[str, bytes]:
    """What each path below templates/ holds, sorted by path. Raises BuildFailed."""
    problems: list[Problem] = []
    found: dict[str, bytes] = {}
    for base in dict.fromkeys((ENGINE, root.resolve())):
        for path in _paths(base / FOLDER):
            try:
                found[path] = read_bytes(base, f"{FOLDER}/{path}")
            except InputRefused as refused:
                at = Location(path=f"{FOLDER}/{path}")
                problems.append(Problem(at=at, what=refused.what, mend=refused.mend))
    if problems:
        raise BuildFailed(problems)
    return dict(sorted(found.items()))


def words(files: Mapping[str, bytes], language: Language) -> Words:
    """The interface words of `language`. Raises BuildFailed where their file is at fault."""
    path = f"locales/{language}.yml"
    at = f"{FOLDER}/{path}"
    if path not in files:
        mend = "copy locales/en.yml to it and translate each value"
        raise BuildFailed([Problem(at=Location(path=at), what="there are no interface words", mend=mend)])
    node, problems = tree.parse(at, files[path].decode())
    if problems:
        raise BuildFailed(problems)
    entries = node.entries if isinstance(node, MappingNode) else ()
    return Words(language, {key.text: value.text for key, value in entries if isinstance(value, Scalar)})


def _paths(folder: Path) -> Iterator[str]:
    """Every file below `folder`, relative to it; what systems and editors leave behind is passed over."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith("~"):
                yield (Path(place) / name).relative_to(folder).as_posix()
