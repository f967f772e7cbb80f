"""Which places a quote that does not stand may mean, and when there is only one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.likeness import Slips, likely, the_one
from dossier.text.sentences import sentence_at
from dossier.text.spans import line_spans

TEXT = """\
أعلنت وزيرة النقل ليلى حداد الثلاثاء أن "الميناء سيفتح أبوابه في مايو".
وأضافت "لن تكون هناك رسوم جديدة على الصيادين".
من جهته، قال رئيس نقابة الصيادين سامي الحسيني إن الهدنة مع الوزارة "لم تبدأ بعد"، وإن الصيادين ينتظرون.
ويعمل في الميناء نحو 1200 صياد و1.5 ألف عامل مسؤول عن «الأرصفة» في القرى القريبة.
The harbour’s “gates” will open again before the winter.
"""
SLIPS = Slips(persons={"الحسيني", "سامي"}, known={"سيفتح", "رسوم", "عامل"})


def meant(quote: str, language: str = "ar", slips: Slips | None = SLIPS, text: str = TEXT) -> str | None:
    best = the_one(likely(text, quote, within=line_spans(text), language=language, slips=slips))
    return best.span.of(text) if best else None


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("الميناء سيفتح ابوابه", "الميناء سيفتح أبوابه"),  # hamza
        ("الهدنه مع الوزاره", "الهدنة مع الوزارة"),  # ه for ة
        ("رسوم جديدةٌ على الصيّادين", "رسوم جديدة على الصيادين"),  # vowels
        ("الهـــدنة مع", "الهدنة مع"),  # tatweel
        ("نحو ١٢٠٠ صياد", "نحو 1200 صياد"),  # digits
        ("ألف عامل مسئول", "ألف عامل مسؤول"),  # the hamza's seat
        ("في القري القريبة", "في القرى القريبة"),  # ي for ى
        ("ليليحداد الثلاثاء", "ليلى حداد الثلاثاء"),  # a blank lost
        ("الهدنة مع الوزا رة", "الهدنة مع الوزارة"),  # a blank too many
        ("الهدنه مع الوزارة «لم تبدأ بعد»", 'الهدنة مع الوزارة "لم تبدأ بعد"'),  # other marks
        ("الهدنة مع الوزارة لم تبدأ بعد", 'الهدنة مع الوزارة "لم تبدأ بعد"'),  # marks lost: the closing one too
        ("الأرصفه في القرى", "«الأرصفة» في القرى"),  # the opening one too
        ("قال رئيس نقابة الصيادن", "قال رئيس نقابة الصيادين"),  # a letter lost
        ("قال رئيس نقاابة الصيادين", "قال رئيس نقابة الصيادين"),  # a letter twice
        ("أضافت لن تكون هناك", 'وأضافت "لن تكون هناك'),  # «و» only goes on
    ],
)
def test_another_spelling_of_the_same_words_is_understood(quote: str, found: str) -> None:
    assert meant(quote) == found


@pytest.mark.parametrize(
    "quote",
    [
        "نحو 1300 صياد",  # another number
        "و15 ألف عامل",  # the point of a number lost
        "الميناء يفتح أبوابه في مايو",  # will open, opens
        "الميناء ستفتح أبوابه في مايو",  # another gender
        "لم تكون هناك رسوم جديدة",  # another negation
        "لا الميناء سيفتح أبوابه",  # a word more
        "قال رئيس نقابة الصيادين سامي الحسني",  # another name
        "لن تكون هناك عمل جديدة",  # another word
        "الصيادين",  # three places
        "الثلثاء",  # one word, with a letter less: too little to go by
        "في بغداد صباح اليوم",  # nowhere
        "…",
    ],
)
def test_what_may_mean_something_else_is_left_to_the_author(quote: str) -> None:
    assert meant(quote) is None


def test_a_letter_less_that_makes_another_word_is_no_slip() -> None:
    text = "أعلن الناطقون وقف العمليات في المنطقة."
    assert meant("وقف العمليت في المنطقة", text=text) == "وقف العمليات في المنطقة"
    known = Slips(persons=(), known={"العمليت"})
    assert meant("وقف العمليت في المنطقة", text=text, slips=known) is None
    assert meant("وقف العمليت في المنطقة", text=text, slips=None) is None


def test_a_place_that_comes_near_is_enough_to_leave_the_choice_to_the_author() -> None:
    text = "انسحاب القوات من العراق\nانسحابا للقوات من العراق\n"
    places = likely(text, "انسحاب القوّات من العراق", within=line_spans(text), language="ar")
    assert [place.sure for place in places] == [True, False]
    assert the_one(places) is None


def test_a_full_stop_that_is_not_there_leaves_a_place_unsure() -> None:
    assert meant("رسوم جديدة على الصيادين...", slips=None) is None
    assert meant("رسوم جديده على الصيادين", slips=None) == "رسوم جديدة على الصيادين"


def test_english_is_compared_without_its_case_and_marks() -> None:
    assert meant("the harbour's gates will open", "en") == "The harbour’s “gates” will open"
    assert meant("gates will open agan before", "en") == "“gates” will open again before"
    assert meant("gates will not open again", "en") is None


@given(st.text(alphabet='ابتة ىي"«». 12\u064e\u0640', max_size=30), st.text(alphabet='ابتة ىي"«». 12\u064e\u0640', max_size=12))
def test_places_are_of_the_text_whatever_it_is(text: str, quote: str) -> None:
    lines = line_spans(text)
    for place in likely(text, quote, within=lines, language="ar"):
        assert any(place.span.within(line) for line in lines)
        assert 0 <= place.likeness <= 1
        if place.sure:
            assert [c for c in place.span.of(text) if c.isdigit()] == [c for c in quote if c.isdigit()]


PROSE = """\
The minister says so in May. [@a] [@b#c] The U.S. Army and Gen. Smith agree [@d]! Do
they? yes, they do.

- One item [@e]
- Another “ends.” [@f] And goes on
# Head
قال ذلك [@g]. وقال غيره؟ [@h]
"""


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("@a", "The minister says so in May. [@a] [@b#c]"),
        ("@b", "The minister says so in May. [@a] [@b#c]"),
        ("@d", "The U.S. Army and Gen. Smith agree [@d]!"),
        ("they?", "Do\nthey? yes, they do."),
        ("@e", "- One item [@e]"),
        ("@f", "- Another “ends.” [@f]"),
        ("goes on", "And goes on"),
        ("@g", "قال ذلك [@g]."),
        ("@h", "وقال غيره؟ [@h]"),
    ],
)
def test_a_place_in_prose_lies_in_one_sentence(place: str, sentence: str) -> None:
    assert sentence_at(PROSE, PROSE.index(place)).of(PROSE) == sentence
