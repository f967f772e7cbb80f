"""Each file of tests/problems/ is one fault: what differs from a good dossier, then what the author is told."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.raw import Mapping, Node, Scalar, Sequence
from dossier.problems import BuildFailed, Problem, ordered, tell
from dossier.stages.read import tree

HERE = Path(__file__).parent
GOOD = HERE / "dossiers" / "harbour"
CASES = sorted((HERE / "problems").glob("*.txt"))
_SECTION = re.compile(r"^--- (?P<path>\S+)(?: \((?P<how>[a-z0-9-]+)\))?\n", re.MULTILINE)


def parts(case: Path) -> tuple[dict[str, tuple[str | None, str]], str]:
    """The sections of `case` (path -> how, content), and the output that it must give."""
    given, _, told = case.read_text("utf-8").partition("=== told\n")
    found: dict[str, tuple[str | None, str]] = {}
    marks = list(_SECTION.finditer(given))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        found[mark["path"]] = (mark["how"], given[mark.end() : following.start() if following else None])
    return found, told


def lay(case: Path, root: Path) -> None:
    """The good dossier with the sections of `case` laid over it."""
    shutil.copytree(GOOD, root, dirs_exist_ok=True)
    sections, _ = parts(case)
    for path, (how, content) in sections.items():
        place = root / path
        if how == "deleted":
            place.unlink()
        elif how == "changed":  # OLD => NEW, line by line
            text = place.read_text("utf-8")
            for line in content.strip("\n").split("\n"):
                old, arrow, new = line.partition(" => ")
                assert arrow and old in text, f"{case.name}: «{old}» is not in {path}"
                text = text.replace(old, new, 1)
            place.write_text(text, "utf-8")
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.encode(how or "utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_fault_is_told_with_place_and_way_out(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path)
    told = parts(case)[1]
    assert told, "a case ends with === told and the output"
    try:
        warnings = pipeline.check(tmp_path).warnings
    except BuildFailed as failed:
        assert "warning" not in case.stem
        assert tell(failed.problems) + "\n" == told
    else:
        assert "warning" in case.stem, "the fault was not found"
        assert tell(warnings) + "\n" == told


def test_the_dossier_without_a_fault_is_good(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    assert pipeline.check(tmp_path).warnings == ()


def test_a_changed_byte_of_a_capture_names_capture_and_record(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    seed = tmp_path / "seeds" / "harbour.txt"
    changed = seed.read_bytes().replace(b"1200", b"1300")
    seed.write_bytes(changed)
    with pytest.raises(BuildFailed) as failed:
        pipeline.check(tmp_path)
    (problem,) = failed.value.problems
    assert problem.at.path == "content/sources/harbour-news.yml"
    assert "seeds/harbour.txt" in problem.what
    assert hashlib.sha256(changed).hexdigest() in problem.what


@pytest.mark.parametrize("kept", [b"\n", b"\r\n"])
def test_a_capture_of_which_git_changed_the_line_ends_is_told_so(tmp_path: Path, kept: bytes) -> None:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    seed, record = tmp_path / "seeds" / "harbour.txt", tmp_path / "content" / "sources" / "harbour-news.yml"
    bare = seed.read_bytes()
    delivered, found = bare.replace(b"\n", kept), bare.replace(b"\n", b"\n" if kept != b"\n" else b"\r\n")
    pinned = hashlib.sha256(bare).hexdigest().encode(), hashlib.sha256(delivered).hexdigest().encode()
    record.write_bytes(record.read_bytes().replace(*pinned))
    seed.write_bytes(found)
    with pytest.raises(BuildFailed) as failed:
        pipeline.check(tmp_path)
    (problem,) = failed.value.problems
    assert problem.mend.startswith("only its line ends have changed")
    assert "seeds/** -text in .gitattributes" in problem.mend


# An order that says what to write is an order that mends


def ordered_line(line: str, problem: Problem) -> str | None:
    """`line` as the order would have it, or None where the order leaves that to the author."""
    start, rest = line[: problem.at.column - 1], line[problem.at.column - 1 :]
    if whole := re.search(r"quote (?:it|the whole): (.+)$", problem.mend):
        return line[: len(line) - len(line.lstrip())] + whole[1]
    word = re.search(r"«(.+?)»", problem.what)
    if not (word and word[1] in rest):
        return None
    offered = re.fullmatch(r"did you mean (.+?):?\?|write (\[?[^ ]+?(?:, \d+)*\]?):?", problem.mend)
    return start + rest.replace(word[1], offered[1] or offered[2], 1) if offered else None


def faults(root: Path) -> tuple[Problem, ...]:
    try:
        pipeline.evidence(root)
    except BuildFailed as failed:
        return ordered(p for p in failed.problems if p.level == "fault")
    return ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_an_order_mends_the_fault_that_it_is_given_for(case: Path, tmp_path: Path) -> None:
    lay(case, tmp_path)
    told = faults(tmp_path)
    problem = next((p for p in told if p.at.excerpt), None)
    if problem is None:
        return
    place = tmp_path / problem.at.path
    lines = place.read_bytes().decode().split("\n")
    mended = ordered_line(lines[problem.at.line - 1], problem)
    if mended is None:
        return
    lines[problem.at.line - 1] = mended
    place.write_text("\n".join(lines), "utf-8")
    left = {p.what for p in faults(tmp_path) if (p.at.path, p.at.line) == (problem.at.path, problem.at.line)}
    assert left <= {p.what for p in told} - {problem.what}


# Places


TEXTS = (
    "key: one [@x] more\n",
    "key: one\n  two\n\n  three [@x]\n",
    "key: 'it''s ''so'' [@x]'\n",
    "key: 'it''s\n  two\n\n  ''three'' [@x]'\n",
    'key: "an \\"escape\\" \\u2014 \\x41 \\\\ [@x]"\n',
    'key: "first \\\n  second\\n third\n\n  \\_ [@x]"\n',
    "key: |\n  one\n\n    two\n  three [@x]\n",
    "key: |2-\n   one\n  three [@x]\n\n",
    "key: >-\n  one\n  two\n\n    more\n  three [@x]\n",
    "key: >+\n\n  [@x]\n\nother: 1\n",
    "other: [{a: b}, {key: 'العربية [@x]'}]\n",
    "other:\n- key: |\n    قال «نعم»\n    [@x]\n- 1\n",
)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_place_inside_a_text_is_that_of_the_file(text: str, end: str) -> None:
    """Whatever the style of the text: its line, its column, its character."""
    written = text.replace("\n", end)
    node, problems = tree.parse("a.yml", written)
    assert node is not None and not problems
    value = next(value for key, value in entries(node) if key.text == "key")
    assert isinstance(value, Scalar)
    lines = text.split("\n")
    line = next(n for n, content in enumerate(lines, start=1) if "[@x]" in content)
    at = value.place(value.text.index("[@x]"))
    assert (at.line, at.column) == (line, lines[line - 1].index("[@x]") + 1)
    assert at.excerpt[at.column - 1 :].startswith("[@x]")


def entries(node: Node) -> Iterator[tuple[Scalar, Node]]:
    """Every key with its value, at any depth."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key, value
            yield from entries(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from entries(item)


def test_a_byte_order_mark_and_line_ends_of_other_systems_move_no_place(tmp_path: Path) -> None:
    lay(HERE / "problems" / "id-unknown-citation.txt", tmp_path)
    (before,) = faults(tmp_path)
    place = tmp_path / before.at.path
    place.write_bytes(b"\xef\xbb\xbf" + place.read_bytes().replace(b"\n", b"\r\n"))
    assert faults(tmp_path) == (before,)


# Files and folders that are none


def told_of(root: Path) -> list[tuple[str, str]]:
    return [(str(p.at), p.what) for p in faults(root)]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "harbour"))


