"""The site in a real browser: as files in a folder, and from a server below /repo/."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from dossier import pipeline

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
BRIEFING = "briefings/kadhimi-in-washington.html"
KINDS = (  # a page of each kind
    "index.html",
    BRIEFING,
    "sources/almodon-2021-07-23.html",
    "actors/mustafa-al-kadhimi.html",
    "topics/advisory-role.html",
    "claims/us-combat-mission-ends-2021.html",
    "timeline.html",
    "figures.html",
    "matrix.html",
    "briefings/index.html",
    "sources/index.html",
    "actors/index.html",
    "topics/index.html",
    "claims/index.html",
    "about.html",
)
# axe does not judge Arabic letters, so they are taken for Latin ones while it looks at their contrast.
AS_LATIN = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/[\u0620-\u064a]/g, "x");
}"""


def build(root: Path, folder: Path) -> list[str]:
    """The site of the dossier in `root`, written to `folder`; returns the paths of its pages."""
    pages = []
    for file in pipeline.make(root)[1]:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
        if file.path.endswith(".html"):
            pages.append(file.path)
    return pages


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As GitHub Pages does: our own page, with the status 404."""
        body = Path(self.directory, "repo", "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dossier's site, in a folder named repo, with an address that ends in /repo/."""
    base = tmp_path_factory.mktemp("site")
    build(HOME, base / "repo")
    for name in ("mina", "ferry"):
        build(DOSSIERS / name, base / "repo" / name)
    return base


@pytest.fixture(scope="module")
def http(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "http":
        return str(request.getfixturevalue("http"))
    return (folder / "repo").as_uri() + "/"


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Any]:
    """`open_page(address, width=…, dark=…, script=…)`: a page in a window of its own."""
    windows = []

    def open_page(address: str, width: int = 1280, dark: bool = False, script: bool = True) -> Any:
        window = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        windows.append(window)
        page = window.new_page()
        page.goto(address)
        return page

    yield open_page
    for window in windows:
        window.close()


def test_every_page_loads_in_silence_and_asks_nothing_of_others(chromium: Any, folder: Path, base: str) -> None:
    """No error in the console (a breach of the policy would be one), no failed and no foreign request."""
    said: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on(  # a picture that is still under way when we go on is no fault
        "requestfailed",
        lambda r: None if "ABORTED" in (r.failure or "") else said.append(f"{page.url}: failed {r.url}"),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base, "data:"))
            else said.append(f"{page.url}: foreign {request.url}")
        ),
    )
    page.on("response", lambda r: said.append(f"{page.url}: {r.status} {r.url}") if r.status >= 400 else None)
    paths = sorted(p.relative_to(folder / "repo").as_posix() for p in (folder / "repo").rglob("*.html"))
    assert len(paths) > 100
    for path in paths:
        if path.endswith("404.html"):
            continue  # its addresses are those of the published site; see below
        page.goto(base + path)
    page.close()
    assert not said


def test_an_unknown_address_shows_our_own_page_with_its_style(
    chromium: Any, tmp_path: Path, open_page: Any
) -> None:
    for file in pipeline.make(DOSSIERS / "ferry")[1]:
        path = tmp_path / "ferry" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    (tmp_path / "repo").symlink_to(tmp_path / "ferry")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = open_page(f"http://127.0.0.1:{server.server_port}/ferry/no/such/page.html")
    assert page.locator("h1").inner_text() == "There is no such page"
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex"
    page.click("main a >> nth=0")
    assert page.url == f"http://127.0.0.1:{server.server_port}/ferry/index.html"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_axe_finds_nothing(open_page: Any, http: str, path: str, width: int, dark: bool) -> None:
    page = open_page(http + path, width=width, dark=dark)
    page.evaluate(AS_LATIN)
    violations = Axe().run(page).response["violations"]
    assert not [(v["id"], v["nodes"][0]["html"], len(v["nodes"])) for v in violations]


@pytest.mark.parametrize(
    "path", ["mina/briefings/mina-opens.html", "mina/index.html", "mina/actors/layla-haddad.html"]
)
def test_axe_finds_nothing_on_an_arabic_site(open_page: Any, http: str, path: str) -> None:
    page = open_page(http + path)
    page.evaluate(AS_LATIN)
    assert not Axe().run(page).response["violations"]


