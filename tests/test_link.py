"""What is derived from what authors write: order, mode, roles, chains, origins, backlinks."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier, LinkedAnnotation
from dossier.model.ids import AnnotationId, BriefingId, ClaimId, Ref
from dossier.problems import BuildFailed

HARBOUR = Path(__file__).parent / "dossiers" / "harbour"
BRIEFING = "content/briefings/harbour-opens.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def add_source(root: Path, id: str, text: str, publisher: str, annotations: str, more: str = "") -> None:
    """A second source of one body line, with a briefing of the same id."""
    (root / "seeds" / f"{id}.txt").write_text(text, "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (root / "content/sources" / f"{id}.yml").write_text(
        f"capture: seeds/{id}.txt\nsha256: {digest}\nlanguage: ar\nregions: {{body: 1}}\n"
        f"publisher: {{value: {publisher}, inferred: for a test}}\n{more}",
        "utf-8",
    )
    (root / "content/briefings" / f"{id}.yml").write_text(
        f"source: {id}\ntitle: Second\ndraft: true\nannotations:\n{annotations}", "utf-8"
    )


def dossier(root: Path) -> Dossier:
    return pipeline.evidence(root)[0]


def annotation(root: Path, name: str, briefing: str = "harbour-opens") -> LinkedAnnotation:
    return dossier(root).annotations[Ref(BriefingId(briefing), AnnotationId(name))]


def test_annotations_are_numbered_in_the_order_of_the_text(root: Path) -> None:
    found = dossier(root)
    numbers = {ref.annotation: a.number for ref, a in found.annotations.items()}
    assert numbers == {"opens-in-may": 1, "no-fees": 2, "not-begun": 3, "workers": 4}


@pytest.mark.parametrize(
    ("quote", "mode"),
    [
        ("الميناء سيفتح أبوابه في مايو", "direct"),
        ('الهدنة مع الوزارة "لم تبدأ بعد"', "mixed"),
        ("الصيادين ينتظرون", "indirect"),
    ],
)
def test_the_mode_is_read_off_the_quotation_marks(root: Path, quote: str, mode: str) -> None:
    speaker = "layla-haddad" if "سيفتح" in quote else "sami-mansour"
    change(
        root, BRIEFING, "annotations:\n", f"annotations:\n  one:\n    statement: '{quote}'\n    speaker: {speaker}\n    english: x\n"
    )
    assert annotation(root, "one").mode == mode


def test_a_mode_that_is_written_is_kept(root: Path) -> None:
    change(root, BRIEFING, "    speaker: sami-mansour\n", "    speaker: sami-mansour\n    mode: written\n")
    assert annotation(root, "not-begun").mode == "written"


def test_a_role_is_the_office_held_on_the_day_of_the_article(root: Path) -> None:
    assert annotation(root, "opens-in-may").speakers[0].offices == ("minister-of-transport",)
    change(root, "content/offices.yml", "from: 2022-01-01", "from: 2022-01-01, to: 2023-04-10")
    assert annotation(root, "opens-in-may").speakers[0].offices == ()


def test_on_a_day_of_handover_nobody_surely_holds_the_office(root: Path) -> None:
    change(
        root, "content/offices.yml", "from: 2022-01-01}", "from: 2022-01-01, to: 2023-04-11}, {actor: sami-mansour, from: 2023-04-11}"
    )
    found = dossier(root)
    assert [m.by for m in found.traced.mentions[next(iter(found.traced.mentions))]] == ["name"] * 3


def test_an_unknown_date_gives_no_roles(root: Path) -> None:
    change(root, "content/sources/harbour-news.yml", "published: {value: 2023-04-11, inferred: a Tuesday, evidence: [الثلاثاء]}", "published: unknown")
    assert annotation(root, "opens-in-may").speakers[0].offices == ()


def test_the_chain_goes_from_the_medium_to_the_outlet(root: Path) -> None:
    change(root, "content/actors.yml", "harbour-gazette:", "wire: {name: Wire, kind: outlet}\nradio: {name: Radio, kind: outlet}\nharbour-gazette:")
    change(root, "content/sources/harbour-news.yml", "url: unknown", "agency: {value: wire, inferred: its style}")
    change(root, BRIEFING, "    speaker: sami-mansour\n", "    speaker: sami-mansour\n    via: radio\n")
    assert annotation(root, "not-begun").chain == ("radio", "wire", "harbour-gazette")
    change(root, BRIEFING, "    via: radio\n", "    chain: [radio]\n")
    assert annotation(root, "not-begun").chain == ("radio",)


def test_topics_come_from_claims(root: Path) -> None:
    assert annotation(root, "opens-in-may").topics == ("harbour",)
    assert annotation(root, "no-fees").topics == ()


def test_the_cue_is_found_or_the_author_s(root: Path) -> None:
    found = annotation(root, "not-begun")
    assert found.cue and found.cue.words == "قال رئيس نقابة الصيادين سامي منصور"
    assert found.cue_found
    change(root, BRIEFING, "    speaker: sami-mansour\n", "    speaker: sami-mansour\n    cue: قال رئيس نقابة الصيادين سامي منصور\n")
    assert not annotation(root, "not-begun").cue_found


ASSERTS = """\
  again:
    statement: الميناء سيفتح
    speaker: sami-mansour
    claims: {harbour-opens: asserts}