def test_a_dossier_without_content_is_told_so(harbour: Path) -> None:
    shutil.rmtree(harbour / "content")
    assert told_of(harbour) == [("content", "there is no folder content/")]
    (harbour / "content").write_text("not a folder")
    assert told_of(harbour) == [("content", "there is no folder content/")]


def test_a_link_that_leads_to_itself_is_told(harbour: Path) -> None:
    (harbour / "content/events.yml").symlink_to("events.yml")
    ((place, what),) = told_of(harbour)
    assert place == "content/events.yml" and "cannot be opened" in what


def test_a_folder_that_is_a_link_out_is_told_once(harbour: Path, tmp_path: Path) -> None:
    shutil.move(harbour / "content/sources", tmp_path / "elsewhere")
    (harbour / "content/sources").symlink_to(tmp_path / "elsewhere")
    assert told_of(harbour) == [("content/sources", "content/sources/ is a link that leads out of the dossier")]


def test_a_pipe_does_not_hold_the_build(harbour: Path) -> None:
    os.mkfifo(harbour / "content/sources/pipe.yml")
    ((place, what),) = told_of(harbour)
    assert place == "content/sources/pipe.yml" and "is a pipe" in what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(harbour: Path) -> None:
    (harbour / "content/sources").chmod(0)
    try:
        assert told_of(harbour) == [("content/sources", "content/sources/ may not be read")]
    finally:
        (harbour / "content/sources").chmod(0o755)


def test_a_name_of_a_file_cannot_disguise_a_message(harbour: Path) -> None:
    (harbour / "content/events").mkdir()
    (harbour / "content/events/\x1b[31m\n\u202eyb.yml").write_text("title: x\ndate: unknown\nstatus: foreseen\n")
    with pytest.raises(BuildFailed) as failed:
        pipeline.evidence(harbour)
    first = tell(failed.value.problems).split("\n")[0]
    assert first.startswith("content/events/\\x1b[31m\\n\\u202eyb.yml: «\\x1b[31m\\n\\u202eyb» is not an id")


def test_lines_that_end_at_cr_alone_are_told_by_name(harbour: Path) -> None:
    seed, record = harbour / "seeds/harbour.txt", harbour / "content/sources/harbour-news.yml"
    before = seed.read_bytes()
    seed.write_bytes(before.replace(b"\n", b"\r"))
    text = record.read_text("utf-8")
    record.write_text(text.replace(*(hashlib.sha256(b).hexdigest() for b in (before, seed.read_bytes()))), "utf-8")
    assert all("a CR alone ends none" in p.mend for p in faults(harbour))


@pytest.mark.parametrize("text", ["a: " + "[" * 100_000, "a: " + "{b: " * 100_000, "a: &x [1]\nb: [" + "*x, " * 9])
def test_yaml_that_would_explode_is_refused_at_once(harbour: Path, text: str) -> None:
    (harbour / "content/topics.yml").write_text(text)
    ((place, what),) = told_of(harbour)
    assert place.startswith("content/topics.yml:1:")
    assert what in ("nested more than 20 deep", "an anchor: &x")
