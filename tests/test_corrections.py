"""Corrections are told on their own page and on each page touched; what is withdrawn keeps its address and no more."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier
from dossier.problems import BuildFailed

HOME = Path(__file__).parents[1]
HARBOUR = HOME / "tests" / "dossiers" / "harbour"
BRIEFING = "content/briefings/harbour-opens.yml"
CORRECTIONS = """\
name-spelt-wrong:
  date: 2025-04
  what: A name was spelt in two ways.
  why: Nobody had compared them.
  touched: [actor:sami-mansour]
wrong-month:
  date: 2025-05-03
  what: We had written *June* for May [@harbour-opens#opens-in-may].
  why: A slip of ours, not of the paper.
  touched:
    - harbour-opens#opens-in-may
    - briefing:harbour-opens
    - source:harbour-news
    - actor:layla-haddad
    - topic:harbour
    - claim:harbour-opens
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def site(root: Path) -> dict[str, str]:
    _, files = pipeline.make(root)
    return {f.path: f.content.decode() for f in files if f.path.endswith((".html", ".csv"))}


def main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main(html)))


# Corrections


def test_the_corrections_page_tells_the_newest_first_with_all_that_was_touched(root: Path) -> None:
    (root / "content/corrections.yml").write_text(CORRECTIONS, "utf-8")
    page = site(root)["corrections.html"]
    assert re.findall(r'<article class="correction" id="([^"]+)"', page) == ["wrong-month", "name-spelt-wrong"]
    first, second = page.split("<article")[1:]
    assert "Corrected on 3 May 2025" in first and "Corrected, April 2025" in second
    assert "We had written <em>June</em> for May" in first
    assert "A slip of ours, not of the paper." in first
    listed = re.findall(r'<li>.*?href="([^"]+)"', first)
    assert listed == [
        "briefings/harbour-opens.html#opens-in-may", "briefings/harbour-opens.html", "sources/harbour-news.html",
        "actors/layla-haddad.html", "topics/harbour.html", "claims/harbour-opens.html",
    ]  # fmt: skip
    assert "The harbour will open its gates in May." in first


def test_each_page_touched_has_a_line_that_leads_to_the_record(root: Path) -> None:
    (root / "content/corrections.yml").write_text(CORRECTIONS, "utf-8")
    made = site(root)
    touched = {
        "briefings/harbour-opens.html", "sources/harbour-news.html", "actors/layla-haddad.html",
        "topics/harbour.html", "claims/harbour-opens.html", "actors/sami-mansour.html",
    }  # fmt: skip
    assert {path for path, html in made.items() if 'class="corrected"' in html} == touched
    for path in touched - {"actors/sami-mansour.html"}:
        assert made[path].count('class="corrected"') == 1, path  # once, also where the briefing and its note are touched
        assert '<a href="../corrections.html#wrong-month">Corrected on 3 May 2025</a>:' in made[path]
        assert "We had written June for May" in text(made[path])


def test_without_a_correction_the_page_says_so_and_every_page_leads_to_it(root: Path) -> None:
    made = site(root)
    assert "Nothing has been corrected or withdrawn so far." in made["corrections.html"]
    for path, html in made.items():
        if path.endswith(".html"):
            assert 'corrections.html"' in html, path


def test_an_arabic_site_tells_corrections_in_arabic(tmp_path: Path) -> None:
    shutil.copytree(HOME / "tests/dossiers/mina", tmp_path, dirs_exist_ok=True)
    (tmp_path / "content/corrections.yml").write_text(
        "one: {date: 2025-05-03, what: كان الاسم خطأ., why: سهو., touched: [actor:layla-haddad]}\n", "utf-8"
    )
    assert "صُوّب في 3" in site(tmp_path)["actors/layla-haddad.html"]


# Withdrawals


def withdraw(root: Path, why: str = "The [paper](actor:harbour-gazette) took it back.") -> None:
    change(root, BRIEFING, "source: harbour-news\n", f"source: harbour-news\nwithdrawn: {{date: 2025-06-01, why: '{why}'}}\n")


@pytest.fixture
def withdrawn(root: Path) -> Path:
    withdraw(root)
    return root


def dossier(root: Path) -> Dossier:
    return pipeline.evidence(root)[0]


def test_a_withdrawn_briefing_keeps_its_address_title_and_provenance(withdrawn: Path) -> None:
    made = site(withdrawn)
    page = made["briefings/harbour-opens.html"]
    assert "<h1>The harbour is to open in May</h1>" in page
    assert "Withdrawn on 1 June 2025" in page
    assert '<a href="../actors/harbour-gazette.html">paper</a> took it back.' in page
    assert "864a896f417a978aafcd1a5190e43df3a437bd0e63952801fbca7a230357f6be" in page
    assert '<article class="correction" id="Withdrawn-harbour-opens">' in made["corrections.html"]
    assert "Withdrawn on 1 June 2025" in made["sources/harbour-news.html"]


def test_its_capture_is_not_published_with_the_captures(root: Path) -> None:
    held = base64.b64encode((root / "seeds/harbour.txt").read_bytes()).decode()
    assert any(held in file.content.decode("latin-1") for file in pipeline.make(root)[1])
    withdraw(root)
    assert not any(held in file.content.decode("latin-1") for file in pipeline.make(root)[1])


