"""One dossier in either language: direction, runs of the other script, marks, counts, months, digits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.records import Figure
from dossier.stages import read
from dossier.stages.compose import figures
from dossier.stages.compose.ribbon import ribbon
from dossier.text import units
from dossier.text.dates import when
from dossier.text.scripts import closed, isolated, language_of, marked

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
TEMPLATES = read.templates(HOME)
ENGLISH, ARABIC = (read.words(TEMPLATES, language) for language in ("en", "ar"))

LETTER = {"ar": re.compile("[\u0620-\u064a\u0671-\u06d3]"), "en": re.compile("[A-Za-z]")}
OTHER = {"ar": "en", "en": "ar"}
PLAIN = {"code", "pre", "template", "title", "script", "option"}  # whose words are plain text, or a machine's
VOID = {"meta", "link", "input", "br", "wbr", "hr", "img", "col"}

# The English article of the ferry in an Arabic site, as its author would write it: `english:` holds our rendering.
TURNED: Mapping[str, tuple[tuple[str, str], ...]] = {
    "site.yml": (
        ("language: en", "language: ar"),
        ("title: The ferry dossier", "title: ملف العبّارة"),
        ("description: A small dossier of an invented English article.", "description: ملف صغير عن مقال مختلق."),
        ("The ferry is promised for this year", "وُعد بعودة العبّارة هذا العام"),
        (", and the pier is said not to be ready", "، ويقال إن رصيف North Island ليس جاهزًا"),
        ("When the ferry sails.", "متى تُبحر العبّارة."),
    ),
    "content/briefings/ferry-returns.yml": (
        ("title: Minister promises the ferry back before winter", "title: الوزيرة تعد بعودة العبّارة قبل الشتاء"),
        ("gist: The harbour master and the company have other concerns.", "gist: لمدير المرفأ ولشركة Northline شواغل أخرى."),
        ("The minister says that the ferry sails before winter [@before-winter]. The harbour master says that\n  the pier is not ready [@pier].",
         "تقول الوزيرة إن العبّارة تُبحر قبل الشتاء [@before-winter]. ويقول مدير المرفأ إن الرصيف ليس جاهزًا [@pier]."),
        ('The company says “We have asked for nothing” [@nothing].', 'قالت الشركة "لم نطلب شيئًا" [@nothing].'),
        ("english: We have asked for nothing", "english: لم نطلب شيئًا"),
        ("statement: will sail again before the winter", "statement: will sail again before the winter\n    english: ستبحر من جديد قبل الشتاء"),
        ("unnamed: the harbour master", "unnamed: مدير المرفأ"),
        ("unit: people", "unit: شخص"),
        ("counts: people who live on the island", "counts: سكان الجزيرة"),
        ("gap:\n    note: The ministry gives no date.", "gap:\n    note: لا تحدد الوزارة موعدًا."),
        ("assessment: |", "english:\n  3: عبّارة North Island ستعود، تقول الوزيرة\n  8: ونفت الشركة Northline أنها طلبت مالًا. وقال مديرها Paul Reyes لم نطلب شيئًا\nassessment: |"),
    ),
    "content/claims.yml": (("text: The ferry sails before the winter of 2022", "text: تُبحر العبّارة قبل شتاء 2022"),),
    "content/events.yml": (("title: The ferry sails again", "title: عودة العبّارة إلى الإبحار"),),
    "content/topics.yml": (("title: The ferry, summary: \"Will it sail?", "title: العبّارة, summary: \"هل تُبحر؟"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("turned") / "ferry"
    shutil.copytree(DOSSIERS / "ferry", root)
    for path, changes in TURNED.items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, (path, old)
            text = text.replace(old, new)
        (root / path).write_text(text, encoding="utf-8")
    return root


def pages(root: Path) -> dict[str, str]:
    _, files = pipeline.make(root)
    return {file.path: file.content.decode() for file in files if file.path.endswith(".html")}


Sites = Mapping[str, tuple[str, Mapping[str, str]]]

@pytest.fixture(scope="module")
def sites(turned: Path, in_arabic: Path) -> Sites:
    """Language and pages of each site."""
    roots = {"en ferry": DOSSIERS / "ferry", "ar ferry": turned, "ar mina": DOSSIERS / "mina", "en this": HOME, "ar this": in_arabic}
    return {name: (name[:2], pages(root)) for name, root in roots.items()}


class Runs(HTMLParser):
    """Words of a page with the language of their element; words of captures, code and templates are left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str, bool]] = []
        self.words: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, language, left_out = self.open[-1] if self.open else ("", "", False)
        language = given.get("lang") or language
        left_out = left_out or "data-span" in given or tag in PLAIN
        if tag not in VOID:
            self.open.append((tag, language, left_out))
        self.attributes += [(language, given[name] or "") for name in ("title", "aria-label") if name in given]
        numbers = given.get("class") == "refs"  # those of notes alone run with the line that they stand in
        way = "rtl" if given.get("lang") == "ar" else "ltr"
        assert "lang" not in given or numbers or given.get("dir") in (way, "auto")

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1][2]:
            self.words.append((self.open[-1][1], data))


