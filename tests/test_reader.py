"""The parallel reader and the first screen, in a real browser: from a server and from a folder."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import build, served, until

HOME = Path(__file__).parents[1]
BRIEFING = "briefings/washington-may-withdraw.html"
LONG = "briefings/kadhimi-in-washington.html"
BRIEFINGS = tuple(
    f"briefings/{path.stem}.html" for path in sorted((HOME / "content" / "briefings").glob("*.yml"))
)
ARABIC = "mina/briefings/mina-opens.html"
PHONES = ((360, 740), (390, 844))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dossier's site; in folders of it an Arabic one, one with an address, and this one in excerpts."""
    base = tmp_path_factory.mktemp("reader")
    build(HOME, base)
    for name in ("mina", "ferry"):
        build(HOME / "tests" / "dossiers" / name, base / name)
    root = tmp_path_factory.mktemp("excerpts")
    for name in ("content", "seeds"):
        shutil.copytree(HOME / name, root / name)
    site = (HOME / "site.yml").read_text("utf-8")
    assert "source_text: full" in site
    (root / "site.yml").write_text(site.replace("source_text: full", "source_text: excerpts"), "utf-8")
    build(root, base / "excerpts")
    return base


@pytest.fixture(scope="module")
def http(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, folder: Path) -> str:
    return str(request.getfixturevalue("http")) if request.param == "http" else folder.as_uri() + "/"


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Any]:
    """`open_page(address, width=…, height=…, script=…, touch=…)`: in a window that remembers nothing."""
    windows = []

    def open_page(
        address: str, width: int = 1280, height: int = 900, script: bool = True, touch: bool = False
    ) -> Any:
        window = chromium.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
        )
        windows.append(window)
        page = window.new_page()
        page.goto(address)
        return page

    yield open_page
    for window in windows:
        window.close()


def read_in(page: Any, mode: str) -> None:
    page.locator(f"label:has(#Mode-{mode})").click()


# The first screen

FIRST_SENTENCE = r"""() => {
  const lead = document.querySelector(".bottom-line .prose, .front-line"), text = lead.textContent;
  const end = text.search(/[.؟!](?=\s|\d|$)/) + 1;
  const walker = document.createTreeWalker(lead, NodeFilter.SHOW_TEXT), range = document.createRange();
  let left = end;
  range.setStart(lead, 0);
  while (walker.nextNode()) {
    if (left <= walker.currentNode.length) { range.setEnd(walker.currentNode, left); break; }
    left -= walker.currentNode.length;
  }
  return [end, range.getBoundingClientRect().bottom];
}"""
ON_FIRST_SCREEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  const seen = [];
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.height && box.top < innerHeight && box.bottom > 0) seen.push(walker.currentNode.data.trim());
  }
  return seen.filter(Boolean).join(" ");
}"""
TECHNICAL = (
    "sha256",
    "hash",
    "capture",
    "inferred",
    "confidence",
    "provenance",
    "stated",
    "background",
    "basis",
)
TECHNICAL_IN_ARABIC = ("sha256", "بصمة", "التقاط", "مستنتج", "مصرح")


@pytest.mark.parametrize(("width", "height"), PHONES)
@pytest.mark.parametrize("path", ["index.html", *BRIEFINGS, ARABIC, "mina/index.html"])
def test_a_phones_first_screen_holds_the_bottom_line_and_nothing_technical(
    open_page: Any, http: str, path: str, width: int, height: int
) -> None:
    page = open_page(http + path, width=width, height=height, touch=True)
    end, bottom = page.evaluate(FIRST_SENTENCE)
    assert end > 20
    assert bottom < height
    if path != ARABIC:
        whole = page.locator(".bottom-line .lead, .front-line").first.bounding_box()
        assert whole["y"] + whole["height"] <= height
    if path == ARABIC:  # so short an article that its record stands on the first screen too, below all of it
        assert page.locator(".provenance").bounding_box()["y"] > bottom
        return
    seen = page.evaluate(ON_FIRST_SCREEN).lower()
    assert not [word for word in TECHNICAL + TECHNICAL_IN_ARABIC if word in seen]
    assert page.locator(".masthead").bounding_box()["height"] < 0.17 * height


@pytest.mark.parametrize("path", [*BRIEFINGS, ARABIC])
def test_what_an_article_comes_to_is_told_before_where_it_comes_from(
    open_page: Any, http: str, path: str
) -> None:
    """In the order of the document, whatever the width; the record is one line that opens."""
    page = open_page(http + path)
    order = page.evaluate("""() => [...document.querySelectorAll("h1, .bottom-line, .provenance")]
      .map(one => one.tagName === "H1" ? "h1" : one.className)""")
    assert order == ["h1", "bottom-line", "provenance"]
    record = page.locator(".provenance .record")
    assert not record.is_visible()
    assert "sha256" in page.locator(".provenance > summary").inner_text()
    page.locator(".provenance > summary").click()
    assert record.is_visible()


def test_an_outlet_that_is_only_inferred_is_said_to_be_so_in_the_line_of_its_record(
    open_page: Any, http: str
) -> None:
    page = open_page(http + LONG)
    assert "Hurriya, inferred, high confidence" in page.locator(".provenance > summary").inner_text()


SHIFTS = """window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; }))
  .observe({type: "layout-shift", buffered: true});"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["index.html", LONG])
