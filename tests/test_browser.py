"""The site in a real browser: as files in a folder, and from a server below /repo/."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AS_LATIN, Pages, served, until

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
    "contradictions.html",
    "matrix.html",
    "verify.html",
    "data.html",
    "brief.html",
    "briefings/index.html",
    "sources/index.html",
    "actors/index.html",
    "topics/index.html",
    "claims/index.html",
    "about.html",
)


WIDTHS = (360, 768, 1440)
# Loads pages into frames, some at a time; with widths, tells which of them scroll sideways at which.
IN_FRAMES = """async ([paths, widths]) => {
  const wide = [];
  const look = async path => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "width: 1000px; height: 800px";
    await new Promise(done => { frame.onload = done; frame.src = path; document.body.append(frame); });
    for (const width of widths) {
      frame.style.width = width + "px";
      if (frame.contentDocument.documentElement.scrollWidth > width) wide.push([path, width]);
    }
    frame.remove();
  };
  const waiting = paths.slice();
  await Promise.all([1, 2, 3, 4].map(async () => { while (waiting.length) await look(waiting.pop()); }));
  return wide;
}"""


def test_every_page_loads_in_silence_asks_nothing_of_others_and_never_scrolls_sideways(
    chromium: Any, folder: Path, base: str
) -> None:
    """No error in the console (a breach of the policy would be one), no failed and no foreign request."""
    said: list[str] = []
    page = chromium.new_page()
    (folder / "frames.html").write_text(
        '<!doctype html><title>Frames</title><link rel="icon" href="data:,">', "utf-8"
    )
    page.goto(base.removesuffix("repo/") + "frames.html")
    page.on("console", lambda message: said.append(f"{message.location['url']}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(  # a picture that is still under way when we go on is no fault
        "requestfailed",
        lambda r: None if "ABORTED" in (r.failure or "") else said.append(f"{r.frame.url}: failed {r.url}"),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base, "data:"))
            else said.append(f"{request.frame.url}: foreign {request.url}")
        ),
    )
    page.on(
        "response", lambda r: said.append(f"{r.frame.url}: {r.status} {r.url}") if r.status >= 400 else None
    )
    paths = sorted(p.relative_to(folder / "repo").as_posix() for p in (folder / "repo").rglob("*.html"))
    paths = [path for path in paths if not path.endswith("404.html")]  # its addresses are the published ones
    assert len(paths) > 100
    # From a file no page may look into another, so widths are measured over http alone.
    widths = WIDTHS if base.startswith("http") else ()
    wide = page.evaluate(IN_FRAMES, [["repo/" + path for path in paths], widths])
    page.close()
    assert not said
    assert not wide


def test_an_unknown_address_shows_our_own_page_with_its_style(
    folder: Path, tmp_path: Path, open_page: Any
) -> None:
    shutil.copytree(folder / "repo" / "ferry", tmp_path / "ferry")
    (tmp_path / "repo").symlink_to(tmp_path / "ferry")
    with served(tmp_path, Pages) as address:
        page = open_page(f"{address}ferry/no/such/page.html")
        assert page.locator("h1").inner_text() == "There is no such page"
        assert page.evaluate("getComputedStyle(document.querySelector('.masthead')).display") == "flex"
        page.click("main a >> nth=0")
        assert page.url == f"{address}ferry/index.html"


UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def violations(page: Any) -> list[object]:
    """What axe says of a page with everything unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(AS_LATIN)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"], len(one["nodes"])) for one in found]


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (360, True)])
def test_axe_finds_nothing(open_page: Any, http: str, path: str, width: int, dark: bool) -> None:
    assert not violations(open_page(http + path, width=width, dark=dark))


@pytest.mark.parametrize(
    ("mode", "width", "dark"), [("English", 1440, True), ("Both", 360, False), ("Arabic", 1440, False)]
)
def test_axe_finds_nothing_in_any_way_of_reading(
    open_page: Any, http: str, mode: str, width: int, dark: bool
) -> None:
    page = open_page(http + "briefings/washington-may-withdraw.html", width=width, dark=dark)
    page.locator(".modes label", has_text=mode).click()
    assert not violations(page)