def without_isolates(text: str) -> str:
    while (inner := re.sub("[\u2066\u2067][^\u2066-\u2069]*\u2069", "", text)) != text:
        text = inner
    return text


# Direction and runs


def test_a_site_has_the_language_and_direction_of_its_record(sites: Sites) -> None:
    for language, made in sites.values():
        turn = 'lang="ar" dir="rtl"' if language == "ar" else 'lang="en" dir="ltr"'
        assert all(f"<html {turn} " in html for html in made.values())


def test_words_of_the_other_script_have_their_language(sites: Sites) -> None:
    for name, (_, made) in sites.items():
        for path, html in made.items():
            for language, words in Runs(html).words:
                assert not LETTER[OTHER[language]].search(words), (name, path, language, words)


def test_where_no_element_can_stand_they_are_isolated(sites: Sites) -> None:
    for name, (_, made) in sites.items():
        for path, html in made.items():
            title = re.search("<title>(.*?)</title>", html)[1]  # type: ignore[index]
            for text in [title, *(words for _, words in Runs(html).attributes)]:
                bare = without_isolates(text)
                assert not (LETTER["ar"].search(bare) and LETTER["en"].search(bare)), (name, path, text)


def test_our_rendering_is_in_the_language_that_it_is_written_in(turned: Path) -> None:
    page = pages(turned)["briefings/ferry-returns.html"]
    assert "العبارات العربية كلها ترجمتنا عن الإنجليزية" in page
    assert '<span>العربية</span></label>' in page and '<span>الإنجليزية</span></label>' in page
    assert '<p class="english">' in page  # in the language of the page
    assert '<p class="original" lang="en" dir="ltr" data-span=' in page


def test_the_review_sheet_is_made_in_either_language(turned: Path) -> None:
    for root in (turned, DOSSIERS / "ferry", DOSSIERS / "mina"):
        _, files = pipeline.make(root, review=True)
        assert any(file.path == "review.html" for file in files)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The «تقدّم» party", "en"),
        ("حزب Progress", "ar"),
        ("تقرير Politico عن العراق", "ar"),
        ("CNN عربية", "ar"),
        ("2,500", "en"),
        ("2,500 \u2066soldiers\u2069", "en"),
        ("نحو 3 \u2066soldiers of the coalition\u2069", "ar"),
    ],
)
def test_most_words_tell_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_what_is_put_into_a_text_is_isolated_as_a_whole_and_once() -> None:
    headline = "Ferry will run again, minister says"
    assert ARABIC("outlet_date", outlet=headline, date="2022") == f"\u2066{headline}\u2069، 2022"
    assert ARABIC("outlet_date", outlet="المدن", date="2022") == "المدن، 2022"
    assert isolated(isolated(headline, "ar"), "ar") == isolated(headline, "ar")
    assert ENGLISH.quoted("ميناء") == "“\u2067ميناء\u2069”"
    assert marked(f"قال \u2066{headline}\u2069 في BBC", "ar") == (
        f'قال <bdi lang="en" dir="ltr">{headline}</bdi> في <bdi lang="en" dir="ltr">BBC</bdi>'
    )
    assert ARABIC("verify_fault_missing", path="{path}") == "الملف \u2068{path}\u2069 ناقص."  # filled by a script
    assert closed("قال \u2066Ferry…") == "قال \u2066Ferry…\u2069"


