"""The dossier of this repository, built as people build it: the same bytes anywhere, no link that breaks."""

from __future__ import annotations

import http.server
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import HOME, Run

INPUTS = ("build.py", "dossier", "templates", "content", "seeds", "site.yml")
PLACES = {"a": "href", "link": "href", "script": "src", "img": "src", "source": "src", "use": "href", "object": "data"}


def every(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dossier import pipeline
    from dossier.stages import write

    output = tmp_path_factory.mktemp("site") / "public"
    write.site(pipeline.make(HOME)[1], output, HOME)
    return output


def test_the_same_input_gives_the_same_bytes_whatever_the_machine(public: Path, tmp_path: Path, run: Run) -> None:
    elsewhere = tmp_path / "other root"
    for name in INPUTS:
        ignore = shutil.ignore_patterns("__pycache__")
        copy = shutil.copytree if (HOME / name).is_dir() else shutil.copy
        copy(HOME / name, elsewhere / name, **({"ignore": ignore} if copy is shutil.copytree else {})) if (
            elsewhere.mkdir(exist_ok=True) is None
        ) else None
    before = os.umask(0o077)
    try:
        env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Baghdad", "LANG": "ar_IQ", "LC_ALL": "C", "PYTHONUTF8": "0"}
        done = run("--root", elsewhere, "--output", tmp_path / "out", env=env, cwd="/")
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    one, other = every(public), every(tmp_path / "out")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


class Links(HTMLParser):
    """Where a page leads, and the places in it that others may lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag in PLACES and given.get(PLACES[tag]):
            self.to.append(str(given[PLACES[tag]]))


@pytest.fixture(scope="module")
def pages(public: Path) -> dict[str, Links]:
    return {p.relative_to(public).as_posix(): Links(p.read_text(encoding="utf-8")) for p in public.rglob("*.html")}


def test_every_link_leads_to_a_file_and_a_place_in_it(public: Path, pages: dict[str, Links]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.to:
            parts = urlsplit(link)
            if parts.scheme in ("https", "http", "mailto", "data") or name == "404.html":
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(name), unquote(parts.path))) if parts.path else name
            named = parts.path == "" or not parts.path.endswith("/")
            found = (public / target).is_file()
            placed = not parts.fragment or unquote(parts.fragment) in pages.get(target, Links("")).ids
            if not (named and found and (placed or not target.endswith(".html"))) or link.startswith("/"):
                broken.append(f"{name}: {link}")
    assert broken == []


def test_no_place_is_named_twice_in_a_page(pages: dict[str, Links]) -> None:
    assert [name for name, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_page_carries_a_policy(public: Path) -> None:
    for page in public.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'http-equiv="Content-Security-Policy"' in text, page
        assert "default-src 'none'" in text.replace("&#39;", "'"), page


def test_github_leaves_the_site_as_it_is(public: Path) -> None:
    assert (public / ".nojekyll").is_file()
    assert (public / "404.html").is_file()


@pytest.fixture
def under_repo(public: Path, tmp_path: Path) -> Iterator[str]:
    """The site at http://127.0.0.1:PORT/repo/."""
    (tmp_path / "repo").symlink_to(public)

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/repo/"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_in_a_browser_nothing_is_asked_of_others_and_the_policy_is_obeyed(
    public: Path, under_repo: str, chromium: Any, scheme: str
) -> None:
    base = public.as_uri() + "/" if scheme == "file" else under_repo
    first = {str(p.parent): p for p in sorted(public.rglob("*.html"), reverse=True) if p.name != "404.html"}
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in first.values():  # one of each kind
        page.goto(base + path.relative_to(public).as_posix())
    page.close()
    assert [url for url in asked if not url.startswith((base, "data:"))] == []
    assert said == []


if sys.platform == "win32":
    pytest.skip("modes are those of Unix", allow_module_level=True)
