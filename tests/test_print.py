"""What paper gets: real PDFs from Chromium, read back."""

from __future__ import annotations

import io
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dossier import pipeline

HOME = Path(__file__).parents[1]
PAPER = {  # the briefing, by the dossier that it stands in
    HOME: "briefings/kadhimi-in-washington.html",
    HOME / "tests" / "dossiers" / "ferry": "briefings/ferry-returns.html",
    HOME / "tests" / "dossiers" / "mina": "briefings/mina-opens.html",
}
# A PDF keeps the shapes of Arabic letters and not the letters, so each is taken for a Latin one before it is printed.
AS_LATIN = r"""() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const latin = letter => String.fromCharCode((letter.charCodeAt(0) - 0x620 < 26 ? 65 : 71) + letter.charCodeAt(0) - 0x620);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.data = node.data.replace(/[\u064b-\u065f\u0670]/g, "").replace(/[\u0620-\u064a]/g, latin);
  }
  document.documentElement.dataset.head = document.querySelector(".masthead-title").textContent;
}"""
# The words of each note but for its number, as the page has them; cut at signs, which change sides in Arabic lines.
WORDS = r"""() => [...document.querySelectorAll("li.note")].map(note =>
  [...note.querySelectorAll(".note-head, .note-english, .note-quote, .note-stance, .note-chain, .note-text")]
    .flatMap(one => one.textContent.replace(/^\s*\d+/, "").split(/[^\p{L}\s]+/u))
    .map(one => one.replace(/\s+/g, "")).filter(one => one))"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    made = {}
    for root in PAPER:
        made[root] = tmp_path_factory.mktemp("paper")
        for file in pipeline.make(root)[1]:
            (made[root] / file.path).parent.mkdir(parents=True, exist_ok=True)
            (made[root] / file.path).write_bytes(file.content)
    return made


@pytest.fixture
def printed(chromium: Any, sites: dict[Path, Path]) -> Any:
    """`printed(root, path)`: the letters of the sheets, and the words of the notes."""

    def printed(root: Path, path: str, mode: str = "") -> tuple[str, list[list[str]]]:
        context = chromium.new_context(color_scheme="dark")
        page = context.new_page()
        page.goto((sites[root] / path).as_uri())
        if mode:
            page.locator(f"#Mode-{mode}").check()
        page.evaluate(AS_LATIN)
        notes = page.evaluate(WORDS)
        title = page.locator(".masthead-title").inner_text()
        pdf = page.pdf(prefer_css_page_size=True)
        context.close()
        # Letters a little apart are read as two spaces.
        sheets = [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages]
        assert all(title in sheet for sheet in sheets)  # at the head of each
        return re.sub(r"[\W\d_]+", "", "".join(sheet.replace(title, "") for sheet in sheets)), notes

    return printed


@pytest.mark.parametrize("root", PAPER, ids=lambda root: "dossier" if root == HOME else root.name)
def test_every_note_is_printed_once_below_the_article(printed: Any, root: Path) -> None:
    """All its words: what it is, whose, ours, the capture's own, the chain, the remark, the evidence."""
    text, notes = printed(root, PAPER[root], "english" if root == HOME else "")
    assert len(notes) >= 3
    text = text[text.index(notes[0][0]) :]  # the kind of the first note stands in no article
    words = [one for note in notes for one in note]
    for one, times in Counter(words).items():
        if len(one) >= 10:  # shorter ones stand inside others
            assert text.count(one) == sum(other.count(one) for other in words) >= times, one


@pytest.fixture
def on_paper(chromium: Any, sites: dict[Path, Path]) -> Any:
    """`on_paper(path)`: a page of this dossier as a sheet shows it, without JavaScript, from a dark screen."""
    context = chromium.new_context(
        viewport={"width": 660, "height": 900}, color_scheme="dark", java_script_enabled=False
    )
    page = context.new_page()
    page.emulate_media(media="print")

    def on_paper(path: str) -> Any:
        page.goto((sites[HOME] / path).as_uri())
        return page

    yield on_paper
    context.close()


def test_the_article_is_read_first_in_both_languages_then_the_record_then_the_notes(on_paper: Any) -> None:
    page = on_paper(PAPER[HOME])
    tops = [
        [one.bounding_box()["y"] for one in page.locator(of).all()]
        for of in (".bottom-line", ".text .original", "#Cite", ".provenance .hash", ".endnotes", "li.note")
    ]
    assert all(max(above) < min(below) for above, below in pairwise(tops))
    english, original = page.locator(".text .english").first, page.locator(".text .original").first
    assert english.bounding_box()["y"] == original.bounding_box()["y"]  # side by side
    assert re.fullmatch("[0-9a-f]{64}", page.locator(".provenance .hash code").inner_text())


@pytest.mark.parametrize("path", [PAPER[HOME], "sources/almodon-2021-07-23.html", "actors/joe-biden.html"])
def test_paper_is_light_folds_nothing_away_and_has_nothing_to_press(on_paper: Any, path: str) -> None:
    page = on_paper(path)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for control in ("nav", "button", "input", ".skip", ".copy-link"):
        assert not page.locator(f"{control}:visible").count(), control
    for part in ("li.note *", ".record *", ".region p"):
        hidden = page.locator(f"{part}:not(:visible):not(.vh, summary, .hash a, wbr, br)").all()
        assert not [one.evaluate("one => one.outerHTML") for one in hidden if one.inner_text().strip()]
