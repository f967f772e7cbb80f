"""From records to mentions: which names are looked for, who held an office that day, and what authors overrule."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from dossier.model.evidence import Mention, Traced
from dossier.model.ids import SourceId
from dossier.problems import BuildFailed
from dossier.stages import anchor, read, trace, validate

CAPTURE = """\
غلاف: حيدر العبادي
أعلن الرئيس الأميركي ورئيس الوزراء العراقي مصطفى الكاظمي نهاية المهمة
وقال الكاظمي إن داعش انتهى. وقال الوزير حسين إن التنظيم انتهى، وأضاف حسين لحسين
"""
ACTORS = """\
kadhimi: {native: مصطفى الكاظمي, kind: person, aliases: [مصطفى الكاظمي, الكاظمي]}
abadi: {native: حيدر العبادي, kind: person}
biden: {native: جو بايدن, kind: person}
fuad: {native: فؤاد حسين, kind: person}
silent: {native: المهمة, aliases: []}
is: {native: تنظيم الدولة, aliases: [{text: داعش, match: always}], short: [التنظيم]}
mission: {native: بعثة أخرى, short: [المهمة]}
"""
OFFICES = """\
premier:
  title: Prime Minister
  phrases: [رئيس الوزراء العراقي]
  holders:
    - {actor: abadi, from: '2014-09-08', to: '2018-10-25'}
    - {actor: kadhimi, from: '2020-05-07', to: '2022-10-27'}
president:
  title: President
  phrases: [الرئيس الأميركي]
  holders: [{actor: biden, from: '2021-01-20', to: '2025-01-20'}]
