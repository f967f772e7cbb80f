"""Every date that a text writes, and nothing that it does not: months of all Arab countries, orders, weekdays, Hijri."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.problems import BuildFailed
from dossier.text.calendar import Written, disagreement, read_dates, reckons
from dossier.text.dates import when
from dossier.text.months import MONTHS, WEEKDAYS

GOOD = Path(__file__).parent / "dossiers" / "harbour"


def told(written: Written) -> str:
    """`2021-07-26 Monday 14:13`; ? for a year that is not written, H before a Hijri date, ! where it cannot be."""
    parts = [f"{written.year:04}" if written.year else "?"]
    parts += [f"{part:02}" if part else "?" for part in (written.month, written.day) if part or written.day]
    weekday = [] if written.weekday is None else [WEEKDAYS[written.weekday]]
    day = [] if parts == ["?"] else ["-".join(parts)]
    mark = ("H" if written.calendar == "hijri" else "") + ("!" if written.contradiction else "")
    return " ".join([*([mark] if mark else []), *day, *weekday, *([written.time] if written.time else [])])


def dates(text: str) -> list[str]:
    return [told(written) for written in read_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the datelines of the first dossier
        ("الجمعة 2021/07/23", "2021-07-23 Friday"),
        ("سياسة | 28-11-2021, 14:13 |", "2021-11-28 14:13"),
        ("نشر في بيان اليوم يوم 27 - 07 - 2021", "2021-07-27"),
        ("حرية – (26/7/2021)", "2021-07-26"),
        ("في تدوينة، ,(26 تموز 2021)، انه", "2021-07-26"),
        # numbers: the day first, unless the first number has four digits
        ("23/07/2021", "2021-07-23"),
        ("5/6/2021", "2021-06-05"),
        ("2021-07-23", "2021-07-23"),
        ("2021/7/3", "2021-07-03"),
        ("2021.07.23", "2021-07-23"),
        ("26.7.2021", "2021-07-26"),
        ("5 / 6 / 2021", "2021-06-05"),
        ("27–07–2021", "2021-07-27"),
        ("27ـ07ـ2021", "2021-07-27"),  # tatweel for a dash
        ("27 ـ 07 ـ 2021", "2021-07-27"),
        ("2021-07-23T14:13:00Z", "2021-07-23 14:13"),
        ("26/7/2021م", "2021-07-26"),
        ("26/7/21", "?-07-26"),  # the century is not written
        ("يوم 26/7", "?-07-26"),
        ("الاثنين 26/7", "?-07-26 Monday"),
        # digits of other scripts, marks of direction
        ("٢٦/٧/٢٠٢١", "2021-07-26"),
        ("۲۰۲۱/۰۷/۲۳", "2021-07-23"),
        ("٢٦ تموز ٢٠٢١", "2021-07-26"),
        ("\u200f23\u200f/\u200f07\u200f/\u200f2021", "2021-07-23"),
        ("24\u00a0 تموز/يوليو", "?-07-24"),
        # the Levant and Iraq
        ("1 كانون الثاني 2021", "2021-01-01"),
        ("1 كانون ثاني 2021", "2021-01-01"),
        ("2 شباط 2021", "2021-02-02"),
        ("3 آذار 2021", "2021-03-03"),
        ("3 اذار 2021", "2021-03-03"),
        ("4 نيسان 2021", "2021-04-04"),
        ("5 أيار 2021", "2021-05-05"),
        ("5 مايس 2021", "2021-05-05"),
        ("6 حزيران 2021", "2021-06-06"),
        ("7 تموز 2021", "2021-07-07"),
        ("8 آب 2021", "2021-08-08"),
        ("8 اب 2021", "2021-08-08"),
        ("9 أيلول 2021", "2021-09-09"),
        ("10 تشرين الأول 2021", "2021-10-10"),
        ("11 تشرين الثاني 2021", "2021-11-11"),
        ("11 تشرين ثاني 2021", "2021-11-11"),
        ("12 كانون الأول 2021", "2021-12-12"),
        ("12 كانون أول 2021", "2021-12-12"),
        # Egypt and the Gulf
        ("1 يناير 2021", "2021-01-01"),
        ("2 فبراير 2021", "2021-02-02"),
        ("3 مارس 2021", "2021-03-03"),
        ("4 إبريل 2021", "2021-04-04"),
        ("5 مايو 2021", "2021-05-05"),
        ("6 يونيو 2021", "2021-06-06"),
        ("7 يوليو 2021", "2021-07-07"),
        ("7 يولية 2021", "2021-07-07"),
        ("8 أغسطس 2021", "2021-08-08"),
        ("9 سبتمبر 2021", "2021-09-09"),
        ("10 أكتوبر 2021", "2021-10-10"),
        ("11 نوفمبر 2021", "2021-11-11"),
        ("12 ديسمبر 2021", "2021-12-12"),
        # the Maghreb
        ("1 جانفي 2021", "2021-01-01"),
        ("2 فيفري 2021", "2021-02-02"),
        ("4 أفريل 2021", "2021-04-04"),
        ("5 ماي 2021", "2021-05-05"),
        ("6 جوان 2021", "2021-06-06"),
        ("الأحد 25 جويلية 2021", "2021-07-25 Sunday"),
        ("8 أوت 2021", "2021-08-08"),
        ("الثلاثاء 27 يوليوز 2021 - 10:15", "2021-07-27 Tuesday 10:15"),
        ("8 غشت 2021", "2021-08-08"),
        ("غشت 2020", "2020-08"),
        ("9 شتنبر 2021", "2021-09-09"),
        ("11 نونبر 2021", "2021-11-11"),
        ("12 دجنبر 2021", "2021-12-12"),
        ("فاتح ماي", "?-05-01"),
        ("الفاتح من نونبر 2020", "2020-11-01"),
        ("7 ناصر 1990", "1990-07-07"),  # Libya before 2011
        # two names of one month
        ("26 تموز/يوليو 2021", "2021-07-26"),
        ("نيسان/أبريل", "?-04"),
        ("حزيران / يونيو 2020", "2020-06"),
        ("كانون الثاني/يناير 2020", "2020-01"),
        ("26 يوليو (تموز) 2021", "2021-07-26"),
        ("26 يوليو تموز 2021", "2021-07-26"),
        ("26 تموز/يوليو/جويلية 2021", "2021-07-26"),
        # words between
        ("في 3 من مايو", "?-05-03"),
        ("26 من شهر تموز من العام 2021", "2021-07-26"),
        ("الـ26 من تموز", "?-07-26"),
        ("هجمات 11 سبتمبر عام 2001", "2001-09-11"),
        ("مطلع يناير عام 2020", "2020-01"),
        ("26 تموز، 2021", "2021-07-26"),
        ("26-تموز-2021", "2021-07-26"),
        ("2021-تموز-26", "2021-07-26"),
        ("يوليو 26, 2021", "2021-07-26"),
        ("2021 يوليو 26", "2021-07-26"),
        ("26 كانون الأول ديسمبر 2021", "2021-12-26"),
        ("وتموز 2021", "2021-07"),
        ("بأيار", "?-05"),
        # ordinals
        ("الأول من أيار", "?-05-01"),
        ("الأوّل من أيّار 2021", "2021-05-01"),
        ("أول مايو", "?-05-01"),
        ("الحادي والعشرين من تموز 2021", "2021-07-21"),
        ("الثاني عشر من ديسمبر", "?-12-12"),
        ("للسادس والعشرين من تموز", "?-07-26"),
        ("الثلاثين من يونيو 2021", "2021-06-30"),
        ("الخامس من شهر أيار", "?-05-05"),
        # weekdays
        ("اليوم الإثنين", "Monday"),
        ("يوم اثنين", "Monday"),
        ("والجمعة، جدد", "Friday"),
        ("للأربعاء", "Wednesday"),
        ("السبت ب", "Saturday"),
        ("خميس 22 تموز 2021", "2021-07-22 Thursday"),
        ("يوم الاثنين الموافق لـ 26 تموز/يوليو 2021", "2021-07-26 Monday"),
        ("الثلاثاء الواقع في 27 تموز 2021", "2021-07-27 Tuesday"),
        ("الاثنين الماضي، 26 تموز 2021", "2021-07-26 Monday"),
        ("2021/07/23 الجمعة", "2021-07-23 Friday"),
        ("بين الخميس والجمعة", "Thursday, Friday"),
        # years
        ("في عام 2011", "2011"),
        ("العام 2021", "2021"),
        ("سنة 2014", "2014"),
        ("العام الماضي 2020", "2020"),
        ("في 2014", "2014"),
        ("نهاية 2021", "2021"),
        ("ربيع 2021", "2021"),
        ("2011", "2011"),
        ("بين عامي 2011 و2014", "2011, 2014"),
        ("من 2014 إلى 2017", "2014, 2017"),
        # several
        ("26 و27 تموز 2021", "2021-07-26, 2021-07-27"),
        ("من 5 إلى 7 مايو 2021", "2021-05-05, 2021-05-07"),
        ("الاثنين 26 و27 تموز 2021", "2021-07-26 Monday, 2021-07-27"),
        ("السبت والأحد 24 و25 تموز 2021", "Saturday, 2021-07-24, 2021-07-25 Sunday"),
        ("26 تموز و5 آب 2021", "?-07-26, 2021-08-05"),
        ("تموز/آب 2021", "2021-07, 2021-08"),
        ("في يوليو 2021 و31 ديسمبر المقبل", "2021-07, ?-12-31"),
        # time of day
        ("10:30 مساءً - 26 تموز 2021", "2021-07-26 22:30"),
        ("26 تموز 2021 الساعة 12:05 ص", "2021-07-26 00:05"),
        ("26 تموز 2021 عند الساعة 8:05", "2021-07-26 08:05"),
        # the Hijri calendar
        ("15 محرم 1443", "H 1443-01-15"),
        ("15 مُحرَّم 1443 هـ", "H 1443-01-15"),
        ("الجمعة 26 ذو الحجة 1442 هـ الموافق 6 آب 2021م", "H 1442-12-26 Friday, 2021-08-06"),
        ("10 ذي الحجة 1442هـ/20 يوليو 2021م", "H 1442-12-10, 2021-07-20"),
        ("الثاني عشر من ربيع الأول 1443", "H 1443-03-12"),
        ("3 جمادى الآخرة 1443هـ", "H 1443-06-03"),
        ("رجب 1445", "H 1445-07"),
        ("في رمضان المقبل", "H ?-09"),
        ("غرة شوال", "H ?-10-01"),
        ("عام 1443", "H 1443"),
        ("عام 61 هجرية", "H 0061"),
        ("عام 1445 م", "1445"),
        ("عام 1258", "1258"),
        ("1445هـ", "H 1445"),
        ("الاثنين - 16 ذو الحجة 1442 هـ - 26 يوليو 2021 مـ", "H 1442-12-16 Monday, 2021-07-26"),
        ("16/12/1442هـ الموافق 26/07/2021م", "H 1442-12-16, 2021-07-26"),
        ("عام 1443/2022", "H 1443, 2022"),
        ("1443/01/15", "H 1443-01-15"),
        ("15-01-1443 هـ", "H 1443-01-15"),
        ("15 رمضان 2021", "H ?-09-15, 2021"),
        # English captures
        ("July 26, 2021", "2021-07-26"),
        ("Monday, 26 July 2021", "2021-07-26 Monday"),
        ("Monday the 26th of July, 2021", "2021-07-26 Monday"),
        ("Tue, 27 Jul 2021 10:15:00 +0000", "2021-07-27 Tuesday 10:15"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("26 JULY 2021 at 9:05 p.m.", "2021-07-26 21:05"),
        ("July 26-28, 2021", "2021-07-26, 2021-07-28"),
        ("on May 5", "?-05-05"),
        ("in March", "?-03"),
        ("July/August 2021", "2021-07, 2021-08"),
        ("on Monday's march", "Monday"),
    ],
)
def test_what_is_written_is_read(text: str, expected: str) -> None:
    assert ", ".join(dates(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("07/23/2021", "! 2021", "there is no month 23: the day stands before the month"),
        ("2021/23/07", "! 2021", "there is no month 23: it stands between year and day"),
        ("32/07/2021", "! 2021-07", "July has no day 32"),
        ("31 حزيران 2021", "! 2021-06", "June has no day 31"),
        ("29/2/2021", "! 2021-02", "February 2021 has no day 29"),
        ("35 تموز 2021", "! 2021-07", "July has no day 35"),
        ("تموز/أغسطس 2021", "! 2021", "July and August are two months"),
        ("26 تموز (أغسطس) 2021", "! 2021-?-26", "July and August are two months"),
        ("26 تموز/آب 2021", "! 2021-?-26", "July and August are two months"),
        ("الخميس 23/07/2021", "! 2021-07-23 Thursday", "23 July 2021 is a Friday, not a Thursday"),
        ("26 تموز 2021، الجمعة 30 تموز 2022", "2021-07-26, ! 2022-07-30 Friday", "30 July 2022 is a Saturday, not a Friday"),
        ("31 محرم 1443", "H! 1443-01", "Hijri month 1 has no day 31"),
        ("تموز عام 1443", "H! 1443", "July is no month of a Hijri year"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_never_mended(text: str, expected: str, why: str) -> None:
    assert ", ".join(dates(text)) == expected
    assert [w.contradiction for w in read_dates(text) if w.contradiction] == [why]


@pytest.mark.parametrize(
    "text",
    [
        "", "24/7", "1/3 السكان", "3 - صفر", "2500 جندي", "في 2000 جندي", "192.168.10.12", "قانون 5/2014", "14:13",
        "آخر تحديث: 20:02 (بيروت)", "2020-21", "123-45-6789",
        "تيريزا ماي", "رجب طيب أردوغان", "مارس ضغوطا", "باب المندب", "في باب المندب", "أب لثلاثة أطفال", "ناصر القضية",
        "حماية مايكروسوفت", "أحد المسؤولين", "كلا الاثنين", "عبد الأحد", "اثنان", "خميس الخنجر", "جوان روج",
        "كانون النار", "الأول", "المجموعة الثانية", "العام المقبل", "الشهر الماضي", "قبل ثلاثة أشهر",
        "Theresa May said", "they march", "the sun", "second of all",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("النصف الأول من أيار", "?-05"),
        ("الأسبوع الثاني من تموز 2021", "2021-07"),
        ("مقتل 45 في تموز", "?-07"),
        ("في تموز 2000 جندي", "?-07"),
        ("1,200 تموز", "?-07"),
        ("نهاية 2021\n\nالجمعة 2021/07/23", "2021, 2021-07-23 Friday"),
        ("الجمعة\n23 تموز", "Friday, ?-07-23"),
        ("الجمعة 2021/07/23\r\nفي 2014", "2021-07-23 Friday, 2014"),
    ],
)
def test_neighbours_do_not_make_a_date_more_exact(text: str, expected: str) -> None:
    assert ", ".join(dates(text)) == expected


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("نشر يوم الجمعة 2021/07/23.", ["الجمعة 2021/07/23"]),
        ("في 24\u00a0 تموز/يوليو، بعدما", ["24\u00a0 تموز/يوليو"]),
        ("وتموز 2021م", ["تموز 2021م"]),
        ("في تمّوز المقبل", ["تمّوز"]),
        ("x\n26 و27 تمـوز 2021 x", ["26", "27 تمـوز 2021"]),
        ("(٢٦ تموز ٢٠٢١)", ["٢٦ تموز ٢٠٢١"]),
    ],
)
def test_a_span_is_the_date_in_the_texts_own_characters(text: str, spans: list[str]) -> None:
    assert [written.span.of(text) for written in read_dates(text)] == spans


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("الجمعة 2021/07/23", "2021-07-23"), ("غشت 2020", "2020-08"), ("عام 2014", "2014"), ("26 تموز", None),
        ("15 محرم 1443", None), ("الجمعة", None), ("07/23/2021", None),
    ],
)  # fmt: skip
def test_only_a_whole_date_is_edtf(text: str, edtf: str | None) -> None:
    (written,) = read_dates(text)
    assert written.edtf == edtf
    assert edtf is None or when(edtf)


def test_each_month_has_a_name_in_each_series() -> None:
    for number, name in enumerate(MONTHS, 1):
        assert dates(f"3 {name} 2021") == dates(f"3 {name.upper()} 2021") == [f"2021-{number:02}-03"]


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("الجمعة 2021/07/23", "2021-07-23", None),
        ("الجمعة 2021/07/23", "2021-07-24", "day"),
        ("الجمعة", "2021-07-24", "weekday"),
        ("الاثنين", "2021-07-26", None),
        ("الاثنين", "2021-07", None),
        ("الاثنين", "2021-07-22/2021-07-26", None),
        ("الاثنين", "2021-07-27/2021-07-30", "weekday"),
        ("26 تموز", "2021-08-26", "month"),
        ("26 تموز", "2021", None),
        ("تموز", "2021-07-26", None),
        ("تموز 2020", "2021-07-26", "year"),
        ("29 شباط", "2021", "day"),
        ("عام 2014", "2014-06-10", None),
        ("عام 2014", "2014/2017", None),
        ("عام 2013", "2014/2017", "year"),
        ("عام 2013", "201X", None),
        ("25 تموز 2021", "../2021-07-25", None),
        ("27 تموز 2021", "../2021-07-25", "day"),
        ("27 تموز 2021", "2021-07-26/..", None),
        ("25 تموز", "../2021-07-25", None),
        ("26 تموز 2021", "2021-07-25~", "day"),
        ("15 محرم 1443", "2021-08-23", None),  # a Hijri date is not compared
        ("الاثنين 15 محرم 1443", "2021-08-23", None),
        ("الثلاثاء 15 محرم 1443", "2021-08-23", "weekday"),  # but its weekday is that of every calendar
    ],
)
def test_a_date_disagrees_where_no_day_is_of_both(text: str, value: str, part: str | None) -> None:
    (written,) = read_dates(text)
    assert disagreement(written, when(value)) == part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في عام 2011، بعد ثماني سنوات من الغزو", True),
        ("قبل ثلاثة أشهر", True),
        ("غداة الاثنين", True),
        ("two days after Monday", True),
        ("بعد ظهر الإثنين", False),
        ("قبل نهاية عام 2011", False),
        ("وفي يوليو الماضي", False),
    ],
)
def test_words_reckon_where_they_count_from_a_date(text: str, expected: bool) -> None:
    assert reckons(text) is expected


# The rule: stated_dates_agree


def faults(root: Path, dateline: str, published: str) -> list[str]:
    """What is told about a source with one dateline and this `published:`."""
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    text = f"{dateline}\nفتح الميناء\nأعلن المكتب الثلاثاء فتح الميناء.\n"
    (root / "seeds" / "other.txt").write_text(text, "utf-8", newline="\n")
    (root / "content" / "sources" / "other.yml").write_text(
        f"capture: seeds/other.txt\nsha256: {hashlib.sha256(text.encode()).hexdigest()}\nlanguage: ar\n"
        f"regions: {{dateline: 1, title: 2, body: 3}}\npublished: {published}\n",
        "utf-8",
    )
    try:
        pipeline.evidence(root)
    except BuildFailed as failed:
        return [problem.what for problem in failed.problems]
    return []


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("الجمعة 2021/07/23", "{value: 2021-07-23, stated: الجمعة 2021/07/23}"),
        ("15 محرم 1443", "{value: 2021-08-23, stated: 15 محرم 1443}"),
        ("1443/01/15", "{value: 2021-08-23, stated: 1443/01/15}"),
        (
            "السبت 15 محرم 1443 هـ - 24 تموز 2021",
            "{value: 2021-07-24, stated: السبت 15 محرم 1443 هـ - 24 تموز 2021}",
        ),
        ("تموز 2021", "{value: 2021-07-23, stated: تموز 2021}"),
        ("23 تموز 2021", "{value: 2021-07, stated: 23 تموز 2021}"),
        ("خاص", "{value: 2021-07-23, stated: خاص}"),  # a quote without a date says nothing
        ("07/23/2021", "{value: 2021-07-23, inferred: printed month first, evidence: [07/23/2021]}"),
        ("خاص", "{value: 2021-07-28, inferred: the day after, evidence: [خاص]}"),
        (
            "نشر الجمعة",
            "{value: 2021-07-23, inferred: why, evidence: [الثلاثاء, الجمعة]}",
        ),  # one clue is its day
        ("من 23 إلى 25 تموز 2021", "{value: 2021-07-23/2021-07-25, stated: من 23 إلى 25 تموز 2021}"),
    ],
)
def test_a_quote_that_can_be_of_the_value_is_no_fault(tmp_path: Path, dateline: str, published: str) -> None:
    assert faults(tmp_path, dateline, published) == []


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("2021/07/23", "{value: 2021-07-22, stated: 2021/07/23}"),
        ("23 غشت 2021", "{value: 2021-07-23, stated: 23 غشت 2021}"),
        ("23 تموز 2020", "{value: 2021-07-23, stated: 23 تموز 2020}"),
        ("نشر الجمعة", "{value: 2021-07-24, stated: نشر الجمعة}"),
        ("نشر الجمعة", "{value: 2021-07-26, inferred: why, evidence: [الثلاثاء, الجمعة]}"),
        ("الثلاثاء 15 محرم 1443", "{value: 2021-08-23, stated: الثلاثاء 15 محرم 1443}"),
    ],
)
def test_a_quote_of_another_day_is_a_fault(tmp_path: Path, dateline: str, published: str) -> None:
    assert faults(tmp_path, dateline, published)