def test_titles_and_sentences_of_another_language_are_blocks_in_it(sites: Sites) -> None:
    """So that they run from their own edge and have the line height of their script."""
    made = sites["ar this"][1]
    turn = 'lang="en" dir="ltr"'
    for path, blocks in {
        "index.html": ('<p class="dates-what"', '<h3 class="card-title"', "<h3"),
        "claims/index.html": ('<span class="claim-text"',),
        "timeline.html": ('<span class="teller-words"', '<h3 class="happening-title"', '<h4 class="happening-title"'),
        "contradictions.html": ("<h3",),
        "briefings/coalition-to-end.html": ('<p class="touched-claim"',),
        "actors/index.html": ('<p class="said"',),
        "figures.html": ('<p class="figure-counts"', '<p class="said"'),
        "claims/withdrawal-has-begun.html": ("<h1",),
    }.items():
        for block in blocks:
            assert f"{block} {turn}>" in made[path], (path, block)


def test_headings_in_a_list_of_contents_have_their_language(sites: Sites) -> None:
    brief = sites["ar this"][1]["brief.html"]
    assert '<bdi lang="en" dir="ltr">July 2021: a mission is to end</bdi></a>' in brief


def test_the_name_of_a_note_elsewhere_and_its_number_stand_in_the_order_of_their_line(sites: Sites) -> None:
    """In English the number follows on the right of the name, and further numbers follow it."""
    home = sites["ar this"][1]["index.html"]
    assert '><bdi lang="ar" dir="rtl">بيان اليوم</bdi>\u00a05</a>' in home


def test_what_is_copied_isolates_each_part_in_the_other_script(sites: Sites) -> None:
    page = sites["ar this"][1]["briefings/washington-may-withdraw.html"]
    assert "حدث: \u2066Biden receives Kadhimi at the White House\u2069؛ 26 تموز/يوليو 2021\n" in page


def test_latin_words_that_a_sign_joins_are_one_run() -> None:
    run = '<bdi lang="en" dir="ltr">briefing#annotation</bdi>'
    assert marked("الإحاطة والشرح: briefing#annotation", "ar") == f"الإحاطة والشرح: {run}"


# Marks


def test_names_behind_a_label_stand_apart(sites: Sites) -> None:
    """A name may begin with و or hold one (الانسحاب والجدول الزمني), and a source has a comma of its own."""
    made = sites["ar this"][1]
    topics = re.search(r"الموضوعات: (.*?)</p>", made["timeline.html"])[1]  # type: ignore[index]
    assert "</a> و<a" not in made["timeline.html"] and topics
    assert re.search(r"الموضوعات: <a[^>]*>[^<]*</a>، <a", made["timeline.html"])
    assert re.search(r'<p class="kicker"><a[^>]*>المدن، [^<]*</a>؛ <a', made["contradictions.html"])


def test_a_link_to_a_passage_in_the_language_of_the_site_is_hinted_at_by_its_words(sites: Sites) -> None:
    assert 'title="ليلى حداد: «الميناء سيفتح في تموز/يوليو»"' in sites["ar mina"][1]["index.html"]
    for name, (_, made) in sites.items():
        for path, html in made.items():
            assert not re.search(r'(?:title|aria-label|content)="[^"]*: *"', html), (name, path)


