"""Words of a dossier -> terms, bases and stems: what search takes for one word, and what it does not."""

from __future__ import annotations

import pytest

from dossier.text import lemmas, romanised
from dossier.text.terms import Term, terms


def texts(text: str) -> list[str]:
    return [term.text for term in terms(text)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("الأميركيّة", ["الامريكيه"]),
        ("الأمريكيــة", ["الامريكيه"]),
        ("٢٥٠٠", ["2500"]),
        ("2,500 و٢٬٥٠٠", ["2500", "و", "2500"]),
        ("مصطفى", ["مصطفي"]),
        ("على", ["على"]),
        ("وعلى", ["وعلى"]),
        ("المدى ولمدى وبالمدى", ["المدى", "ولمدى", "وبالمدى"]),
        ("حوالى", ["حوالي"]),
        ("إلى الي", ["الى", "الى"]),
        ("علي", ["علي"]),
        ("مسؤول مسئول", ["مسوول", "مسوول"]),
        ("al-Kadhimi's", ["al", "kadhimi", "s"]),
        ("U.S. troops", ["us", "troops"]),
        ("Nūrī", ["nuri"]),
    ],
)
def test_spellings_that_writers_interchange_are_one_term(written: str, kept: list[str]) -> None:
    assert texts(written) == kept


def test_a_term_tells_how_its_end_was_written() -> None:
    assert list(terms("مهمة، جنديًّا")) == [Term("مهمه", feminine=True), Term("جنديا", tanwin=True)]


def stems(text: str) -> dict[str, str]:
    """By term of `text` its stem, with `text` as all the vocabulary."""
    found = lemmas.of(terms(text))
    return {term: found.stem(base) for term, base in found.bases.items()}


@pytest.mark.parametrize(
    "words",
    [
        "انسحاب الانسحاب والانسحاب بالانسحاب للانسحاب انسحابها انسحابه انسحاباً",
        "بغداد وبغداد ببغداد لبغداد",
        "لجنة اللجنة للجنة لجنته",
        "حكومة الحكومة حكومته وحكومتها حكومات حكومتين",
        "مقاتلون مقاتلين مقاتلي المقاتلين",
        "عراقي عراقية العراقيين العراقيون عراقيات",
        "لقاء لقائه لقاؤهم واللقاء",
        "قوات القوات قواته وقواتها قوة",
        "حماية وحمايتهم",
        "عشرون عشرين",
        "جندي جندياً",
        "troop troops",
        "army armies",
    ],
)
def test_inflections_of_a_word_have_one_stem(words: str) -> None:
    assert len(set(stems(words).values())) == 1, stems(words)


@pytest.mark.parametrize(
    ("one", "other", "vocabulary"),
    [
        ("علي", "على", ""),
        ("علي", "عليه", "عليهم عليها"),
        ("وزير", "زير", "الوزير الزير"),
        ("وجهة", "جهة", "الوجهة الجهة"),
        ("عراق", "عراقي", "العراق العراقي عراقية"),
        ("سوداني", "سودان", "السوداني السودان"),
        ("مهم", "مهمة", "المهمة مهمات"),
        ("محافظ", "محافظة", ""),
        ("مساعد", "مساعدة", ""),
        ("مكتب", "مكتبة", ""),
        ("سوريا", "سوري", ""),
        ("ثلاثون", "ثلاث", ""),
        ("فريق", "ريق", "الفريق"),
        ("كبير", "بير", "كبيرا"),
        ("news", "new", ""),
        ("us", "u", ""),
    ],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str, vocabulary: str) -> None:
    found = stems(f"{one} {other} {vocabulary}")
    a, b = texts(one)[0], texts(other)[0]
    assert found[a] != found[b]


@pytest.mark.parametrize(
    "word", ["فلسطين", "ايران", "قانون", "لبنان", "واشنطن", "وزارة", "بيان", "محكمة", "هيئة"]
)
def test_what_looks_like_an_ending_or_a_proclitic_stays_where_nothing_tells_that_it_is_one(word: str) -> None:
    assert stems(word) == {texts(word)[0]: texts(word)[0]}


def test_the_words_of_the_dossier_decide_what_is_a_proclitic() -> None:
    assert stems("مستشارين كمستشارين")["كمستشارين"] == "مستشارين"
    assert stems("كتائب")["كتائب".replace("ئ", "ي")] == "كتايب"
    assert stems("وصول")["وصول"] == "وصول"
    assert stems("بغداد وبغداد")["وبغداد"] == "بغداد"
    assert stems("وجهة الوجهة جهة")["وجهه"] == "وجهه"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kadhimi", "kazimi"),
        ("kadhimi", "كاظمي"),
        ("khafaji", "khafagi"),
        ("soleimani", "سليماني"),
        ("بلينكن", "بلنكن"),
        ("hussein", "hussain"),
        ("rasool", "rasoul"),
    ],
)
def test_a_name_has_the_same_consonants_however_it_is_written(one: str, other: str) -> None:
    assert romanised.readings(one) & romanised.readings(other)


def test_other_names_have_other_consonants() -> None:
    assert not romanised.readings("brett") & romanised.readings("port")
    assert not romanised.readings("biden") & romanised.readings("kadhimi")
