"""The words of a dossier -> for each its base, without proclitics, and its stem, without endings too.

Arabic writes و ف ب ل and ال on the word, and pronouns and endings behind it, and no letter tells whether it belongs to
the word: وزير is no و + زير. So the dossier's own words decide. A letter is a proclitic where the rest stands alone
somewhere and the whole never behind ال; an ending goes where what is left is a word too. Inflection alone is undone:
العراق and العراقي stay two words, and so do محافظ and محافظة.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.text.fold import fold
from dossier.text.terms import ARABIC, Term

LETTERS = "وفبل"  # one of them may stand before a word, or و ف before ب ل
LIKE = "ك"  # كمستشارين, as advisers: before a word of at least `LONG_ENOUGH` letters, for many short words begin with it
LONG_ENOUGH = 4
ARTICLES = ("فبال", "وبال", "فلل", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه")
ENDINGS = ("تين", "تان", "ات", "ون", "ين", "ان", "وا", "ت", "ا", "ي", "و")
SHORTEST = 3  # letters of what is left
TENS = frozenset(fold("عشر ثلاث أربع خمس ست سبع ثمان تسع").text.split())
# Small words with their pronouns, which look like others: عليه is على, and no علي of his.
FUNCTION = {
    f"{before}{pronoun}": word
    for word, before in (
        *(
            ("على", "علي"),
            ("الى", "الي"),
            ("لدى", "لدي"),
            ("في", "في"),
            ("من", "من"),
            ("عن", "عن"),
            ("مع", "مع"),
        ),
        *(("بين", "بين"), ("عند", "عند"), ("ان", "ان"), ("لكن", "لكن"), ("كل", "كل"), ("ب", "ب"), ("ل", "ل")),
    )
    for pronoun in ("ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم")
} | {word: word for word in fold("على إلى الذي التي الذين اللذين اللتين هذا هذه ذلك تلك").text.split()}
# Words of two letters before which و or ف is always one of its own.
SMALL = frozenset(fold("في من عن مع هو هي لا ما قد لم لن إن أن كل ثم أو أي إذ تم").text.split())
AFTER_PREPOSITION = frozenset(fold("أي كل من ما أن").text.split())
# Words that with ة are another word, and no feminine: مكتب office, مكتبة library. So are all of the form مفاعل.
NO_MASCULINE = frozenset(
    fold(
        "مكتب جامع قائم عملي جمعي اتفاقي مدرس طائر حامل منظم مجموع محكم عاصم خارج داخل دائر كتاب تجار حراس قراء خيار "
        "طائف منطق مشكل مدين سيار كتيب رسال حقيق نظار مقدم مؤسس معلوم حدود قاعد ظاهر واقع جزير كنيس نهاي حري هوي خلي"
    ).text.split()
)
ADJECTIVES = frozenset(fold("مقاتل مباشر معاصر محايد موازي").text.split())  # of that form, and feminine with ة
# Lands in ـيا, of which what is left without ا is the nationality.
COUNTRIES = frozenset(
    fold(
        "سوري روسي تركي ليبي آسي ألماني بريطاني إيطالي أسترالي إسباني بلغاري صربي كولومبي جورجي روماني نيجيري ماليزي "
        "إندونيسي إثيوبي كيني تنزاني موريتاني ألباني ليتواني لاتفي إستوني كرواتي سلوفيني سلوفاكي بوليفي مقدوني أرميني"
    ).text.split()
)
# English plurals that are none, and words that an s does not make plural.
NO_PLURAL = frozenset(["news", "series", "species", "means", "lens", "texas", "politics"])
# واستخباري: before such a word و is no letter of it, whether or not the rest stands alone somewhere.
_DERIVED = re.compile("ا(?:ست|.ت|ن).{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lemmas:
    """`bases` by term; `stems` by base, those alone that are not the base itself; `whole`: bases that stand behind
    the article, so that their first letter is their own."""

    bases: Mapping[str, str]
    stems: Mapping[str, str]
    whole: frozenset[str]

    def stem(self, base: str) -> str:
        return self.stems.get(base, base)


def of(found: Iterable[Term]) -> Lemmas:
    """The lemmas of a vocabulary: every term that occurs."""
    vocabulary = frozenset(found)
    words = frozenset(term.text for term in vocabulary)
    bases = _Bases(words)
    by_term = {word: bases.of(word) for word in words}
    endings = _Stems(
        frozenset(by_term.values()),
        feminine=frozenset(by_term[term.text] for term in vocabulary if term.feminine),
        tanwin=frozenset(by_term[term.text] for term in vocabulary if term.tanwin),
    )
    stems = {base: stem for base in set(by_term.values()) if (stem := endings.of(base)) != base}
    return Lemmas(bases=by_term, stems=stems, whole=bases.with_article)


class _Bases:
    """Terms -> bases, by what else the vocabulary has."""

    def __init__(self, words: frozenset[str]) -> None:
        # What لل swallowed is not known before the rest is: للجنة is ل + اللجنة, للعراق ل + العراق.
        arabic = (word for word in words if ARABIC.search(word) and "لل" not in word[:3])
        opened = {word: _opened(word) for word in arabic}
        self.alone = frozenset(opened.values())
        self.in_order = sorted(self.alone)
        self.with_article = frozenset(rest for word, rest in opened.items() if rest != word)

    def of(self, word: str) -> str:
        if not ARABIC.search(word) or word in FUNCTION:
            return word
        if (word[0] in "وف" and (word[1:] in SMALL or word[1:] in FUNCTION)) or (
            word[0] in "بل" and word[1:] in AFTER_PREPOSITION
        ):
            return word[1:]
        rest = _opened(word)
        if rest != word:
            swallowed = f"ل{rest}"  # للجنة is ل + اللجنة
            return swallowed if "لل" in word[:3] and self._only(swallowed, rest) else rest
        if word[0] == LIKE and len(word) > LONG_ENOUGH and word[1:] in self.alone:
            return word[1:]
        if word in self.with_article or word[0] not in LETTERS:
            return word
        for skip in (1, 2):
            rest = word[skip:]
            if len(rest) < SHORTEST or (skip == 2 and (word[0] not in "وف" or word[1] not in "بل")):
                break
            if self._known(rest) or (skip == 1 and _DERIVED.match(rest)):
                return self.of(rest)
        return word

    def _known(self, word: str) -> bool:
        """Whether `word` stands alone somewhere, if only without its pronoun: وحمايتهم is و + حماية + هم."""
        if word in self.alone:
            return True
        if word.endswith("ه") and f"{word[:-1]}ات" in self.alone:
            return True
        if word.endswith("اء") and any(
            f"{word[:-1]}{seat}{end}" in self.alone for seat in "يو" for end in PRONOUNS
        ):
            return True
        bare = (word.removesuffix(pronoun) for pronoun in PRONOUNS if word.endswith(pronoun))
        return any(len(rest) > SHORTEST and not self.alone.isdisjoint({rest, f"{rest[:-1]}ه"}) for rest in bare)

    def _only(self, word: str, other: str) -> bool:
        """Whether the vocabulary knows `word` and not `other`, if only by another form: لقائه for لقاء."""
        if word in self.alone or other in self.alone:
            return other not in self.alone
        begin = word[:-1]
        at = bisect_left(self.in_order, begin)
        return at < len(self.in_order) and self.in_order[at].startswith(begin)


def _opened(word: str) -> str:
    """Without the article, and what stands before it: والانسحاب, للانسحاب; and that of الالتزام, which is no article, too."""
    if word in FUNCTION:
        return word
    for article in ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= SHORTEST:
            rest = word[len(article) :]
            again = rest.startswith("ال") and len(rest) - 2 >= SHORTEST
            return rest[2:] if again else rest
    return word


class _Stems:
    """Bases -> stems, by what else the vocabulary has."""

    def __init__(self, bases: frozenset[str], feminine: frozenset[str], tanwin: frozenset[str]) -> None:
        self.bases, self.feminine, self.tanwin = bases, feminine, tanwin

    def of(self, base: str) -> str:
        if base in FUNCTION:
            return FUNCTION[base]
        if not ARABIC.search(base):
            return _singular(base)
        return self._ending(self._without_pronoun(base))

    def _without_pronoun(self, word: str) -> str:
        if word in self.feminine:
            return word
        for pronoun in PRONOUNS:
            rest = word.removesuffix(pronoun)
            if rest == word or len(rest) < SHORTEST:
                continue
            singular = f"{rest[:-1]}ه"
            if rest.endswith("ت") and singular in self.feminine:
                return singular
            if rest in self.bases:
                return rest
            if rest.endswith(("اي", "او")) and f"{rest[:-1]}ء" in self.bases:  # لقائه, لقاؤه: لقاء
                return f"{rest[:-1]}ء"
            if len(rest) > SHORTEST:
                return singular if rest.endswith("ت") and not rest.endswith("ات") else rest
        return word

    def _ending(self, word: str) -> str:
        if word in self.feminine:
            return self._masculine(word)
        for ending in ENDINGS:
            rest = word.removesuffix(ending)
            if rest != word and (stem := self._without(ending, rest, word)):
                return stem
        return word

    def _masculine(self, word: str) -> str:
        """عراقية -> عراقي where both occur; else the word."""
        rest = word[:-1]
        of_doing = len(rest) == 5 and rest[0] == "م" and rest[2] == "ا"  # مساعدة help, مساعد assistant
        short = len(rest) < SHORTEST or (len(rest) == SHORTEST and rest[-1] != "ي")
        own = short or (of_doing and rest not in ADJECTIVES) or rest in NO_MASCULINE
        return word if own or self.bases.isdisjoint({rest, f"{rest}ين", f"{rest}ون", f"{rest}ا"}) else rest

    def _without(self, ending: str, rest: str, word: str) -> str:
        """What `word` is without `ending`, "" where that is no word."""
        singular = f"{rest}ه"
        if ending in ("تين", "تان", "ات") and len(rest) > 1 and singular in self.feminine - FUNCTION.keys():
            return self._masculine(singular)
        if len(rest) < SHORTEST:
            return ""
        match ending:
            case "ون" | "ين" if rest in TENS:
                return f"{rest}ين"
            case "ون" | "ين" | "ان":
                return rest if rest in self.bases or self._inflected(rest, ending) else ""
            case "ي" | "و":  # مسؤولي الأمن: before another noun the ن goes; but عراقي is no plural of عراق
                return rest if {f"{rest}ين", f"{rest}ون"} & self.bases else ""
            case "ات":
                return rest if rest in self.bases and len(rest) > SHORTEST else singular
            case "وا":
                return rest if rest in self.bases else ""
            case "ت":
                return rest if rest in self.bases and rest[-1] != "ا" else ""
            case "ا":  # جنديا, which should be جنديًّا; but سوريا is no سوري
                known = {rest, f"{rest}ه", f"{rest}ين"} if rest[-1] == "ي" else {rest, f"{rest}ه"}
                bare = rest not in COUNTRIES and not known.isdisjoint(self.bases)
                return self._ending(rest) if word in self.tanwin or bare else ""
        return ""

    def _inflected(self, rest: str, ending: str) -> bool:
        """Whether another form of the same word occurs: مقاتلون beside مقاتلين, without a مقاتل."""
        others = {f"{rest}{other}" for other in ("ون", "ين", "ان", "ات", "ي") if other != ending}
        return len(rest) > SHORTEST and not others.isdisjoint(self.bases)


def _singular(word: str) -> str:
    """An English noun without its s. Not of `us`, `this`, `crisis`."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in NO_PLURAL:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
