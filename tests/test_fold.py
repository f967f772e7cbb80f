"""Folding: what compares equal, and that every folded character leads back to its own."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.fold import fold

EQUAL = [
    ("مُحَمَّد", "محمد"),
    ("الكـــاظمي", "الكاظمي"),
    ("\u202bالكا\u200cظمي\u202c\u200f\ufeff\u061c\u2067", "الكاظمي"),
    ("أحمد إلى آخر ٱلله", "احمد الى اخر الله"),
    ("ا\u0654حمد و\u0654 ي\u0654", "احمد و ي"),  # letter and hamza apart
    ("مسؤول هيئة الحكومة", "مسوول هييه الحكومه"),
    ("فارسی ک ھ ہ ے", "فارسي ك ه ه ي"),
    ("ﺍﻟﻜﺎﻇﻤﻲ ﻻ ﷲ ﷴ", "الكاظمي لا الله محمد"),
    ("\ufe70ا\ufe77ب", "اب"),  # vowel marks standing alone
    ("٢٠٢١ ۲۰۲۱", "2021 2021"),
    ("أميركا الأميركية الأمريكيين", "امريكا الامريكيه الامريكيين"),
    ("مصطفى\u00a0 \t\nالكاظمي", "مصطفى الكاظمي"),
    ("على علي", "على علي"),  # two words, never united here
    ("Sana\u2019a Erdo\u011fan e\u0301 non\u2011stop so\u00adft", "Sana'a Erdogan e non-stop soft"),
    ("Biden", "Biden"),  # case is kept
]


@pytest.mark.parametrize(("text", "folded"), EQUAL)
def test_spellings_that_writers_interchange_become_one(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_only_arabic_unites_arabic_letters() -> None:
    assert fold("حكومة", "en").text == "حكومة"
    assert fold("Sana\u2019a\u200f  x", "en").text == "Sana'a x"


@pytest.mark.parametrize(
    ("text", "part", "raw"),
    [
        ("قال الكاظميُّ إن", "الكاظمي", "الكاظميُّ"),  # the marks of the last letter belong to it
        ("قال الكـاظميـ إن", "الكاظمي", "الكـاظميـ"),
        ("قال \u200fالكا\u200cظمي\u200f إن", "الكاظمي", "الكا\u200cظمي"),  # hidden characters around it do not
        ("مصطفى\u00a0 الكاظمي.", "مصطفى الكاظمي", "مصطفى\u00a0 الكاظمي"),
        ("في ﻻهاي", "لاهاي", "ﻻهاي"),
        ("الرئيس الأميركي،", "الامريكي", "الأميركي"),
    ],
)
def test_a_folded_part_leads_back_to_its_own_characters(text: str, part: str, raw: str) -> None:
    folded = fold(text)
    start = folded.text.index(part)
    assert folded.raw_span(start, start + len(part)).of(text) == raw


def test_nothing_leads_back_to_no_characters() -> None:
    assert fold("").raw_span(0, 0) == (0, 0)
    folded = fold("اب")
    assert folded.raw_span(1, 1) == (1, 1)
    assert folded.raw_span(2, 2) == (2, 2)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("أإآةىؤئيکـًّ \u200f\u00a0ﻻﷲ"))))
def test_the_way_back_is_whole_and_in_order(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.back) == len(folded.ends)
    assert list(folded.back) == sorted(folded.back)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.back, folded.ends, strict=True))
    assert not any(unicodedata.category(c) in ("Mn", "Cf") for c in folded.text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
