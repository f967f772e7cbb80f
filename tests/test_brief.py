"""The brief: how long it is, what stands in it without a basis, and its page in either language."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.text.brief import minutes, unfounded, words
from dossier.text.prose import parse

HOME = Path(__file__).parents[1]
MINA = HOME / "tests" / "dossiers" / "mina"


def read(text: str) -> list[str]:
    return [text[word.start : word.end].replace("\x00", "") for word in words(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The harbour opens.", 3),
        ("The harbour – as they say – opens [@harbour-opens#opens-in-may].", 6),
        ("[Layla Haddad](actor:layla-haddad)'s *month*", 3),
        ("## The harbour\n\nOpens.", 3),
        ("يفتح الميناء في تموز [@mina-opens#opens].", 4),
        ("", 0),
    ],
)
def test_words_are_what_is_read(text: str, count: int) -> None:
    assert len(read(text)) == count


@pytest.mark.parametrize(("count", "time"), [(0, 1), (1, 1), (200, 1), (201, 2), (600, 3)])
def test_minutes_are_whole(count: int, time: int) -> None:
    assert minutes(count) == time


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("It opens [@b#a]. It closes.", ["It closes."]),
        ("It opens. [@b#a] It closes [@b#c].", []),
        ("## A heading\n\nIt opens [@b#a].", []),
        ("## A heading. With more\n\nIt opens [@b#a].", ["With more"]),
        ("**Our analysis.** It may. It may not.", []),
        ("**Our analysis.** It may.\n\nIt may not.", ["It may not."]),
        ("Our analysis. It may [@b#a].", ["Our analysis."]),
        ("**تحليلنا.** قد يفتح. وقد لا يفتح؟", []),
        ("تقول الوزيرة إنه يفتح [@b#a]. ولا أحد يعرف.", ["ولا أحد يعرف."]),
        ("- It opens [@b#a].\n- It closes.\n- **Our analysis.** It may.", ["- It closes."]),
    ],
)
def test_a_sentence_cites_or_is_marked_as_ours(text: str, bare: list[str]) -> None:
    assert [text[found.start : found.end] for found in unfounded(parse(text))] == bare


def made(root: Path) -> dict[str, str]:
    return {file.path: file.content.decode() for file in pipeline.make(root)[1] if file.path.endswith(".html")}


def test_an_arabic_site_has_its_brief(tmp_path: Path) -> None:
    shutil.copytree(MINA, tmp_path, dirs_exist_ok=True)
    site = tmp_path / "site.yml"
    text = "brief: |\n  الوزيرة تعد بفتح الميناء في تموز [@mina-opens#opens].\n\n  **تحليلنا.** لا أحد يعرف الكلفة.\n"
    site.write_text(site.read_text("utf-8") + text, "utf-8")
    pages = made(tmp_path)
    assert "الموجز" in pages["brief.html"] and "11 كلمة، مدة القراءة دقيقة واحدة" in pages["brief.html"]
    assert '<html lang="ar" dir="rtl" ' in pages["brief.html"]
    assert 'href="brief.html"' in pages["index.html"]


def test_a_site_without_a_brief_has_no_page_and_no_link() -> None:
    pages = made(MINA)
    assert "brief.html" not in pages
    assert not any("brief.html" in html for html in pages.values())


def test_the_brief_of_this_dossier_is_the_first_that_home_leads_to() -> None:
    pages = made(HOME)
    main = pages["index.html"].partition("<main")[2]
    after = main[main.index("front-line") :].partition("</div>")[2]
    first = re.search(r'href="([^"]+)"', after)
    assert first and first[1] == "brief.html"
    footer = pages["topics/index.html"].partition("<footer")[2]
    assert footer.index('href="../brief.html"') < footer.index('href="../about.html"')
    assert re.search(r"\d{3} words, 3 minutes to read", pages["brief.html"])
