"""Pages stand still while they load: nothing moves when fonts and scripts come late, and no theme flashes."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dossier import pipeline

HOME = Path(__file__).parents[1]
PAGES = (
    "index.html",
    "brief.html",
    "briefings/kadhimi-in-washington.html",
    "sources/almodon-2021-07-23.html",
    "actors/mustafa-al-kadhimi.html",
    "topics/advisory-role.html",
    "claims/us-combat-mission-ends-2021.html",
    "timeline.html",
    "figures.html",
    "matrix.html",
    "contradictions.html",
    "verify.html",
    "search.html",
    "briefings/index.html",
    "actors/index.html",
    "claims/index.html",
    "mina/index.html",
    "mina/briefings/mina-opens.html",
)
WATCH = """() => {
  window.moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.moved += entry.value;
  })).observe({ type: "layout-shift", buffered: true });
}"""


class FarAway(SimpleHTTPRequestHandler):
    """A server far away: fonts and scripts come half a second after they are asked for, and are not kept; but for the
    small script that a page waits for."""

    def do_GET(self) -> None:
        if self.path.endswith((".woff2", ".js")) and not self.path.endswith("theme.js"):
            time.sleep(0.5)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("far")
    for root, at in ((HOME, folder), (HOME / "tests" / "dossiers" / "mina", folder / "mina")):
        for file in pipeline.make(root)[1]:
            (at / file.path).parent.mkdir(parents=True, exist_ok=True)
            (at / file.path).write_bytes(file.content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(FarAway, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_moves_when_fonts_and_scripts_come_late(chromium: Any, far: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(f"({WATCH})()")
    opened = []
    for path in PAGES:
        opened.append(context.new_page())
        opened[-1].goto(far + path, wait_until="commit")
    moved = {}
    for path, page in zip(PAGES, opened, strict=True):
        page.wait_for_load_state("load")  # the fonts are there
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
        moved[path] = page.evaluate("window.moved")
    context.close()
    assert {path: by for path, by in moved.items() if by >= 0.01} == {}
