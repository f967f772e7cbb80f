"""Who is said to have spoken: the attributing words around a quote, found in the text itself.

Newspaper prose attributes in few ways: a verb of saying and its subject before the words («قال الكاظمي إن …»),
the subject before its verb («لكن المتحدثة … قالت إن …»), an attribution after the words («…، بحسب المسؤول»),
or a bare verb that goes on with the speaker before («وأضاف …»). `attribution` follows these and gives one
answer; the author's record must agree with it, or quote the attributing words as `cue:`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from dossier.text.fold import fold
from dossier.text.spans import Span


class Candidate(NamedTuple):
    """A place that names somebody who may be the speaker; one span may name two (a dual)."""

    span: Span
    speaker: str
    person: bool  # a person or a described speaker goes before an organisation: «الباحث في بيرسون … مارديني»


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Whom the text names as the speaker, and the words that do it."""

    speakers: frozenset[str]
    cue: Span


class _Cue(NamedTuple):
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
_AR_FROM = "عن"
_AR_THAT = "ان انه انها انهم انهما بان بانه بانها"
_ADDRESSED = frozenset("لب")  # قال للوكالة: she is told, and does not speak

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

_SENTENCE_END = re.compile(r"[.!?؟؛:;\"“”«»\u201e]")
_OPENING = re.compile("[\"“«\u201e:]")
_MARKED = re.compile(r'"([^"]*)"?|“([^”]*)”?|«([^»]*)»?')
_SPEECH_WORDS = 6  # marks around fewer may hold a name: صحيفة "وول ستريت جورنال"
# How little may stand between a subject and the verb after it, and how little between a quote and «بحسب».
_BETWEEN = re.compile(r"[\s،,]*(?:(?!فيما|بينما|حين|كما|لكن|حيث|and\b|but\b|while\b)\w+[\s،,]*){0,2}")
_CLOSED_BY_COMMA = re.compile(r"""\s*(?:[,?!]["”]|["”],)[^.;:"“”]*""")
_AND = re.compile(r"\s+(?:و|and\s+)")
_ADJOINING = re.compile(r"""["”»\s]*[,،]?["”»\s]*""")


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


def attribution(
    text: str, line: Span, quote: Span, candidates: Sequence[Candidate], language: str
) -> Attribution | None:
    """Who speaks the words of `quote`, by its own line alone; None where the line does not say.

    Of `candidates`, those inside the quote are heard of, not speaking, and do not count.
    """
    quote = _without_own_cue(text, quote, language)
    sentence = _Line(
        text, line, tuple(c for c in sorted(candidates) if c.span.within(line) and not c.span.overlaps(quote)), language
    )
    cues = [cue for cue in _cues(text, line, language) if not cue.span.overlaps(quote)]
    before = [cue for cue in cues if cue.span.end <= quote.start]
    for cue in cues:
        if cue.span.start >= quote.end and _closes(text[quote.end : cue.span.start], cue, language):
            subject = sentence.subject(cue, line.end)
            if subject:
                return _joined(cue.span, subject)
    for subject_of in (sentence.subject, sentence.last_before):
        for cue in reversed(before):
            until = next((c.span.start for c in cues if c.span.start > cue.span.start), quote.start)
            subject = subject_of(cue, min(until, quote.start))
            if subject:
                return _joined(cue.span, subject)
    for cue in (cue for cue in cues if cue.span.start >= quote.end):
        if _SENTENCE_END.search(text[quote.end : cue.span.start].lstrip("\"”»").rstrip("\"“«")):
            break
        subject = sentence.subject(cue, line.end)
        if subject:
            return _joined(cue.span, subject)
    return None if before else _nearest(quote, sentence.candidates)


def last_named(
    text: str, lines: Sequence[Span], candidates: Sequence[Candidate], language: str
) -> Attribution | None:
    """Who spoke or was named last in `lines`, which stand before the quote's own."""
    for line in reversed(lines):
        found = attribution(text, line, Span(line.end, line.end), candidates, language)
        if found:
            return found
    return None


def _closes(between: str, cue: _Cue, language: str) -> bool:
    """Whether `cue` belongs to the quote before it: «…»، بحسب المسؤول; "…," its director, Reyes, said.

    An Arabic verb there begins the next sentence: «…»، وأضاف …
    """
    if cue.way == "after" and _ADJOINING.fullmatch(between):
        return True
    return language == "en" and bool(_CLOSED_BY_COMMA.fullmatch(between))


