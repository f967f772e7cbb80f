"""The review sheet finds what a build cannot: seeded editorial faults are on it, and it is never published."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.problems import BuildFailed
from dossier.text.fidelity import doubts

HOME = Path(__file__).parents[1]
HARBOUR = Path(__file__).parent / "dossiers" / "harbour"


@pytest.mark.parametrize(
    ("native", "good", "bad", "loss"),
    [
        ("قد يكون بحلول نهاية العام", "which may be by the end of the year", "which is by the end of the year", "hedge"),
        ("نكمل فيها إلى حد كبير المهمة", "we are largely completing the mission", "we are completing the mission", "hedge"),
        ("حتى سبتمبر 2026 على الأقل", "until at least September 2026", "until September 2026", "hedge"),
        ("نحو 2500 عسكري", "about 2,500 military personnel", "2,500 military personnel", "hedge"),
        ("التنصت المزعوم", "the alleged wiretapping", "the wiretapping", "hedge"),
        ("من المتوقع أن تنسحب", "are expected to withdraw", "withdraw", "expectation"),
        ("من غير المرجح أن ينخفض", "it is unlikely to fall", "it will fall", "expectation"),
        ("سحب القوات المقاتلة", "withdrawing the combat forces", "withdrawing the forces", "scope"),
        ("بعض القوات من قواعد معينة", "some forces from certain bases", "the forces from the bases", "scope"),
        ("لا حاجة لوجود قوات", "there is no need for forces", "there is a need for forces", "negation"),
        ("دون إعطاء أي جدول", "without giving a timetable", "giving a timetable", "negation"),
        ("3500 جندي بينهم 2500 أميركي", "3,500 soldiers, 2,500 of them US", "3,500 soldiers, 25,000 of them US", "number"),
        ("١٢٠٠ صياد", "1,200 fishermen", "120 fishermen", "number"),
    ],
)  # fmt: skip
def test_a_rendering_that_loses_something_is_doubted(native: str, good: str, bad: str, loss: str) -> None:
    assert doubts(native, good) == ()
    assert loss in {doubt.loss for doubt in doubts(native, bad)}


def sheet(root: Path) -> str:
    _, files = pipeline.make(root, review=True)
    return next(file.content.decode() for file in files if file.path == "review.html")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content", "seeds"):
        shutil.copytree(HOME / name, tmp_path / name)
    shutil.copy(HOME / "site.yml", tmp_path / "site.yml")
    return tmp_path


def seed(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    (root / path).write_text(text.replace(old, new), "utf-8")


def test_the_sheet_is_never_part_of_the_site() -> None:
    _, files = pipeline.make(HARBOUR)
    paths = {file.path: file.content for file in files}
    assert "review.html" not in paths
    assert not any(b"review.html" in content for path, content in paths.items() if path.endswith(".html"))


def test_every_anonymous_speaker_and_inferred_value_is_listed(root: Path) -> None:
    dossier = pipeline.evidence(root)[0]
    html = sheet(root)
    anonymous = [a for a in dossier.annotations.values() if any(s.unnamed for s in a.speakers)]
    assert html.count("the speaker is not named") == len(anonymous) > 10
    assert "publisher is inferred" in html
    assert "only one origin asserts it" in html


def test_a_lost_hedge_in_the_dossier_is_listed_in_its_place(root: Path) -> None:
    briefings = root / "content" / "briefings"
    for path in sorted(briefings.glob("*.yml")):
        text = path.read_text("utf-8")
        found = re.search(r"^    english: .*\bunlikely\b.*$", text, re.MULTILINE)
        if found:
            line = text[: found.start()].count("\n") + 1
            path.write_text(text.replace(found[0], found[0].replace("unlikely", "certain"), 1), "utf-8")
            html = sheet(root)
            assert "what is only expected may read as certain" in html
            assert f"content/briefings/{path.name}:{line - 3}" in html or path.name in html
            return
    pytest.fail("no rendering with a hedge to lose")


def test_a_wrong_speaker_does_not_even_reach_the_sheet(root: Path) -> None:
    path = "content/briefings/washington-may-withdraw.yml"
    text = (root / path).read_text("utf-8")
    (root / path).write_text(text.replace("speaker: fuad-hussein", "speaker: john-kirby", 1), "utf-8")
    with pytest.raises(BuildFailed, match="does not give these words"):
        pipeline.make(root)


def test_the_verb_makes_it_in_a_folder_of_its_own(root: Path, run) -> None:  # type: ignore[no-untyped-def]
    done = run("review", "--root", root)
    assert done.returncode == 0, done.stderr
    assert (root / "review" / "review.html").exists()
    assert not (root / "public").exists()
    assert "not this" in done.stdout
