"""docs/first-article.md is done as it is written: each file, each command, each answer."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[1]
GUIDE = HOME / "docs" / "first-article.md"
BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_guide_leads_from_a_text_file_to_an_annotated_page(tmp_path: Path) -> None:
    kinds = []
    for kind, name, content in BLOCK.findall(GUIDE.read_text(encoding="utf-8")):
        kinds.append(kind)
        if kind == "console":
            do(content, tmp_path)
        elif name.endswith(" (add)"):
            with open(tmp_path / name.removesuffix(" (add)"), "a", encoding="utf-8") as file:
                file.write(content)
        else:
            (tmp_path / name).write_text(content, encoding="utf-8")
    assert kinds.count("console") >= 6
    page = (tmp_path / "harbour/public/briefings/port-strike.html").read_text(encoding="utf-8")
    assert "Port workers suspend their strike" in page
    for id in ("strike-begins", "written-undertaking", "strikers"):
        assert f'id="{id}"' in page
    assert "../actors/sami-al-bahri.html" in page
    assert "../claims/undertaking-was-given.html" in page


def do(content: str, folder: Path) -> None:
    """Each `$ command` of a block, and that it prints what stands under it; … stands for anything in a line."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, _, told = part.partition("\n")
        words = shlex.split(command)
        assert words[:2] == ["python", "build.py"], command
        done = subprocess.run(
            [sys.executable, str(HOME / "build.py"), *words[2:]], cwd=folder, capture_output=True, text=True
        )
        printed = done.stdout + done.stderr
        expected = ".*".join(re.escape(piece) for piece in told.split("…"))
        assert re.fullmatch(expected, printed), f"$ {command}\n{printed}"
