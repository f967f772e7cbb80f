"""Where axe is blind: the keyboard under what stays in place, what is heard, enlarged letters, the reader's colours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import BROWSERS, QUIET, until

BRIEFING = "briefings/kadhimi-in-washington.html"
CLAIM = "claims/us-combat-mission-ends-2021.html"


def heard(page: Any) -> list[dict[str, str]]:
    """What assistive technology gets of a page: role, name and description of each thing, in order."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        {key: str(node.get(key, {}).get("value", "")) for key in ("role", "name", "description")}
        for node in nodes
        if not node.get("ignored")
    ]


# By keyboard


def test_what_has_the_focus_is_not_under_heads_that_stay(open_page: Any, http: str) -> None:
    """Backwards through a table as high as several windows, whose heads stay at the upper edge."""
    page = open_page(http + "matrix.html", width=1280)
    page.locator(".colophon a").first.focus()
    covered = []
    for _ in range(130):
        page.keyboard.press("Shift+Tab")
        covered += page.evaluate("""() => {
          const one = document.activeElement, head = one.closest("table")?.tHead;
          return head && !head.contains(one)
            && one.getBoundingClientRect().top < head.rows[0].cells[1].getBoundingClientRect().bottom ? [one.textContent] : [];
        }""")
    assert not covered


