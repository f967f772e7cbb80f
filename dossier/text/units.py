"""The noun of an amount as Arabic inflects it: 2,500 and «جندي» -> «2,500 جندي», 3 -> «3 جنود», 12 -> «12 جنديًا».

An author types one noun. Its plural is mostly a broken one, which no rule finds, so the nouns that news counts stand
here, and any other is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dossier.text.locale import plural


class Noun(NamedTuple):
    """`two` has the case that follows a preposition, which is that of «نحو» too."""

    one: str
    two: str
    two_oblique: str
    few: str
    many: str


# Singular and plural, as a paper without vowels writes them.
NOUNS: Mapping[str, str] = {
    # people
    "شخص": "أشخاص",
    "رجل": "رجال",
    "امرأة": "نساء",
    "طفل": "أطفال",
    "مدني": "مدنيين",
    "جندي": "جنود",
    "عسكري": "عسكريين",
    "ضابط": "ضباط",
    "شرطي": "شرطيين",
    "مقاتل": "مقاتلين",
    "مسلح": "مسلحين",
    "عنصر": "عناصر",
    "عضو": "أعضاء",
    "مستشار": "مستشارين",
    "مدرب": "مدربين",
    "متعاقد": "متعاقدين",
    "موظف": "موظفين",
    "عامل": "عمال",
    "صياد": "صيادين",
    "مسؤول": "مسؤولين",
    "وزير": "وزراء",
    "نائب": "نواب",
    "مرشح": "مرشحين",
    "ناخب": "ناخبين",
    "صحفي": "صحفيين",
    "صحافي": "صحافيين",
    "متظاهر": "متظاهرين",
    "معتقل": "معتقلين",
    "سجين": "سجناء",
    "أسير": "أسرى",
    "رهينة": "رهائن",
    "قتيل": "قتلى",
    "جريح": "جرحى",
    "ضحية": "ضحايا",
    "مصاب": "مصابين",
    "مفقود": "مفقودين",
    "نازح": "نازحين",
    "لاجئ": "لاجئين",
    "مهاجر": "مهاجرين",
    "عائلة": "عائلات",
    "أسرة": "أسر",
    # time
    "ثانية": "ثوان",
    "دقيقة": "دقائق",
    "ساعة": "ساعات",
    "يوم": "أيام",
    "أسبوع": "أسابيع",
    "شهر": "أشهر",
    "سنة": "سنوات",
    "عام": "أعوام",
    "مرة": "مرات",
    # things and happenings
    "هجوم": "هجمات",
    "غارة": "غارات",
    "ضربة": "ضربات",
    "عملية": "عمليات",
    "صاروخ": "صواريخ",
    "طائرة": "طائرات",
    "قاعدة": "قواعد",
    "سفينة": "سفن",
    "مركبة": "مركبات",
    "دولة": "دول",
    "محافظة": "محافظات",
    "مدينة": "مدن",
    "قرية": "قرى",
    "منزل": "منازل",
    "مقعد": "مقاعد",
    "صوت": "أصوات",
    "اتفاق": "اتفاقات",
    "اجتماع": "اجتماعات",
    "جولة": "جولات",
    "مرحلة": "مراحل",
    "برنامج": "برامج",
    # measures
    "دولار": "دولارات",
    "دينار": "دنانير",
    "برميل": "براميل",
    "طن": "أطنان",
    "متر": "أمتار",
    "كيلومتر": "كيلومترات",
    "كيلوغرام": "كيلوغرامات",
    "نقطة": "نقاط",
}


def noun(unit: str) -> Noun | None:
    """The forms of `unit`, None where nobody knows them."""
    few = NOUNS.get(unit)
    if few is None:
        return None
    feminine = unit.endswith("ة")
    stem = f"{unit[:-1]}ت" if feminine else unit
    return Noun(
        one=f"{unit} {'واحدة' if feminine else 'واحد'}",
        two=f"{stem}ان",
        two_oblique=f"{stem}ين",
        few=few,
        many=unit if feminine else f"{unit}ًا",  # an accusative, of which only the letter of the tanwin is seen
    )


def beside(unit: str, number: float) -> str | None:
    """The noun as it stands behind `number` in digits: «أشهر» with 3; None where its forms are not known."""
    forms = noun(unit)
    if forms is None:
        return None
    if number != int(number):
        return unit
    match plural("ar", int(number)):
        case "few":
            return forms.few
        case "many":
            return forms.many
        case "two":
            return forms.two
        case _:
            return unit


def told(unit: str, number: float, oblique: bool = False) -> str | None:
    """One and two as words, which need no digits: «شخص واحد», «شهران», «شهرين» where `oblique`; else None."""
    forms = noun(unit)
    if forms is None or number not in (1, 2):
        return None
    return forms.one if number == 1 else forms.two_oblique if oblique else forms.two
