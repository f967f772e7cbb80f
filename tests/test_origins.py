"""Shared passages of a whole dossier, and what they make of sources that look independent."""

from __future__ import annotations

import csv
import hashlib
import time
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier, Origin
from dossier.model.ids import ClaimId, SourceId
from dossier.problems import BuildFailed
from dossier.stages import export
from dossier.stages.link import passages
from dossier.text.confirmed import called_confirmed
from dossier.text.prose import parse

HOME = Path(__file__).parents[1]

ACTORS = (
    "{gazette: {kind: outlet}, mirror: {kind: outlet}, courier: {kind: outlet}, wire: {kind: outlet},\n"
    + (
        " layla: {name: Layla, native: ليلى حداد, kind: person}, sami: {name: Sami, native: سامي منصور, kind: person}}\n"
    )
)
DREDGED = (
    "انتهت أعمال تعميق القناة الملاحية قبل موعدها بعدما استأجرت إدارة الميناء جرافة ثانية من شركة هولندية."
)
EDITED = "وانتهت أعمال تعميق القناة قبل موعدها بعدما استأجرت ادارة الميناء جرافة اضافية من شركة هولندية"
ELSEWHERE = "بلغ عمق القناة المطلوب، وصارت السفن الكبيرة تدخل المرفأ منذ أسبوع."
OWN = "وقد باتت القناة عميقة، كما شاهد مراسلنا."
LAYLA = "وقالت ليلى حداد إن القناة صارت أعمق."
SAMI = "وأكد سامي منصور أن القناة عميقة الآن."
CLAIM = "claims: {deep: asserts}"


def note(quote: str) -> str:
    """An annotation by which the source asserts the claim in its own words."""
    return f"{{context: {quote}, note: x, {CLAIM}}}"


