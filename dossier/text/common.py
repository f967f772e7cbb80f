"""Words of everyday news: a one-word name among them, linked wherever it stands, is asked about."""

from __future__ import annotations

from dossier.text.fold import fold
from dossier.text.lexicon import GIVEN_NAMES, is_nationality, is_relation

_WORDS = frozenset(
    fold(
        "الحركة الحزب الحكومة المجلس الجيش الوزارة اللجنة الهيئة المنظمة الجبهة الكتلة التيار القيادة القوات "
        "التنظيم التحالف الوطن الحياة الشرق الغد العهد النهار السفير الأخبار البيان الاتحاد الرأي الدستور المدى "
        "الصباح الزمان النصر الفتح فتح أمل دعوة الدعوة القدس النهضة العدالة التنمية الحكمة القانون الدولة البناء "
        "حرية الحرية الجزيرة العربية الميادين المنار الرسالة اليوم الخليج البلاد الجمهورية الثورة رسول كريم صادق"
    ).text.split()
)


def is_common(text: str) -> bool:
    """Whether `text` is one word that often means something else: a noun, a given name, a nationality."""
    word = fold(text.strip()).text
    if " " in word:
        return False
    return word in _WORDS or word in GIVEN_NAMES or is_nationality(word) or is_relation(word)
