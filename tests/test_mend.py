"""`fix`: quotes that no longer stand get the capture's own words, and nothing else in the files moves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dossier import cli, mend, pipeline
from dossier.stages.read import edit, tree

HOME = Path(__file__).parents[1]
HARBOUR = HOME / "tests" / "dossiers" / "harbour"
BRIEFING = "content/briefings/harbour-opens.yml"
SOURCE = "content/sources/harbour-news.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_bytes().decode()
    assert old in text
    (root / path).write_bytes(text.replace(old, new, 1).encode())


def fix(root: Path, how: str = "--write") -> int:
    return cli.main(["fix", how, "--root", str(root)], HOME)


def bytes_of(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


# What is mended


@pytest.mark.parametrize(
    ("path", "good", "bent"),
    [
        (BRIEFING, "    statement: الميناء سيفتح أبوابه في مايو", "    statement: الميناء سيفتح ابوابه في مايو"),
        (BRIEFING, "    figure: نحو 1200 صياد", "    figure: نحو ١٢٠٠ صياد   # a number"),
        (SOURCE, "evidence: [الثلاثاء]", "evidence: [الثّلاثاء]"),
    ],
)
def test_a_quote_is_mended_and_every_other_byte_stays(root: Path, path: str, good: str, bent: str) -> None:
    change(root, path, good, bent)
    wanted = (root / path).read_bytes().replace(bent.partition("   #")[0].encode(), good.encode())
    others = {name: content for name, content in bytes_of(root).items() if name != path}
    assert fix(root) == 0
    assert (root / path).read_bytes() == wanted
    assert {name: content for name, content in bytes_of(root).items() if name != path} == others
    assert pipeline.check(root).warnings == ()


def test_cues_evidence_overrules_and_said_dates_are_mended_too(root: Path) -> None:
    change(
        root, BRIEFING, "    speaker: sami-mansour\n",
        "    speaker: sami-mansour\n"
        "    cue: قال رئيس نقابه الصيادين سامي منصور\n"
        "    said: {value: 2023-04-11, stated: الثلثاء}\n"
        '    evidence: ["من جهتة", {quote: ليلي حداد, source: harbour-news}]\n',
    )  # fmt: skip
    change(root, BRIEFING, "english:\n  1:", "mentions:\n  - {quote: وزيره النقل, actor: none, why: a test}\nenglish:\n  1:")
    assert fix(root) == 1  # «الثلثاء» alone is too little to go by
    text = (root / BRIEFING).read_text("utf-8")
    assert "    cue: قال رئيس نقابة الصيادين سامي منصور\n" in text
    assert '    evidence: ["من جهته", {quote: ليلى حداد, source: harbour-news}]\n' in text
    assert "  - {quote: وزيرة النقل, actor: none, why: a test}\n" in text
    assert "stated: الثلثاء}" in text


def test_a_quote_that_stands_twice_is_told_apart_by_its_prefix(root: Path) -> None:
    bent = "  one:\n    term: الصّيادين\n    note: A test.\n    english: the fishermen\n"
    change(root, BRIEFING, "annotations:\n", f"annotations:\n{bent}")
    assert fix(root) == 1
    change(root, BRIEFING, "    term: الصّيادين\n", "    term: الصّيادين\n    prefix: نقابه\n")
    assert fix(root) == 1
    assert "term: الصّيادين\n" in (root / BRIEFING).read_text("utf-8")
    change(root, BRIEFING, "prefix: نقابه\n", "prefix: نقابة\n")
    assert fix(root) == 0
    assert "term: الصيادين\n    prefix: نقابة\n" in (root / BRIEFING).read_text("utf-8")


def test_what_is_not_sure_is_listed_with_what_comes_near(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, BRIEFING, "figure: نحو 1200 صياد", "figure: نحو 1300 صياد")
    before = bytes_of(root)
    assert fix(root) == 1
    assert bytes_of(root) == before
    out, err = capsys.readouterr()
    assert out == "0 quotes mended, 1 left to you\n"
    assert err.startswith(f"{BRIEFING}:24:13: «نحو 1300 صياد» is not in the title or body of source harbour-news\n")
    assert "line 6 has «نحو 1200 صياد»: copy it as it stands" in err


def test_words_are_not_mended_into_the_mouth_of_somebody_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        root, BRIEFING, "الهدنة مع الوزارة \"لم تبدأ بعد\"\n    speaker: sami-mansour",
        "الهدنه مع الوزارة \"لم تبدأ بعد\"\n    speaker: layla-haddad",
    )  # fmt: skip
    before = bytes_of(root)
    assert fix(root) == 1
    assert bytes_of(root) == before
    err = capsys.readouterr().err
    assert "«الهدنه مع الوزارة \"لم تبدأ بعد\"» may be «الهدنة مع الوزارة \"لم تبدأ بعد\"», but then" in err
    assert "does not give these words to «layla-haddad»" in err


def test_a_cue_is_mended_in_its_spelling_alone(root: Path) -> None:
    """A letter less in a cue may be another name: the words around a name are not guessed."""
    change(root, BRIEFING, "    speaker: sami-mansour\n", "    speaker: sami-mansour\n    cue: قال رئيس نقابة الصيادن سامي منصور\n")
    assert fix(root) == 1
    assert "الصيادن سامي" in (root / BRIEFING).read_text("utf-8")


# How it is asked for


def test_a_dry_run_shows_the_change_and_makes_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(root, BRIEFING, "الهدنة مع الوزارة", "الهدنه مع الوزارة")
    before = bytes_of(root)
    assert fix(root, "--dry-run") == 1
    assert bytes_of(root) == before
    out, err = capsys.readouterr()
    assert out.startswith(f"--- a/{BRIEFING}\n+++ b/{BRIEFING}\n@@ -16,7 +16,7 @@\n")
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ['-    statement: الهدنه مع الوزارة "لم تبدأ بعد"', '+    statement: الهدنة مع الوزارة "لم تبدأ بعد"']
    assert err == "1 quote would be mended in 1 file, 0 left to you\n"


@pytest.mark.parametrize("how", ["--dry-run", "--write"])
def test_where_every_quote_stands_nothing_is_done(root: Path, capsys: pytest.CaptureFixture[str], how: str) -> None:
    before = bytes_of(root)
    assert fix(root, how) == 0
    assert bytes_of(root) == before
    assert "".join(capsys.readouterr()) == "every quote stands\n"


@pytest.mark.parametrize(("options", "told"), [((), "fix needs --dry-run"), (("--write", "--dry-run"), "fix takes one of")])
def test_one_of_the_two_ways_must_be_named(
    root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], told: str
) -> None:
    assert cli.main(["fix", *options, "--root", str(root)], HOME) == 2
    err = capsys.readouterr().err
    assert told in err and "--dry-run" in err and "--write" in err


# How it is written


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    change(root, BRIEFING, "الهدنة مع الوزارة", "الهدنه مع الوزارة")
    found = mend.mending(root)
    change(root, BRIEFING, "gist:", "gist: Meanwhile.\n#")
    before = bytes_of(root)
    with pytest.raises(mend.Refused, match="changed meanwhile"):
        mend.write(root, found)
    assert bytes_of(root) == before


def test_a_file_keeps_its_mode_its_line_ends_and_its_byte_order_mark(root: Path) -> None:
    change(root, BRIEFING, "الهدنة مع الوزارة", "الهدنه مع الوزارة")
    place = root / BRIEFING
    text = "\ufeff" + place.read_text("utf-8").replace("\n", "\r\n")
    place.write_bytes(text.encode())
    os.chmod(place, 0o640)
    assert fix(root) == 0
    assert place.read_bytes().decode() == text.replace("الهدنه مع الوزارة", "الهدنة مع الوزارة")
    assert place.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(place.parent)) == [place.name]


def test_a_folder_that_may_not_be_written_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root, BRIEFING, "الهدنة مع الوزارة", "الهدنه مع الوزارة")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    assert fix(root) == 2
    assert sorted(os.listdir((root / BRIEFING).parent)) == ["harbour-opens.yml"]


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("a: واحده اثنان # c", "a: واحدة اثنان # c"),
        ("a: 'واحده ''x'' اثنان' # c", "a: 'واحدة ''x'' اثنان' # c"),
        ('a: "واحده \\"x\\" اثنان"', 'a: "واحدة \\"x\\" اثنان"'),
        ('a: "\\u0648احده اثنان"', 'a: "واحدة اثنان"'),
        ("a: >-\n  واحده\n  اثنان\n\nb: 1", "a: >-\n  واحدة\n  اثنان\n\nb: 1"),
        ("a: |\n    واحده اثنان\nb: 1", "a: |\n    واحدة اثنان\nb: 1"),
        ("a: واحده\n   اثنان\nb: 1", "a: واحدة\n   اثنان\nb: 1"),
        ("a: [واحده اثنان, x]", "a: [واحدة اثنان, x]"),
        ("a: {quote: واحده اثنان, prefix: y}", "a: {quote: واحدة اثنان, prefix: y}"),
    ],
)
def test_words_are_exchanged_in_the_style_in_which_they_are_written(written: str, after: str) -> None:
    node, _ = tree.parse("a.yml", written)
    assert isinstance(node, tree.Mapping)
    value = node.get("a")
    place: tuple[str | int, ...] = ("a", 0) if isinstance(value, tree.Sequence) else ("a", "quote")
    extra = " 'x'" if "''" in written else ' "x"' if "\\\"" in written else ""
    assert edit.with_words("a.yml", written, place, f"واحده{extra} اثنان", f"واحدة{extra} اثنان") == after


@pytest.mark.parametrize(
    ("new", "after"),
    [
        ("واحد: اثنان", "a: 'واحد: اثنان'  # c"),
        ("'واحد' اثنان", "a: '''واحد'' اثنان'  # c"),
        ('"واحد" اثنان', "a: '\"واحد\" اثنان'  # c"),
        ("واحد #اثنان", "a: 'واحد #اثنان'  # c"),
        ("واحداثنان", "a: واحداثنان  # c"),
        ("واحد ثم اثنان", "a: واحد ثم اثنان  # c"),
    ],
)
def test_a_plain_value_gets_quotation_marks_where_it_needs_them(new: str, after: str) -> None:
    assert edit.with_words("a.yml", "a: واحد اثنان  # c", ("a",), "واحد اثنان", new) == after


def test_a_value_that_is_not_the_one_meant_is_left() -> None:
    assert edit.with_words("a.yml", "a: واحد", ("a",), "اثنان", "ثلاثة") is None
    assert edit.with_words("a.yml", "a: [واحد]", ("a",), "واحد", "ثلاثة") is None
    assert edit.with_words("a.yml", "a: واحد", ("a",), "واحد", " ") is None


def test_the_first_dossier_comes_back_byte_for_byte(tmp_path: Path) -> None:
    """Its quotes without hamzas, ة as ه: all but what then stands near another place is restored."""
    for name in ("content", "seeds"):
        shutil.copytree(HOME / name, tmp_path / name)
    shutil.copy(HOME / "site.yml", tmp_path / "site.yml")
    path = "content/briefings/withdrawal-reality-or-imagination.yml"
    good = (tmp_path / path).read_text("utf-8").split("\n")
    bent = list(good)
    kinds = ("    statement: ", "    figure: ", "    event: ", "    context: ")
    for i, line in enumerate(good):
        if line.startswith(kinds) and not line.endswith((": >-", ": |")):
            bent[i] = line.translate(str.maketrans("أإآة", "اااه"))
    assert sum(a != b for a, b in zip(good, bent, strict=True)) > 10
    (tmp_path / path).write_text("\n".join(bent), "utf-8")
    found = mend.mending(tmp_path)
    mend.write(tmp_path, found)
    after = (tmp_path / path).read_text("utf-8").split("\n")
    left = [i for i, line in enumerate(after) if line != good[i]]
    assert {line + 1 for line in left} == {problem.at.line for problem in found.left}
    assert len(left) <= 2
