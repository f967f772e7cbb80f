"""The site on a phone: what is long is folded, what is wide is a list, and everywhere else it stands open."""

from __future__ import annotations

from typing import Any

import pytest

PHONE = 360
FOLDED = {  # a page with folds, what they hold, and how high it may be on a phone
    "contradictions.html": (".side", 5000),
    "figures.html": (".original", 9500),
    "timeline.html": (".tellers", 9000),
    "topics/withdrawal-timetable.html": (".passage", 6000),
    "data.html": ("dl", 3000),
}
# Boxes of the page that scroll sideways by themselves.
SCROLLERS = """() => [...document.querySelectorAll("main *")].filter(one =>
  /auto|scroll/.test(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML.slice(0, 80))"""


def height(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize("path", FOLDED)
def test_a_phone_has_what_a_page_is_about_and_unfolds_the_words_below(
    open_page: Any, http: str, path: str
) -> None:
    held, most = FOLDED[path]
    page = open_page(http + path, width=PHONE)
    assert height(page) < most
    assert not page.locator(f".fold {held}:visible").count()
    fold = page.locator(f".fold:has({held})").first
    fold.locator("> summary").click()
    assert fold.locator(held).first.is_visible()


@pytest.mark.parametrize("path", FOLDED)
def test_a_fold_opens_without_a_script(open_page: Any, http: str, path: str) -> None:
    held, _ = FOLDED[path]
    page = open_page(http + path, width=PHONE, script=False)
    fold = page.locator(f".fold:has({held})").first
    assert not fold.locator(held).first.is_visible()
    fold.locator("> summary").click()
    assert fold.locator(held).first.is_visible()


@pytest.mark.parametrize("path", FOLDED)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_where_there_is_room_and_on_paper_nothing_of_it_is_folded(
    open_page: Any, http: str, path: str, media: str
) -> None:
    held, _ = FOLDED[path]
    page = open_page(http + path, width=768 if media == "screen" else PHONE)
    page.emulate_media(media=media)
    folds = page.locator(f".fold:has({held})")
    assert folds.count()
    assert all(fold.locator(held).first.is_visible() for fold in folds.all())
    assert not page.locator(".fold > summary:visible").count()


@pytest.mark.parametrize("path", ["contradictions.html", "figures.html", "timeline.html"])
def test_a_tap_anywhere_on_what_is_folded_unfolds_it(open_page: Any, http: str, path: str) -> None:
    page = open_page(http + path, width=PHONE, touch=True)
    one = page.locator(".folds").nth(1)
    what = one.locator("h3, .figure-value").first
    page.evaluate("at => scrollTo(0, at - 200)", what.bounding_box()["y"])
    box = what.bounding_box()
    page.touchscreen.tap(box["x"] + 8, box["y"] + 8)
    assert one.locator(".fold").evaluate("fold => fold.open")
    assert page.url == http + path


@pytest.mark.parametrize("script", [True, False])
def test_an_address_that_names_what_is_folded_shows_it(open_page: Any, http: str, script: bool) -> None:
    page = open_page(http + "contradictions.html", width=PHONE, script=script)
    id = page.locator(".contradiction").nth(3).get_attribute("id")
    page = open_page(f"{http}contradictions.html#{id}", width=PHONE, script=script)
    assert page.locator(f"#{id} .side").first.is_visible()
    assert not page.locator(".side:visible").count() > page.locator(f"#{id} .side").count()


def test_a_disagreement_is_told_by_the_first_sentence_of_what_can_be_settled(open_page: Any, http: str) -> None:
    page = open_page(http + "contradictions.html", width=PHONE)
    one = page.locator("#combat-forces-that-do-not-exist")
    assert one.locator("summary").inner_text() == "Left open."
    assert one.locator(".handling .prose").text_content().strip().startswith("Left open. In July")


@pytest.mark.parametrize("width", [320, PHONE])
@pytest.mark.parametrize("path", ["matrix.html", "index.html"])
def test_no_table_scrolls_sideways_on_a_phone(open_page: Any, http: str, path: str, width: int) -> None:
    assert not open_page(http + path, width=width).evaluate(SCROLLERS)


def test_a_table_of_many_columns_is_a_list_for_each_on_a_phone(open_page: Any, http: str) -> None:
    """With the very numbers and links of the table, which stays where there is room."""
    page = open_page(http + "matrix.html", width=PHONE)
    lists, table = page.locator(".matrix-lists"), page.locator(".matrix.many")
    assert lists.is_visible()
    assert not table.is_visible()
    told = {
        (one.locator("dt").text_content().strip(), entry.get_attribute("href"), entry.get_attribute("title"))
        for one in lists.locator("> div").all()
        for entry in one.locator(".matrix-entry").all()
    }
    heads = [head.strip() for head in table.locator("thead th").all_text_contents()]
    in_table = set()
    for row in table.locator("tbody tr:not(.section)").all():
        cells = row.evaluate(
            "row => [...row.cells].slice(1).map(cell => cell.firstElementChild)"
            ".map(link => link && [link.getAttribute('href'), link.title])"
        )
        in_table |= {(head, *cell) for head, cell in zip(heads, cells, strict=True) if cell}
    assert told == in_table
    wide = open_page(http + "matrix.html", width=1280)
    assert wide.locator(".matrix.many").is_visible()
    assert not wide.locator(".matrix-lists").is_visible()
