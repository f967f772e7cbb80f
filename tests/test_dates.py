"""EDTF as the dossier uses it: which days a text may mean."""

from __future__ import annotations

from datetime import date

import pytest

from dossier.text.dates import when


@pytest.mark.parametrize(
    ("edtf", "first", "last", "precision"),
    [
        ("2021-07-26", date(2021, 7, 26), date(2021, 7, 26), "day"),
        ("2021-07", date(2021, 7, 1), date(2021, 7, 31), "month"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2021-XX", date(2021, 1, 1), date(2021, 12, 31), "year"),
        ("2021-07-XX", date(2021, 7, 1), date(2021, 7, 31), "month"),
        ("202X", date(2020, 1, 1), date(2029, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2021-07-23/..", date(2021, 7, 23), None, "interval"),
        ("../2021-07", None, date(2021, 7, 31), "interval"),
        ("2021-07/2021-09-05", date(2021, 7, 1), date(2021, 9, 5), "interval"),
        (" 2021-07-26 ", date(2021, 7, 26), date(2021, 7, 26), "day"),
    ],
)
def test_a_date_means_the_days_from_first_to_last(
    edtf: str, first: date | None, last: date | None, precision: str
) -> None:
    found = when(edtf)
    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("edtf", "uncertain", "approximate"),
    [("2021-10?", True, False), ("2021-10~", False, True), ("2021%", True, True), ("2021-10", False, False)],
)
def test_a_mark_qualifies_the_whole_date(edtf: str, uncertain: bool, approximate: bool) -> None:
    found = when(edtf)
    assert (found.uncertain, found.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    "edtf",
    [
        "", "2021-7-26", "26-07-2021", "2021/07/26", "2021-13", "2021-00", "2021-02-29", "2021-07-32", "0000",
        "202X-07", "2021-XX-05", "2021-07-26/2021-07-25", "../..", "/", "yesterday", "٢٠٢١", "2021-07-26T10:00",
        "14:13", "1443-05-01 AH",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="«"):
        when(edtf)


def test_dates_sort_by_their_first_day_and_open_starts_by_their_end() -> None:
    texts = ["2021-07-26", "2021", "../2020", "2021-07", "2021-07-23/.."]
    assert sorted(texts, key=lambda text: when(text).sort_key) == [
        "../2020", "2021", "2021-07", "2021-07-23/..", "2021-07-26",
    ]  # fmt: skip