@pytest.mark.parametrize("part", range(4))  # two by two they fit the looks of two screens
def test_axe_finds_nothing_on_any_page(open_page: Any, folder: Path, http: str, part: int) -> None:
    """Every page that is not looked at above, once: by turns wide and narrow, light and dark."""
    paths = sorted(p.relative_to(folder / "repo").as_posix() for p in (folder / "repo").rglob("*.html"))
    paths = [path for path in paths if path not in KINDS and not path.endswith("404.html")]
    assert len(paths) > 100
    page = open_page("about:blank", width=(1440, 360)[part % 2], dark=part // 2 == 1)
    said = {}
    for path in paths[part::4]:
        page.goto(http + path)
        if found := violations(page):
            said[path] = found
    assert not said


def test_the_first_screen_of_a_phone_holds_the_bottom_line(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html", width=360)
    assert page.evaluate("document.querySelector('.front-line').getBoundingClientRect().bottom") <= 740


def test_the_front_page_begins_with_a_headline_where_there_is_room(open_page: Any, http: str) -> None:
    """Its first paragraph; on a phone, where the whole must fit the first screen, all paragraphs run on."""
    for width, larger in ((1280, True), (360, False)):
        page = open_page(http + "index.html", width=width)
        sizes = page.eval_on_selector_all(
            ".front-line > p",
            "all => all.map(p => [parseFloat(getComputedStyle(p).fontSize), getComputedStyle(p).display])",
        )
        (first, shown), (second, _) = sizes[:2]
        assert (first > 1.5 * second) == larger and shown == ("block" if larger else "inline")


def test_where_sources_are_columns_each_period_has_one_height_in_all_of_them(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html", width=360)
    heights = page.evaluate("""() => [...document.querySelectorAll(".timestrip tbody tr")].map(row =>
      [...row.cells].slice(1).map(cell => Math.round(cell.getBoundingClientRect().top)))""")
    assert len(heights) > 2
    assert all(row == heights[0] for row in heights)


@pytest.mark.parametrize("path", ["index.html", BRIEFING, "actors/joe-biden.html", "timeline.html"])
def test_what_is_tapped_is_large_enough_and_the_navigation_is_all_there(
    open_page: Any, http: str, path: str
) -> None:
    """24 pixels each way, but for links in running text; no entry of the navigation beyond the edge."""
    page = open_page(http + path, width=360)
    small = page.evaluate("""() => [...document.querySelectorAll(
      "nav a, button, summary, .note-number, .modes label, .note-more > summary"
    )].filter(one => one.checkVisibility()).map(one => {
      const box = one.getBoundingClientRect(); return [one.outerHTML.slice(0, 80), box.width, box.height, box.right];
    }).filter(([, width, height, right]) => width < 24 || height < 24 || right > 360)""")
    assert not small


def test_the_number_of_a_note_says_its_kind_to_those_who_listen(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    labels = page.eval_on_selector_all(".refs a", "all => all.map(one => one.ariaLabel)")
    assert "Note 1: Statement" in labels and "Note 3: Caution" in labels


def test_what_has_the_focus_is_not_under_a_column_that_stays(open_page: Any, http: str) -> None:
    page = open_page(http + "matrix.html", width=720)  # on a phone no table scrolls
    page.keyboard.press("Tab")
    covered = page.evaluate("""() => [...document.querySelectorAll(".matrix td a")].reverse().filter(link => {
      link.focus();
      const column = link.closest("tr").querySelector("th").getBoundingClientRect();
      return link.getBoundingClientRect().right < column.right + 1;
    }).length""")
    assert covered == 0


def test_without_colours_of_ours_what_is_filled_stays_filled(chromium: Any, http: str) -> None:
    """As Windows shows pages in high contrast."""
    page = chromium.new_page(forced_colors="active")
    page.goto(http + "claims/index.html")
    fills = [
        page.locator(f".claims-table .mark.{stance}").first.evaluate("one => getComputedStyle(one).background")
        for stance in ("asserts", "expects", "qualifies")
    ]
    page.goto(http + BRIEFING)
    lines = [
        page.locator(f"mark.{kind}").first.evaluate("one => getComputedStyle(one).textDecoration")
        for kind in ("statement", "event", "caution", "context")
    ]
    page.close()
    assert len(set(fills)) == 3
    assert all("underline" in line for line in lines)


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


def test_a_note_that_is_linked_to_shows_all_that_it_has_without_javascript(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING + "#official-expects-announcement", script=False)
    note = page.locator("#official-expects-announcement")
    assert note.locator(".note-chain").first.is_visible()
    assert not page.locator("li.note").nth(0).locator(".note-chain").first.is_visible()


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
    page.add_init_script(f"requestAnimationFrame(() => {{ window.painted = {paper}; }})")  # the first frame
    page.goto(http + BRIEFING)
    until(page, "window.painted")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("window.painted") == dark


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
    until(page, "document.getElementById('Copied').textContent === 'Copied'")
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


def test_our_words_for_a_passage_stand_once_beside_the_article(open_page: Any, http: str) -> None:
    """In its note only where they are not marked in the rendering, or where the rendering is out of sight."""
    page = open_page(http + BRIEFING)
    told = page.locator(".note-english.told")
    assert told.count() > 50
    assert not page.locator(".note-english.told:visible").count()
    assert page.locator(".note-english:not(.told):visible").count()
    page.locator(".modes label", has_text="English").click()
    assert not page.locator(".note-english.told:visible").count()
    page.locator(".modes label", has_text="Arabic").click()
    assert page.locator(".note-english.told:visible").count() == told.count()


@pytest.mark.parametrize("mode", ["English", "Both"])
def test_article_and_notes_read_as_one_page(open_page: Any, http: str, mode: str) -> None:
    """Each note is level with its line, and the notes leave no holes in the article."""
    page = open_page(http + BRIEFING, width=1440)
    page.locator(".modes label", has_text=mode).click()
    rows = page.evaluate("""() => [...document.querySelectorAll(".row:has(.note)")].map(row => {
      const [text, notes] = [".text", ".notes"].map(one => row.querySelector(one).getBoundingClientRect());
      return [notes.top - text.top, Math.max(0, notes.height - text.height), text.height];
    })""")
    assert max(abs(offset) for offset, _, _ in rows) < 12
    assert sum(hole for _, hole, _ in rows) < 0.12 * sum(height for _, _, height in rows)


def test_a_note_unfolds_by_its_mark_and_by_a_link_to_it(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    note = page.locator("li.note.statement").first
    words, more = note.locator(".note-quote"), note.locator("summary")
    assert not words.is_visible()
    more.click()
    assert words.is_visible() and note.locator(".note-english").is_visible()
    more.click()
    assert not words.is_visible()
    page.goto(http + BRIEFING + "#" + (note.get_attribute("id") or ""))
    assert words.is_visible()


def test_notes_push_and_never_overlap(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    boxes = page.evaluate("""() => [...document.querySelectorAll(".row .note")].map(note => {
      const box = note.getBoundingClientRect(); return [box.top, box.bottom];
    })""")
    for (_, bottom), (top, _) in pairwise(boxes):
        assert top >= bottom - 0.5
