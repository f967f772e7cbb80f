"""What a link tells of its target before one goes there: on the page, under the pointer, by keyboard, by tap."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AS_LATIN, DOSSIERS, HOME

from dossier import pipeline

EVERY = {"this": HOME, "harbour": DOSSIERS / "harbour", "ferry": DOSSIERS / "ferry", "mina": DOSSIERS / "mina"}
BRIEFING = "briefings/kadhimi-in-washington.html"
SHORT = "briefings/washington-may-withdraw.html"
ARABIC = "mina/briefings/mina-opens.html"
# What a preview is promised for: a page of a record, an event in the timeline, a note of a briefing. Lines and
# headings of ours (#L12, #Offices) are places of a page and tell nothing.
TOLD = re.compile(
    r"(?:actors|claims|sources|topics|briefings)/(?!index\.)[^/#]+\.html|timeline\.html#[a-z0-9][^#]*"
    r"|briefings/[^/#]+\.html#[a-z0-9][^#]*"
)
PREVIEW = "#Preview"
PAUSE = 900  # more than any wait of the script


# On the page


class Links(HTMLParser):
    """The links of a page outside of its masthead, its previews by address, and its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[dict[str, str | None]] = []
        self.previews: list[str] = []
        self.ids: set[str] = set()
        self.place = ""
        self.inside: list[str] = []  # what a template holds
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "main" or attributes.get("id") == "Previews":
            self.place = tag
        elif self.place == "template":
            self.inside += [tag, *attributes]
            if "data-of" in attributes:
                self.previews.append(attributes["data-of"] or "")
        elif "id" in attributes:
            self.ids.add(attributes["id"] or "")
        if tag == "a" and self.place == "main" and "href" in attributes:
            self.links.append(attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.place:
            self.place = ""


@cache
def pages(name: str) -> dict[str, Links]:
    files = pipeline.make(EVERY[name])[1]
    return {file.path: Links(file.content.decode()) for file in files if file.path.endswith(".html")}


def target(path: str, href: str) -> str:
    """Where a link on the page `path` leads, from the site's root."""
    return f"{path}{href}" if href.startswith("#") else normpath(join(dirname(path), href))


@pytest.mark.parametrize("name", EVERY)
def test_every_link_that_can_tell_something_finds_its_preview(name: str) -> None:
    found = 0
    for path, page in pages(name).items():
        for link in page.links:
            to = target(path, link["href"] or "")
            if path == "404.html" or "data-plain" in link or not TOLD.fullmatch(to):
                continue
            beginning, _, fragment = to.partition("#")
            if beginning == path:  # shown as it stands on this page, or the page itself
                assert not fragment or fragment in page.ids, (path, to)
            else:
                assert to in page.previews, (path, to)
                found += 1
    assert found > 5


@pytest.mark.parametrize("name", EVERY)
def test_a_page_carries_each_preview_once_and_none_that_it_does_not_link_to(name: str) -> None:
    for path, page in pages(name).items():
        assert len(page.previews) == len(set(page.previews)), path
        assert path == "404.html" or set(page.previews) <= {
            target(path, link["href"] or "") for link in page.links
        }, path


@pytest.mark.parametrize("name", EVERY)
def test_previews_hold_no_links_and_no_ids(name: str) -> None:
    """They are shown anywhere, and the way on is the link's own; and what `impact` finds by links stays true."""
    for path, page in pages(name).items():
        assert not {"a", "href", "id", "button", "script", "title"} & set(page.inside), path


@pytest.mark.parametrize("kind", ["briefings", "topics", "claims", "sources", "actors"])
def test_an_entry_of_a_list_tells_all_by_itself(kind: str) -> None:
    plain = {
        target(f"{kind}/index.html", link["href"] or "")
        for link in pages("this")[f"{kind}/index.html"].links
        if "data-plain" in link
    }
    assert plain >= {path for path in pages("this") if path.startswith(f"{kind}/")} - {f"{kind}/index.html"}


# Under the pointer


def open_at(page: Any, link: Any) -> Any:
    """The preview of the link, with the pointer on the link."""
    page.mouse.move(0, 0)
    link.hover()
    page.wait_for_selector(f"{PREVIEW}:popover-open")
    return page.locator(PREVIEW)


@pytest.mark.parametrize(
    ("path", "link", "told"),
    [
        (BRIEFING, "a.mention.by-office", ["Person", "Joe Biden", "جو بايدن", "President of the United States",
         "by office: President of the United States, as of 26 July 2021", "12 statements and 18 mentions"]),
        (BRIEFING, "a.mention.by-name", ["Joe Biden, by name"]),
        (BRIEFING, ".key-points .cite", ["Statement 12", "senior Biden administration official",
         "have been tested in battle", "قوات الامن العراقية"]),
        (BRIEFING, ".touched-claim a", ["Claim · open", "The US combat mission in Iraq ends by 31 December 2021",
         "Expected by four sources and qualified by one source."]),
        (BRIEFING, ".topics-line a", ["Topic", "passages in"]),
        ("index.html", ".cite.away", ["Statement 5", "Joe Biden", "partly in direct words", "combat mission",
         "الولايات المتحدة ستنهي", "Bayan al-Yaoum, 27 July 2021, line 17"]),
        ("index.html", ".dates-what a", ["Event · foreseen", "about October 2021", "Told by Bayan al-Yaoum"]),
        ("index.html", ".matrix thead a", ["Source", "Almodon", "Published 23 July 2021, stated", "outlet"]),
        ("timeline.html", ".clock.published a >> nth=1", ["Almodon · 23 July 2021", "Three days before"]),
    ],
)  # fmt: skip
def test_a_preview_tells_what_there_is_to_know_at_a_glance(
    open_page: Any, http: str, path: str, link: str, told: list[str]
) -> None:
    page = open_page(http + path, width=1280)
    words = open_at(page, page.locator(link).first).inner_text().replace("\u00a0", " ")
    for word in told:
        assert word in words


def test_a_preview_waits_for_a_moment_and_stays_while_the_pointer_is_on_it(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    link, preview = page.locator(".cite").first, page.locator(PREVIEW)
    link.hover()
    assert not preview.is_visible()
    page.mouse.move(0, 0)  # only passing
    page.wait_for_timeout(PAUSE)
    assert not preview.is_visible()
    box = open_at(page, link).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] - 3)  # between the two
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] / 2, steps=4)
    page.wait_for_timeout(PAUSE)
    assert preview.is_visible()
    page.mouse.move(box["x"] + 41, box["y"] + box["height"] + 200, steps=4)
    page.wait_for_timeout(PAUSE)
    assert not preview.is_visible()