def test_what_a_page_tells_of_itself_is_words(sites: Sites) -> None:
    """Empty lists too: «موقف المصادر من لا مقولات» is nobody's Arabic."""
    for name, (_, made) in sites.items():
        for path, html in made.items():
            told = re.search('<meta name="description" content="(.*?)">', html)
            assert told and "Phrase(" not in told[1], (name, path)
            assert not re.search("(?:من|في) لا ", told[1]), (name, path, told[1])


def test_arabic_words_have_arabic_marks() -> None:
    for key, text in ARABIC._texts.items():
        ours = re.sub("\u2066[^\u2069]*\u2069|{[\\w:]*}", "س", text)
        assert not re.search("[,;?%\"'“”\u0640٠-٩]", ours), key  # the last but one is the tatweel
        assert not re.search(r" [،؛؟:.]|  |^ (?!و)", ours.replace(" … ", "")), key


def test_quotation_marks_are_those_of_the_words(turned: Path) -> None:
    assert "قالت الشركة «لم نطلب شيئًا»" in pages(turned)["briefings/ferry-returns.html"]
    assert ARABIC.marks("ar") == ("«", "»") == ENGLISH.marks("ar")
    assert ENGLISH.marks("en") == ("“", "”") == ARABIC.marks("en")


def test_a_series_in_arabic_joins_with_a_waw_that_touches_the_next_word() -> None:
    assert ARABIC.series(["بايدن", "الكاظمي", "حسين"]) == "بايدن والكاظمي وحسين"
    assert ARABIC.series(["3 أقوال", "5 إشارات"]) == "3 أقوال و5 إشارات"


# Counts, months, digits


@pytest.mark.parametrize(
    ("number", "sources", "words"),
    [
        (0, "لا مصادر", "بلا كلمات"),
        (1, "مصدر واحد", "كلمة واحدة"),
        (2, "مصدران", "كلمتان"),
        (3, "3 مصادر", "3 كلمات"),
        (10, "10 مصادر", "10 كلمات"),
        (11, "11 مصدرًا", "11 كلمة"),
        (99, "99 مصدرًا", "99 كلمة"),
        (100, "100 مصدر", "100 كلمة"),
        (101, "101 مصدر", "101 كلمة"),
        (102, "102 مصدر", "102 كلمة"),
        (103, "103 مصادر", "103 كلمات"),
    ],
)
def test_counted_nouns_take_their_arabic_form(number: int, sources: str, words: str) -> None:
    assert ARABIC.count("sources", number) == sources
    assert ARABIC.count("words", number) == words


def test_a_dual_changes_after_a_preposition() -> None:
    two = ARABIC("figures_in", figures=ARABIC.count("figures", 2), sources=ARABIC.count("sources", 2))
    assert two == "رقمان في مصدرين"
    assert ARABIC("ahead", time=ARABIC.count("days", 2)) == "قبل يومين من الموعد"
    assert ARABIC("ahead", time=ARABIC.count("days", 3)) == "قبل 3 أيام من الموعد"
    assert ENGLISH("figures_in", figures=ENGLISH.count("figures", 2), sources=ENGLISH.count("sources", 2)) == (
        "2 figures in 2 sources"
    )


def test_every_noun_that_a_text_wants_in_another_case_has_it() -> None:
    """Only the dual differs without vowels, so a slot that asks for it must be filled with a count that has one."""
    asked = {key for key, text in ARABIC._texts.items() if ":oblique}" in text}
    told = {key.removesuffix("_two_oblique") for key in ARABIC._texts if key.endswith("_oblique")}
    assert told == {"sources", "briefings", "claims", "origins", "outlets", "contradictions", "days", "months"}
    assert {"figures_in", "mentions_in", "passages_in", "sources_in", "summary_in", "reported_by", "ahead"} <= asked
    for noun in told:
        assert ARABIC(f"{noun}_two")[:-2] == ARABIC(f"{noun}_two_oblique")[:-2], noun
        assert ARABIC(f"{noun}_two").endswith("ان") and ARABIC(f"{noun}_two_oblique").endswith("ين"), noun


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (1, "شخص", "شخص واحد"),
        (1, "سنة", "سنة واحدة"),
        (2, "شهر", "شهران"),
        (3, "شهر", "3 أشهر"),
        (10, "جندي", "10 جنود"),
        (11, "جندي", "11 جنديًا"),
        (11, "سنة", "11 سنة"),
        (2500, "جندي", "2,500 جندي"),
        (103, "هجوم", "103 هجمات"),
        (2.5, "طن", "2.5 طن"),
        (2500, "soldiers", "2,500 (⁦soldiers⁩)"),
        (12, "وحدة قتالية", "12 (وحدة قتالية)"),  # nobody knows its plural
    ],
)
def test_an_amount_inflects_the_nouns_that_news_counts(value: float, unit: str, told: str) -> None:
    figure = Figure.model_validate({"figure": "٣", "value": value, "unit": unit, "counts": "س"})
    assert figures.amount(figure, ARABIC) == told