def test_nothing_moves_while_a_page_comes(open_page: Any, base: str, path: str, width: int) -> None:
    """Neither when its fonts are there nor when its script offers more."""
    page = open_page("about:blank", width=width, height=740)
    page.add_init_script(SHIFTS)
    page.goto(base + path)
    page.wait_for_timeout(400)
    assert page.evaluate("window.moved") < 0.05


# Which notes are shown


def shown(page: Any) -> int:
    return int(page.evaluate("document.querySelectorAll('.note:not([hidden])').length"))


def offered(page: Any, name: str) -> list[tuple[str, str, int]]:
    """Of each option the value, the label and the count that it tells, as one sees them."""
    options = page.locator(f"select[name={name}] option:not([value=''])").evaluate_all(
        "options => options.map(option => [option.value, option.label])"
    )
    seen = [(value, re.sub("[\u2066-\u2069]", "", label).rpartition(" (")) for value, label in options]
    return [(value, label, int(count.removesuffix(")"))) for value, (label, _, count) in seen]


def counted(page: Any, name: str) -> dict[str, int]:
    return {label: count for _, label, count in offered(page, name)}


@pytest.mark.parametrize("path", [BRIEFING, ARABIC])
def test_what_the_filter_offers_agrees_with_the_notes(open_page: Any, base: str, path: str) -> None:
    page = open_page(base + path)
    legend = page.locator(".legend ul:first-of-type li").all_inner_texts()
    assert counted(page, "kind") == {one.rpartition(" ")[0]: int(one.rpartition(" ")[2]) for one in legend}
    total = shown(page)
    assert sum(counted(page, "kind").values()) == total
    for name in ("kind", "actor", "topic"):
        select = page.locator(f"select[name={name}]")
        if not select.count():  # nothing there is about any topic
            continue
        for value, _, count in offered(page, name):
            select.select_option(value)
            assert shown(page) == count > 0
            said = page.locator(".filter [role=status]").inner_text()
            assert str(count) in said and str(total) in said
        select.select_option("")
    assert shown(page) == total
    assert page.locator(".filter [role=status]").inner_text() == ""


def test_two_questions_narrow_each_other_and_none_is_offered_that_has_no_note(
    open_page: Any, http: str
) -> None:
    page = open_page(http + BRIEFING)
    page.locator("select[name=actor]").select_option("john-kirby")
    kinds = counted(page, "kind")
    assert sum(kinds.values()) == shown(page)
    page.locator("select[name=kind]").select_option("statement")
    assert shown(page) == kinds["Statement"]
    assert all("John Kirby" in text for text in page.locator(".note:not([hidden])").all_inner_texts())
    for option in page.locator(".filter option:not(:checked)").all():
        if (option.text_content() or "").endswith("(0)"):
            assert option.is_disabled()