def test_no_page_scrolls_sideways(open_page: Any, http: str) -> None:
    page, wide = open_page(http), []
    for path in (*KINDS, "mina/briefings/mina-opens.html", "mina/index.html"):
        page.goto(http + path)
        for width in (360, 768, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path, width))
    assert not wide


# Without JavaScript


def test_everything_can_be_read_without_javascript(open_page: Any, base: str) -> None:
    page = open_page(base + BRIEFING, script=False)
    assert page.locator(".text .original").first.is_visible()
    assert page.locator(".text .english").first.is_visible()
    assert page.locator(".note").first.is_visible()
    assert page.locator(".note").count() == page.locator(".note:visible").count()
    for control in ("[data-theme-toggle]", "[data-copy]"):
        assert not page.locator(control).is_visible()  # nothing is offered that would not work


def test_the_reader_chooses_the_language_without_javascript(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING, script=False)
    original, english = page.locator(".text .original").first, page.locator(".text .english").first
    page.locator(".modes label", has_text="English").click()
    assert english.is_visible() and not original.is_visible()
    page.locator(".modes label", has_text="Arabic").click()
    assert original.is_visible() and not english.is_visible()
    page.locator(".modes label", has_text="Both").click()
    assert original.is_visible() and english.is_visible()


def test_a_phone_begins_with_english_and_has_the_arabic_one_tap_away(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING, width=360, script=False)
    original = page.locator(".text .original").first
    assert not original.is_visible()
    assert page.locator(".text .english").first.is_visible()
    page.locator(".modes label", has_text="Both").click()
    assert original.is_visible()


def test_an_anchor_in_folded_furniture_opens_it(open_page: Any, http: str) -> None:
    page = open_page(http + "sources/almodon-2021-07-23.html#L34")
    assert page.locator("#L34").is_visible()


# With it


def test_a_note_and_its_words_light_up_together(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    mark = page.locator("mark.statement").first
    note = page.locator(f"#{mark.get_attribute('data-note')}")
    mark.hover()
    assert "lit" in (note.get_attribute("class") or "")
    page.locator("h1").hover()
    assert "lit" not in (note.get_attribute("class") or "")
    note.locator("a").first.focus()
    assert "lit" in (mark.get_attribute("class") or "")


def test_the_theme_is_remembered_and_there_before_the_first_paint(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("[data-theme-toggle]")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(http + BRIEFING, wait_until="commit")
    page.wait_for_function("document.body !== null")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate(paper) == dark


def test_the_chosen_language_is_kept_from_page_to_page(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    page.locator(".modes label", has_text="Arabic").click()
    page.goto(http + "briefings/washington-may-withdraw.html")
    assert page.locator("#Mode-original").is_checked()
    assert not page.locator(".text .english").first.is_visible()


def test_copying_a_citation_says_that_it_is_done(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("[data-copy]")
    button.click()
    page.wait_for_function("document.getElementById('Copied').textContent === 'Copied'")
    assert "sha256" in page.evaluate("navigator.clipboard.readText()")


def test_marks_change_neither_the_joining_nor_the_width_of_arabic(open_page: Any, http: str) -> None:
    """A line is as wide with its marks as it is when they are unwrapped."""
    page = open_page(http + BRIEFING)
    differences = page.evaluate("""() => [...document.querySelectorAll(".text .original")].map(line => {
      line.style.whiteSpace = "nowrap"; line.style.width = "max-content"; line.style.maxWidth = "none";
      const before = line.getBoundingClientRect().width;
      line.querySelectorAll("mark").forEach(mark => mark.replaceWith(...mark.childNodes));
      line.normalize();
      return Math.abs(line.getBoundingClientRect().width - before);
    })""")
    assert len(differences) > 20
    assert max(differences) < 0.5


def test_notes_push_and_never_overlap(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    boxes = page.evaluate("""() => [...document.querySelectorAll(".row .note")].map(note => {
      const box = note.getBoundingClientRect(); return [box.top, box.bottom];
    })""")
    for (_, bottom), (top, _) in pairwise(boxes):
        assert top >= bottom - 0.5


def test_print_has_both_languages_and_each_note_once(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    page.locator(".modes label", has_text="English").click()
    page.emulate_media(media="print")
    assert page.locator(".text .original").first.is_visible()
    assert page.locator(".text .english").first.is_visible()
    assert not page.locator(".note-quote:visible").count()
    assert not page.locator(".modes").is_visible()
