"""A folder -> which of its files git keeps. The only room that asks git; where there is no answer it says: none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

PATIENCE = 2.0  # seconds: the answer is advice, nobody waits for it


def by_git(root: Path) -> frozenset[str]:
    """The files below `root` that are in git's index, as paths from there."""
    top = root.resolve()
    if not any((folder / ".git").exists() for folder in (top, *top.parents)):
        return frozenset()
    git = shutil.which("git")
    if git is None:
        return frozenset()
    # Under a hook GIT_DIR names another repository. A monitor is a program that the repository names: not run.
    told = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = (git, "-c", "core.fsmonitor=false", "-C", str(top), "ls-files", "-z")
    try:
        answer = subprocess.run(
            command, env=told, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(os.fsdecode(path) for path in answer.stdout.split(b"\0") if path)
