"""How evidence hangs together, as pages show it: shared passages, origins, chains, the matrix of a claim."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import re
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier
from dossier.stages import read

HOME = Path(__file__).parents[1]
HARBOUR = HOME / "tests" / "dossiers" / "harbour"
ENGLISH, ARABIC = (read.words(read.templates(HOME), language) for language in ("en", "ar"))

PLACED = re.compile(r'<(\w+)\b[^>]*\sdata-span="([^":]+):(\d+)-(\d+)"[^>]*>(.*?)</\1>', re.DOTALL)
OURS = re.compile(r"<span\b.*?</span>|<[^>]*>", re.DOTALL)


@cache
def built(root: Path) -> dict[str, str]:
    _, files = pipeline.make(root)
    return {f.path: f.content.decode() for f in files if not f.path.endswith(".woff2")}


@cache
def linked(root: Path) -> Dossier:
    return pipeline.evidence(root)[0]


def section(page: str, id: str) -> str:
    """What stands in the section whose heading has this id."""
    found = re.search(rf'<section aria-labelledby="{id}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def plain(markup: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", markup).split()))


@pytest.fixture
def copy(tmp_path: Path) -> Callable[..., Path]:
    """A copy of this dossier in which texts were replaced: `copy({path: (old, new)})`."""

    def change(changes: dict[str, tuple[str, str]]) -> Path:
        root = tmp_path / "copy"
        for folder in ("content", "seeds"):
            shutil.copytree(HOME / folder, root / folder)
        shutil.copy(HOME / "site.yml", root / "site.yml")
        for path, (old, new) in changes.items():
            text = (root / path).read_text("utf-8")
            assert old in text, path
            (root / path).write_text(text.replace(old, new, 1), "utf-8")
        return root

    return change


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The harbour dossier with two more outlets, one of which printed the words of the other with two changed."""
    root = tmp_path / "copied"
    shutil.copytree(HARBOUR, root)
    text = "أُعيد فتح الميناء الكبير\nقال الوزير أمس إن ترميم الأرصفة الشرقية والحواجز الحجرية القديمة سينتهي قبل حلول موسم الأمطار المقبل.\n"
    other = text.replace("القديمة", "المتهدمة").replace("المقبل", "القادم")
    for id, outlet, words in (("first", "harbour-daily", text), ("second", "harbour-evening", other)):
        (root / "seeds" / f"{id}.txt").write_text(words, "utf-8")
        digest = hashlib.sha256(words.encode()).hexdigest()
        (root / "content" / "sources" / f"{id}.yml").write_text(
            f"capture: seeds/{id}.txt\nsha256: {digest}\nlanguage: ar\nregions: {{title: 1, body: 2}}\n"
            f"publisher: {{value: {outlet}, background: invented for a test}}\nagency: unknown\n"
            "published: unknown\nupdated: unknown\nbyline: unknown\nurl: unknown\ncaptured: unknown\n",
            "utf-8",
        )
    with (root / "content" / "actors.yml").open("a", encoding="utf-8") as actors:
        for outlet in ("daily", "evening"):
            actors.write(f"\nharbour-{outlet}:\n  name: The Harbour {outlet.title()}\n  kind: outlet\n")
    return root


# Shared passages


def test_a_shared_passage_stands_on_the_pages_of_both_articles_with_what_differs_marked() -> None:
    dossier = linked(HOME)
    assert len(dossier.shared_passages) >= 3
    for passage in dossier.shared_passages:
        for side in (passage, passage.turned()):
            (briefing,) = dossier.briefings_by_source[side.source_a]
            (opposite,) = dossier.briefings_by_source[side.source_b]
            shown = section(built(HOME)[f"briefings/{briefing}.html"], "Shared")
            for source, span in ((side.source_a, side.span_a), (side.source_b, side.span_b)):
                assert f'data-span="{source}:{span.start}-{span.end}"' in shown
            assert f'href="../briefings/{briefing}.html#L{side.line_a}"' in shown
            assert f'href="../briefings/{opposite}.html#L{side.line_b}"' in shown
            texts = {id: dossier.traced.anchored.captures[id].text for id in (side.source_a, side.source_b)}
            for piece in side.pieces:
                for source, span in ((side.source_a, piece.a), (side.source_b, piece.b)):
                    words = html.escape(span.of(texts[source]))
                    marked = f'<mark class="{piece.kind}">{words}</mark>' in shown
                    assert marked == (piece.kind != "equal" and bool(words)), (piece.kind, words)


def test_all_that_a_shared_passage_shows_of_a_capture_stands_there() -> None:
    captures = linked(HOME).traced.anchored.captures
    seen = 0
    for path, page in built(HOME).items():
        if path.startswith("briefings/"):
            for _, source, start, end, words in PLACED.findall(section(page, "Shared")):
                assert html.unescape(OURS.sub("", words)) == captures[source].text[int(start) : int(end)]
                seen += 1
    assert seen == 4 * len(linked(HOME).shared_passages)


