"""Quotes stand letter for letter in one place; only hints in errors may guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.quotes import at_word_boundaries, find, nearest, nearest_word
from dossier.text.spans import Span, line_spans

TEXT = "قال  الكاظمي\u00a0إن الهدنة\nباقية. قال الكاظمي إن\r\nإنَّ الهدنة باقية، إن الهدنة"


def places(quote: str, prefix: str = "", suffix: str = "") -> list[str]:
    return [span.of(TEXT) for span in find(TEXT, quote, prefix, suffix, within=line_spans(TEXT))]


def test_lines_end_at_lf_or_crlf_which_stay_outside() -> None:
    text = "a\n\r\nb\rc\u2028d\r\n"
    assert [span.of(text) for span in line_spans(text)] == ["a", "", "b\rc\u2028d"]
    assert line_spans("") == ()
    assert [span.of("a") for span in line_spans("a")] == ["a"]


def test_spans_share_characters_or_only_touch() -> None:
    assert Span(1, 3).overlaps(Span(2, 4)) and not Span(1, 3).overlaps(Span(3, 4))
    assert not Span(3, 4).overlaps(Span(1, 3)) and Span(2, 4).overlaps(Span(1, 3))
    assert Span(1, 3).within(Span(1, 3)) and not Span(1, 4).within(Span(1, 3))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("الكاظمي إن", ["الكاظمي\u00a0إن", "الكاظمي إن"]),
        (" قال \u00a0 الكاظمي\n", ["قال  الكاظمي", "قال الكاظمي"]),
        ("إنَّ الهدنة", ["إنَّ الهدنة"]),
        ("ان الهدنة", []),  # never the nearest
        ("الهدنة باقية.", []),  # it would cross a line
        ("باقية. قال", ["باقية. قال"]),  # no pattern: a full stop is a full stop
        ("باقية، قال", []),
        ("   ", []),
    ],
)
def test_a_quote_is_found_letter_for_letter_and_blanks_are_equal(quote: str, found: list[str]) -> None:
    assert places(quote) == found


def test_overlapping_places_all_count() -> None:
    assert find("ababa", "aba", within=[Span(0, 5)]) == (Span(0, 3), Span(2, 5))
    assert find("aaaa", "aa", within=[Span(0, 4)]) == (Span(0, 2), Span(1, 3), Span(2, 4))
    assert find("ab ab", "ab", within=[Span(3, 5), Span(0, 2), Span(0, 2)]) == (Span(0, 2), Span(3, 5))


def test_prefix_and_suffix_tell_places_apart_whatever_blanks_part_them() -> None:
    assert places("الكاظمي إن", prefix="باقية. قال ") == ["الكاظمي إن"]
    assert places("الكاظمي إن", suffix=" الهدنة") == ["الكاظمي\u00a0إن"]
    assert places("الهدنة", prefix="قال الكاظمي إن", suffix="باقية") == ["الهدنة"]
    assert places("الهدنة", prefix="لا") == []
    assert places("الهدنة", suffix="باقية،") == ["الهدنة"]


@pytest.mark.parametrize(
    ("text", "quote", "whole"),
    [
        ("قال الكاظمي.", "الكاظمي", True),
        ("للكاظمي", "كاظمي", False),
        ("الكاظميُّ", "الكاظمي", False),  # a mark
        ("الكاظميـ", "الكاظمي", False),  # a tatweel
        ("2500 جندي", "500", False),
        ("«الكاظمي»", "الكاظمي", True),
        ("الكاظمي", "الكاظمي", True),
        ("ab", "", True),
        ("(x)y", "(x)", True),  # one side of each end is no part of a word
    ],
)
def test_a_quote_cuts_no_word(text: str, quote: str, whole: bool) -> None:
    start = text.index(quote)
    assert at_word_boundaries(text, Span(start, start + len(quote))) is whole


LINES = (
    "أعلن البيت الأبيض استئناف الجولة الرابعة من الحوار الاستراتيجي",
    "قال كيربي إن مهمّتنا التي ركزت على داعش لم يكن القصد منها أن تكون دائمة",
    "لوجود الأميركي ين في البلاد",
)
ARTICLE = "\n".join(LINES)


@pytest.mark.parametrize(
    ("quote", "best"),
    [
        ("مهمتنا التي ركزت علي داعش", "مهمّتنا التي ركزت على داعش"),
        ("لوجود الأميركيين في البلاد", "لوجود الأميركي ين في البلاد"),
        ("استيناف الجوله الرابعه", "استئناف الجولة الرابعة"),
        ("داعس", "داعش"),
        ("البرلمان البريطاني يناقش الميزانية", None),
        ("…", None),
    ],
)
def test_a_hint_offers_the_nearest_whole_words(quote: str, best: str | None) -> None:
    near = nearest(ARTICLE, quote, line_spans(ARTICLE))
    assert (near[0].of(ARTICLE) if near else None) == best


def test_hints_are_few_and_do_not_overlap() -> None:
    text = "قال كيربي إن\n" * 9
    near = nearest(text, "قال كربي إن", line_spans(text), at_most=2)
    assert len(near) == 2 and not near[0].overlaps(near[1])


@given(st.text(max_size=80), st.text(max_size=20))
def test_hints_come_from_the_text_whatever_it_is(text: str, quote: str) -> None:
    assert all(span.of(text) for span in nearest(text, quote, line_spans(text)))


@given(st.text(max_size=40), st.text(max_size=5))
def test_what_is_found_equals_the_quote_but_for_blanks(text: str, quote: str) -> None:
    for span in find(text, quote, within=line_spans(text)):
        assert span.of(text).split() == quote.split()


IDS = ["fuad-hussein", "mustafa-al-kadhimi", "saddam-hussein", "statement", "speaker", "joe-biden"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("fuad-hussain", "fuad-hussein"),
        ("fuad_hussein", "fuad-hussein"),
        ("kadhimi", "mustafa-al-kadhimi"),
        ("Speeker", "speaker"),
        ("statment", "statement"),
        ("pentagon", None),
        ("", None),
    ],
)
def test_the_nearest_known_word_is_offered_or_none(word: str, known: str | None) -> None:
    assert nearest_word(word, IDS) == known
    assert nearest_word(word, reversed(IDS)) == known


def test_words_are_compared_after_folding() -> None:
    assert nearest_word("الحكومه", ["الحكومة", "المحكمة"]) == "الحكومة"
    assert nearest_word("x", []) is None
    assert nearest_word("ali", ["ali-al-sistani"]) is None  # too short a part to mean the whole