def test_an_amount_that_is_approximate_or_a_range_inflects_too() -> None:
    months = {"figure": "س", "unit": "شهر", "counts": "س"}
    for given, told in (
        ({"value": 2, "approximate": True}, "نحو شهرين"),
        ({"value": 3, "approximate": True}, "نحو 3 أشهر"),
        ({"value": 3, "upper": 12}, "3 إلى 12 شهرًا"),
        ({}, "عدد غير محدد (شهر)"),
    ):
        assert figures.amount(Figure.model_validate(months | given), ARABIC) == told


def test_a_noun_that_a_paper_counts_has_a_plural_of_its_own() -> None:
    for unit in units.NOUNS:
        forms = units.noun(unit)
        assert forms and forms.few != unit and forms.two_oblique != forms.two, unit
        assert not re.search("[ً-ْ]", unit + forms.few), unit


def test_months_have_both_names_and_digits_are_latin() -> None:
    assert ARABIC.date(when("2021-07-26")) == "26 تموز/يوليو 2021"
    for number in range(1, 13):
        levant, _, egypt = ARABIC.month(number).partition("/")
        assert levant and egypt == ARABIC(f"month_short_{number:02}")


# Pictures


def test_a_ribbon_of_offices_runs_in_the_direction_of_the_page() -> None:
    terms = [(date(2021, 1, 1), date(2022, 1, 1)), (date(2022, 1, 1), None)]
    to_the_right, to_the_left = (ribbon(terms, [(date(2024, 12, 31), "x")], way) for way in ("ltr", "rtl"))
    assert to_the_right and to_the_left
    assert [bar.start for bar in to_the_right.bars] == ["0.00%", "24.98%"]
    assert [bar.start for bar in to_the_left.bars] == ["75.02%", "0.00%"]
    for one, other in zip(to_the_right.years, to_the_left.years, strict=True):
        assert one.label == other.label and float(one.at[:-1]) + float(other.at[:-1]) == pytest.approx(100)


def test_a_chain_points_back_at_who_spoke() -> None:
    assert (ENGLISH("arrow"), ARABIC("arrow")) == ("←", "→")  # arrows are not mirrored by themselves


# Style


def css() -> Iterator[tuple[str, str]]:
    for path, text in TEMPLATES.items():
        if path.endswith(".css"):
            yield path, re.sub(r"/\*.*?\*/", "", text.decode(), flags=re.DOTALL)


def test_style_knows_start_and_end_and_no_left_and_right() -> None:
    physical = re.compile(
        r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|[{;]\s*(?:left|right)\s*:"
        r"|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius"
    )
    for path, text in css():
        assert not physical.search(text), (path, physical.search(text))


def test_arabic_is_not_slanted_spaced_or_hyphenated() -> None:
    site = dict(css())["assets/site.css"]
    rule = re.search(r'\n\[lang="ar"\] {([^}]*)}', site)[1]  # type: ignore[index]
    assert "font-style: normal" in rule and "letter-spacing: normal" in rule and "hyphens: none" in rule
    assert "em:lang(ar) { font-style: normal;" in site and "font-synthesis: none" in site
