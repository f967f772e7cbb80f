"""Each file of tests/problems/ is one fault: what differs from a good dossier, then what the author is told."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.problems import BuildFailed, tell

HERE = Path(__file__).parent
GOOD = HERE / "dossiers" / "harbour"
CASES = sorted((HERE / "problems").glob("*.txt"))
_SECTION = re.compile(r"^--- (?P<path>\S+)(?: \((?P<how>[a-z0-9-]+)\))?\n", re.MULTILINE)


def parts(case: Path) -> tuple[dict[str, tuple[str | None, str]], str]:
    """The sections of `case` (path -> how, content), and the output that it must give."""
    given, _, told = case.read_text("utf-8").partition("=== told\n")
    found: dict[str, tuple[str | None, str]] = {}
    marks = list(_SECTION.finditer(given))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        found[mark["path"]] = (mark["how"], given[mark.end() : following.start() if following else None])
    return found, told


def lay(case: Path, root: Path) -> None:
    """The good dossier with the sections of `case` laid over it."""
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    sections, _ = parts(case)
    for path, (how, content) in sections.items():
        place = root / path
        if how == "deleted":
            place.unlink()
        elif how == "changed":  # OLD => NEW, line by line
            text = place.read_text("utf-8")
            for line in content.strip("\n").split("\n"):
                old, arrow, new = line.partition(" => ")
                assert arrow and old in text, f"{case.name}: «{old}» is not in {path}"
                text = text.replace(old, new, 1)
            place.write_text(text, "utf-8")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode(how or "utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_told_with_place_and_way_out(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path)
    told = parts(case)[1]
    assert told, "a case ends with === told and the output"
    try:
        warnings = pipeline.check(tmp_path).warnings
    except BuildFailed as failed:
        assert "warning" not in case.stem
        assert tell(failed.problems) + "\n" == told
    else:
        assert "warning" in case.stem, "the fault was not found"
        assert tell(warnings) + "\n" == told


def test_the_dossier_without_a_fault_is_good(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    assert pipeline.check(tmp_path).warnings == ()


def test_a_changed_byte_of_a_capture_names_capture_and_record(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    seed = tmp_path / "seeds" / "harbour.txt"
    changed = seed.read_bytes().replace(b"1200", b"1300")
    seed.write_bytes(changed)
    with pytest.raises(BuildFailed) as failed:
        pipeline.check(tmp_path)
    (problem,) = failed.value.problems
    assert problem.at.path == "content/sources/harbour-news.yml"
    assert "seeds/harbour.txt" in problem.what
    assert hashlib.sha256(changed).hexdigest() in problem.what
