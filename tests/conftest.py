"""What tests share: the command as people run it, a small dossier that builds, a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
# axe does not judge Arabic letters, so they are taken for Latin ones while it looks at their contrast: each for another,
# or names of one length would be one name.
AS_LATIN = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(
    /[\u0620-\u064a]/g, letter => String.fromCharCode(97 + letter.charCodeAt(0) % 26));
}"""
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


# The site in that browser


def build(root: Path, folder: Path) -> list[str]:
    """The site of the dossier in `root`, written to `folder`; returns the paths of its pages."""
    from dossier import pipeline

    pages = []
    for file in pipeline.make(root)[1]:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        if file.path.endswith(".html"):
            pages.append(file.path)
    return pages


@pytest.fixture(scope="session")
def in_arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dossier in an Arabic site: every word of ours stays English."""
    root = tmp_path_factory.mktemp("in-arabic") / "this"
    for name in ("content", "seeds"):
        shutil.copytree(HOME / name, root / name)
    site = (HOME / "site.yml").read_text(encoding="utf-8")
    (root / "site.yml").write_text(site.replace("language: en", "language: ar"), encoding="utf-8")
    return root


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Pages(Quiet):
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As GitHub Pages does: our own page, with the status 404."""
        body = Path(self.directory, "repo", "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The address of a server of `folder`, as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dossier's site, in a folder named repo, with an address that ends in /repo/."""
    base = tmp_path_factory.mktemp("site")
    build(HOME, base / "repo")
    for name in ("mina", "ferry"):
        build(DOSSIERS / name, base / "repo" / name)
    return base


@pytest.fixture(scope="session")
def http(folder: Path) -> Iterator[str]:
    with served(folder, Pages) as address:
        yield address + "repo/"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "http":
        return str(request.getfixturevalue("http"))
    return (folder / "repo").as_uri() + "/"


@pytest.fixture(scope="module")
def windows(chromium: Any) -> Iterator[Any]:
    """`windows(width, dark, script, touch)`: one window for each way of looking, with its cache and its memory."""
    opened: dict[tuple[object, ...], Any] = {}

    def window(width: int = 1280, dark: bool = False, script: bool = True, touch: bool = False) -> Any:
        key = (width, dark, script, touch)
        if key not in opened:
            opened[key] = chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if dark else "light",
                java_script_enabled=script,
                has_touch=touch,
            )
        return opened[key]

    yield window
    for one in opened.values():
        one.close()


def until(page: Any, condition: str, argument: Any = None, within: float = 30) -> None:
    """Waits until the JavaScript `condition` holds in `page`, `within` seconds.

    It is asked from here again and again: what Playwright waits for by itself, it evaluates in the page, and there
    the page's own policy forbids it, but only from the second look on.
    """
    end = time.monotonic() + within
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, f"never became true: {condition}"
        page.wait_for_timeout(10)


@pytest.fixture
def open_page(windows: Any) -> Iterator[Any]:
    """`open_page(address, width=…, dark=…, script=…, touch=…)`: a page that remembers nothing of earlier tests."""
    pages = []

    def open_page(address: str, **way: Any) -> Any:
        page = windows(**way).new_page()
        pages.append(page)
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
