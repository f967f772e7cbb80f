"""Figures and deadlines that can be compared, and the page on which both sides of a contradiction stand."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.problems import BuildFailed, Problem
from dossier.stages import read
from dossier.stages.compose import plot
from dossier.text.dates import when

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
TEMPLATES = read.templates(HOME)

BRIEFING = """\
source: harbour-news
draft: true
annotations:
  in-the-harbour:
    figure: ويعمل في الميناء
    {one}
    unit: people
    counts: fishermen
  fishermen:
    figure: نحو 1200 صياد
    {other}
    unit: people
    counts: fishermen
  nothing:
    gap:
    note: Nobody counts the boats.
"""
EXACT = "scope: harbour\n    as_of: 2023-04"
SIDES = "[harbour-opens#in-the-harbour, harbour-opens#fishermen]"
OTHER = "وتقول الصحيفة إن الميناء سيفتح أبوابه في 15 حزيران 2023.\nويعمل فيه 900 صياد.\n"


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DOSSIERS / "harbour", tmp_path / "harbour"))


@pytest.fixture
def two(harbour: Path) -> Path:
    """Two sources that name another day for the harbour, and a record that says so; one contradicts itself too."""
    briefing = harbour / "content/briefings/harbour-opens.yml"
    text = briefing.read_text("utf-8").replace(
        "  workers:",
        "  in-may:\n    event: الميناء سيفتح أبوابه في مايو\n    is: opening-in-may\n  workers:",
    )
    return write(
        harbour,
        {
            "content/briefings/harbour-opens.yml": text,
            "seeds/later.txt": OTHER,
            "content/sources/later.yml": (
                f"capture: seeds/later.txt\nsha256: {hashlib.sha256(OTHER.encode()).hexdigest()}\nlanguage: ar\n"
                "regions: {body: 1-2}\npublished: {value: 2023-05-02, inferred: invented}\n"
            ),
            "content/briefings/later.yml": (
                "source: later\ndraft: true\nannotations:\n"
                "  in-june:\n    event: سيفتح أبوابه في 15 حزيران 2023\n    is: opening-in-june\n"
                "    english: will open its gates on 15 June 2023\n"
                "  fewer:\n    figure: 900 صياد\n    value: 900\n    unit: people\n    counts: workers\n"
            ),
            "content/events.yml": (
                "opening-in-may:\n  title: The harbour opens in May\n  status: foreseen\n"
                "  date: {value: 2023-05, inferred: the month is printed}\n"
                "opening-in-june:\n  title: The harbour opens in June\n  status: foreseen\n"
                "  date: {value: 2023-06-15, inferred: the day is printed}\n"
                "open-for-good:\n  title: The harbour stays open\n  status: foreseen\n"
                "  date: {value: 2023-06-15/.., inferred: from then on}\n"
            ),
            "content/contradictions.yml": (
                "month-of-opening:\n  what: In which month the harbour opens\n"
                "  sides: [later#in-june, harbour-opens#opens-in-may]\n  topics: [harbour]\n"
                "  handling: Left open. The later text is the more exact [@later#in-june].\n"
                "begun-or-not:\n  what: Whether the plan has begun\n"
                "  sides: [harbour-opens#no-fees, harbour-opens#not-begun]\n  handling: Nobody says.\n"
            ),
        },
    )


@pytest.fixture
def site() -> Callable[[Path], dict[str, str]]:
    def made(root: Path) -> dict[str, str]:
        return {
            f.path: f.content.decode() for f in pipeline.make(root)[1] if f.path.endswith((".html", ".csv"))
        }

    return made


# Figures that differ


def told(root: Path, one: str, other: str, contradictions: str = "") -> list[Problem]:
    files = {"content/briefings/harbour-opens.yml": BRIEFING.format(one=one, other=other)}
    (root / "content/claims.yml").unlink(missing_ok=True)
    if contradictions:
        files["content/contradictions.yml"] = contradictions
    try:
        found: tuple[Problem, ...] = pipeline.evidence(write(root, files))[1]
    except BuildFailed as failed:
        found = failed.problems
    assert all("figures differ" in problem.what or "no rendering" in problem.what for problem in found), found
    return [problem for problem in found if "figures differ" in problem.what]


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (f"value: 2\n    {EXACT}", f"value: 3\n    {EXACT}", "fault"),
        (f"value: 2\n    {EXACT}", "value: 3\n    scope: Harbours\n    as_of: 2023-04-01/2023-04-30", "fault"),
        (f"value: 2\n    {EXACT}", f"value: 2\n    {EXACT}", None),
        (f"value: 2\n    {EXACT}", EXACT, None),  # without a number there is nothing to compare
        (f"value: 1210\n    {EXACT}", f"value: 1200\n    approximate: true\n    {EXACT}", None),
        (f"value: 2\n    {EXACT}", f"value: 1\n    upper: 3\n    {EXACT}", None),
        (f"value: 2\n    {EXACT}", "value: 3\n    scope: harbour\n    as_of: 2023-05", None),
        (f"value: 2\n    {EXACT}", "value: 3\n    scope: the old harbour\n    as_of: 2023-04", None),
        (f"value: 2\n    {EXACT}", "value: 3\n    scope: harbour", "warning"),
        (f"value: 2\n    {EXACT}", "value: 3\n    as_of: 2023-04", "warning"),
        (f"value: 2\n    {EXACT}", "value: 3\n    as_of: 2023-05", None),
        ("value: 2", "value: 3", "warning"),
        ("value: 2", "value: 2", None),
    ],
)
def test_figures_of_one_unit_thing_scope_and_day_have_one_value(
    harbour: Path, one: str, other: str, level: str | None
) -> None:
    found = told(harbour, one, other)
    assert [problem.level for problem in found] == ([level] if level else [])
    for problem in found:
        assert problem.at.path == "content/briefings/harbour-opens.yml"
        assert "«harbour-opens#in-the-harbour»" in problem.what and SIDES in problem.mend


def test_a_contradiction_that_has_both_among_its_sides_acknowledges_them(harbour: Path) -> None:
    record = "how-many:\n  what: How many\n  handling: Left open.\n  sides: "
    figures = f"value: 2\n    {EXACT}", f"value: 3\n    {EXACT}"
    assert not told(harbour, *figures, record + SIDES)
    apart = "".join(
        f"{id}:\n  what: How many\n  handling: Left open.\n  sides: [{side}, harbour-opens#nothing]\n"
        for id, side in (("one", "harbour-opens#in-the-harbour"), ("other", "harbour-opens#fishermen"))
    )
    assert [problem.level for problem in told(harbour, *figures, apart)] == ["fault"]


@pytest.mark.parametrize("value", ["nan", "inf", "-Infinity"])
def test_a_figure_has_a_number_that_can_be_compared(harbour: Path, value: str) -> None:
    text = BRIEFING.format(one=f"value: {value}", other="value: 2")
    with pytest.raises(BuildFailed) as failed:
        pipeline.evidence(write(harbour, {"content/briefings/harbour-opens.yml": text}))
    assert failed.value.problems[0].at.line == 6


def test_figures_are_exported_as_their_records_have_them(
    two: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    table = site(two)["data/figures.csv"]
    assert table.splitlines()[0] == (
        "value,upper,unit,counts,scope,as_of,approximate,source,start,end,words,english,annotation"
    )
    rows = list(csv.DictReader(io.StringIO(table)))
    captures = {"harbour-news": "harbour.txt", "later": "later.txt"}
    assert [(row["value"], row["approximate"], row["annotation"]) for row in rows] == [
        ("1200", "true", "harbour-opens#workers"),
        ("900", "false", "later#fewer"),
    ]
    for row in rows:
        text = (two / "seeds" / captures[row["source"]]).read_bytes().decode()
        assert text[int(row["start"]) : int(row["end"])] == row["words"]


# The page of contradictions


def test_both_sides_stand_in_their_own_words_with_what_can_be_settled(
    two: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    page = site(two)["contradictions.html"]
    between, _, within = page.partition('id="Within"')
    assert 'id="Between"' in between
    assert '<article class="contradiction folds" id="month-of-opening">' in between
    assert '<article class="contradiction folds" id="begun-or-not">' in within
    entry = between.partition('id="month-of-opening"')[2]
    words = ["في مايو", "في 15 حزيران 2023", "Left open. The later text is the more exact"]
    places = [entry.find(text) for text in words]
    assert -1 not in places and places == sorted(places), "the earlier article first, our handling last"
    assert "Layla Haddad" in entry and "Minister of Transport" in entry
    assert 'href="briefings/harbour-opens.html#opens-in-may"' in entry
    assert 'href="briefings/later.html#in-june"' in entry
    assert 'href="topics/harbour.html"' in entry
    assert "2 contradictions: 1 between sources, 1 within one" in page


def test_a_contradiction_is_led_to_from_home_topic_and_both_passages(
    two: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    made = site(two)
    assert 'href="contradictions.html"' in made["index.html"].partition("<main")[2].partition("</main>")[0]
    assert 'href="contradictions.html"' in made["index.html"].partition("<footer")[2]
    assert 'href="../contradictions.html#month-of-opening"' in made["topics/harbour.html"]
    for page, note in (("harbour-opens", "opens-in-may"), ("later", "in-june")):
        own = re.search(rf'<li [^>]*id="{note}".*?</li>', made[f"briefings/{page}.html"], re.DOTALL)
        assert own and 'href="../contradictions.html#month-of-opening"' in own[0]
    assert "month-of-opening" not in made["briefings/harbour-opens.html"].partition('id="no-fees"')[2]


def test_where_no_contradiction_is_recorded_the_page_says_so(
    harbour: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    made = site(harbour)
    english = read.words(TEMPLATES, "en")
    assert english("contradictions_empty") in made["contradictions.html"]
    assert 'href="contradictions.html"' not in made["index.html"].partition("<main")[2].partition("</main>")[0]
    assert read.words(TEMPLATES, "ar")("contradictions_empty") in site(DOSSIERS / "mina")["contradictions.html"]


def test_every_contradiction_of_this_dossier_has_all_its_sides_on_the_page(
    site: Callable[[Path], dict[str, str]],
) -> None:
    page = site(HOME)["contradictions.html"]
    records = pipeline.evidence(HOME)[0].traced.anchored.entities.records.contradictions
    assert len(records) == page.count('<article class="contradiction folds"')
    for id, record in records.items():
        entry = page.partition(f'id="{id}"')[2].partition("</article>")[0]
        for side in record.sides:
            assert f'href="briefings/{side.replace("#", ".html#")}"' in entry, (id, side)


# Deadlines


def test_a_deadline_stands_with_the_day_that_announced_it(
    two: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    section = site(two)["timeline.html"].partition('id="Deadlines"')[2]
    assert section.count('class="plot-mark') == 2
    rows = re.findall(r'<td class="deadline-number">.*?</tr>', section, re.DOTALL)
    text = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in rows]
    assert text[0].startswith("1 May 2023 inferred The harbour opens in May 11 April 2023 published · about")
    assert text[1].startswith(
        "2 15 June 2023 inferred The harbour opens in June 2 May 2023 published · 44 days ahead"
    )
    assert len(rows) == 2, "what has no last day is no deadline"
    assert "style=" not in section and "<script" not in section.partition("</main>")[0]


def test_a_deadline_is_announced_when_it_was_said(
    tmp_path: Path, site: Callable[[Path], dict[str, str]]
) -> None:
    root = Path(shutil.copytree(DOSSIERS / "ferry", tmp_path / "ferry"))
    briefing = root / "content/briefings/ferry-returns.yml"
    briefing.write_text(
        briefing.read_text("utf-8").replace("said: {value: 2022-10,", "said: {value: 2022-09,"), "utf-8"
    )
    ferry = site(root)["timeline.html"].partition('id="Deadlines"')[2]
    assert re.search(
        r'September 2022 <span class="quiet">said</span><br><a [^>]*>Ruth Okafor</a>: Island Times', ferry
    )


def test_without_deadlines_there_is_no_plot(harbour: Path, site: Callable[[Path], dict[str, str]]) -> None:
    assert "Deadlines" not in site(harbour)["timeline.html"]


def due(number: int, named: str, *announced: str) -> plot.Due:
    return plot.Due(number=number, named=when(named), announced=tuple((when(day), day) for day in announced))


def test_a_plot_is_the_same_seen_in_a_mirror_where_the_page_is_read_from_the_right() -> None:
    dues = (due(1, "2021-12-31", "2021-07-23", "2021-11-19"), due(2, "2025", "2024-09-27?"))
    left, right = plot.plot(dues, "ltr"), plot.plot(dues, "rtl")
    assert left and right
    for one, other in zip(left.marks, right.marks, strict=True):
        assert float(one.x) + float(one.width) + float(other.x) == pytest.approx(left.width, abs=0.11)
        assert (one.y, one.width, one.height) == (other.y, other.width, other.height)
    assert [number.text for number in left.numbers] == ["1", "2"]


def test_a_mark_is_as_wide_and_high_as_its_dates_are_vague() -> None:
    drawn = plot.plot((due(1, "2021-12-31", "2021-01"), due(2, "2023", "2022-06-01?")), "ltr")
    assert drawn
    month, year = drawn.marks
    assert float(month.width) > plot.POINT == float(month.height) and not month.dashed
    assert float(year.height) > plot.POINT == float(year.width) and year.dashed


def test_later_announcements_of_the_same_day_lie_higher_up_or_level_never_under_the_line() -> None:
    drawn = plot.plot(
        (due(1, "2021-12-31", "2021-01-01", "2021-06-01"), due(2, "2022-12-31", "2021-06-01")), "ltr"
    )
    assert drawn and drawn.same_day
    first, second, third = drawn.marks
    assert first.y == second.y and float(third.y) < float(first.y)
    assert len(drawn.level) == 1
    assert (drawn.same_day.x1, drawn.same_day.y1) == ("44.0", "314.0")  # both axes begin with 2021


def test_marks_of_two_deadlines_never_cover_each_other() -> None:
    drawn = plot.plot([due(n, "2025-09", "2024-09-27") for n in range(1, 5)], "ltr")
    assert drawn
    places = [float(mark.x) for mark in drawn.marks]
    assert places == sorted(places)
    assert all(after - before >= plot.POINT for before, after in pairwise(places))


def test_what_is_announced_on_no_known_day_is_told_and_not_plotted() -> None:
    assert plot.plot([due(1, "2025")], "ltr") is None