def test_the_arrows_move_a_preview_that_is_higher_than_the_window(open_page: Any, http: str) -> None:
    """Four times magnified, a window is 320 pixels wide and 256 high."""
    page = open_page(http + "index.html", width=320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator(".cite").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector("#Preview:popover-open")
    left = "(box => box.scrollHeight - box.clientHeight - box.scrollTop)(document.getElementById('Preview'))"
    assert page.evaluate(left) > 10
    before = page.evaluate("scrollY")
    for _ in range(12):
        if page.evaluate(left) < 1:
            break
        page.keyboard.press("ArrowDown")
    assert page.evaluate(left) < 1
    assert page.evaluate("scrollY") == before
    assert page.locator("#Preview").is_visible()


# What is heard


def test_signs_that_are_only_seen_are_not_read_out(open_page: Any, http: str) -> None:
    page = open_page(http + CLAIM)
    names = [one["name"] for one in heard(page) if one["role"] in ("button", "columnheader")]
    assert "Source" in names and not [name for name in names if re.search("[↕↑↓]", name)]
    page.goto(http + BRIEFING)
    things = heard(page)
    folded = [one["name"] for one in things if one["role"] == "DisclosureTriangle"]
    assert "More on note 1" in folded and not [name for name in folded if "+" in name]
    theme = next(one for one in things if one["name"] == "Light or dark")
    assert theme["role"] == "button" and not theme["description"]


@pytest.mark.parametrize(("width", "seen"), [(360, "English"), (1280, "Both")])
def test_the_language_that_is_shown_is_the_one_that_is_marked_as_chosen(
    open_page: Any, http: str, width: int, seen: str
) -> None:
    page = open_page(http + BRIEFING, width=width)
    chosen = "[...document.querySelectorAll('.modes input:checked')].map(one => one.parentNode.textContent)"
    assert page.evaluate(chosen) == [seen]
    page.set_viewport_size({"width": 1640 - width, "height": 900})
    until(page, f"{chosen}[0] !== '{seen}'")  # nothing was chosen: it is as wide as it is
    page.locator(".modes label", has_text="Arabic").click()
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate(chosen) == ["Arabic"]


def test_the_numbers_in_a_line_are_read_in_the_language_of_the_page(open_page: Any, http: str) -> None:
    """ "Note 1: Statement" in a voice that reads Arabic is noise; so is a name in our spelling."""
    page = open_page(http + BRIEFING)
    assert page.evaluate("""() => [...document.querySelectorAll(".refs a")]
      .every(one => one.closest("[lang]").lang === "en") && !!document.querySelector(".original .refs.also")""")


def test_each_stance_is_heard_under_its_own_head(open_page: Any, http: str) -> None:
    """A cell that is left out moves the others below another head, in a table of who asserts and who denies."""
    for width in (360, 768, 1280):
        page = open_page(http + CLAIM, width=width)
        short = page.evaluate("""() => [...document.querySelectorAll(".stand > tbody > tr")].filter(row =>
          [...row.cells].some(cell => getComputedStyle(cell).display === "none")).length""")
        assert not short, width
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_what_the_search_says_of_a_query_is_told(open_page: Any, http: str) -> None:
    page = open_page(http + "search.html")
    page.fill("#Query", "Kazimi")
    until(page, "document.querySelector('.search-said').textContent.includes('Kadhimi')")
    assert page.locator(".search-said").get_attribute("role") == "status"


# Enlarged, and in other colours


def test_letters_twice_as_large_fit_a_phone(chromium: Any, http: str) -> None:
    """The reader's own size of letters, not the window's."""
    found = next(path for name in BROWSERS if (path := shutil.which(name)))
    browser = chromium.browser_type.launch(
        executable_path=found, args=[*QUIET, "--blink-settings=defaultFontSize=32"]
    )
    page = browser.new_page(viewport={"width": 360, "height": 740})
    wide = []
    for path in ("index.html", BRIEFING, CLAIM, "verify.html", "topics/index.html"):
        page.goto(http + path)
        if page.evaluate("document.documentElement.scrollWidth") != 360:
            wide.append(path)
    browser.close()
    assert not wide


def test_the_chosen_language_is_seen_without_colours_of_ours(chromium: Any, http: str) -> None:
    page = chromium.new_page(forced_colors="active")
    page.goto(http + BRIEFING)
    lines = page.eval_on_selector_all(
        ".modes span", "all => all.map(one => getComputedStyle(one).borderBlockEndColor)"
    )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    kinds = [
        page.locator(f".swatch.{kind}").first.evaluate(
            "one => { const s = getComputedStyle(one); return s.textDecorationStyle + s.backgroundColor; }"
        )
        for kind in ("statement", "figure", "event", "context", "caution", "term")
    ]
    page.close()
    assert [line == paper for line in lines] == [True, False, True]
    assert len(set(kinds)) == len(kinds)


def test_whoever_asks_for_more_contrast_gets_it(chromium: Any, http: str) -> None:
    page = chromium.new_page(contrast="more")
    page.goto(http + BRIEFING)
    soft, ink = (
        page.locator(one).first.evaluate("one => getComputedStyle(one).color")
        for one in (".reader-note", "body")
    )
    page.close()
    assert soft == ink


def test_words_of_every_kind_have_a_line_that_can_be_seen(open_page: Any, http: str) -> None:
    """A tint alone is too faint: 1.2 to 1, where 3 to 1 is asked for."""
    page = open_page(http + BRIEFING)
    kinds = page.eval_on_selector_all(
        ".text mark",
        "all => all.map(one => [one.className.split(' ')[0], getComputedStyle(one).textDecorationLine])",
    )
    assert {"context", "statement"} <= {kind for kind, _ in kinds}
    assert not [kind for kind, line in kinds if line != "underline" and kind != "gap"]


# The policy


def test_the_policy_allows_no_more_than_a_page_needs(folder: Path) -> None:
    """Nothing but our own styles, scripts, fonts, pictures and files."""
    for path in sorted((folder / "repo").rglob("*.html")):
        html = path.read_text("utf-8")
        policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy, path
        parts = {name: sources for name, *sources in map(str.split, policy[1].split(";"))}
        allowed = {one: ["'self'"] for one in ("style-src", "script-src", "font-src", "img-src", "connect-src")}
        closed = {one: ["'none'"] for one in ("default-src", "base-uri", "form-action")}
        assert parts == allowed | closed, path
        assert html.index("Content-Security-Policy") < html.index("<script")
