"""Arabic words and our English for them -> what may have been lost: hedges, scope, negation, numbers.

No proof and no fault: a list for whoever reads a second time. Each sign of the Arabic has English words of
which one is expected; a rendering without any of them is doubted, with the Arabic word that raised the doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dossier.text.fold import fold

Loss = Literal["hedge", "scope", "negation", "number", "expectation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What may be lost, and the Arabic word that says so."""

    loss: Loss
    word: str


# Arabic (compared folded, و and ف may stand before) | English, of which one is expected.
_SIGNS: tuple[tuple[Loss, str, str], ...] = (
    ("hedge", "قد|ربما|يمكن|قد يكون|من الممكن", r"may|might|could|can|possib\w*|perhaps|had|has|have|already"),
    ("hedge", "نحو|حوالي|حوالى|قرابة|زهاء|تقريبا", r"about|around|some|roughly|nearly|approximately|almost|towards?"),
    ("hedge", "الي حد كبير|إلى حد كبير|في معظمها|معظم|معظمهم", r"largely|mostly|most|to a (?:large|great) extent|much"),
    ("hedge", "علي الاقل|على الأقل", r"at least"),
    ("hedge", "علي الاكثر|على الأكثر|كحد اقصي", r"at most|no later|at the latest|up to"),
    ("hedge", "بشكل كبير", r"significant\w*|much|large\w*|great\w*|consider\w*|heav\w*|sharp\w*"),
    ("hedge", "يبدو|تبدو|علي ما يبدو", r"seem\w*|appear\w*|apparent\w*|look\w*"),
    ("hedge", "يصعب|صعب|يصعب جدا", r"difficult\w*|hard\w*"),
    ("hedge", "المزعوم|المزعومة|مزعوم", r"alleged\w*|supposed\w*|claimed|so-called"),
    ("hedge", "بالضرورة", r"necessar\w*"),
    ("expectation", "من المتوقع|يتوقع|متوقع|توقع|من المقرر|المقرر", r"expect\w*|due|schedul\w*|set|plan\w*|predict\w*|foresee\w*|is to|are to|likely"),
    ("expectation", "يامل|يأمل|نامل|تامل|امل", r"hop\w+"),
    ("expectation", "غير المرجح|من غير المرجح", r"unlikely|not likely|improbab\w*"),
    ("expectation", "رجح|يرجح|المرجح", r"likely|probab\w*|unlikely|expect\w*|thought"),
    ("scope", "القتالية|قتالية|القتالي|قتالي|المقاتلة|مقاتلة|مقاتلين|القتال", r"combat\w*|fight\w*|battle\w*"),
    ("scope", "بعض", r"some|certain|several|few"),
    ("scope", "معينة|معين", r"certain|specific|particular|given"),
    ("scope", "الاجنبية|اجنبية|أجنبي|اجنبي|الاجنبي", r"foreign\w*"),
    ("scope", "فقط|فحسب", r"only|just|alone|merely|solely"),
    ("scope", "رسميا", r"offici\w+|formal\w*"),
    ("scope", "فعليا|فعلا|بالفعل", r"actual\w*|in fact|indeed|really|effectively|already"),
    ("scope", "بالكامل|كامل|تماما", r"entire\w*|full\w*|complete\w*|whol\w+|all|total\w*|quite"),
    ("negation", "لا|لم|لن|ليس|ليست|ليسوا|غير|دون|بدون|عدم", r"no|not|n[’']t|cannot|never|neither|nor|without|non\w*|un\w+|in\w+|lack\w*|nothing|none|any|refus\w*|denie\w*|still|end"),
)  # fmt: skip
_DIGITS = re.compile(r"[0-9]+(?:[.,٫][0-9]+)*")


def doubts(native: str, english: str) -> tuple[Doubt, ...]:
    """What `english` may have lost of `native`, in the order of the signs, each kind of word once."""
    folded = fold(native, "ar").text
    found: dict[Doubt, None] = {}
    for loss, arabic, expected in _signs():
        sign = arabic.search(folded)
        if sign and not expected.search(english):
            found[Doubt(loss=loss, word=sign["word"])] = None
    told = {_number(number) for number in _DIGITS.findall(english)}
    for number in _DIGITS.findall(folded):
        if _number(number) not in told:
            found[Doubt(loss="number", word=number)] = None
    return tuple(found)


def _number(text: str) -> str:
    """Digits alone: 2,500 is 2500."""
    return re.sub(r"[.,٫]", "", text).lstrip("0") or "0"


@cache
def _signs() -> tuple[tuple[Loss, re.Pattern[str], re.Pattern[str]], ...]:
    compiled = []
    for loss, arabic, english in _SIGNS:
        words = {fold(word, "ar").text for word in arabic.split("|")}
        inner = "|".join(sorted(words, key=lambda word: (-len(word), word)))
        compiled.append(
            (
                loss,
                re.compile(rf"\b[وف]?(?P<word>{inner})\b"),
                re.compile(rf"\b(?:{english})\b|n[’']t\b", re.IGNORECASE),
            )
        )
    return tuple(compiled)
