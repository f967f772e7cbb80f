"""Pages stand still while they load: nothing moves when fonts and scripts come late, and no theme flashes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import DOSSIERS, HOME, Quiet, build, served

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


class FarAway(Quiet):
    """A server far away: fonts and scripts come half a second after they are asked for, and are not kept; but for the
    small script that a page waits for."""

    def do_GET(self) -> None:  # noqa: N802 (the name that the server calls)
        if self.path.endswith((".woff2", ".js")) and not self.path.endswith("theme.js"):
            time.sleep(0.5)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("far")
    build(HOME, folder)
    build(DOSSIERS / "mina", folder / "mina")
    with served(folder, FarAway) as address:
        yield address


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