"""
SOURCE = """\
capture: seeds/a.txt
sha256: {sha}
language: ar
regions: {{ui: 1, body: 2-3}}
publisher: unknown
published: {published}
"""
BRIEFING = "source: a\ntitle: A\nmentions: [{mentions}]\n"


def traced(
    root: Path,
    published: str = "2021-07-26",
    basis: str = "inferred",
    mentions: str = "",
    *,
    capture: str = CAPTURE,
    actors: str = ACTORS,
    offices: str = OFFICES,
) -> Traced:
    files = {
        "site.yml": "title: T\ndescription: D\nurl: https://example.org/\nlanguage: en\nsource_text: full\n",
        "seeds/a.txt": capture,
        "content/actors.yml": actors,
        "content/offices.yml": offices,
        "content/sources/a.yml": SOURCE.format(
            sha=hashlib.sha256(capture.encode()).hexdigest(),
            published=f"{{value: '{published}', {basis}: غلاف}}" if published else "unknown",
        ),
        "content/briefings/a-briefing.yml": BRIEFING.format(mentions=mentions),
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    entities = validate.entities(read.content(root))
    return trace.mentions(anchor.quotes(entities, read.captures(root, entities)))


def told(traced: Traced) -> list[tuple[str, str, str]]:
    return [(mention.surface, mention.actor, mention.by) for mention in traced.mentions[SourceId("a")]]


FOUND = [
    ("الرئيس الأميركي", "biden", "office"),
    ("رئيس الوزراء العراقي", "kadhimi", "office"),
    ("مصطفى الكاظمي", "kadhimi", "name"),
    ("المهمة", "mission", "short"),
    ("الكاظمي", "kadhimi", "name"),
    ("داعش", "is", "name"),
    ("التنظيم", "is", "short"),
]


def test_names_offices_and_short_forms_of_title_and_body_are_mentions(tmp_path: Path) -> None:
    result = traced(tmp_path)
    assert told(result) == FOUND  # nothing of line 1, which is furniture; nothing of an actor without aliases
    text = result.anchored.captures[SourceId("a")].text
    first = result.mentions[SourceId("a")][0]
    assert isinstance(first, Mention)
    assert (first.line, first.span.of(text), first.rule) == (
        2,
        first.surface,
        "office president, held on 2021-07-26",
    )


OFFICE_FOUND = [found for found in FOUND if found[2] == "office"]


@pytest.mark.parametrize(
    ("published", "basis", "held"),
    [
        ("2021-07-26", "stated", OFFICE_FOUND),
        ("2021-07", "inferred", OFFICE_FOUND),
        ("2021", "inferred", [OFFICE_FOUND[1]]),  # not every day of 2021 had this president
        ("2022-10", "inferred", [OFFICE_FOUND[0]]),
        ("2021-07-26/..", "inferred", []),  # no last day
        ("2021-07-26", "background", []),  # general knowledge dates no text
        ("2016", "inferred", []),  # the name beside the phrase is another than the holder then
        ("", "", []),
    ],
)
def test_an_office_is_resolved_on_every_day_that_the_date_may_mean(
    tmp_path: Path, published: str, basis: str, held: list[tuple[str, str, str]]
) -> None:
    assert [found for found in told(traced(tmp_path, published, basis)) if found[2] == "office"] == held


def test_an_author_takes_a_mention_away(tmp_path: Path) -> None:
    rules = "{quote: وقال الكاظمي, actor: none, why: w}, {quote: رئيس الوزراء العراقي, actor: none, why: w}"
    assert told(traced(tmp_path, mentions=rules)) == [FOUND[0], *FOUND[2:4], *FOUND[5:]]


def test_an_author_adds_a_mention_and_the_rule_tells_why(tmp_path: Path) -> None:
    result = traced(
        tmp_path, mentions="{quote: حسين, prefix: الوزير, suffix: إن, actor: fuad, why: the minister}"
    )
    added = [mention for mention in result.mentions[SourceId("a")] if mention.actor == "fuad"]
    assert [(one.surface, one.by, one.rule) for one in added] == [("حسين", "name", "author: the minister")]
    assert len(told(result)) == len(FOUND) + 1


def test_an_author_adds_a_name_after_its_proclitic(tmp_path: Path) -> None:
    rules = "{quote: حسين, prefix: وأضاف حسين ل, actor: fuad, why: w}"
    assert ("حسين", "fuad", "name") in told(traced(tmp_path, mentions=rules))


def test_an_author_replaces_a_mention_of_the_same_words(tmp_path: Path) -> None:
    found = told(traced(tmp_path, mentions="{quote: داعش, actor: abadi, why: w}"))
    assert ("داعش", "abadi", "name") in found
    assert ("داعش", "is", "name") not in found


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("حسين", "«حسين» stands 2 times, in lines 3, 3"),
        ("داعس", "«داعس» is not in the title or body of source a"),
        ("حيدر العبادي", "«حيدر العبادي» is not in the title or body of source a"),
    ],
)
def test_an_overrule_stands_exactly_once(tmp_path: Path, quote: str, fault: str) -> None:
    with pytest.raises(BuildFailed) as failed:
        traced(tmp_path, mentions=f"{{quote: {quote}, actor: none, why: w}}")
    (problem,) = failed.value.problems
    assert problem.what == fault
    assert (problem.at.path, problem.at.line) == ("content/briefings/a-briefing.yml", 3)
    assert problem.at.excerpt[problem.at.column - 1 :].startswith(quote)


def test_the_nearest_words_are_offered(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed) as failed:
        traced(tmp_path, mentions="{quote: داعس, actor: none, why: w}")
    assert "line 3 has «داعش»" in failed.value.problems[0].mend


def test_a_name_may_count_only_after_some_words_and_then_counts_always(tmp_path: Path) -> None:
    actors = "a: {native: الجزيرة, aliases: [{text: الجزيرة, only_after: [قناة]}]}\n"
    capture = "غلاف\nقالت قناة «الجزيرة» في شبه الجزيرة\nوقالت الجزيرة\n"
    assert told(traced(tmp_path, capture=capture, actors=actors, offices="{}")) == [("الجزيرة", "a", "name")]


def test_one_word_of_an_office_counts_before_the_name_unless_its_alias_says_always(tmp_path: Path) -> None:
    capture = "غلاف\nقال الرئيس والوزير جو بايدن ذلك\nوقال الرئيس جو بايدن والوزير\n"
    offices = OFFICES.replace("[الرئيس الأميركي]", "[الرئيس, {text: الوزير, match: always}]")
    names = [("جو بايدن", "biden", "name")]
    first, second = [("الوزير", "biden", "office")], [("الرئيس", "biden", "office")]
    assert told(traced(tmp_path, capture=capture, offices=offices)) == [*first, *names, *second, *names, *first]


@pytest.mark.parametrize(("land", "found"), [("العراق", True), ("بغداد", True), ("الجزائر", False)])
def test_an_office_and_a_short_form_are_of_a_state_also_through_others(
    tmp_path: Path, land: str, found: bool
) -> None:
    actors = (
        "iraq: {kind: state, native: العراق, aliases: [], short: [بغداد]}\n"
        "command: {native: قيادة العمليات, of: iraq, short: [القيادة]}\n"
        "speaker: {native: يحيى رسول, kind: person, of: command}\n"
    )
    offices = (
        "post: {title: P, of: command, phrases: [المتحدث باسمها], holders: [{actor: speaker, from: '2020'}]}\n"
    )
    capture = f"غلاف\nقالت القيادة والمتحدث باسمها\nفي {land}\n"
    expected = [("القيادة", "command", "short"), ("المتحدث باسمها", "speaker", "office")]
    assert told(traced(tmp_path, capture=capture, actors=actors, offices=offices)) == (
        expected if found else []
    )


def test_a_holder_whose_name_is_never_traced_is_known_beside_his_office(tmp_path: Path) -> None:
    actors = ACTORS.replace(
        "abadi: {native: حيدر العبادي, kind: person}",
        "abadi: {native: حيدر العبادي, kind: person, aliases: []}",
    )
    capture = "غلاف\nقال رئيس الوزراء العراقي حيدر العبادي\nورئيس الوزراء العراقي فالح الفياض\n"
    assert told(traced(tmp_path, "2016", capture=capture, actors=actors)) == [
        (*FOUND[1][:1], "abadi", "office")
    ]