def said(quote: str, speaker: str) -> str:
    return f"{{statement: {quote}, speaker: {speaker}, {CLAIM}}}"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def add(root: Path, id: str, lines: list[str], annotation: str = "", more: str = "", regions: str = "") -> None:
    """A source whose lines are all body, and its briefing."""
    text = "\n".join(lines) + "\n"
    write(root, f"seeds/{id}.txt", text)
    regions = regions or f"{{body: 1-{len(lines)}}}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    record = f"capture: seeds/{id}.txt\nsha256: {digest}\nlanguage: ar\nregions: {regions}\n{more}"
    write(root, f"content/sources/{id}.yml", record)
    notes = f"annotations: {{one: {annotation}}}\n" if annotation else ""
    write(root, f"content/briefings/{id}.yml", f"source: {id}\ntitle: {id}\ndraft: true\n{notes}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A dossier of one source, which asserts the claim «deep» in its own words."""
    write(tmp_path, "site.yml", "title: Test\nlanguage: en\nsource_text: full\n")
    write(tmp_path, "content/actors.yml", ACTORS)
    write(tmp_path, "content/claims.yml", "deep: {text: The channel is deep, status: open}\n")
    add(tmp_path, "a", [DREDGED], note("أعمال تعميق القناة الملاحية"))
    return tmp_path


def dossier(root: Path) -> Dossier:
    return pipeline.evidence(root)[0]


def of_claim(root: Path) -> list[tuple[str, ...]]:
    return [origin.sources for origin in dossier(root).claim_origins[ClaimId("deep")]]


def test_an_unrelated_source_makes_two_origins_and_a_syndicated_copy_does_not(root: Path) -> None:
    assert of_claim(root) == [("a",)]
    add(root, "b", ["خبر من البحر.", EDITED], note("أعمال تعميق القناة"))
    assert dossier(root).claim_origins[ClaimId("deep")] == (Origin(sources=("a", "b"), why="passage"),)  # type: ignore[arg-type]
    add(root, "c", [ELSEWHERE], note("عمق القناة المطلوب"))
    assert of_claim(root) == [("a", "b"), ("c",)]
    assert [origin.sources for origin in dossier(root).origins] == [("a", "b"), ("c",)]


def test_own_words_of_an_outlet_that_copies_are_no_second_origin(root: Path) -> None:
    add(root, "b", [EDITED, OWN], note("باتت القناة عميقة"))
    assert of_claim(root) == [("a", "b")]
    add(root, "a", [DREDGED, ELSEWHERE], note("عمق القناة المطلوب"))
    assert of_claim(root) == [("a", "b")]
    add(root, "a", [DREDGED, LAYLA], said("القناة صارت أعمق", "layla"))
    assert of_claim(root) == [("a", "b")]


def test_named_speakers_are_roots_of_their_own_beside_a_shared_passage(root: Path) -> None:
    add(root, "a", [DREDGED, LAYLA], said("القناة صارت أعمق", "layla"))
    add(root, "b", [EDITED, SAMI], said("القناة عميقة الآن", "sami"))
    assert of_claim(root) == [("a",), ("b",)]
    assert [origin.sources for origin in dossier(root).origins] == [("a", "b")]


def test_words_that_both_have_are_one_origin_whoever_is_made_to_say_them(root: Path) -> None:
    said_by_sami = DREDGED.replace("انتهت", "وأعلن سامي منصور أنها انتهت")
    add(root, "a", [said_by_sami, LAYLA], said("القناة صارت أعمق", "layla"))
    add(root, "b", [said_by_sami], said("انتهت أعمال تعميق القناة الملاحية", "sami"))
    assert of_claim(root) == [("a", "b")]


def test_passages_and_publishers_join_through_others(root: Path) -> None:
    add(root, "b", [EDITED], note("أعمال تعميق القناة"), "publisher: {value: mirror, inferred: for a test}\n")
    add(
        root, "c", [ELSEWHERE], note("عمق القناة المطلوب"), "publisher: {value: mirror, inferred: for a test}\n"
    )
    (origin,) = dossier(root).claim_origins[ClaimId("deep")]
    assert origin.sources == ("a", "b", "c")
    assert origin.why == "passage, publisher"


@pytest.mark.parametrize(
    "kind", ["dateline", "byline", "credit", "caption", "ticker", "ui", "related", "comments"]
)
def test_furniture_never_counts(root: Path, kind: str) -> None:
    add(root, "a", [DREDGED, ELSEWHERE], note("أعمال تعميق القناة الملاحية"), regions="{body: 1-2}")
    add(root, "b", [OWN, DREDGED], note("باتت القناة عميقة"), regions=f"{{body: 1, {kind}: 2}}")
    assert dossier(root).shared_passages == ()
    assert of_claim(root) == [("a",), ("b",)]


def test_a_headline_counts_as_the_body_does(root: Path) -> None:
    add(root, "b", [DREDGED, OWN], note("باتت القناة عميقة"), regions="{title: 1, body: 2}")
    assert len(dossier(root).shared_passages) == 1


def test_names_and_offices_that_were_traced_make_no_passage(root: Path) -> None:
    name = "شركة الخليج العالمية لصناعة الزجاج المقاوم والمرايا المحدودة"
    add(root, "a", [f"وقعت {name} عقدا."])
    add(root, "b", [f"أفلست {name} أمس."])
    assert len(dossier(root).shared_passages) == 1
    write(root, "content/actors.yml", f"glass: {{name: Glass, native: {name}}}\n")
    assert dossier(root).shared_passages == ()


def test_a_passage_can_be_read_from_either_side(root: Path) -> None:
    add(root, "b", ["خبر من البحر.", EDITED], note("أعمال تعميق القناة"))
    found = dossier(root)
    (passage,) = found.shared_passages
    assert (passage.source_a, passage.line_a, passage.source_b, passage.line_b) == ("a", 1, "b", 2)
    assert found.passages_by_source[SourceId("a")] == (passage,)
    (turned,) = found.passages_by_source[SourceId("b")]
    assert turned == passage.turned()
    assert turned.turned() == passage
    text = {id: capture.text for id, capture in found.traced.anchored.captures.items()}
    assert [
        (piece.kind, piece.a.of(text[turned.source_a]), piece.b.of(text[turned.source_b]))
        for piece in turned.pieces
        if piece.kind != "equal"
    ] == [("near", "وانتهت", "انتهت"), ("different", "", "الملاحية"), ("different", "اضافية", "ثانية")]


def test_shared_passages_are_listed_with_offsets_of_the_decoded_captures(root: Path) -> None:
    add(root, "b", ["خبر من البحر.", EDITED], note("أعمال تعميق القناة"))
    add(root, "0", ["\U0001f6a2", DREDGED])  # beyond the first plane: one code point
    table = export.shared_passages(dossier(root))
    assert table.path == "data/shared-passages.csv"
    rows = list(csv.DictReader(table.content.decode().splitlines()))
    assert list(rows[0]) == [
        "source_a",
        "start_a",
        "end_a",
        "source_b",
        "start_b",
        "end_b",
        "words",
        "similarity",
    ]
    whole, edited = DREDGED.rstrip("."), EDITED
    told = []
    for row in rows:
        sides = []
        for side in "ab":
            text = (root / f"seeds/{row[f'source_{side}']}.txt").read_bytes().decode()
            sides.append(text[int(row[f"start_{side}"]) : int(row[f"end_{side}"])])
        told.append((row["source_a"], row["source_b"], *sides, row["words"], row["similarity"]))
    assert told == [
        ("0", "a", whole, whole, "16", "1.000"),
        ("0", "b", whole, edited, "7", "0.871"),
        ("a", "b", whole, edited, "7", "0.871"),
    ]


CONFIRMED = "deep: {text: The channel is deep, status: confirmed}\n"


def test_confirmed_is_not_granted_to_a_copy(root: Path) -> None:
    write(root, "content/claims.yml", CONFIRMED)
    add(root, "b", [EDITED], note("أعمال تعميق القناة"))
    with pytest.raises(BuildFailed, match="only one origin asserts it: a, b count as one by passage"):
        dossier(root)
    add(root, "c", [ELSEWHERE], note("عمق القناة المطلوب"))
    assert len(of_claim(root)) == 2


def test_credibility_1_is_not_granted_to_a_copy(root: Path) -> None:
    grade = "grade: {reliability: C, credibility: 1, why: Two papers have it.}\n"
    add(root, "b", [EDITED], note("أعمال تعميق القناة"), grade)
    with pytest.raises(BuildFailed, match=r"credibility 1 .* a, b count as one by passage"):
        dossier(root)
    add(root, "c", [ELSEWHERE], note("عمق القناة المطلوب"))
    assert dossier(root)


WORD = [
    ("The date was confirmed by both.", [13]),
    ("Confirmed: the mission ends.", [0]),
    ("No date was given. It was confirmed.", [26]),
    ("There is no doubt that it is confirmed.", [29]),
    ("It is not called confirmed.", []),
    ("That hasn't been confirmed.", []),
    ("There are unconfirmed reports.", []),
    ("*Confirmed* needs two origins.", []),
    ("It said “the date is confirmed” there.", []),
    ("See [it](claim:date-confirmed) [@confirmed].", []),
    ("الموعد مؤكد", [7]),
    ("ومن المؤكد أنه تأكد", [4, 15]),
    ("الموعد غير مؤكد ولم يتأكد", []),
    ("وأكد الوزير", []),
]


@pytest.mark.parametrize(("text", "offsets"), WORD)
def test_the_word_confirmed_is_found_where_we_use_it(text: str, offsets: list[int]) -> None:
    assert list(called_confirmed(text, parse(text).quoted)) == offsets


def test_our_word_confirmed_is_questioned_until_a_confirmed_claim_stands_by_it(root: Path) -> None:
    prose = (
        "title: Depth is confirmed\nassessment: |\n  Nothing else.\n\n  It is confirmed: [deep](claim:deep).\n"
    )
    briefing = root / "content/briefings/a.yml"
    briefing.write_text(briefing.read_text("utf-8").replace("title: a\n", prose), "utf-8")
    told = [(str(w.at), w.what) for w in pipeline.evidence(root)[1]]
    assert told == [
        ("content/briefings/a.yml:2:17", "our own words call something confirmed"),
        ("content/briefings/a.yml:6:9", "our own words call something confirmed"),
    ]
    write(root, "content/claims.yml", CONFIRMED)
    add(root, "c", [ELSEWHERE], note("عمق القناة المطلوب"))
    assert [str(w.at) for w in pipeline.evidence(root)[1]] == ["content/briefings/a.yml:2:17"]


def test_what_the_first_dossier_s_sources_share() -> None:
    found = dossier(HOME)
    assert [(p.source_a, p.line_a, p.source_b, p.line_b, p.words) for p in found.shared_passages] == [
        ("almodon-2021-07-23", 25, "hurriya-2021-07-26", 32, 6),
        ("almodon-2021-07-23", 25, "hurriya-2021-07-26", 33, 16),
        ("baghdad-today-2021-11-28", 24, "bayan-al-yaoum-2021-07-27", 17, 9),
    ]

    def seconds() -> float:
        before = time.process_time()
        passages.shared(found.traced)
        return time.process_time() - before

    assert min(seconds() for _ in range(5)) < 0.1