def test_one_preview_at_a_time(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    first, second = page.locator(".cite").nth(0), page.locator(".dates-what a").nth(0)
    before = open_at(page, first).inner_text()
    second.hover()
    page.wait_for_timeout(PAUSE)
    assert page.locator(":popover-open").count() == 1
    assert page.locator(PREVIEW).inner_text() != before


def test_what_scrolls_below_a_pointer_at_rest_shows_nothing(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    link = page.locator(".dates-what a").nth(1)
    box = link.bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5 - 60)
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(PAUSE)
    assert page.evaluate(
        "([x, y]) => !!document.elementFromPoint(x, y).closest('a')", [box["x"] + 5, box["y"] - 55]
    )
    assert not page.locator(PREVIEW).is_visible()


def test_no_title_shows_beside_a_preview_and_none_is_lost(open_page: Any, http: str) -> None:
    """Of the link nor of what it stands in: on the page of a source a name may stand in marked evidence."""
    page = open_page(http + BRIEFING)
    link = page.locator("a.mention").first
    said = link.get_attribute("title")
    assert said
    open_at(page, link)
    assert link.get_attribute("title") is None
    page.mouse.move(0, 0)
    assert link.get_attribute("title") == said
    page.goto(http + "sources/unidentified-2024-09-27.html")
    page.evaluate("""() => {
      const mark = document.createElement("mark"), link = document.querySelector("a.mention");
      mark.title = "Evidence: Published"; mark.id = "Outer"; link.before(mark); mark.append(link);
    }""")
    assert "Evidence: Published" in open_at(page, page.locator("#Outer > a.mention")).inner_text()
    assert page.locator("#Outer").get_attribute("title") is None
    page.mouse.move(0, 0)
    assert page.locator("#Outer").get_attribute("title") == "Evidence: Published"


def test_what_is_before_the_readers_eyes_is_not_shown_twice(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING, width=1440)
    number = page.locator(".refs a").first
    number.scroll_into_view_if_needed()
    number.hover()
    page.wait_for_timeout(PAUSE)
    assert not page.locator(PREVIEW).is_visible()


def test_nothing_is_asked_and_nothing_moves_when_a_preview_opens(open_page: Any, base: str) -> None:
    page = open_page(base + BRIEFING)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    boxes = """() => [...document.querySelectorAll("body *:not(#Preview, #Preview *)")].map(one => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [x + scrollX, y + scrollY, width, height].join();
    }).concat(document.documentElement.scrollWidth, document.documentElement.scrollHeight)"""
    for link in ("a.mention", ".key-points .cite", ".touched-claim a"):
        page.locator(link).first.scroll_into_view_if_needed()
        page.mouse.move(0, 0)
        before = page.evaluate(boxes)
        open_at(page, page.locator(link).first)
        assert page.evaluate(boxes) == before
        page.keyboard.press("Escape")
        assert page.evaluate(boxes) == before
    assert not [url for url in asked if not url.endswith("favicon.svg")]  # that of the page may be late


def test_a_preview_scrolls_with_its_link(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    link = page.locator(".cite").nth(3)
    away = open_at(page, link).bounding_box()["y"] - link.bounding_box()["y"]
    page.evaluate("scrollBy(0, 70)")
    assert page.locator(PREVIEW).bounding_box()["y"] - link.bounding_box()["y"] == pytest.approx(away, abs=1)


# By keyboard


def focused(page: Any, link: Any) -> Any:
    """The link, reached by the Tab key, with its preview open."""
    link.evaluate("""one => {
      const stop = document.createElement("span"); stop.tabIndex = 0; one.before(stop); stop.focus(); stop.remove();
    }""")
    page.keyboard.press("Tab")
    page.wait_for_selector(f"{PREVIEW}:popover-open")
    return link


@pytest.mark.parametrize("path", [BRIEFING, ARABIC])
def test_focus_shows_a_preview_that_is_heard_with_the_link_and_esc_leaves_the_focus(
    open_page: Any, base: str, path: str
) -> None:
    page = open_page(base + path)
    link = focused(page, page.locator("a.mention").first)
    preview = page.locator(PREVIEW)
    assert preview.get_attribute("role") == "tooltip"
    heard = (link.get_attribute("aria-describedby") or "").split()
    assert heard and all(preview.locator(f"#{id}").count() == 1 for id in heard)
    assert not preview.locator("a, button").count()  # nothing to be caught in
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    assert link.evaluate("one => one === document.activeElement")
    assert link.get_attribute("aria-describedby") is None
    page.wait_for_timeout(PAUSE)
    assert not preview.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(f"{PREVIEW}:popover-open")
    page.keyboard.press("Tab")
    assert link.get_attribute("aria-describedby") is None


def test_the_description_has_no_words_of_another_language(open_page: Any, http: str) -> None:
    """A voice that reads English would spell Arabic letter by letter, or leave it out."""
    page = open_page(http + "index.html")
    link = focused(page, page.locator(".cite").first)
    heard = page.evaluate(
        "ids => ids.split(' ').map(id => document.getElementById(id).textContent).join(' ')",
        link.get_attribute("aria-describedby"),
    )
    assert "Joe Biden" in heard and "combat mission" in heard
    assert not re.search("[\u0600-\u06ff]", heard)
    assert re.search("[\u0600-\u06ff]", page.locator(PREVIEW).inner_text())


def test_a_note_of_the_page_is_shown_as_it_stands_there(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    named = page.evaluate(
        "[...document.querySelectorAll('.note:has(a.voice-name):has(.note-english)')].map(one => one.id)"
    )
    cite = next(c for c in page.locator(".opening .cite").all() if (c.get_attribute("href") or "")[1:] in named)
    note = page.locator(f".reader [id='{(cite.get_attribute('href') or '')[1:]}']")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].length")
    preview = open_at(page, cite)
    for part in (".kind", ".note-english", ".note-quote"):
        assert (note.locator(part).text_content() or "?") in (preview.text_content() or "")
    assert not preview.locator("a, button, details, .note").count()
    assert page.evaluate("[...document.querySelectorAll('[id]')].length") == ids + 1  # that of its title
    assert preview.locator("[data-span]").get_attribute("data-span") == note.locator(
        ".note-quote"
    ).get_attribute("data-span")


# By touch


def tapped(page: Any, link: Any) -> Any:
    link.scroll_into_view_if_needed()
    link.tap()
    page.wait_for_selector(f"{PREVIEW}:popover-open")
    return page.locator(PREVIEW)


def test_the_first_tap_shows_and_the_way_on_stands_in_the_preview(open_page: Any, base: str) -> None:
    page = open_page(base + "index.html", width=360, touch=True)
    link = page.locator(".cite").first
    preview = tapped(page, link)
    assert page.url == base + "index.html"
    assert preview.get_attribute("role") == "dialog"
    assert page.evaluate("document.activeElement.id") == "Preview"
    follow = preview.locator("a")
    assert follow.inner_text() == "Read on"
    assert follow.bounding_box()["height"] >= 44
    follow.tap()
    page.wait_for_url("**/briefings/biden-ends-combat-mission.html#combat-mission-to-end-by-year-end")


def test_a_second_tap_leads_on(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html", width=360, touch=True)
    link = page.locator(".dates-what a").first
    tapped(page, link)
    link.tap()
    page.wait_for_url("**/timeline.html#*")


def test_a_tap_beside_it_esc_or_its_button_closes_it(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html", width=360, touch=True)
    link = page.locator(".dates-what a").first
    preview = tapped(page, link)
    page.touchscreen.tap(4, 300)  # the margin
    assert not preview.is_visible()
    tapped(page, link).get_by_role("button", name="Close").tap()
    assert not preview.is_visible()
    assert link.evaluate("one => one === document.activeElement")
    tapped(page, link)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Tab")  # no further, and not to the end of the page
    assert not preview.is_visible()
    assert link.evaluate("one => one === document.activeElement")
    tapped(page, link)
    page.keyboard.press("Escape")
    page.wait_for_timeout(PAUSE)
    assert not preview.is_visible()
    assert link.evaluate("one => one === document.activeElement")


def test_a_link_without_a_preview_leads_on_at_the_first_tap(open_page: Any, http: str) -> None:
    page = open_page(http + "claims/index.html", width=360, touch=True)
    page.locator(".claim-text a").first.tap()
    page.wait_for_url(re.compile(r"/claims/(?!index)[a-z0-9-]+\.html$"))


# Never clipped

# All four corners of the preview are seen: nothing cuts or covers them, and they lie in the window.
SEEN = """() => {
  const box = document.getElementById("Preview"), { left, right, top, bottom } = box.getBoundingClientRect();
  const edges = left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= innerHeight;
  return edges && [[left + 2, top + 4], [right - 2, top + 4], [left + 2, bottom - 2], [right - 2, bottom - 2]]
    .every(([x, y]) => box.contains(document.elementFromPoint(x, y)));
}"""
WHOLE = "(box => box.scrollHeight <= box.clientHeight)(document.getElementById('Preview'))"
BESIDE = """link => {
  const box = document.getElementById("Preview").getBoundingClientRect();
  return [...link.getClientRects()].every(line => line.bottom <= box.top || line.top >= box.bottom);
}"""


@pytest.mark.parametrize("path", [BRIEFING, ARABIC])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_preview_lies_in_the_window_and_beside_its_link_at_every_edge(
    open_page: Any, http: str, path: str, width: int
) -> None:
    page = open_page(http + path, width=width)
    page.evaluate("document.querySelectorAll('.text .original').forEach(one => one.style.display = 'block')")
    link = page.locator("a.mention").first
    for corner in ("top: 0; left: 0", "top: 0; right: 0", "bottom: 0; left: 0", "bottom: 0; right: 0"):
        link.evaluate("(one, corner) => one.style.cssText = 'position: fixed; z-index: 9; ' + corner", corner)
        open_at(page, link)
        assert page.evaluate(SEEN) and page.evaluate(WHOLE), corner
        assert link.evaluate(BESIDE), corner
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("path", "width"), [("index.html", 360), ("matrix.html", 360), ("matrix.html", 1280)])
def test_a_scrolling_table_does_not_clip_a_preview(open_page: Any, http: str, path: str, width: int) -> None:
    page = open_page(http + path, width=width)
    for link in (
        page.locator(".scroll .matrix td a").all()[:40:13] + page.locator(".scroll .matrix th a").all()[:9:4]
    ):
        link.scroll_into_view_if_needed()
        open_at(page, link)
        assert page.evaluate(SEEN)
        page.keyboard.press("Escape")


def test_a_preview_lies_above_what_stays_in_place(open_page: Any, http: str) -> None:
    """The heads of the timeline stay at the upper edge while the events scroll below them."""
    page = open_page(http + "timeline.html")
    page.set_viewport_size({"width": 1280, "height": 320})
    link = page.locator(".clock.published a").last
    link.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight + 60)")
    bar = page.locator(".timeline-key").bounding_box()
    assert bar["y"] == 0
    assert open_at(page, link).bounding_box()["y"] < bar["height"]
    assert page.evaluate(SEEN)


def test_a_link_that_is_scrolled_within_a_table_takes_its_preview_with_it(open_page: Any, http: str) -> None:
    page = open_page(http + "matrix.html", width=720)
    table = page.locator(".scroll").last
    link = focused(page, table.locator("td a").nth(3))
    table.evaluate("one => one.scrollBy(20, 0)")
    page.wait_for_timeout(60)
    assert page.evaluate(SEEN) and link.evaluate(BESIDE)
    page.keyboard.press("Escape")
    open_at(page, link)
    table.evaluate("one => one.scrollBy(20, 0)")
    page.wait_for_timeout(60)
    assert not page.locator(PREVIEW).is_visible()


# For everybody


@pytest.mark.parametrize(("way", "dark"), [("pointer", False), ("keyboard", True), ("touch", False)])
@pytest.mark.parametrize(
    ("path", "link"),
    [(SHORT, ".cite"), (SHORT, "a.mention"), (ARABIC, "a.mention"), ("matrix.html", "td a")],
)
def test_axe_finds_nothing_while_a_preview_is_open(
    open_page: Any, http: str, path: str, link: str, dark: bool, way: str
) -> None:
    page = open_page(http + path, dark=dark, touch=way == "touch")
    one = page.locator(link).first
    {"pointer": open_at, "keyboard": focused, "touch": tapped}[way](page, one)
    page.evaluate(AS_LATIN)
    page.wait_for_timeout(200)
    assert page.locator(PREVIEW).is_visible()
    violations = Axe().run(page).response["violations"]
    assert not [(v["id"], v["nodes"][0]["html"], len(v["nodes"])) for v in violations]


def test_without_javascript_links_lead_on_and_titles_tell(open_page: Any, base: str) -> None:
    page = open_page(base + "index.html", script=False)
    cite = page.locator(".cite").first
    assert "combat mission" in (cite.get_attribute("title") or "")
    assert not page.locator("template, .preview").filter(visible=True).count()
    assert "Read on" not in page.locator("body").inner_text()
    cite.click()
    assert "biden-ends-combat-mission" in page.url


def test_paper_has_no_previews_and_rest_is_respected(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    open_at(page, page.locator(".cite").first)
    page.emulate_media(media="print")
    assert not page.locator(PREVIEW).is_visible()
    page.emulate_media(media="screen", reduced_motion="reduce")
    assert page.locator(PREVIEW).evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
