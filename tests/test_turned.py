"""An Arabic site in a browser: where lines of either script begin, and how far apart those of Arabic stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import DOSSIERS, build

# For the elements that a selector finds: which way their words run, and the edge at which their lines stand.
EDGES = """selector => [...document.querySelectorAll(selector)].map(element => {
  const style = getComputedStyle(element);
  return [style.direction, style.textAlign];
})"""
# Blocks with Arabic letters of their own on more than one line, whose lines are closer than `least` times the letters;
# and Arabic letters that are slanted, spaced or hyphenated.
CROWDED = r"""least => {
  const found = [];
  for (const element of document.querySelectorAll("main *")) {
    if (element.closest("svg, .vh, template") || !element.getClientRects().length) continue;
    if (![...element.childNodes].some(node => node.nodeType === 3 && /[\u0620-\u064a]/.test(node.data))) continue;
    const own = getComputedStyle(element);
    if (own.fontStyle !== "normal" && !own.fontFamily.includes("Naskh")) found.push(["slanted", element.outerHTML.slice(0, 80)]);
    if (!["normal", "0px"].includes(own.letterSpacing)) found.push(["spaced", element.outerHTML.slice(0, 80)]);
    let block = element;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const line = parseFloat(getComputedStyle(block).lineHeight), apart = line / parseFloat(own.fontSize);
    if (apart < least && block.getBoundingClientRect().height > 1.5 * line)
      found.push([apart.toFixed(2), block.outerHTML.slice(0, 80)]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def this(in_arabic: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("this")
    build(in_arabic, folder)
    return folder.as_uri() + "/"


@pytest.fixture(scope="module")
def mina(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("mina")
    build(DOSSIERS / "mina", folder)
    return folder.as_uri() + "/"


@pytest.mark.parametrize("width", [360, 1440])
def test_titles_hang_at_the_edge_of_the_page_and_texts_run_from_their_own(
    this: str, open_page: Any, width: int
) -> None:
    page = open_page(this + "index.html", width=width)
    for selector in (".dates-what", ".dispute h3", ".card-title"):
        assert {tuple(edge) for edge in page.evaluate(EDGES, selector)} == {("ltr", "end")}, selector
    for selector in (".front-line p", ".gist", ".side .said"):
        assert {tuple(edge) for edge in page.evaluate(EDGES, selector)} == {("ltr", "start")}, selector
    # The marks of a list stand where its words begin.
    assert page.evaluate(EDGES, ".not-said") == [["ltr", "start"]]
    page.goto(this + "brief.html")
    assert {tuple(edge) for edge in page.evaluate(EDGES, ".prose h2")} == {("ltr", "start")}


def test_a_list_of_both_languages_stays_the_page_s(mina: str, open_page: Any) -> None:
    page = open_page(mina + "briefings/mina-opens.html")
    assert page.evaluate(EDGES, ".key-points ul") == [["rtl", "start"]]
    page.evaluate("""() => {
      const item = document.querySelector(".key-points li").cloneNode(true);
      item.innerHTML = '<p dir="ltr" lang="en">A point in English.</p>';
      document.querySelector(".key-points ul").append(item);
    }""")
    assert page.evaluate(EDGES, ".key-points ul") == [["rtl", "start"]]


@pytest.mark.parametrize("width", [360, 1440])
def test_lines_of_arabic_have_room_for_their_marks(this: str, mina: str, open_page: Any, width: int) -> None:
    page = open_page(mina + "index.html", width=width)
    for address in (
        mina + "index.html",
        mina + "briefings/mina-opens.html",
        mina + "actors/layla-haddad.html",
        *(this + path for path in ("index.html", "timeline.html", "figures.html", "matrix.html", "claims/index.html")),
        *(this + path for path in ("actors/joe-biden.html", "actors/index.html", "contradictions.html")),
    ):
        page.goto(address)
        assert page.evaluate(CROWDED, 1.44) == [], address


def test_the_sheets_of_an_arabic_site_are_counted_in_words(mina: str, open_page: Any) -> None:
    """A stroke between two numbers does not tell which of them comes first."""
    page = open_page(mina + "briefings/mina-opens.html")
    page.emulate_media(media="print")
    assert page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--of')") == '" من "'
