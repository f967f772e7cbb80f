"""The first dossier itself: what is written in it cannot be bent without the build saying where."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier
from dossier.model.ids import Ref
from dossier.model.records import Statement, Unnamed
from dossier.problems import BuildFailed, Problem

HOME = Path(__file__).parents[1]
SEEDS = {
    "000_3d3815c0e32adb61.txt": "eaad1dca52df9bfe31365a302a7da343b7ead99a40dcad807844dfe5ddbb7506",
    "001_29400f97fdbec8ff.txt": "7f658010c927b0451b243f5e97e1a3bccd2db479d212ba635d2081b1b70a74ae",
    "002_43752ff0e06a5c1c.txt": "78da47d8955886cae30138e6ddecae324f4e63e4a2c2d66f8da67a821850295d",
    "003_0801fcc509a1d5da.txt": "f134c4ea9684ca724a1669f7658e65d3d07ee7efb040dfe8eb79f4c2accf9e8a",
    "004_b722c595d9660330.txt": "ab545ae254cbdb584c3102aa2000f0a178a0381980782410c959a3388f02f82a",
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return pipeline.evidence(HOME)[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("content", "seeds"):
        shutil.copytree(HOME / name, tmp_path / name)
    shutil.copy(HOME / "site.yml", tmp_path / "site.yml")
    return tmp_path


def faults(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(BuildFailed) as failed:
        pipeline.evidence(root)
    return failed.value.problems


def statements(dossier: Dossier) -> Iterator[tuple[Ref, Statement]]:
    for ref, annotation in dossier.annotations.items():
        if isinstance(annotation.record, Statement):
            yield ref, annotation.record


def replace_line(path: Path, number: int, line: str) -> None:
    lines = path.read_text("utf-8").split("\n")
    lines[number - 1] = line
    path.write_text("\n".join(lines), "utf-8")


def test_the_captures_are_those_that_were_delivered() -> None:
    held = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (HOME / "seeds").glob("*.txt")}
    assert held == SEEDS


def test_the_dossier_is_as_large_as_it_was_meant_to_be(dossier: Dossier) -> None:
    records = dossier.traced.anchored.entities.records
    assert len(records.briefings) == 5
    assert all(len(refs) >= 8 for refs in dossier.by_briefing.values())
    assert len(records.actors) >= 45
    assert len(records.offices) >= 10
    assert len(records.topics) >= 8
    assert len(records.claims) >= 8
    assert len(records.events) >= 15


def test_every_line_of_title_and_body_has_its_rendering(dossier: Dossier) -> None:
    records = dossier.traced.anchored.entities.records
    for id, briefing in records.briefings.items():
        assert set(dossier.traced.anchored.news_lines(briefing.source)) == set(briefing.english), id


def test_no_article_text_is_retyped_into_the_content(dossier: Dossier) -> None:
    """The engine cuts the body from the capture: content quotes, it does not hold lines."""
    written = "\n".join(path.read_text("utf-8") for path in sorted((HOME / "content").rglob("*.yml")))
    for capture in dossier.traced.anchored.captures.values():
        for number in dossier.traced.anchored.news_lines(capture.source):
            line = capture.line(number).strip()
            if len(line.split()) > 40:
                assert line not in written, f"{capture.path}:{number}"


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_no_statement_can_be_given_to_another_speaker_of_its_article(dossier: Dossier, copy: Path, turn: int) -> None:
    """Each named speaker in turn becomes another one, a named or an unnamed one, of the same article."""
    places = dossier.traced.anchored.entities.places
    speakers: dict[str, list[str]] = {}
    for ref, record in statements(dossier):
        mine = speakers.setdefault(ref.briefing, [])
        for speaker in record.speaker:
            actor = speaker.of if isinstance(speaker, Unnamed) else speaker
            if actor and actor not in mine:
                mine.append(actor)
    changed = set()
    for ref, record in statements(dossier):
        if len(record.speaker) > 1 or len(speakers[ref.briefing]) < 2:
            continue
        at = places.value("briefing", ref.briefing, "annotations", ref.annotation, "speaker")
        line = at.excerpt
        if not re.match(r"\s+speaker: \S", line):
            continue  # written over several lines
        now = record.speaker[0]
        others = [s for s in speakers[ref.briefing] if s != now]
        other = others[(len(ref.annotation) + turn) % len(others)]
        replace_line(copy / at.path, at.line, f"{line[: line.index('speaker:')]}speaker: {other}")
        changed.add((at.path, at.line))
    assert len(changed) > 60
    told = {(p.at.path, p.at.line) for p in faults(copy)}
    cues = {  # a fault of a statement with a cue is told at its cue
        places.value("briefing", ref.briefing, "annotations", ref.annotation, "cue").line: places.value(
            "briefing", ref.briefing, "annotations", ref.annotation, "speaker"
        ).line
        for ref, record in statements(dossier)
        if record.cue
    }
    told |= {(path, cues.get(line, line)) for path, line in told}
    unfound = {f"{path}:{line} now {(copy / path).read_text().splitlines()[line - 1].strip()}" for path, line in changed - told}
    assert unfound == set()


def test_a_changed_letter_in_any_quote_is_found_in_its_place(dossier: Dossier, copy: Path) -> None:
    places = dossier.traced.anchored.entities.places
    changed = set()
    for ref, annotation in dossier.annotations.items():
        record = annotation.record
        if record.quote is None or len(record.quote) < 4:
            continue
        at = places.value("briefing", ref.briefing, "annotations", ref.annotation, record.kind)
        middle = len(record.quote) // 2
        letter = next((i for i in range(middle, len(record.quote)) if record.quote[i].isalpha()), None)
        if letter is None or record.quote not in at.excerpt:
            continue
        other = "ظ" if record.quote[letter] != "ظ" else "ض"
        bent = record.quote[:letter] + other + record.quote[letter + 1 :]
        replace_line(copy / at.path, at.line, at.excerpt.replace(record.quote, bent, 1))
        changed.add((at.path, at.line))
    assert len(changed) > 150
    assert changed - {(p.at.path, p.at.line) for p in faults(copy)} == set()


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_changed_letter_in_a_capture_is_found(copy: Path, name: str) -> None:
    path = copy / "seeds" / name
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    assert any(name in problem.what for problem in faults(copy))


def test_our_prose_does_not_use_loaded_words_as_its_own(dossier: Dossier) -> None:
    """occupation, resistance, terrorist, militia, martyr: only in renderings and attributed quotation."""
    loaded = re.compile(r"\b(occupation|occupiers?|terrorists?|militias?|martyrs?)\b", re.IGNORECASE)
    for key, prose in dossier.prose.items():
        if key[-1] in ("bottom_line", "summary", "profile"):
            own = re.sub(r"\*[^*]+\*|“[^”]+”|\"[^\"]+\"", "", prose.markdown)
            found = loaded.search(own)
            attributed = re.search(r"\b(call|describe|treat|consider|regard|see|term|say|said|word)\w*", own)
            assert not found or attributed, f"{key}: {found and found[0]}"
