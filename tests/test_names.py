"""Tracing on the hard cases of Arabic news: what is a mention, of whom, and exactly which characters."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text.names import Found, Name, Phrase, default_match, trace
from dossier.text.spans import Span, line_spans

PERSONS = {
    "kadhimi": "مصطفى الكاظمي, الكاظمي",
    "sudani": "محمد شياع السوداني, السوداني",
    "biden": "جو بايدن, بايدن",
    "trump": "دونالد ترامب, ترامب",
    "fuad": "فؤاد حسين, حسين",
    "saddam": "صدام حسين, حسين",
    "abadi": "حيدر العبادي, العبادي",
    "sistani": "علي السيستاني",
    "allawi": "علي علاوي, علي, علاوي",
    "muhandis": "أبو مهدي المهندس, المهندس",
    "zubaidi": "أبو بكر الزبيدي",
    "abdullah": "عبد الله الثاني",
    "sisi": "عبد الفتاح السيسي, السيسي",
    "abdul-mahdi": "عادل عبدالمهدي",
    "abiy": "أبي أحمد",
    "libi": "أبو يحيى الليبي, الليبي",
    "rasool": "يحيى رسول, رسول",
    "austin": "لويد أوستن, أوستن",
    "psaki": "جين ساكي",
    "abbas": "محمود عباس, عباس",
    "bin-salman": "محمد بن سلمان",
    "elham": "إلهام أحمد, إلهام",
}
OTHERS = {
    "is": "تنظيم الدولة الإسلامية, الدولة الإسلامية, داعش!",
    "coalition": "التحالف الدولي",
    "pentagon": "وزارة الدفاع الأميركية, البنتاغون!",
    "white-house": "البيت الأبيض",
    "wsj": "وول ستريت جورنال",
    "nyt": "نيويورك تايمز",
    "joc": "قيادة العمليات المشتركة",
    "cnn": "CNN!",
    "germany": "ألمانيا!",
    "kurd": "كرد!",
    "qatar": "قطر!",
    "liwa": "اللواء الثامن",
    "libya": "ليبيا!",
}
SHORTS = {
    "is": "التنظيم, تنظيم",
    "coalition": "التحالف, تحالف دولي",
    "wsj": "الصحيفة, صحيفة",
    "nyt": "الصحيفة",
    "joc": "القيادة",
}


def _cast(listed: dict[str, str], *, person: bool) -> list[Name]:
    names = []
    for actor, texts in listed.items():
        for text in texts.split(", "):
            always = text.endswith("!")
            text = text.rstrip("!")
            match = "always" if always else default_match(text, "ar")
            names.append(Name(actor=actor, text=text, match=match, person=person))
    return names


NAMES = (*_cast(PERSONS, person=True), *_cast(OTHERS, person=False))
SHORT_NAMES = tuple(
    Name(actor=actor, text=text) for actor, texts in SHORTS.items() for text in texts.split(", ")
)


def offices(*, president: str | None = "biden", premier: str | None = "kadhimi") -> tuple[Phrase, ...]:
    """Whoever holds them is given here; the date is only told in the rule."""
    listed = {
        "us-president": (president, ("trump", "biden"), "الرئيس الأميركي, الرئيسان"),
        "iraq-pm": (
            premier,
            ("abadi", "kadhimi", "sudani"),
            "رئيس الوزراء العراقي, رئيس الحكومة العراقية, رئيس الوزراء, رئيس الحكومة, الرئيسان",
        ),
        "defence": ("austin", ("austin",), "وزير الدفاع الأميركي, الوزير"),
        "foreign": ("fuad", ("fuad",), "وزير الخارجية العراقي, وزير الخارجية, الوزير"),
        "speaker": ("psaki", ("psaki",), "المتحدثة باسم البيت الأبيض"),
    }
    return tuple(
        Phrase(office=office, text=text, holder=holder, holders=holders, on="2021-07-26")
        for office, (holder, holders, texts) in listed.items()
        for text in texts.split(", ")
    )


BY = {"@": "office", "*": "short", "": "name"}


def marked(text: str) -> tuple[str, set[tuple[Span, str, str]]]:
    """`[kadhimi|…]` is a name, `[kadhimi@|…]` an office, `[is*|…]` a short form, `[a@+b@|…]` a dual."""
    plain, opened, expected = "", [], set()
    for piece in re.split(r"(\[[a-z@*+-]+\||\])", text):
        if piece == "]":
            start, who = opened.pop()
            for one in who.split("+"):
                actor = one.rstrip("@*")
                expected.add((Span(start, len(plain)), actor, BY[one[len(actor) :]]))
        elif piece.startswith("[") and piece.endswith("|"):
            opened.append((len(plain), piece[1:-1]))
        else:
            plain += piece
    return plain, expected


def traced(text: str, language: str = "ar", names: Sequence[Name] = NAMES, **given: object) -> tuple[Found, ...]:
    phrases = given.get("phrases", offices())
    shorts = given.get("shorts", SHORT_NAMES)
    return trace(text, line_spans(text), language, names, phrases, shorts)  # type: ignore[arg-type]


def check(text: str, language: str = "ar", **given: object) -> None:
    plain, expected = marked(text)
    found = {(f.span, f.actor, f.by) for f in traced(plain, language, **given)}  # type: ignore[arg-type]
    show = lambda rows: sorted((s.of(plain), a, b) for s, a, b in rows)  # noqa: E731
    assert found == expected, f"missed {show(expected - found)}, wrong {show(found - expected)}"


CLITICS = [
    "[kadhimi|مصطفى الكاظمي] و[kadhimi|الكاظمي] ف[kadhimi|الكاظمي] ب[kadhimi|الكاظمي]",
    "[kadhimi|مصطفى الكاظمي]. زيارة ل[kadhimi|لكاظمي] ول[kadhimi|لكاظمي] وب[kadhimi|الكاظمي] فل[kadhimi|لكاظمي]",
    "و[kadhimi|مصطفى الكاظمي] ول[kadhimi|مصطفى الكاظمي] وب[kadhimi|مصطفى الكاظمي]",
    "ل[kadhimi|مصطفى الكاظمي] كالكاظمي",  # ك is no proclitic
    "دعم ل[coalition|لتحالف الدولي] ول[coalition|لتحالف الدولي] و[coalition|التحالف الدولي]",
    "لـ[coalition|التحالف الدولي] لا[coalition|لتحالف الدولي]".replace("لا[coalition|لتحالف الدولي]", "انتهى"),
    "ضد [is|داعش] و[is|داعش] ل[is|داعش] ب[is|داعش] ول[is|داعش] وب[is|داعش] لـ[is|داعش] «[is|داعش]»",
    "داعشي الدواعش داعشيون متداعش",
    "[libi|أبو يحيى الليبي]. رسالة ل[libi|ليبي] و[libi|الليبي]",  # ل + الليبي is written لليبي
    "إلى [germany|ألمانيا] ول[germany|ألمانيا] وب[germany|ألمانيا] للمانيا",
    "للهام [elham|إلهام أحمد]",  # «to the important», not ل + إلهام
    "زار [qatar|قطر] وقطر ولقطر",  # three letters take no proclitic
    "شبكة [cnn|CNN] لـ[cnn|CNN] وب[cnn|CNN] والـ[cnn|CNN]",  # Latin letters cannot be confounded
    "اللواء [rasool|يحيى رسول]. وأوضح [rasool|رسول] ول[rasool|رسول]",
    "في [libya|ليبيا] وب[libya|ليبيا]",
    "قال [biden|جو بايدن] و[biden|بايدن] وب[biden|بايدن]",
    "ضد تنظيم الكرد والأكراد كردستان كردي [kurd|كرد]".replace("تنظيم ", ""),
]

WHOLE_WORDS = [
    "[kadhimi|مصطفى الكاظمي] في الكاظمية والكاظميين كاظمي",
    "[biden|جو بايدن] وبايدنية بايدن2",
    "[kadhimi|مصطفى الكاظمي]٢٠٢١",
    "[white-house|البيت الأبيض] البيت الأبيضان",
]
WHOLE_WORDS[2] = "مصطفى الكاظمي٢٠٢١"

SPELLINGS = [
    "[pentagon|وزارة الدفاع الأمريكية] و[pentagon|وزاره الدفاع الاميركيه]",
    "[biden@|الرئيس الأمريكي] و[biden@|الرئيس الاميركي] [biden@|الرءيس الأميركي]".replace(
        " [biden@|الرءيس الأميركي]", ""
    ),
    "[muhandis|أبو مهدي المهندس] و[muhandis|أبا مهدي المهندس] ل[muhandis|أبي مهدي المهندس]",
    "[zubaidi|أبوبكر الزبيدي] و[zubaidi|أبو بكر الزبيدي]",
    "[abiy|أبي أحمد] لا أبو أحمد",
    "[abdullah|عبدالله الثاني] و[abdullah|عبد الله الثاني] ل[abdullah|عبد الله الثاني]",
    "[sisi|عبدالفتاح السيسي] و[sisi|السيسى]",
    "[abdul-mahdi|عادل عبد المهدي] [abdul-mahdi|عادل عبدالمهدي]",
    "[kadhimi|مصطفي الكاظمى] و[kadhimi|الكاظمى]",
    "[is|تنظيم الدوله الاسلاميه] [is|الدَّوْلَة الإسلامية]",
    "[kadhimi|مُصطفى الكاظميّ] قال [kadhimi|الكاظميُّ]",
    "[kadhimi|مصطـــفى الكـاظمي] و[kadhimi|الكــــاظمي]",
    "[kadhimi|مصطفى\u00a0الكاظمي] و[kadhimi|مصطفى  الكاظمي]",
    "\u202b[kadhimi|مصطفى\u200f الكاظمي]\u202c و\u200f[kadhimi|الكا\u200cظمي]\u200e",
    "[kadhimi|مصطفى ﺍﻟﻜﺎﻇﻤﻲ] و[kadhimi|ﺍﻟﻜﺎﻇﻤﻲ]",
    "[kadhimi|مصطفى الکاظمی] الکاظمیه",
    "[kadhimi|مصطفى-الكاظمي] [biden|جو بايدن]",
    "[white-house|البيت الابيض] ف[white-house|البيت الأبيض]",
    "تنظيم [is|الدولة الإسلامية]".replace("تنظيم [is|الدولة الإسلامية]", "[is|تنظيم «الدولة الإسلامية»] اليوم"),
    "أثنى على السيستاني. زار [sistani|علي السيستاني] وعلى السيستاني",
    "[allawi|علي علاوي] قال. وقال [allawi|علي] على عهده وعلي ولعلي",
]

PUNCTUATION = [
    "قال «[kadhimi|مصطفى الكاظمي]»، و([kadhimi|الكاظمي]): “[kadhimi|الكاظمي]” ‏\"[kadhimi|الكاظمي]\"",
    "[kadhimi|مصطفى الكاظمي]\nقال [kadhimi|الكاظمي]\r\n[kadhimi|الكاظمي]؟",
    "قال مصطفى، الكاظمي",
    "قال مصطفى. الكاظمي",
    "قال مصطفى\nالكاظمي",
    "وزارة الدفاع، الأميركية",
    "رئيس الوزراء\nالعراقي".replace("رئيس الوزراء\n", "[kadhimi@|رئيس الوزراء]\n"),
    "[kadhimi|الكاظمي]/[biden|بايدن]: [kadhimi|مصطفى الكاظمي] و[biden|جو بايدن]",
    "[kadhimi|مصطفى الكاظمي]…[biden|جو بايدن]",
]

ONE_WORD = [
    "قال الكاظمي إن بايدن",
    "قال [kadhimi|الكاظمي] إنه.\nووصل [kadhimi|مصطفى الكاظمي]",  # the full name may come later
    "البنتاغون".replace("البنتاغون", "أعلن [pentagon|البنتاغون]"),  # always
    # another man's surname
    "[sudani|محمد شياع السوداني] وعلي السوداني",
    "[sudani|محمد شياع السوداني] قال [sudani|السوداني]. وقال أحمد السوداني ووصل عبد الله السوداني",
    "[sudani|محمد شياع السوداني] وصلاح الدين السوداني",
    "[biden|جو بايدن] و[biden|بايدن] وهانتر بايدن.\nوقال [biden|بايدن]",
    "[biden|جو بايدن] وهانتر بايدن ثم بايدن",  # may be either
    "[saddam|صدام حسين].\nقال نور الدين حسين. وأضاف حسين",
    "[saddam|صدام حسين]. قال خالد حسين. وأضاف حسين.\nوعاد حسين",
    "[saddam|صدام حسين]. وقال خالد حسين.\nعاد [saddam|صدام حسين] وقال [saddam|حسين]",
    "[kadhimi|مصطفى الكاظمي] وأحمد مصطفى الكاظمي".replace(" وأحمد مصطفى الكاظمي", " وأبو الكاظمي"),
    "المتحدث باسم [kadhimi|الكاظمي] والقائد [kadhimi|مصطفى الكاظمي]",
    # a name that goes on
    "[abbas|محمود عباس] قال. ووصل عباس العراقي".replace("العراقي", "الموسوي"),
    "[abbas|محمود عباس] التقى عباس كامل و[abbas|عباس]",
    "[bin-salman|محمد بن سلمان]",
    "عبد الفتاح السيسي بن علي",
    # two of a name
    "[fuad|فؤاد حسين] قال. وأضاف [fuad|حسين] أن [saddam|صدام حسين]",
    "غزو [saddam|صدام حسين] للكويت.\nوقال وزير المالية. وقال [fuad|فؤاد حسين]. وأضاف [fuad|حسين]",
    "[fuad|فؤاد حسين] قال.\nوأضاف أن نظام [saddam|صدام حسين] سقط. وأضاف حسين",
    "حسين يحذر.\n[fuad|فؤاد حسين] و[saddam|صدام حسين]",
    "غزو [saddam|صدام حسين] و[fuad|فؤاد حسين].\nقال [fuad@|وزير الخارجية العراقي] [fuad|حسين]",
    "غزو [saddam|صدام حسين] للكويت. وقال حسن حسين",
]

ADJECTIVES = [
    "[sudani|محمد شياع السوداني] والجيش السوداني والشعب السوداني وللجيش السوداني والرئيس السوداني",
    "[sudani|محمد شياع السوداني] قال [sudani|السوداني] وحكومة [sudani|السوداني] والتقى [sudani|السوداني]",
    "[sudani|محمد شياع السوداني] إلى [sudani|السوداني] اليوم [sudani|السوداني] والسيد [sudani|السوداني]",
    "[sudani|محمد شياع السوداني] ورئيس الوزراء السوداني",  # the holder is another: the prime minister of Sudan
    "[sudani|محمد شياع السوداني] الجيش، [sudani|السوداني]",
    "[kadhimi|مصطفى الكاظمي]: دعت الفصائل [kadhimi|الكاظمي]",  # no nationality: always a name
]

OFFICES = [
    "قال [kadhimi@|رئيس الوزراء العراقي] ول[kadhimi@|رئيس الحكومة العراقية] و[kadhimi@|رئيس الوزراء]",
    "قال [biden@|الرئيس الأميركي] [biden|جو بايدن]",
    "قال [biden@|الرئيس الأميركي]، [biden|جو بايدن]، إن",
    "ل[biden@|لرئيس الأميركي] وب[biden@|الرئيس الأميركي]",
    "[psaki@|المتحدثة باسم [white-house|البيت الأبيض]] [psaki|جين ساكي]",
    "وقّع [biden@+kadhimi@|الرئيسان] البيان و[biden@+kadhimi@|الرئيسين]".replace(
        " و[biden@+kadhimi@|الرئيسين]", ""
    ),
    "قال الوزير",  # two offices share a singular phrase
    # not the holder
    "الرئيس الأميركي السابق [trump|دونالد ترامب]",
    "الرئيس الأميركي الأسبق والرئيس الأميركي المنتخب ورئيس الوزراء العراقي الراحل ورئيس الوزراء المكلف",
    "الرئيس الأميركي الجمهوري السابق والرئيس الأميركي آنذاك",
    "نائب رئيس الوزراء ونائب الرئيس الأميركي ولنائبة الرئيس الأميركي ومنصب رئيس الوزراء",
    "زوجة الرئيس الأميركي ومساعد وزير الخارجية العراقي",
    "مكتب [kadhimi@|رئيس الوزراء العراقي] ومستشار [kadhimi@|رئيس الوزراء]",
    # another person
    "الرئيس الأميركي [trump|دونالد ترامب]",
    "الرئيس الأميركي، [trump|دونالد ترامب]",
    "الرئيس الأميركي ترامب",
    "الرئيس الأميركي السيد [trump|دونالد ترامب]",
    "الرئيس الأميركي رونالد ريغان ورئيس الوزراء نوري المالكي",
    "[biden@|الرئيس الأميركي] جوزيف بايدن",
    "[abadi|حيدر العبادي] رئيس الوزراء العراقي",
    "التقى [biden|جو بايدن] [kadhimi@|رئيس الوزراء العراقي]",
    "[kadhimi|مصطفى الكاظمي] [kadhimi@|رئيس الوزراء العراقي]",
    "بين [biden@|الرئيس الأميركي] و[trump|دونالد ترامب] و[biden@|الرئيس الأميركي]",
    "أبلغ [biden@|الرئيس الأميركي] [pentagon|البنتاغون]",
    # another country
    "رئيس الوزراء الإسرائيلي ورئيس الوزراء البريطاني ورئيس الحكومة اللبنانية ورئيس الوزراء المالكي",
    "[kadhimi@|رئيس الوزراء] الحالي و[kadhimi@|رئيس الوزراء] الذي وصل و[kadhimi@|رئيس الوزراء] العملية",
    "[kadhimi@|رئيس الوزراء] [kadhimi|الكاظمي] و[kadhimi|مصطفى الكاظمي]",
    "رئيس الوزراء بنيامين نتنياهو",
]

SHORT_FORMS = [
    "هزم [is*|التنظيم] وصعود [is*|التنظيم]",
    "[coalition|التحالف الدولي] و[coalition*|التحالف] ول[coalition*|لتحالف] وب[coalition*|التحالف]",
    "مدعومة من [coalition*|تحالف دولي] بقيادة واشنطن",
    "[wsj|وول ستريت جورنال]. ولفتت [wsj*|الصحيفة] ل[wsj*|لصحيفة]",
    "[wsj|وول ستريت جورنال]. قالت [wsj*|الصحيفة]. وذكرت [nyt|نيويورك تايمز]. وأضافت [nyt*|الصحيفة]",
    "قالت الصحيفة",  # two list it, none is named
    "قالت الصحيفة عن [wsj|وول ستريت جورنال] و[nyt|نيويورك تايمز]",  # none named before
    "قالت [nyt*|الصحيفة].\nنقلت عن [nyt|نيويورك تايمز]",  # one named, if later
    "صحيفة [wsj|وول ستريت جورنال] وصحيفة «القدس» وتنظيم القاعدة وتنظيم [is|داعش]",
    "تقدير القيادة العسكرية العراقية و[joc*|القيادة] و[joc|قيادة العمليات المشتركة]",
    "[is*|التنظيم] الإرهابي والتنظيم السري",
    "التنظيمات والتنظيمي",
]


@pytest.mark.parametrize("text", CLITICS)
def test_proclitics_stay_outside_a_name(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", WHOLE_WORDS)
def test_a_name_never_stands_inside_a_longer_word(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", SPELLINGS)
def test_writers_spell_one_name_in_many_ways(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", PUNCTUATION)
def test_punctuation_stands_around_names_and_not_within(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ONE_WORD)
def test_one_word_counts_only_where_it_is_plain_whose_it_is(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", ADJECTIVES)
def test_a_surname_that_is_also_a_nationality_is_not_taken_for_a_name(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", OFFICES)
def test_a_phrase_names_the_holder_of_its_office_and_nobody_else(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", SHORT_FORMS)
def test_a_short_form_stands_for_the_actor_that_is_meant_or_for_none(text: str) -> None:
    check(text)
