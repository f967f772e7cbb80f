"""The words of a dossier -> for each its base, without proclitics, and its stem, without endings too.

Arabic writes و ف ب ل and ال on the word, and pronouns and endings behind it, and no letter tells whether it belongs to
the word: وزير is no و + زير. So the dossier's own words decide. A letter is a proclitic where the rest stands alone
somewhere and the whole never behind ال; an ending goes where what is left is a word too. Inflection alone is undone:
العراق and العراقي stay two words, and so do محافظ and محافظة.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from dossier.text.fold import fold
from dossier.text.terms import ARABIC, Term

LETTERS = "وفبل"  # one of them may stand before a word, or و ف before ب ل
ARTICLES = ("فبال", "وبال", "فلل", "ولل", "وال", "فال", "بال", "كال", "لل", "ال")
PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ه")
ENDINGS = ("تين", "تان", "ات", "ون", "ين", "ان", "وا", "ت", "ا")
SHORTEST = 3  # letters of what is left
TENS = frozenset(fold("عشر ثلاث أربع خمس ست سبع ثمان تسع").text.split())
# Small words with their pronouns, which look like others: عليه is no علي of his.
FUNCTION = frozenset(
    "".join(parts)
    for parts in product(
        ("علي", "الي", "لدي", "في", "من", "عن", "مع", "بين", "عند", "ان", "لكن", "ب", "ل", "كل"),
        ("ه", "ها", "هم", "هما", "هن", "نا", "ك", "كم"),
    )
) | frozenset(fold("على إلى الذي التي الذين اللذين اللتين هذا هذه ذلك تلك").text.split())
# Words that with ة are another word, and no feminine: مكتب office, مكتبة library. So are all of the form مفاعل.
NO_MASCULINE = frozenset(
    fold(
        "مكتب جامع قائم عملي جمعي اتفاقي مدرس طائر حامل منظم مجموع محكم عاصم خارج داخل دائر كتاب تجار حراس قراء خيار "
        "طائف منطق مشكل مدين سيار كتيب رسال حقيق نظار مقدم مؤسس معلوم حدود قاعد ظاهر واقع جزير كنيس نهاي"
    ).text.split()
)
# English plurals that are none, and words that an s does not make plural.
NO_PLURAL = frozenset(["news", "series", "species", "means", "lens", "texas", "politics"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lemmas:
    """`bases` by term; `stems` by base, those alone that are not the base itself."""

    bases: Mapping[str, str]
    stems: Mapping[str, str]

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
    return Lemmas(bases=by_term, stems=stems)


class _Bases:
    """Terms -> bases, by what else the vocabulary has."""

    def __init__(self, words: frozenset[str]) -> None:
        opened = {word: _opened(word) for word in words if ARABIC.search(word)}
        self.alone = frozenset(opened.values())
        self.with_article = frozenset(rest for word, rest in opened.items() if rest != word)

    def of(self, word: str) -> str:
        if not ARABIC.search(word) or word in FUNCTION:
            return word
        rest = _opened(word)
        if rest != word:
            swallowed = f"ل{rest}"  # للجنة is ل + اللجنة
            return swallowed if "لل" in word[:3] and self._only(swallowed, rest) else rest
        if word in self.with_article or word[0] not in LETTERS:
            return word
        for skip in (1, 2):
            rest = word[skip:]
            if len(rest) < SHORTEST or (skip == 2 and (word[0] not in "وف" or word[1] not in "بل")):
                break
            if rest in self.alone:
                return self.of(rest)
        return word

    def _only(self, word: str, other: str) -> bool:
        return word in self.alone and other not in self.alone


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
            return base
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
            if rest.endswith("ت") and f"{rest[:-1]}ه" in self.feminine:
                return f"{rest[:-1]}ه"
            if rest in self.bases or len(rest) > SHORTEST:
                return rest
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
        own = len(rest) <= SHORTEST or of_doing or rest in NO_MASCULINE
        return word if own or rest not in self.bases else rest

    def _without(self, ending: str, rest: str, word: str) -> str:
        """What `word` is without `ending`, "" where that is no word."""
        singular = f"{rest}ه"
        if ending in ("تين", "تان", "ات") and len(rest) > 1 and singular in self.feminine - FUNCTION:
            return self._masculine(singular)
        if len(rest) < SHORTEST:
            return ""
        match ending:
            case "ون" | "ين" if rest in TENS:
                return f"{rest}ين"
            case "ون" | "ين" | "ان":
                return rest if rest in self.bases or self._inflected(rest, ending) else ""
            case "ات":
                return rest if rest in self.bases and len(rest) > SHORTEST else ""
            case "وا":
                return rest if rest in self.bases else ""
            case "ت":
                return rest if rest in self.bases and rest[-1] != "ا" else ""
            case "ا":
                bare = rest in self.bases and len(rest) > SHORTEST and rest[-1] != "ي"  # سوريا is no سوري
                return self._ending(rest) if word in self.tanwin or bare else ""
        return ""

    def _inflected(self, rest: str, ending: str) -> bool:
        """Whether another form of the same word occurs: مقاتلون beside مقاتلين, without a مقاتل."""
        others = {f"{rest}{other}" for other in ("ون", "ين", "ان", "ات") if other != ending}
        return len(rest) > SHORTEST and not others.isdisjoint(self.bases)


def _singular(word: str) -> str:
    """An English noun without its s. Not of `us`, `this`, `crisis`."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word in NO_PLURAL:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
