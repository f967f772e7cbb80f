"""Who speaks: the attributing words around a quote, in the ways of newspaper prose."""

from __future__ import annotations

import pytest

from dossier.text.attribution import Candidate, attribution, last_named
from dossier.text.cues import names_a_speaker
from dossier.text.spans import Span, line_spans

PERSONS = ("بايدن", "الكاظمي", "أوستن", "جين ساكي", "مسؤول كبير", "المسؤول", "يحيى رسول", "مارديني", "Okafor", "Reyes")
ORGANISATIONS = ("البيت الأبيض", "الصحيفة", "بيرسون", "وكالة الأنباء", "Northline", "the Gazette")


def candidates(text: str) -> list[Candidate]:
    found = []
    for names, person in ((PERSONS, True), (ORGANISATIONS, False)):
        for name in names:
            start = text.find(name)
            while start >= 0:
                found.append(Candidate(Span(start, start + len(name)), name, person))
                start = text.find(name, start + 1)
    return found


def speaker_of(text: str, quote: str, language: str) -> str | None:
    """The one speaker that the line of `quote`, else the lines before it, name."""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    lines = line_spans(text)
    here = next(i for i, line in enumerate(lines) if span.within(line))
    named = candidates(text)
    found = attribution(text, lines[here], span, named, language) or last_named(text, lines[:here], named, language)
    assert found is None or len(found.speakers) == 1
    return next(iter(found.speakers)) if found else None


ARABIC = [
    ("وقال بايدن \"سنبقى\".", "سنبقى", "بايدن"),
    ("وقال بايدن وبجانبه الكاظمي \"سنبقى\".", "سنبقى", "بايدن"),
    ("أعلن بايدن لدى استقباله الكاظمي في البيت الأبيض أن القوات باقية.", "القوات باقية", "بايدن"),
    ("وقال بايدن إن الكاظمي \"شريك قوي\".", "شريك قوي", "بايدن"),
    ("وكان مسؤول كبير صرح الاثنين، \"نتحدث عن مرحلة جديدة في الحملة\".", "نتحدث عن مرحلة جديدة في الحملة", "مسؤول كبير"),
    ("لكن جين ساكي، قالت، الخميس، إن الحكومة \"راغبة\".", "راغبة", "جين ساكي"),
    ("وكان يحيى رسول قال ل وكالة الأنباء، إن \"الانسحاب بدأ\".", "الانسحاب بدأ", "يحيى رسول"),
    ("وكان يحيى رسول قال لوكالة الأنباء، إن \"الانسحاب بدأ\".", "الانسحاب بدأ", "يحيى رسول"),
    ("القوات \"قادرة\" على حماية البلاد، بحسب المسؤول.", "القوات \"قادرة\" على حماية البلاد", "المسؤول"),
    ("نقلت الصحيفة عن مسؤول كبير قوله إن البيان وشيك.", "البيان وشيك", "مسؤول كبير"),
    ("ويتوقع الباحث في \"بيرسون\" مارديني أن تكون \"الإعلانات شكلية\".", "الإعلانات شكلية", "مارديني"),
    ("أعلن بايدن أنه سيستضيف الكاظمي، اليوم، فيما أعرب عن تطلعه إلى الشراكة.", "تطلعه إلى الشراكة", "بايدن"),
    ("وقال الكاظمي للصحيفة: \"لا نحتاج أحدا\". وتابع: \"نحتاج تدريبا\".", "نحتاج تدريبا", "الكاظمي"),
    ("وأفادت الصحيفة بأن بايدن أكد \"التزامه\".", "التزامه", "بايدن"),
    ("قال الكاظمي إن العلاقة \"أقوى من أي وقت\".", "قال الكاظمي إن العلاقة \"أقوى من أي وقت\"", "الكاظمي"),
    ("وقال أوستن \"الأمر صعب\".\nوأضاف \"ما يهم هو المهمة\".", "ما يهم هو المهمة", "أوستن"),
    ("وقال أوستن إن الأمر صعب.\nوالتقى الكاظمي في المطار.\nوأضاف \"سنبقى\".", "سنبقى", "الكاظمي"),
    ("لا أحد هنا. \"سنبقى\".", "سنبقى", None),
]  # fmt: skip
ENGLISH = [
    ('Okafor said on Monday that the ferry "will sail".', "will sail", "Okafor"),
    ('"We have asked for nothing," Reyes told reporters after meeting Okafor.', "We have asked for nothing", "Reyes"),
    ('According to Reyes, the pier "is not ready".', "is not ready", "Reyes"),
    ("Northline denied that it had asked Okafor for more money.", "it had asked Okafor for more money", "Northline"),
    ('Okafor said so. "It is late," said Reyes.', "It is late", "Reyes"),
]


@pytest.mark.parametrize(("text", "quote", "speaker"), ARABIC)
def test_arabic_prose_names_the_speaker(text: str, quote: str, speaker: str | None) -> None:
    assert speaker_of(text, quote, "ar") == speaker


@pytest.mark.parametrize(("text", "quote", "speaker"), ENGLISH)
def test_english_prose_names_the_speaker(text: str, quote: str, speaker: str | None) -> None:
    assert speaker_of(text, quote, "en") == speaker


@pytest.mark.parametrize(
    ("before", "speaks"),
    [
        ("قال ", True),
        ("قال الرئيس ", True),
        ("وكان مسؤول كبير في إدارة ", False),
        ("ويقول مسؤولون في إدارة ", False),
        ("وأكد مصدر دبلوماسي في ", False),
        ("وقال متحدث باسم ", False),
        ("بحسب بيان من مكتب ", False),
        ("بحث المسؤول مع ", True),
        ("قال حمدي مالك من مركز ", True),
    ],
)
def test_who_only_describes_somebody_else_does_not_speak(before: str, speaks: bool) -> None:
    text = f"{before}بايدن"
    assert names_a_speaker(text, Span(len(before), len(text)), "ar") is speaks


def test_an_english_administration_is_not_its_head() -> None:
    text = "officials in the Biden administration said"
    assert not names_a_speaker(text, Span(17, 22), "en")
    assert names_a_speaker("Biden said", Span(0, 5), "en")


def test_who_is_only_named_inside_the_quote_does_not_speak() -> None:
    text = "وقال بايدن \"التقيت الكاظمي\"."
    start = text.index("التقيت")
    quote = Span(start, start + len("التقيت الكاظمي"))
    found = attribution(text, Span(0, len(text)), quote, candidates(text), "ar")
    assert found and found.speakers == {"بايدن"}


def test_the_cue_is_the_verb_with_its_subject() -> None:
    text = "من جهته، وقال أوستن الأحد \"سنبقى\"."
    start = text.index("سنبقى")
    found = attribution(text, Span(0, len(text)), Span(start, start + 5), candidates(text), "ar")
    assert found and found.cue.of(text) == "وقال أوستن"