def test_what_is_not_shown_is_quiet_and_keeps_its_number(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    numbers = page.locator(".refs a").count()
    page.locator("select[name=kind]").select_option("figure")
    line = "m => getComputedStyle(m).textDecorationLine"
    assert {page.evaluate(line, m) for m in page.locator("mark.statement").element_handles()} == {"none"}
    assert {page.evaluate(line, m) for m in page.locator("mark.figure").element_handles()} == {"underline"}
    assert page.locator(".refs a:visible").count() == numbers
    page.locator(".filter-reset").click()
    assert {page.evaluate(line, m) for m in page.locator("mark.statement").element_handles()} == {"underline"}
    assert not page.locator(".filter-reset").is_visible()


def test_a_number_leads_to_its_note_also_when_that_was_not_shown(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    page.locator("select[name=kind]").select_option("figure")
    page.locator('.english .refs a[data-note="no-fighters-needed"]').click()
    assert page.locator("#no-fighters-needed").is_visible()
    assert page.locator("select[name=kind]").input_value() == ""


def test_nothing_that_fits_is_told_in_words(open_page: Any, http: str) -> None:
    """No option leads there, but what the browser brings back may."""
    page = open_page(http + BRIEFING)
    page.evaluate("""() => {
      const [kind, actor] = ["kind", "actor"].map(name => document.querySelector(`select[name=${name}]`));
      kind.value = "term"; actor.value = "jen-psaki";
      kind.dispatchEvent(new Event("change", {bubbles: true}));
    }""")
    assert shown(page) == 0
    assert page.locator(".filter [role=status]").inner_text().startswith("No note is all of this")
    page.locator(".filter-reset").click()
    assert shown(page) == 36


def test_without_javascript_no_filter_is_offered_and_on_paper_no_note_is_left_out(
    open_page: Any, http: str
) -> None:
    assert not open_page(http + BRIEFING, script=False).locator(".filter").is_visible()
    page = open_page(http + BRIEFING)
    page.locator("select[name=kind]").select_option("figure")
    page.emulate_media(media="print")
    assert page.locator(".note:visible").count() == 36
    assert not page.locator(".filter").is_visible()


# The place where one reads

TOP_OF = "id => document.getElementById(id).getBoundingClientRect().top"


@pytest.mark.parametrize("mode", ["english", "original"])
def test_reloading_returns_to_the_line(open_page: Any, base: str, mode: str) -> None:
    page = open_page(base + LONG)
    read_in(page, mode)
    page.evaluate("document.getElementById('L20').scrollIntoView(); scrollBy(0, -90)")
    page.wait_for_timeout(100)
    top = page.evaluate(TOP_OF, "L20")
    page.set_viewport_size({"width": 700, "height": 800})  # as a phone that is turned
    page.evaluate("document.getElementById('L20').scrollIntoView(); scrollBy(0, -90)")
    page.wait_for_timeout(100)
    page.evaluate("history.scrollRestoration = 'manual'")  # the browser itself would return to a height
    page.reload()
    page.wait_for_timeout(300)
    assert abs(page.evaluate(TOP_OF, "L20") - top) < 3
    assert page.locator(f"#Mode-{mode}").is_checked()


def test_going_back_returns_to_the_line_at_another_width_too(open_page: Any, http: str) -> None:
    page = open_page(http + LONG)
    page.evaluate("addEventListener('unload', () => {})")  # this window shall not keep the page as it was
    page.evaluate("document.getElementById('L20').scrollIntoView(); scrollBy(0, -70)")
    page.wait_for_timeout(100)
    top = page.evaluate(TOP_OF, "L20")
    page.goto(http + "index.html")
    page.set_viewport_size({"width": 1000, "height": 900})
    page.go_back()
    page.wait_for_timeout(300)
    assert abs(page.evaluate(TOP_OF, "L20") - top) < 3


def test_a_new_visit_begins_at_the_top_and_an_address_is_obeyed(open_page: Any, base: str) -> None:
    page = open_page(base + LONG)
    page.evaluate("document.getElementById('L20').scrollIntoView()")
    page.wait_for_timeout(100)
    page.goto(base + "index.html")
    page.goto(base + LONG)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 0
    page.goto(base + "index.html")
    page.goto(base + LONG + "#L9")
    page.wait_for_timeout(200)
    assert 0 <= page.evaluate(TOP_OF, "L9") < 120


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_that_is_read_stays_when_the_language_or_the_notes_change(
    open_page: Any, http: str, width: int
) -> None:
    page = open_page(http + LONG, width=width)
    page.evaluate("document.getElementById('L20').scrollIntoView(); scrollBy(0, -40)")
    page.wait_for_timeout(100)
    top = page.evaluate(TOP_OF, "L20")
    for mode in ("original", "both", "english"):
        page.evaluate("mode => document.getElementById('Mode-' + mode).click()", mode)
        page.wait_for_timeout(50)
        assert abs(page.evaluate(TOP_OF, "L20") - top) < 3
    page.evaluate("""() => {
      const kind = document.querySelector("select[name=kind]");
      kind.value = "figure"; kind.dispatchEvent(new Event("change", {bubbles: true}));
    }""")
    page.wait_for_timeout(50)
    assert abs(page.evaluate(TOP_OF, "L20") - top) < 3


def test_a_reader_whose_browser_keeps_nothing_reads_all_the_same(open_page: Any, http: str) -> None:
    page = open_page(http + "index.html")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("""for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {get() { throw new DOMException("refused", "SecurityError"); }});""")
    page.goto(http + BRIEFING)
    read_in(page, "original")
    page.reload()
    assert not errors
    assert page.locator(".filter").is_visible()


# Words to hand on


def clipboard(page: Any, button: Any) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pressed = button.element_handle()  # its name is about to change
    pressed.click()
    until(page, "button => button.textContent === 'Copied'", pressed)
    assert page.locator("#Copied").text_content() == "Copied"
    return str(page.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n")


NOTE = """“We do not need any fighters, because we have our own forces.”
Fuad Hussein, Foreign Minister of Iraq (in direct words), through Wall Street Journal
Almodon (outlet inferred), 23 July 2021, line 15 (our translation of the Arabic)
"""
LINE = """The newspaper noted that the joint statement will affirm that the US presence will be required to provide \
support to the Iraqi forces in fighting the Islamic State.
Speaking: Wall Street Journal
Almodon (outlet inferred), 23 July 2021, line 13 (our translation of the Arabic)
"""


def test_a_note_is_handed_on_with_speaker_outlet_date_translation_and_address(
    open_page: Any, base: str
) -> None:
    page = open_page(base + BRIEFING)
    note = page.locator("#no-fighters-needed")
    note.locator("summary").click()
    copied = clipboard(page, note.get_by_role("button", name="Copy as text"))
    assert copied == f"{NOTE}{base}{BRIEFING}#no-fighters-needed"
    copied = clipboard(page, note.get_by_role("button", name="With the Arabic"))
    assert copied == f"{NOTE}«لا نحتاج لأي مقاتلين لأن لدينا قواتنا»\n{base}{BRIEFING}#no-fighters-needed"
    copied = clipboard(page, note.get_by_role("button", name="Copy the link"))
    assert copied == f"{base}{BRIEFING}#no-fighters-needed"


def test_a_line_is_handed_on_by_keyboard_and_its_address_leads_to_it(open_page: Any, base: str) -> None:
    page = open_page(base + BRIEFING)
    tools = page.locator("#L13 .line-tools")
    anchor, button = tools.locator("a"), tools.locator("button").first
    assert page.evaluate("e => getComputedStyle(e).opacity", tools.element_handle()) == "0"
    anchor.focus()
    assert page.evaluate("e => getComputedStyle(e).opacity", tools.element_handle()) == "1"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("Tab")
    assert button.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('Copied').textContent === 'Copied'")
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied == f"{LINE}{base}{BRIEFING}#L13"
    page.goto(copied.rpartition("\n")[2])
    assert page.locator("#L13").evaluate("e => e === document.querySelector(':target')")


def test_what_is_handed_on_names_the_published_address_where_that_is_known(open_page: Any, http: str) -> None:
    page = open_page(http + "ferry/briefings/ferry-returns.html")
    button = page.locator(".line-tools button").first
    button.focus()
    assert "\nhttps://owner.github.io/ferry/briefings/ferry-returns.html#L" in clipboard(page, button)


def test_an_arabic_site_hands_on_the_words_as_printed_and_calls_nothing_a_translation(
    open_page: Any, http: str
) -> None:
    page = open_page(http + ARABIC)
    plain = page.locator("#opens").get_attribute("data-plain")
    assert plain == (
        "«الميناء سيفتح في تموز/يوليو»\nليلى حداد (بلفظه)\nوسيلة غير معروفة، تاريخ غير معروف، السطر 4"
    )
    assert page.locator(".line-tools button").first.inner_text() == "انسخ هذا السطر"


def test_what_is_handed_on_of_an_excerpted_capture_has_the_words_that_are_shown_and_no_other(
    open_page: Any, http: str
) -> None:
    page = open_page(http + "excerpts/" + BRIEFING)
    for row in page.locator(".row").all():
        seen = row.locator(".original").evaluate("""line => {
          const copy = line.cloneNode(true);
          copy.querySelectorAll(".refs").forEach(number => number.remove());
          return copy.textContent.trim();
        }""")
        told = row.get_attribute("data-plain") or ""
        assert told.split("\n")[0] == seen
        assert row.get_attribute("data-other") is None  # no rendering of the line may be shown


def test_where_nothing_points_the_links_of_lines_are_always_seen(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING, width=360, height=740, touch=True)
    tools = page.locator(".line-tools")
    assert {t.evaluate("e => getComputedStyle(e).opacity") for t in tools.all()} == {"1"}
    assert page.evaluate("""() => [...document.querySelectorAll(".line-tools :is(a, button)")].every(one => {
      const box = one.getBoundingClientRect(); return box.height >= 24 && box.width >= 24 && box.right <= 360;
    })""")
    below = page.evaluate("""() => [...document.querySelectorAll(".row:has(.note)")].map(row =>
      row.querySelector(".note").getBoundingClientRect().top - row.querySelector(".line-tools").getBoundingClientRect().bottom)""")
    assert min(below) >= 0


# Marks that overlap


def test_words_of_several_notes_light_all_of_them_and_each_can_be_gone_to(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING, width=390, height=844, touch=True)
    inner = page.locator(".english mark mark").first
    ids = inner.evaluate("""mark => { const ids = [];
      for (let at = mark; at; at = at.parentElement) if (at.tagName === "MARK") ids.push(at.dataset.note);
      return ids; }""")
    assert len(ids) > 1
    inner.tap()
    for id in ids:
        assert "lit" in (page.locator(f"li#{id}").get_attribute("class") or "")
        number = page.locator(f'.english .refs a[data-note="{id}"]')
        assert "lit" in (number.get_attribute("class") or "")
    for id in ids:
        page.locator(f'.english .refs a[data-note="{id}"]').focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#" + id)
        assert page.locator(f"li#{id} .note-more").get_attribute("open") is not None


@pytest.mark.parametrize("path", [*BRIEFINGS, ARABIC])
def test_each_mark_has_its_number_in_its_line_once_for_the_keyboard(
    open_page: Any, http: str, path: str
) -> None:
    page = open_page(http + path)
    for mode in ("both", "english", "original"):
        if page.locator("#Mode-both").count():
            read_in(page, mode)
        lines = page.evaluate("""() => [...document.querySelectorAll(".row")].map(row => [
          [...new Set([...row.querySelectorAll(".text mark")].map(mark => mark.dataset.note))].sort(),
          [...row.querySelectorAll(".text .refs a[data-note]")]
            .filter(a => a.checkVisibility() && a.tabIndex === 0).map(a => a.dataset.note).sort()])""")
        for marks, numbers in lines:
            assert set(marks) == set(numbers)
            assert max(Counter(numbers).values(), default=1) == 1


def test_the_focus_of_a_note_lights_its_words_and_scrolls_nothing(open_page: Any, http: str) -> None:
    page = open_page(http + BRIEFING)
    read_in(page, "both")
    page.evaluate("document.getElementById('L15').scrollIntoView({block: 'center'})")
    page.wait_for_timeout(100)
    before = page.evaluate("scrollY")
    page.locator("#no-fighters-needed .note-number").focus()
    assert page.evaluate("scrollY") == before
    lit = page.locator("mark.lit").evaluate_all("marks => marks.map(mark => mark.dataset.note)")
    assert set(lit) == {"no-fighters-needed"} and len(lit) >= 2  # in both languages


# The page as one sees it


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920])
@pytest.mark.parametrize("path", BRIEFINGS)
def test_notes_leave_no_holes_in_the_article(open_page: Any, http: str, path: str, width: int) -> None:
    page = open_page(http + path, width=width)
    for mode in ("english", "both", "original"):
        read_in(page, mode)
        rows = page.evaluate("""() => [...document.querySelectorAll(".row:has(.note)")].map(row => {
          const lines = [...row.querySelectorAll(".text > p")].filter(p => p.offsetHeight).map(p => p.getBoundingClientRect());
          const notes = row.querySelector(".notes").getBoundingClientRect();
          const end = Math.max(...lines.map(line => line.bottom));
          return [row.id, notes.bottom - end, end - lines[0].top];
        })""")
        assert not [(id, mode, round(hole)) for id, hole, _ in rows if hole > 75]
        assert sum(max(0, hole) for _, hole, _ in rows) < 0.09 * sum(height for _, _, height in rows)


@pytest.mark.parametrize(("width", "facing"), [(1024, False), (1280, True), (1440, True), (1920, True)])
def test_both_languages_face_each_other_where_there_is_room(
    open_page: Any, http: str, width: int, facing: bool
) -> None:
    """First lines level, our rendering before its notes, and no part of it beyond the window."""
    page = open_page(http + LONG, width=width)
    read_in(page, "both")
    boxes = page.evaluate("""() => [...document.querySelectorAll(".row:not(.heading):has(.note)")].map(row =>
      [".english", ".original", ".notes"].map(part => {
        const box = row.querySelector(part).getBoundingClientRect();
        return [box.left, box.right, box.top, box.bottom];
      }))""")
    for english, original, notes in boxes:
        if facing:
            assert english[1] < original[0] and original[1] < notes[0]
            assert abs(english[2] - original[2]) < 20 and abs(notes[2] - english[2]) < 20
            assert 360 < english[1] - english[0] == pytest.approx(original[1] - original[0], abs=1)
        else:
            assert original[3] < english[2]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


LINES = """p => {
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange(), lines = [];
  const out = node => node.parentElement.closest(".refs");
  while (walker.nextNode()) if (!out(walker.currentNode)) {
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) if (box.width) {
      const line = lines.find(one => Math.abs(one.middle - (box.top + box.bottom) / 2) < box.height / 2);
      if (line) { line.left = Math.min(line.left, box.left); line.right = Math.max(line.right, box.right); }
      else lines.push({middle: (box.top + box.bottom) / 2, left: box.left, right: box.right});
    }
  }
  return [p.getBoundingClientRect().height, ...lines.map(line => line.right - line.left)];
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", [LONG, ARABIC])
def test_lines_are_as_wide_and_as_many_with_marks_as_without(
    open_page: Any, http: str, path: str, width: int
) -> None:
    """In both scripts, line by line; marks are whole words."""
    page = open_page(http + path, width=width)
    if page.locator("#Mode-both").count():
        read_in(page, "both")
    lines = page.evaluate("""() => [...document.querySelectorAll(".text > p:has(mark)")].map(p => {
      const lines = LINES, before = lines(p);
      p.querySelectorAll("mark").forEach(m => m.replaceWith(...m.childNodes));
      p.normalize();
      return [before, lines(p)];
    })""".replace("LINES", LINES))
    assert lines
    for before, after in lines:
        assert len(before) == len(after) > 1
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) < 0.6


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_begins_with_english_and_has_each_lines_notes_below_it(
    open_page: Any, base: str, script: bool
) -> None:
    page = open_page(base + LONG, width=360, height=740, script=script, touch=True)
    original = page.locator(".text .original").first
    assert page.locator(".text .english").first.is_visible() and not original.is_visible()
    for row in page.locator(".row:has(.note)").all()[:6]:
        text, notes = row.locator(".text").bounding_box(), row.locator(".notes").bounding_box()
        assert text and notes and notes["y"] >= text["y"] + text["height"] - 1
    page.locator("label:has(#Mode-original)").tap()
    assert original.is_visible()