def test_nothing_else_of_it_is_shown_anywhere(withdrawn: Path) -> None:
    """Neither its text, nor what we wrote on it, nor an address within it."""
    words = ("سيفتح", "الصيادين", "سوق قديمة", "open its gates", "no new fees", "not convinced", "1,200", "أسعار السمك")
    for path, html in site(withdrawn).items():
        assert not [word for word in words if word in html], path
        assert "harbour-opens.html#" not in html.replace("corrections.html#Withdrawn-", ""), path


def test_it_is_out_of_lists_counts_mentions_claims_and_origins(withdrawn: Path) -> None:
    made = site(withdrawn)
    for path, html in made.items():
        if path not in ("corrections.html", "briefings/harbour-opens.html", "sources/harbour-news.html"):
            assert "briefings/harbour-opens.html" not in html, path
            assert "The harbour is to open in May" not in html, path
    assert made["data/mentions.csv"].count("\n") == 1
    assert "Not named in the text of any source." in made["actors/layla-haddad.html"]
    assert "No source speaks of it." in made["claims/harbour-opens.html"]
    found = dossier(withdrawn)
    assert found.annotations == found.claim_origins == found.by_speaker == found.mentions_by_actor == {}
    assert found.origins == ()
    summary, _ = pipeline.make(withdrawn)
    assert (summary.sources, summary.briefings, summary.annotations) == (0, 0, 0)


def test_its_own_record_may_stay_as_it_was(withdrawn: Path) -> None:
    """Nobody mends quotes and citations of what no longer counts."""
    change(withdrawn, BRIEFING, "[@not-begun]", "[@no-such-note]")
    change(withdrawn, BRIEFING, "figure: نحو 1200 صياد", "figure: نحو 1300 صياد")
    assert pipeline.check(withdrawn).warnings == ()


def test_a_source_with_another_briefing_still_counts(withdrawn: Path) -> None:
    (withdrawn / "content/briefings/again.yml").write_text("source: harbour-news\ntitle: Again\ndraft: true\n", "utf-8")
    found = dossier(withdrawn)
    assert len(found.mentions_by_actor) == 2
    made = site(withdrawn)
    assert "سوق قديمة" in made["sources/harbour-news.html"]
    assert "سوق قديمة" not in made["briefings/harbour-opens.html"]


def faults(root: Path) -> list[tuple[str, str]]:
    with pytest.raises(BuildFailed) as failed:
        pipeline.check(root)
    return [(str(problem.at), problem.what) for problem in failed.value.problems]


def test_what_still_cites_it_is_told_with_its_place(withdrawn: Path) -> None:
    change(withdrawn, "content/topics.yml", "The plan to open it.", "'The plan to open it [@harbour-opens#opens-in-may].'")
    (withdrawn / "content/contradictions.yml").write_text(
        "one:\n  what: x\n  sides: [harbour-opens#not-begun, harbour-opens#no-fees]\n  handling: y\n", "utf-8"
    )
    assert faults(withdrawn) == [
        ("content/contradictions.yml:3:11", "the annotation «harbour-opens#not-begun» is withdrawn with its briefing"),
        ("content/contradictions.yml:3:36", "the annotation «harbour-opens#no-fees» is withdrawn with its briefing"),
        ("content/topics.yml:1:80", "the annotation «harbour-opens#opens-in-may» is withdrawn with its briefing"),
    ]


def test_what_still_takes_its_words_as_evidence_is_told_with_its_place(withdrawn: Path) -> None:
    (withdrawn / "content/events.yml").write_text(
        "one: {title: x, status: foreseen, date: {value: 2023-05, stated: {quote: في مايو, source: harbour-news}}}\n", "utf-8"
    )
    assert faults(withdrawn) == [
        ("content/events.yml:1:74", "«في مايو» is quoted from source harbour-news, whose article was withdrawn")
    ]


def test_an_earlier_correction_of_it_stays_on_record(withdrawn: Path) -> None:
    (withdrawn / "content/corrections.yml").write_text(CORRECTIONS.replace(" [@harbour-opens#opens-in-may]", ""), "utf-8")
    made = site(withdrawn)
    assert 'class="corrected"' in made["briefings/harbour-opens.html"]
    assert made["corrections.html"].count('<a href="briefings/harbour-opens.html">') == 2


def test_the_reason_may_lead_to_the_notice_and_to_other_records(root: Path) -> None:
    change(root, "content/topics.yml", "The plan to open it.", "'See [the notice](briefing:harbour-opens).'")
    withdraw(root)
    assert '<a href="../briefings/harbour-opens.html"' in site(root)["topics/harbour.html"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("withdrawn:\n", "withdrawn: without its date and reason"),
        ("withdrawn: {date: 2025-06-01}\n", "«why» is missing"),
        ("withdrawn: {why: x}\n", "«date» is missing"),
        ("withdrawn: true\n", "keys with values are expected here"),
    ],
)
def test_a_withdrawal_has_a_date_and_a_reason(root: Path, written: str, told: str) -> None:
    change(root, BRIEFING, "source: harbour-news\n", f"source: harbour-news\n{written}")
    (fault,) = faults(root)
    assert told in fault[1]


def test_a_withdrawn_briefing_still_names_a_source_that_is_there(withdrawn: Path) -> None:
    change(withdrawn, BRIEFING, "source: harbour-news\n", "source: harbor-news\n")
    assert faults(withdrawn) == [(f"{BRIEFING}:1:9", "there is no source «harbor-news»")]
