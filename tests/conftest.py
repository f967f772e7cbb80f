"""What tests share: the command as people run it, a small dossier that builds, a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[1]
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
QUIET = (  # a browser that asks nothing of the network by itself
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run() -> Run:
    """`run("check", "--root", folder)`: build.py in a process of its own."""

    def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, **options.pop("env", {})}
        command = [sys.executable, str(HOME / "build.py"), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, env=env, **options)

    return run


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A fresh dossier, as `build.py new` makes it."""
    from dossier import author

    author.new(tmp_path / "example")
    return tmp_path / "example"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The Chromium or Chrome of this machine, as a Playwright browser."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        message = "no Chromium or Chrome: apt-get install chromium, or install Google Chrome"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()