def test_our_rendering_stands_beside_a_shared_passage_where_an_annotation_has_its_words() -> None:
    shown = section(built(HOME)["briefings/washington-may-withdraw.html"], "Shared")
    assert "the withdrawal of US forces from Iraq" in plain(shown)
    assert "the withdrawal of “the combat forces from Iraq”" in plain(shown)
    assert 'href="../briefings/kadhimi-in-washington.html#combat-forces-in-marks"' in shown


def test_an_article_that_shares_nothing_says_so_where_there_are_others() -> None:
    assert ENGLISH("shared_none") in section(built(HOME)["briefings/coalition-to-end.html"], "Shared")
    assert not section(built(HARBOUR)["briefings/harbour-opens.html"], "Shared")


def test_a_source_without_briefing_shows_its_shared_passages_on_its_own_page(copied: Path) -> None:
    page = built(copied)["sources/first.html"]
    shown = section(page, "Shared")
    assert (
        '<mark class="different">القديمة</mark>' in shown and '<mark class="different">المتهدمة</mark>' in shown
    )
    assert 'href="../sources/second.html#L2"' in shown
    record = plain(section(page, "Record"))
    assert f"{ENGLISH('same_origin')} The Harbour Evening {ENGLISH('same_passage')}" in record


def test_a_withheld_side_shows_nothing_but_what_annotations_quote(copy: Callable[..., Path]) -> None:
    withheld = "hurriya-2021-07-26"
    root = copy({f"content/sources/{withheld}.yml": ("language: ar", "language: ar\nsource_text: excerpts")})
    dossier = linked(root)
    quoted = [
        note.anchor.span for note in dossier.annotations.values() if note.source == withheld and note.anchor
    ]
    for briefing in ("washington-may-withdraw", "kadhimi-in-washington"):
        shown = section(built(root)[f"briefings/{briefing}.html"], "Shared")
        places = [(int(a), int(b)) for _, source, a, b, _ in PLACED.findall(shown) if source == withheld]
        assert places
        assert all(any(q.start <= a and b <= q.end for q in quoted) for a, b in places)
        assert "<mark class" not in shown.partition("<h3>")[2]  # what is alike would tell what is withheld
        assert ENGLISH("shared_partly") in shown and ENGLISH("shared_unmarked") in shown


def test_a_withheld_side_without_annotations_is_left_out_with_a_sentence(copied: Path) -> None:
    record = copied / "content" / "sources" / "second.yml"
    record.write_text(record.read_text("utf-8") + "source_text: excerpts\n", "utf-8")
    for path, page in built(copied).items():
        assert "المتهدمة" not in page, path
    shown = section(built(copied)["sources/first.html"], "Shared")
    assert ENGLISH("shared_withheld") in shown
    assert 'data-span="second' not in shown and 'data-span="first' in shown


# Origins


def test_a_claim_tells_how_many_outlets_report_it_of_how_many_origins_and_why() -> None:
    page = plain(built(HOME)["claims/iraq-still-needs-us-support.html"])
    assert "Reported by 4 outlets, 2 origins (shared passage, same speaker)" in page
    index = plain(built(HOME)["claims/index.html"])
    assert "Asserted by four sources of two origins (shared passage, same speaker)." in index
    for words in (built(HOME)["claims/iraq-still-needs-us-support.html"], built(HOME)["sources/index.html"]):
        assert "passage" in plain(words)


def test_why_sources_are_one_is_told_in_the_language_of_the_site(copy: Callable[..., Path]) -> None:
    site = built(copy({"site.yml": ("language: en", "language: ar")}))
    claim = plain(site["claims/iraq-still-needs-us-support.html"])
    assert "وردت في 4 وسائل من أصلين (مقطع مشترك، صاحب الكلام نفسه)" in claim
    source = section(site["sources/almodon-2021-07-23.html"], "Record")
    assert f'<span class="basis">{ARABIC("same_passage")}</span>' in source
    assert ">passage<" not in source


# Chains


def test_each_statement_and_each_source_tells_its_chain_and_its_removes() -> None:
    dossier = linked(HOME)
    for briefing, refs in dossier.by_briefing.items():
        page = built(HOME)[f"briefings/{briefing}.html"]
        told = page.count('<span class="chain">')
        assert told == sum(dossier.annotations[ref].record.kind == "statement" for ref in refs), briefing
    page = built(HOME)["briefings/washington-may-withdraw.html"]
    note = page.partition('id="no-fighters-needed"')[2].partition("</li>")[0]
    assert "Fuad Hussein ← Wall Street Journal ← Almodon (suspected) , at two removes" in plain(note)
    record = plain(section(built(HOME)["sources/bayan-al-yaoum-2021-07-27.html"], "Record"))
    way = "Agence France-Presse (suspected) ← Bayan al-Yaoum ← Maghress (suspected) , at two removes"
    assert way in record
    unknown = plain(section(built(HOME)["sources/unidentified-2024-09-27.html"], "Record"))
    assert ENGLISH("outlet_unknown") in unknown


