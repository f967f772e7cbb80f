"""The page on which a reader verifies the site, in a real browser: from a folder and from the web."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from conftest import served

from dossier import pipeline, proof
from dossier.stages import write

DOSSIERS = Path(__file__).parent / "dossiers"
BRIEFING = "briefings/harbour-opens.html"
GOOD, BAD = "Everything that was checked holds.", "Not everything holds."


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("page") / "harbour"
    shutil.copytree(DOSSIERS / "harbour", root)
    write.site(pipeline.make(root)[1], root / "public", root)
    return root


@pytest.fixture
def root(once: Path, tmp_path: Path) -> Path:
    """A small dossier with its site in public/."""
    shutil.copytree(once, tmp_path / "harbour")
    return tmp_path / "harbour"


@pytest.fixture
def http(root: Path) -> Iterator[str]:
    with served(root / "public") as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, root: Path) -> str:
    return str(request.getfixturevalue("http")) if request.param == "http" else (root / "public").as_uri() + "/"


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Any]]:
    """`opened(base)`: the page, in a window of its own; what its console says is in `said`."""
    windows = []

    def opened(base: str, script: bool = True) -> Any:
        window = chromium.new_context(java_script_enabled=script)
        windows.append(window)
        page = window.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(base + "verify.html")
        return page

    yield opened
    for window in windows:
        window.close()


def outcome(page: Any) -> list[str]:
    """What is told when all is done: the verdict, the counts, then each thing that does not hold."""
    page.wait_for_selector("#Outcome .verdict")
    page.wait_for_selector("#Run:not([disabled])")
    told = page.locator("#Outcome p, #Told li").all_inner_texts()
    return [re.sub(r"\s+", " ", text).strip() for text in told]


def checked(page: Any) -> list[str]:
    page.click("#Run")
    return outcome(page)


def change(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def quotes(root: Path) -> int:
    return (root / "public/data/quotes.csv").read_text("utf-8").count("\n") - 1


# What holds


def test_a_good_site_is_found_good_and_every_capture_is_marked(root: Path, base: str, opened: Any) -> None:
    page = opened(base)
    assert not page.evaluate("'dossierCaptures' in window")  # loaded only when the reader asks
    told = checked(page)
    every = f"{quotes(root)} of {quotes(root)}"
    assert told[:3] == [GOOD, "Captures: 1 of 1.", f"Quotations: {every}."]
    assert page.locator(".hashes tr.good .verdict").all_inner_texts() == ["matches"]
    if base.startswith("http"):
        files = len([p for p in (root / "public").rglob("*") if p.is_file() and not p.name.startswith(".")]) - 1
        assert told[3:] == [f"Files of the site: {files} of {files}."]
    else:
        assert told[3].startswith("The files of the site were not checked")
    assert page.said == []


def test_from_a_folder_the_reader_gives_the_site_itself_to_be_checked(root: Path, opened: Any) -> None:
    page = opened((root / "public").as_uri() + "/")
    page.set_input_files("#Folder", root / "public")
    told = outcome(page)
    assert told[0] == GOOD
    assert re.fullmatch(r"Files of the site: (\d+) of \1\.", told[3])
    assert page.said == []


def test_a_capture_of_the_readers_own_is_compared_with_the_hashes(root: Path, base: str, opened: Any) -> None:
    page = opened(base)
    page.set_input_files("#Files", root / "seeds/harbour.txt")
    told = outcome(page)
    assert told[0] == GOOD
    assert told[-1] == "harbour.txt is the capture seeds/harbour.txt."


# What does not


def test_a_tampered_capture_is_named_with_each_quote_that_is_lost(root: Path, base: str, opened: Any) -> None:
    script = root / "public/data/captures.js"
    capture = (root / "seeds/harbour.txt").read_bytes()
    forged = capture.replace("الهدنة مع".encode(), "الهدنه مع".encode())
    assert forged != capture
    change(script, base64.b64encode(capture), base64.b64encode(forged))
    page = opened(base)
    told = checked(page)
    assert told[:2] == [BAD, "Captures: 0 of 1."]
    assert any(line.startswith("seeds/harbour.txt: the sha256 is ") for line in told)
    assert any(line.startswith("harbour-opens#not-begun (statement): other words stand at") for line in told)
    assert page.locator(".hashes tr.bad .verdict").all_inner_texts() == ["differs"]
    link = page.locator("#Told a", has_text="harbour-opens#not-begun").first
    assert link.get_attribute("href") == f"{BRIEFING}#not-begun"


def test_a_capture_in_which_one_bit_is_flipped_is_named(root: Path, base: str, opened: Any) -> None:
    script = root / "public/data/captures.js"
    content = bytearray(script.read_bytes())
    content[content.index(b'"harbour-news", "') + 40] ^= 1
    script.write_bytes(content)
    assert "seeds/harbour.txt: the sha256 is " in " ".join(checked(opened(base)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            b'"statement", "harbour-news", ',
            b'"statement", "harbour-news", 1',
            "(statement): other words stand at",
        ),
        (b'"quotes": [', b'"quotes": [], "x": [', "data/captures.js lists 0 quotations"),
        (b'"captures": [', b'"captures": [], "x": [', "seeds/harbour.txt is not in data/captures.js"),
        (b'"captures": [', b'"captures": {', "data/captures.js is damaged"),
        (b'["harbour-news", "', b'["harbour-news", "?', "data/captures.js is damaged"),
    ],
)
def test_a_tampered_script_is_named(
    root: Path, base: str, opened: Any, old: bytes, new: bytes, told: str
) -> None:
    change(root / "public/data/captures.js", old, new)
    found = checked(opened(base))
    assert found[0] == BAD
    assert told in " ".join(found)


def test_without_its_script_the_page_says_so(root: Path, base: str, opened: Any) -> None:
    (root / "public/data/captures.js").unlink()
    found = checked(opened(base))
    assert found[0] == BAD
    assert "data/captures.js cannot be loaded." in found


def test_changed_and_missing_files_are_named_on_the_web(root: Path, http: str, opened: Any) -> None:
    public = root / "public"
    change(public / BRIEFING, "الهدنة مع".encode(), "الحرب مع".encode())
    change(public / "assets/site.css", b"color", b"colour")
    (public / "timeline.html").unlink()
    told = checked(opened(http))
    assert told[0] == BAD
    assert f"{BRIEFING} is not as it was built" in " ".join(told)
    assert "assets/site.css is not as it was built" in " ".join(told)
    assert "timeline.html is missing." in told
    assert any(line.startswith(f"{BRIEFING} shows words that do not stand at harbour-news:") for line in told)


def test_words_that_only_a_preview_shows_are_held_against_the_capture_too(
    root: Path, http: str, opened: Any
) -> None:
    file = root / "public" / "verify.html"
    page, mark, previews = file.read_text("utf-8").partition('<template id="Previews"')
    assert "الميناء سيفتح" in previews
    file.write_text(page + mark + previews.replace("الميناء سيفتح", "الميناء أُغلق"), "utf-8")
    told = checked(opened(http))
    assert any(line.startswith("verify.html shows words that do not stand at harbour-news:") for line in told)


def test_changed_missing_and_extra_files_are_named_from_a_folder(root: Path, opened: Any) -> None:
    public = root / "public"
    change(public / BRIEFING, "الهدنة مع".encode(), "الحرب مع".encode())
    (public / "timeline.html").unlink()
    (public / "more.html").write_text("x")
    page = opened(public.as_uri() + "/")
    page.set_input_files("#Folder", public)
    told = outcome(page)
    assert told[0] == BAD
    assert f"{BRIEFING} is not as it was built" in " ".join(told)
    assert "timeline.html is missing." in told
    assert "more.html is no file of this site." in told


def test_a_damaged_manifest_and_none_are_named(root: Path, http: str, opened: Any) -> None:
    path = root / "public/manifest.json"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "manifest.json is damaged." in checked(opened(http))
    path.unlink()
    assert "There is no manifest.json." in checked(opened(http))


def test_another_file_under_the_name_of_a_capture_is_named(root: Path, base: str, opened: Any) -> None:
    (root / "harbour.txt").write_text("something else")
    (root / "notes.txt").write_text("mine")
    page = opened(base)
    page.set_input_files("#Files", [root / "harbour.txt", root / "notes.txt"])
    told = outcome(page)
    assert told[0] == BAD
    assert any(
        line.startswith("harbour.txt has the name of seeds/harbour.txt and is another file") for line in told
    )
    assert any(line.startswith("notes.txt is no capture of this site") for line in told)


# Odd states


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-8-sig"])
def test_captures_in_other_encodings_are_read_as_the_build_read_them(
    root: Path, opened: Any, encoding: str
) -> None:
    capture, record = root / "seeds/harbour.txt", root / "content/sources/harbour-news.yml"
    before = sha256(capture.read_bytes()).hexdigest()
    capture.write_bytes(capture.read_text("utf-8").encode(encoding))
    after = sha256(capture.read_bytes()).hexdigest()
    named = "utf-8" if encoding == "utf-8-sig" else encoding  # then the mark at the beginning is a character
    record.write_text(record.read_text("utf-8").replace(before, f"{after}\nencoding: {named}"), "utf-8")
    write.site(pipeline.make(root)[1], root / "public", root)
    assert proof.verified(root, root / "public").quotes == quotes(root)
    told = checked(opened((root / "public").as_uri() + "/"))
    assert told[:3] == [GOOD, "Captures: 1 of 1.", f"Quotations: {quotes(root)} of {quotes(root)}."]


def test_a_capture_that_is_not_published_is_checked_when_the_reader_has_it(root: Path, opened: Any) -> None:
    site = root / "site.yml"
    site.write_text(site.read_text("utf-8").replace("source_text: full", "source_text: excerpts"), "utf-8")
    write.site(pipeline.make(root)[1], root / "public", root)
    page = opened((root / "public").as_uri() + "/")
    assert page.locator(".hashes .verdict").all_inner_texts() == ["not published here"]
    told = checked(page)
    assert told[0] == "Nothing could be checked."
    assert told[1].startswith("Captures that are not published here were left out")
    page.set_input_files("#Files", root / "seeds/harbour.txt")
    assert outcome(page)[:3] == [GOOD, "Captures: 1 of 1.", f"Quotations: {quotes(root)} of {quotes(root)}."]


def test_without_javascript_the_page_explains_and_offers_nothing_that_would_not_work(
    base: str, opened: Any
) -> None:
    page = opened(base, script=False)
    assert page.locator("noscript").inner_text().startswith("This part needs JavaScript")
    assert not page.locator("#Panel").is_visible()
    assert page.locator("#Proof").is_visible()
    assert page.locator(".hashes code.sha").count() == 1


def test_at_an_address_that_is_not_secure_the_page_says_why_it_cannot(root: Path, chromium: Any) -> None:
    page = chromium.new_page()

    def answer(route: Any) -> None:
        route.fulfill(path=root / "public" / route.request.url.removeprefix("http://dossier.test/"))

    page.route("http://dossier.test/**", answer)
    page.goto("http://dossier.test/verify.html")
    assert "not secure (http)" in page.locator("#Outcome").inner_text()
    assert not page.locator("#Panel").is_visible()
    page.close()


def test_footer_and_sources_lead_to_it(root: Path, opened: Any) -> None:
    page = opened((root / "public").as_uri() + "/")
    page.goto((root / "public/sources/harbour-news.html").as_uri())
    page.click(".hash a")
    assert page.url.endswith("public/verify.html#harbour-news")
    page.goto((root / "public" / BRIEFING).as_uri())
    page.click("footer >> text=Check it yourself")
    assert page.url.endswith("public/verify.html")