"""
NARRATED = """\
  again:
    context: يفتح الميناء
    note: Said by the outlet itself.
    claims: {harbour-opens: asserts}
"""


def origins(root: Path) -> list[tuple[str, ...]]:
    return [origin.sources for origin in dossier(root).claim_origins[ClaimId("harbour-opens")]]


def test_an_unrelated_source_is_a_second_origin(root: Path) -> None:
    change(root, BRIEFING, "harbour-opens: expects", "harbour-opens: asserts")
    assert origins(root) == [("harbour-news",)]
    change(root, "content/actors.yml", "harbour-gazette:", "other-paper: {name: Other, kind: outlet}\nharbour-gazette:")
    add_source(root, "second", "يفتح الميناء في مايو.\n", "other-paper", NARRATED)
    assert origins(root) == [("harbour-news",), ("second",)]


def test_two_pages_of_one_publisher_are_one_origin(root: Path) -> None:
    change(root, BRIEFING, "harbour-opens: expects", "harbour-opens: asserts")
    add_source(root, "second", "يفتح الميناء في مايو.\n", "harbour-gazette", NARRATED)
    assert origins(root) == [("harbour-news", "second")]


def test_two_outlets_that_carry_one_agency_are_one_origin(root: Path) -> None:
    change(root, BRIEFING, "harbour-opens: expects", "harbour-opens: asserts")
    change(
        root, "content/actors.yml", "harbour-gazette:", "wire: {name: Wire, kind: outlet}\nother-paper: {name: Other, kind: outlet}\nharbour-gazette:"
    )
    change(root, "content/sources/harbour-news.yml", "url: unknown", "agency: {value: wire, inferred: its style}")
    add_source(root, "second", "يفتح الميناء في مايو.\n", "other-paper", NARRATED, "agency: {value: wire, inferred: its style}\n")
    assert origins(root) == [("harbour-news", "second")]


def test_two_outlets_that_quote_one_speaker_are_one_origin(root: Path) -> None:
    change(root, BRIEFING, "harbour-opens: qualifies", "harbour-opens: asserts")
    change(root, "content/actors.yml", "harbour-gazette:", "other-paper: {name: Other, kind: outlet}\nharbour-gazette:")
    add_source(root, "second", 'وقال سامي منصور "الميناء سيفتح".\n', "other-paper", ASSERTS)
    assert origins(root) == [("harbour-news", "second")]


def test_what_is_expected_or_qualified_is_no_origin(root: Path) -> None:
    assert dossier(root).claim_origins[ClaimId("harbour-opens")] == ()


def test_confirmed_is_granted_to_two_origins(root: Path) -> None:
    change(root, BRIEFING, "harbour-opens: expects", "harbour-opens: asserts")
    change(root, "content/claims.yml", "  topics: [harbour]", "  status: confirmed")
    with pytest.raises(BuildFailed, match="only one origin"):
        dossier(root)
    change(root, "content/actors.yml", "harbour-gazette:", "other-paper: {name: Other, kind: outlet}\nharbour-gazette:")
    add_source(root, "second", "يفتح الميناء في مايو.\n", "other-paper", NARRATED)
    assert len(origins(root)) == 2


def test_a_state_is_no_mention_but_speaks_by_its_cue(root: Path) -> None:
    change(
        root, "content/actors.yml", "harbour-gazette:",
        "north: {name: North, native: الشمال, kind: state, aliases: []}\n"
        "south: {name: South, native: الجنوب, kind: state, aliases: []}\nharbour-gazette:",
    )  # fmt: skip
    text = 'وقالت الشمال والجنوب إن "الميناء سيفتح".\n'
    joint = ASSERTS.replace("sami-mansour", "[north, south]")
    add_source(root, "second", text, "harbour-gazette", joint)
    found = dossier(root)
    assert found.traced.mentions[found.annotations[Ref(BriefingId("second"), AnnotationId("again"))].source] == ()
    for wrong in ("sami-mansour", "layla-haddad"):
        add_source(root, "second", text, "harbour-gazette", ASSERTS.replace("sami-mansour", wrong))
        with pytest.raises(BuildFailed, match="does not give these words"):
            dossier(root)


def test_a_mention_rule_takes_a_link_away_or_gives_one(root: Path) -> None:
    change(root, BRIEFING, "english:\n  1", "mentions:\n  - {quote: وزيرة النقل, actor: none, why: a test}\n  - {quote: سوق قديمة, actor: harbour-gazette, why: a test}\nenglish:\n  1")
    found = [(m.surface, m.actor, m.rule) for m in next(iter(dossier(root).traced.mentions.values()))]
    assert "وزيرة النقل" not in [surface for surface, _, _ in found]
    assert ("سوق قديمة", "harbour-gazette", "author: a test") in found


def test_backlinks_lead_from_speakers_claims_and_citations(root: Path) -> None:
    found = dossier(root)
    ref = Ref(BriefingId("harbour-opens"), AnnotationId("opens-in-may"))
    assert ref in found.by_speaker["layla-haddad"]  # type: ignore[index]
    assert ref in found.by_claim[ClaimId("harbour-opens")]
    assert ("briefing", "harbour-opens", "bottom_line") in found.cited_by[ref]
