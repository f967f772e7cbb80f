"""The words of newspaper prose that attribute: verbs of saying, «بحسب», «نقلا عن», and descriptions of speakers."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from dossier.text.fold import fold
from dossier.text.spans import Span


class Cue(NamedTuple):
    """A word that attributes, and where its speaker stands: by grammar, after it, before it, or after «عن»."""

    span: Span
    way: Literal["verb", "after", "before", "relay"]


# Compared folded; و and ف may stand before each.
_AR_VERBS = (
    "قال قالت قالا قالوا قالتا يقول تقول يقولون أضاف أضافت أضافا أضافوا يضيف تضيف أوضح أوضحت أوضحوا يوضح "
    "أكد أكدت أكدا أكدوا يؤكد تؤكد أعلن أعلنت أعلنا أعلنوا يعلن تعلن صرح صرحت صرحوا أشار أشارت أشارا أشاروا يشير "
    "لفت لفتت ذكر ذكرت ذكروا رأى رأت يرى ترى يرون توقع توقعت يتوقع تتوقع توقعوا اعتبر اعتبرت يعتبر تعتبر "
    "شدد شددت شددوا نفى نفت ينفي كشف كشفت كشفوا تابع تابعت تابعوا أعرب أعربت رجح رجحت يرجح "
    "طالب طالبت طالبوا جدد جددت جددا زعم زعمت أقر أقرت يقر اعترف اعترفت اعترفوا يعترف يعترفون أبلغ أبلغت "
    "كتب كتبت حذر حذرت حذروا أفاد أفادت نوه نوهت أردف أردفت استطرد ختم وصف وصفت دعا دعت "
    "تعهد تعهدت وعد وعدت هدد هددت تساءل علق علقت رد ردت اتهم اتهمت رحب رحبت اعتقد يعتقد تعتقد"
)
_AR_AFTER = "بحسب حسب وفق وفقا طبقا"  # the speaker follows
_AR_BEFORE = "قوله قولها قولهم قولهما مضيفا مضيفة مشيرا مشيرة مؤكدا مؤكدة موضحا لافتا متابعا مضيفين"  # stands before
_AR_RELAY = "نقل نقلت نقلا ينقل تنقل"  # the speaker follows «عن»
FROM = "عن"
_AR_THAT = "ان انه انها انهم انهما بان بانه بانها"
ADDRESSED = frozenset("لب")  # قال للوكالة: she is told, and does not speak

_AR_HEADS = "إدارة حكومة مكتب فريق عهد حملة مقربين أنصار وفد"
_AR_DESCRIBED_AS = (
    "مسؤول مسؤولة مسؤولون مسؤولين مسؤولو مسؤولي مسؤولان المسؤول المسؤولين مصدر مصادر مصدرين متحدث متحدثة "
    "ناطق ناطقة دبلوماسي دبلوماسيون دبلوماسيين ضابط ضباط خبير خبراء محلل محللون باحث باحثة باحثون عضو أعضاء "
    "نائب نواب مستشار مستشارة مبعوث موفد ممثل ممثلون قيادي"
)

_EN_VERBS = (
    "said says say told tells added adds stated states announced announces wrote writes warned warns "
    "argued argues noted notes explained explains insisted insists claimed claims denied denies stressed "
    "confirmed confirms reported reports acknowledged acknowledges predicted predicts believes believed "
    "expects expected called urged demanded declared declares replied asked"
)
_EN_AFTER = "according to|in the words of"
_EN_THAT = "that"

SOMEBODY = "somebody"  # the text gives the words to a person whom no record describes


class Description(NamedTuple):
    """A place that speaks of a person without a name: «مسؤول أميركي»; definite ones were spoken of before."""

    span: Span
    definite: bool


def descriptions(text: str, area: Span, language: str) -> list[Description]:
    """Where `area` describes somebody who may speak, by the head word alone and without its proclitics."""
    folded = fold(text[area.start : area.end], language)
    found = []
    for match in _heads(language).finditer(folded.text):
        raw = folded.raw_span(match.start("head"), match.end("head"))
        span = Span(area.start + raw.start, area.start + raw.end)
        found.append(Description(span, match["definite"] is not None))
    return found


def names_a_speaker(text: str, span: Span, language: str) -> bool:
    """Whether a mention can be whoever speaks: not «إدارة بايدن», nor the White House in «مسؤول في البيت الأبيض».

    Such words describe somebody else, whom the record must call unnamed with these very words.
    """
    line = text.rfind("\n", 0, span.start) + 1
    if language == "en":
        return not _EN_DESCRIBED_AFTER.match(text, span.end) and not _EN_DESCRIBED_BEFORE.search(text[line : span.start])
    return not _AR_DESCRIBED.search(fold(text[line : span.start], language).text)


def cues_in(text: str, area: Span, language: str) -> list[Cue]:
    """Every attributing word in `area`, in the order of the text."""
    folded = fold(text[area.start : area.end], language)
    found = []
    for match in _pattern(language).finditer(folded.text):
        raw = folded.raw_span(match.start(), match.end())
        found.append(
            Cue(Span(area.start + raw.start, area.start + raw.end), match.lastgroup)  # type: ignore[arg-type]
        )
    return found


def _folded(words: str) -> list[str]:
    return sorted({fold(word, "ar").text for word in words.split()}, key=lambda w: (-len(w), w))


_AR_DESCRIBED = re.compile(
    rf"\b[وفبل]?(?:{'|'.join(_folded(_AR_HEADS))})\s+$"
    # The words between tell of which sort: مسؤول كبير في، متحدثة باسم، مصدر دبلوماسي لدى
    rf"|\b[وفبل]?(?:{'|'.join(_folded(_AR_DESCRIBED_AS))})(?:\s+\w+){{0,3}}?\s+(?:في|من|لدي|لدى|باسم)\s+(?:اداره\s+)?$"
)
_EN_DESCRIBED_AFTER = re.compile(r"(?:['’]s)?\s+(?:administration|government|cabinet|officials?|sources?|aides?|advisers?|spokes\w+)\b")
_EN_DESCRIBED_BEFORE = re.compile(r"\b(?:officials?|sources?|spokes\w+|advisers?|aides?|members?)\s+(?:\w+\s+)?(?:of|in|at|from|for|to|with)\s+(?:the\s+)?$")


@cache
def _heads(language: str) -> re.Pattern[str]:
    if language == "en":
        return re.compile(r"\b(?P<definite>[Tt]he\s+)?(?P<head>(?:\w+\s+)?(?:officials?|sources?|spokes\w+|media))\b")
    words, media = "|".join(_folded(_AR_DESCRIBED_AS)), _folded("وسائل")[0]
    return re.compile(rf"\b[وفبل]?(?P<head>(?P<definite>ال)?(?:{words})|{media}\s+(?:ال)?اعلام)\b")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language == "en":
        verbs = "|".join(_EN_VERBS.split())
        return re.compile(rf"\b(?:(?P<after>{_EN_AFTER})|(?P<verb>{verbs}))\b", re.IGNORECASE)
    groups = {"verb": _AR_VERBS, "after": _AR_AFTER, "before": _AR_BEFORE, "relay": _AR_RELAY}
    inner = "|".join(f"(?P<{way}>{'|'.join(_folded(words))})" for way, words in groups.items())
    return re.compile(rf"\b[وف]?(?:{inner})\b")


@cache
def complementiser(language: str) -> re.Pattern[str]:
    """The words that open what is said: «أن», that."""
    if language == "en":
        return re.compile(rf"\b{_EN_THAT}\b")
    letters = {"ا": "[اأإآ]\u064e?", "ن": "ن\u0651?\u064e?"}
    words = "|".join("".join(letters.get(c, c) for c in word) for word in _AR_THAT.split())
    return re.compile(rf"\b(?:{words})\b")