def test_an_arabic_chain_runs_from_the_right(copy: Callable[..., Path]) -> None:
    site = built(copy({"site.yml": ("language: en", "language: ar")}))
    note = site["briefings/washington-may-withdraw.html"].partition('id="no-fighters-needed"')[2]
    assert "فؤاد حسين → وول ستريت جورنال → المدن (ظنًّا) ، عبر وسيطين" in plain(note.partition("</li>")[0])


def test_an_outlet_that_is_not_known_is_a_hand_all_the_same(copied: Path) -> None:
    record = copied / "content" / "sources" / "harbour-news.yml"
    text = record.read_text("utf-8")
    record.write_text(re.sub(r"(?m)^publisher:.*(\n .*)*", "publisher: unknown", text), "utf-8")
    note = plain(built(copied)["briefings/harbour-opens.html"])
    assert f"← {ENGLISH('outlet_unknown')} , at one remove" in note


def test_direct_and_relayed_words_are_kept_apart_on_an_actors_page() -> None:
    dossier = linked(HOME)
    both = 0
    for actor, refs in dossier.by_speaker.items():
        page = built(HOME)[f"actors/{actor}.html"]
        relayed = {ref for ref in refs if dossier.annotations[ref].mode == "indirect"}
        for id, held in (("Direct", set(refs) - relayed), ("Relayed", relayed)):
            shown = section(page, id)
            linked_to = set(re.findall(r'href="\.\./briefings/([\w-]+\.html#[\w-]+)"', shown))
            assert {f"{ref.briefing}.html#{ref.annotation}" for ref in held} == linked_to, (actor, id)
        both += bool(relayed) and len(relayed) < len(refs)
    assert both


# The matrix of a claim


def test_expectation_and_result_silence_and_denial_are_told_apart_in_words() -> None:
    for claim, refs in linked(HOME).by_claim.items():
        page = plain(built(HOME)[f"claims/{claim}.html"])
        held = {linked(HOME).annotations[ref].claims[claim] for ref in refs}
        for stance in ("asserts", "expects", "qualifies", "denies"):
            assert (ENGLISH(f"stance_means_{stance}") in page) == (stance in held), (claim, stance)
        assert (ENGLISH("claim_silent") in page) == (ENGLISH("claim_silent_note") in page)
    assert ENGLISH("claims_key") in plain(built(HOME)["claims/index.html"])


def test_a_claim_with_evidence_on_one_side_only_says_so() -> None:
    sides = {"for": {"asserts", "expects"}, "against": {"qualifies", "denies"}}
    seen = set()
    for claim, refs in linked(HOME).by_claim.items():
        held = {linked(HOME).annotations[ref].claims[claim] for ref in refs}
        one_sided = sum(bool(held & side) for side in sides.values()) == 1
        head = built(HOME)[f"claims/{claim}.html"].partition("</header>")[2].partition("</header>")[0]
        assert ("One-sided" in plain(head)) == one_sided, claim
        seen.add(one_sided)
    assert seen == {True, False}


def test_what_each_source_says_of_each_claim_is_exported_and_linked() -> None:
    dossier = linked(HOME)
    rows = list(csv.DictReader(io.StringIO(built(HOME)["data/claims.csv"])))
    assert list(rows[0]) == ["claim", "source", "stance", "annotation", "start", "end", "words", "english"]
    assert len(rows) == sum(map(len, dossier.by_claim.values()))
    for row in rows:
        text = dossier.traced.anchored.captures[row["source"]].text  # type: ignore[index]
        if row["start"]:
            assert text[int(row["start"]) : int(row["end"])] == row["words"].removeprefix("'")
    assert 'href="../data/claims.csv"' in built(HOME)["claims/index.html"]


def test_a_claims_table_can_be_sorted_by_keyboard_and_read_without_scripts(
    chromium: Any, tmp_path: Path
) -> None:
    for path, text in built(HOME).items():
        if path.startswith(("claims/", "assets/")):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
    address = (tmp_path / "claims" / "iraq-still-needs-us-support.html").as_uri()
    rows = ".stand tbody th a"
    bare = chromium.new_page(java_script_enabled=False)
    bare.goto(address)
    before = bare.locator(rows).all_inner_texts()
    assert bare.locator(".stand button").count() == 0 and len(before) > 2
    bare.close()
    page = chromium.new_page()
    page.goto(address)
    button = page.locator(".stand thead button").first
    seen = []
    for _ in range(3):
        button.focus()
        page.keyboard.press("Enter")
        seen.append(
            (button.locator("xpath=..").get_attribute("aria-sort"), page.locator(rows).all_inner_texts())
        )
    page.close()
    assert seen == [("ascending", sorted(before)), ("descending", sorted(before, reverse=True)), (None, before)]