def _nearest(quote: Span, around: Sequence[Candidate]) -> Attribution | None:
    """Without an attributing word: who is named last before the quote, else first after it."""
    before = [c for c in around if c.span.end <= quote.start]
    chosen = before[-1] if before else next((c for c in around if c.span.start >= quote.end), None)
    return _joined(chosen.span, [c for c in around if c.span == chosen.span]) if chosen else None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with whoever is named in it outside the quote."""

    text: str
    line: Span
    candidates: tuple[Candidate, ...]
    language: str

    def subject(self, cue: _Cue, until: int) -> list[Candidate]:
        """Whom `cue` makes the speaker: named after it, before `until`, or directly before it."""
        if cue.way == "after":
            return self.first(self.after(cue, until))
        if cue.way == "before" or self.language == "en":
            return self.first(self.before(cue), last=True) or self.first(self.after(cue, until))
        after = self.first(self.after(cue, until))
        beside = [c for c in self.first(self.before(cue), last=True) if self.touches(c, cue)]
        return beside if beside and not any(c.person for c in after) else after

    def last_before(self, cue: _Cue, until: int) -> list[Candidate]:
        """Who is named last before `cue` in its sentence, when no verb of the line has a subject of its own."""
        return self.first(self.before(cue), last=True)

    def after(self, cue: _Cue, until: int) -> list[Candidate]:
        limit = _clause_end(self.text, Span(cue.span.end, until), cue, self.language)
        start = cue.span.end
        if cue.way == "relay":
            start = self.told_by(start, limit) or start
        return [
            c
            for c in self.candidates
            if start <= c.span.start and c.span.end <= limit and self.text[c.span.start - 1] not in _ADDRESSED
        ]

    def before(self, cue: _Cue) -> list[Candidate]:
        start = self.line.start
        for end in re.finditer(r"[.؟!؛:;](?=\s|[\"”»])|[.؟!؛]$", self.text[start : cue.span.start]):
            start = self.line.start + end.end()
        for relay in _cues(self.text, Span(start, cue.span.start), self.language):
            # «نقلت الصحيفة عن … قولهم»: the newspaper passes on, who comes after «عن» speaks.
            start = (self.told_by(relay.span.end, cue.span.start) or start) if relay.way == "relay" else start
        return [c for c in self.candidates if start <= c.span.start and c.span.end <= cue.span.start]

    def told_by(self, start: int, end: int) -> int | None:
        """Where those begin whom a medium passes on: after «عن»."""
        source = re.search(rf"\b{_AR_FROM}\b", self.text[start:end])
        return start + source.end() if source else None

    def first(self, found: Sequence[Candidate], *, last: bool = False) -> list[Candidate]:
        """The person nearest to the cue, else the organisation; with whoever is joined to them by «and»."""
        ordered = list(reversed(found)) if last else list(found)
        # «الباحث في بيرسون رمزي مارديني»: the name goes before the description and before an organisation.
        chosen = next((c for c in ordered if c.person), ordered[0] if ordered else None)
        if chosen is None:
            return []
        joined = {chosen.span}
        for one, other in pairwise(sorted({c.span for c in found})):
            if {one, other} & joined and _AND.fullmatch(self.text, one.end, other.start):
                joined |= {one, other}
        return [c for c in found if c.span in joined]

    def touches(self, candidate: Candidate, cue: _Cue) -> bool:
        return bool(_BETWEEN.fullmatch(self.text, candidate.span.end, cue.span.start))


def _clause_end(text: str, reach: Span, cue: _Cue, language: str) -> int:
    """Where the subject must have been named: before «أن», a colon, the sentence's end or the words said."""
    piece = text[reach.start : reach.end]
    that = _that(language).search(piece) if cue.way == "verb" else None
    ends = [m.start() for m in (that, re.search(r"[.؟!؛;:]", piece), _speech(piece)) if m]
    return reach.start + min(ends, default=len(piece))


def _speech(text: str) -> re.Match[str] | None:
    """The first words in quotation marks that are too many for a name."""
    return next((m for m in _MARKED.finditer(text) if len(m[m.lastindex or 0].split()) >= _SPEECH_WORDS), None)


def _joined(cue: Span, subject: Sequence[Candidate]) -> Attribution:
    spans = [cue, *(c.span for c in subject)]
    return Attribution(
        speakers=frozenset(c.speaker for c in subject),
        cue=Span(min(s.start for s in spans), max(s.end for s in spans)),
    )


def _without_own_cue(text: str, quote: Span, language: str) -> Span:
    """A quote that begins with its own attributing words («قال الكاظمي إن …») speaks only after them."""
    head = _cues(text, Span(quote.start, quote.end), language)
    if not head or head[0].way != "verb" or text[quote.start : head[0].span.start].strip():
        return quote
    that = _that(language).search(text, head[0].span.end, quote.end) or _OPENING.search(
        text, head[0].span.end, quote.end
    )
    return Span(that.end() if that else quote.end, quote.end)


def _cues(text: str, area: Span, language: str) -> list[_Cue]:
    folded = fold(text[area.start : area.end], language)
    found = []
    for match in _pattern(language).finditer(folded.text):
        raw = folded.raw_span(match.start(), match.end())
        found.append(
            _Cue(Span(area.start + raw.start, area.start + raw.end), match.lastgroup)  # type: ignore[arg-type]
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
def _that(language: str) -> re.Pattern[str]:
    if language == "en":
        return re.compile(rf"\b{_EN_THAT}\b")
    letters = {"ا": "[اأإآ]\u064e?", "ن": "ن\u0651?\u064e?"}
    words = "|".join("".join(letters.get(c, c) for c in word) for word in _AR_THAT.split())
    return re.compile(rf"\b(?:{words})\b")
