"""Whole dossiers: what they become, byte for byte, and that they become the same everywhere."""

from __future__ import annotations

import csv
import difflib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dossier import pipeline

HERE = Path(__file__).parent
HOME = HERE.parent
DOSSIERS = ("harbour", "ferry", "mina")
GOLDEN = HERE / "golden"


def text_files(root: Path) -> dict[str, str]:
    """Every page and table of the site; assets are the same for all."""
    _, files = pipeline.make(root)
    return {
        file.path: file.content.decode()
        for file in files
        if file.path.endswith((".html", ".csv")) and not file.path.startswith("assets/")
    }


@pytest.mark.parametrize("name", DOSSIERS)
def test_a_small_dossier_becomes_its_golden_site(name: str) -> None:
    """After a change that is meant: `make golden`, then read the diff."""
    golden = {
        path.relative_to(GOLDEN / name).as_posix(): path.read_text("utf-8")
        for path in (GOLDEN / name).rglob("*")
        if path.is_file()
    }
    made = text_files(HERE / "dossiers" / name)
    assert sorted(made) == sorted(golden)
    for path, text in made.items():
        if text != golden[path]:
            lines = difflib.unified_diff(golden[path].splitlines(), text.splitlines(), "golden", path, lineterm="")
            pytest.fail("\n".join(list(lines)[:60]))


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_builds_are_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    settings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C", "umask": "022"},
        {"PYTHONHASHSEED": "4711", "TZ": "Asia/Baghdad", "LANG": "ar_IQ.UTF-8", "LC_ALL": "ar_IQ.UTF-8", "umask": "077"},
    ]
    built = []
    for number, setting in enumerate(settings):
        root = tmp_path / f"root{number}" / ("deeper" * number)
        shutil.copytree(HOME / "content", root / "content")
        shutil.copytree(HOME / "seeds", root / "seeds")
        shutil.copy(HOME / "site.yml", root / "site.yml")
        if number:  # another order of creation, another order of folder entries
            for path in sorted((root / "content").rglob("*.yml"), reverse=True):
                text = path.read_bytes()
                path.unlink()
                path.write_bytes(text)
        umask = int(setting.pop("umask"), 8)
        output = root / "public"
        command = [sys.executable, str(HOME / "build.py"), "build", "--root", str(root), "--output", str(output)]
        subprocess.run(
            command, env={**os.environ, **setting}, cwd=tmp_path if number else root, umask=umask, check=True,
            capture_output=True,
        )  # fmt: skip
        built.append(everything(output))
    assert sorted(built[0]) == sorted(built[1])
    assert [path for path in built[0] if built[0][path] != built[1][path]] == []


def test_mentions_are_listed_with_offsets_of_the_decoded_capture() -> None:
    _, files = pipeline.make(HERE / "dossiers" / "harbour")
    table = next(file.content.decode() for file in files if file.path == "data/mentions.csv")
    assert table.splitlines()[0] == "source,capture,start,end,surface,actor,by,rule"
    rows = list(csv.DictReader(table.splitlines()))
    text = (HERE / "dossiers/harbour/seeds/harbour.txt").read_bytes().decode()
    assert all(text[int(row["start"]) : int(row["end"])] == row["surface"] for row in rows)
    keys = [(row["capture"], int(row["start"]), int(row["end"]), row["actor"]) for row in rows]
    assert keys == sorted(keys)
    assert [(row["surface"], row["actor"], row["by"]) for row in rows] == [
        ("ليلى حداد", "layla-haddad", "name"),
        ("وزيرة النقل", "layla-haddad", "office"),
        ("ليلى حداد", "layla-haddad", "name"),
        ("سامي منصور", "sami-mansour", "name"),
    ]


if __name__ == "__main__":
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for dossier in DOSSIERS:
        for place, content in text_files(HERE / "dossiers" / dossier).items():
            target = GOLDEN / dossier / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, "utf-8")
