"""Pictures and the pages around them: ribbons, strips, piles of years, headings that can be linked to, tables to download."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.site import Html, Phrase
from dossier.stages.compose.contents import contents
from dossier.stages.compose.ribbon import ribbon

HOME = Path(__file__).parent.parent
DOSSIERS = HOME / "tests" / "dossiers"


@cache
def site(root: Path) -> dict[str, str]:
    _, files = pipeline.make(root)
    return {file.path: file.content.decode("utf-8", "replace") for file in files}


# The ribbon of offices

TERM = (date(2020, 5, 7), date(2022, 10, 27))
SUMMER = (date(2021, 7, 23), date(2021, 7, 26), date(2021, 7, 27), date(2021, 11, 28))


def test_sources_near_each_other_share_a_label_and_those_at_the_end_lie_inwards() -> None:
    drawn = ribbon([TERM], [(day, str(day)) for day in (*SUMMER, date(2024, 9, 27))], "ltr")
    assert drawn
    assert [(near.number, near.anchor) for near in drawn.near] == [(4, "middle"), (1, "end")]
    assert len(drawn.sources) == 5  # each has a mark of its own all the same


def test_a_ribbon_from_the_right_is_the_mirror_of_one_from_the_left() -> None:
    marks = [(day, str(day)) for day in (*SUMMER, date(2024, 9, 27))]
    left, right = ribbon([TERM], marks, "ltr"), ribbon([TERM], marks, "rtl")
    assert left and right
    for one, other in (
        *zip(left.near, right.near, strict=True),
        *zip(left.years, right.years, strict=True),
        *zip(left.sources, right.sources, strict=True),
    ):
        assert float(one.at[:-1]) + float(other.at[:-1]) == pytest.approx(100, abs=0.02)
    assert [near.anchor for near in left.near] == [near.anchor for near in right.near]


def test_the_label_of_a_year_stands_in_the_middle_of_it() -> None:
    drawn = ribbon([TERM], [], "ltr")
    assert drawn and [year.label for year in drawn.years] == ["2020", "2021", "2022"]
    begins = [float(at[:-1]) for at in drawn.grid]
    for year, (start, end) in zip(drawn.years, pairwise(begins), strict=True):
        assert float(year.at[:-1]) == pytest.approx((start + end) / 2, abs=0.2)


def test_every_office_has_its_bar_below_its_words() -> None:
    page = site(HOME)["actors/mustafa-al-kadhimi.html"]
    offices = page.partition('<ol class="terms plain">')[2].partition("</ol>")[0]
    assert offices.count("<li>") == offices.count('class="term-bar') > 0
    assert offices.index("Prime Minister of Iraq") < offices.index('class="term-bar')


# The strip and the piles of years


def test_a_strip_names_each_year_once_where_it_runs_downwards() -> None:
    strip = site(HOME)["index.html"].partition('<table class="timestrip">')[2].partition("</thead>")[0]
    years = re.findall(r'<span class="strip-year" aria-hidden="true">(\d{4})</span>', strip)
    whole = re.findall(r'<span class="vh">(\d{4})</span>', strip)
    assert years and len(set(years)) == len(years) and not set(years) & set(whole)


def test_the_piles_of_the_timeline_have_a_dot_for_each_event() -> None:
    page = site(HOME)["timeline.html"]
    piles = page.partition('<nav class="years piled"')[2].partition("</nav>")[0]
    for kind in ("happened", "foreseen"):
        assert piles.count(f'class="dot {kind}"') == page.count(f'<article class="happening folds {kind}"') > 0


# Headings and data


def test_headings_of_a_text_get_fragments_that_no_author_can_have_written() -> None:
    written = Html('<h2 dir="ltr">What it is</h2><p>x</p><h2>What it is</h2><h2>—</h2>')
    html, headings = contents(written, lambda text: Phrase(text=text))
    assert [link.address for link in headings] == ["#Part-what-it-is", "#Part-what-it-is-2", "#Part"]
    assert '<h2 id="Part-what-it-is" dir="ltr">What it is</h2>' in html


@pytest.mark.parametrize("root", [HOME, DOSSIERS / "mina", DOSSIERS / "harbour"], ids=lambda root: root.name)
def test_the_page_of_data_has_every_table_with_its_columns_and_as_many_rows(root: Path) -> None:
    files = site(root)
    page = files["data.html"]
    tables = page.split('<section class="data-table"')[1:]
    shown = {re.search(r'href="(data/[\w-]+\.csv)"', table)[1]: table for table in tables if ".csv" in table}  # type: ignore[index]
    assert set(shown) == {path for path in files if path.endswith(".csv")}
    for path, table in shown.items():
        head, *rows = csv.reader(io.StringIO(files[path]))
        assert re.findall(r"<code>(\w+)</code>", table) == head
        if root == HOME:
            assert f">{len(rows)} row" in table
    assert 'href="data.html"' in files["index.html"]
