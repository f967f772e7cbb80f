"""The words that dates are made of: folded words -> what they are, by one letter, and the number that they stand for.

Month names are those of the Levant and Iraq, of Egypt and the Gulf, of Algeria and Tunisia, of Morocco, of Libya
before 2011, of English, and of the Hijri year. Libraries for dates get many of them wrong without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dossier.text.fold import fold

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# January to December, two blanks between months, | between spellings that folding does not unite.
_LEVANT = (
    "كانون الثاني|كانون ثاني|كانون ثان  شباط  آذار  نيسان  أيار|مايس  حزيران  تموز  آب  أيلول"
    "  تشرين الأول|تشرين أول  تشرين الثاني|تشرين ثاني|تشرين ثان  كانون الأول|كانون أول"
)
_EGYPT = "يناير  فبراير  مارس  أبريل  مايو  يونيو|يونية  يوليو|يولية  أغسطس  سبتمبر  أكتوبر  نوفمبر  ديسمبر"
_ALGERIA = "جانفي  فيفري  مارس  أفريل  ماي  جوان  جويلية  أوت  سبتمبر  أكتوبر  نوفمبر  ديسمبر"
_MOROCCO = "يناير  فبراير  مارس  أبريل  ماي  يونيو  يوليوز  غشت|أغشت  شتنبر  أكتوبر  نونبر  دجنبر"
_LIBYA = "أي النار  النوار  الربيع  الطير  الماء  الصيف  ناصر  هانيبال  شهر الفاتح  التمور  الحرث  الكانون"
_ENGLISH = (
    "January|Jan  February|Feb  March|Mar  April|Apr  May  June|Jun  July|Jul  August|Aug  September|Sept|Sep"
    "  October|Oct  November|Nov  December|Dec"
)
_HIJRI = (
    "محرم|المحرم|محرم الحرام  صفر  ربيع الأول|ربيع أول  ربيع الآخر|ربيع الثاني|ربيع ثاني"
    "  جمادى الأولى|جمادى الأول|جمادي الأولى|جمادي الأول"
    "  جمادى الآخرة|جمادى الآخر|جمادى الثانية|جمادى الثاني|جمادي الآخرة|جمادي الثانية|جمادي الثاني"
    "  رجب  شعبان  رمضان  شوال  ذو القعدة|ذي القعدة|ذو قعدة|ذي قعدة  ذو الحجة|ذي الحجة|ذو حجة|ذي حجة"
)
_SERIES = (_LEVANT, _EGYPT, _ALGERIA, _MOROCCO, _LIBYA, _ENGLISH, _HIJRI)

# Months that are other words too (مارس: he practised; رجب and ماي: Erdoğan and May; آب: folded, a father).
_SHY = (
    "مارس مايس ماي جوان أوت آب محرم المحرم رجب شعبان رمضان شوال"
    " May March Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)
_RARE = "صفر"  # zero; with the months of Libya: the water, the spring

# One letter for each sort of word (more of them below): the shapes of text/calendar.py are written in these.
# y the word year, f i b before a year, m of, s the word month, j joins, r says which (last, next), a names a date,
# h stands between day and date, p has parts (the first half), q changes a weekday's sense, G J eras, c is counted.
_SORTS: Mapping[str, str] = {
    "y": "عام العام سنة السنة عامي العامين أعوام سنتي",
    "f": "في in",
    "i": "منذ حتى خلال بحلول نهاية أواخر مطلع بداية أوائل منتصف since by until late early mid end of last next",
    "b": "قبل بعد ربيع صيف شتاء خريف before after",
    "m": "من of",
    "s": "شهر الشهر",
    "j": "و إلى الى أو and to or",
    "r": "الماضي المقبل القادم المنصرم الفائت الجاري الحالي",
    "a": "يوم اليوم تاريخ بتاريخ الموافق الموافقة المصادف المصادفة الواقع",
    "h": "ل ب صباح صباحا ظهر مساء عصر ليل ليلة فجر الساعة عند على on the at",
    "p": "نصف النصف أسبوع الأسبوع ثلث الثلث ربع الربع شطر الشطر عقد العقد جزء الجزء فصل الفصل قسم القسم",
    "q": "عبد بين كلا كلتا هذين هذان",  # after these الاثنين is "the two" and الأحد part of a name
    "G": "م ميلادي ميلادية للميلاد الميلادي الميلادية AD CE",
    "J": "ه هج هجري هجرية للهجرة الهجري الهجرية AH",
    "c": "ألف آلاف مليون مليار جندي جنود عسكري مقاتل عنصر عنصرا شخص شخصا قتيل قتيلا جريح مدني مدنيا ضحية صاروخ طن طنا"
    " طائرة دولار دينار متر كيلومتر كم برميل عائلة أسرة منزل عاما يوما ساعة لاجئ نازح"
    " people soldiers troops dollars years days",
}
_DAYS_OF_WEEK = "اثنين|اتنين  ثلاثاء|ثلاثا  أربعاء|أربعا  خميس  جمعة  سبت  أحد"
_ENGLISH_DAYS = "Mon  Tue|Tues  Wed  Thu|Thur|Thurs  Fri  Sat  Sun"
_UNITS = "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر"

_PROCLITIC = "وفبل"
_OTHER_WORDS = ("باب", "لاب", "فاب")  # a door, not «in آب»
LONGEST = 2  # words in one name


def called(month: int, calendar: str) -> str:
    """The month in English, for an error."""
    return MONTHS[month - 1] if calendar == "gregorian" else f"Hijri month {month}"


class Meaning(NamedTuple):
    """What a word, or two, can be in a date: its sort, the number it stands for, the series that have the month."""

    sort: str
    number: int = 0
    series: frozenset[int] = frozenset()


def meaning(words: str) -> tuple[Meaning, int] | None:
    """What folded `words` are, and how many letters before that are proclitics; None for any other words."""
    table = _table()
    if found := table.get(words):
        return found, 0
    if words.startswith("لل") and (found := table.get(f"ا{words[1:]}")):
        return found, 1
    for cut in (1, 2):
        found = table.get(words[cut:]) if all(letter in _PROCLITIC for letter in words[:cut]) else None
        if found and found.sort not in "jhGJ" and words not in _OTHER_WORDS:
            return found, cut
    return None


@cache
def _table() -> Mapping[str, Meaning]:
    table: dict[str, Meaning] = {}
    for sort, words in _SORTS.items():
        table |= {word: Meaning(sort) for word in fold(words).text.split()}
        table |= {
            word.capitalize(): Meaning(sort) for word in words.split() if word.isascii() and word.islower()
        }
    table |= dict(_weekdays()) | dict(_ordinals())
    return table | dict(_months())


def _months() -> Iterator[tuple[str, Meaning]]:
    """M a month, S one that is another word too, R one that rarely is a month; E and e in English; H K Z of the Hijri year."""
    shy, rare = set(fold(_SHY).text.split()), set(fold(_RARE).text.split())
    found: dict[str, Meaning] = {}
    for series, names in enumerate(_SERIES):
        hijri, english = names is _HIJRI, names is _ENGLISH
        for number, spellings in enumerate(names.split("  "), 1):
            for name in fold(spellings).text.split("|"):
                sorts = "HKZ" if hijri else "Ee" if english else "RRR" if names is _LIBYA else "MSR"
                sort = sorts[2 if name in rare else 1 if name in shy else 0]
                had = found[name].series if name in found else frozenset()
                found[name] = Meaning(sort, number, had | {series})
                if english:
                    found[name.upper()] = found[name]
    yield from found.items()


def _weekdays() -> Iterator[tuple[str, Meaning]]:
    """W a weekday, w one that may be another word where no date stands beside it (اثنين, Sun)."""
    for number, spellings in enumerate(_DAYS_OF_WEEK.split("  ")):
        for name in fold(spellings).text.split("|"):
            yield f"ال{name}", Meaning("W", number)
            yield name, Meaning("w", number)
    for number, spellings in enumerate(_ENGLISH_DAYS.split("  ")):
        for name in spellings.split("|"):
            yield name, Meaning("w", number)
            yield name.upper(), Meaning("w", number)
        yield WEEKDAYS[number], Meaning("W", number)
        yield WEEKDAYS[number].upper(), Meaning("W", number)


def _ordinals() -> Iterator[tuple[str, Meaning]]:
    """o a day that needs «من» before its month, for «الربع الأول يناير» is none; O one that does not."""
    units = fold(_UNITS).text.split()
    for n, unit in enumerate(units, 1):
        yield f"ال{unit}", Meaning("o", n)
    for n, unit in enumerate(["حادي", *units[1:9]], 1):
        yield f"ال{unit} عشر", Meaning("O", 10 + n)
        yield f"ال{unit} والعشرين", Meaning("O", 20 + n)
        yield f"ال{unit} والعشرون", Meaning("O", 20 + n)
    for end in ("ين", "ون"):
        yield f"الواحد والعشر{end}", Meaning("O", 21)
        yield f"العشر{end}", Meaning("O", 20)
        yield f"الثلاث{end}", Meaning("O", 30)
        yield f"الحادي والثلاث{end}", Meaning("O", 31)
        yield f"الواحد والثلاث{end}", Meaning("O", 31)
    yield "الفاتح", Meaning("o", 1)
    for word in ("اول", "فاتح", "غره"):  # «أول مايو», Moroccan «فاتح ماي», «غرة محرم»
        yield word, Meaning("O", 1)
