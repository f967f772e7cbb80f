"""The command: verbs and options in any order, exit codes, what goes to stdout and what to stderr."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dossier import arguments, cli
from dossier.model.output import OutputFile
from dossier.problems import BuildFailed, Location, Problem

HOME = Path(__file__).parents[1]
SUMMARY = SimpleNamespace(sources=5, briefings=4, annotations=61, pages=2, warnings=())
FAULT = Problem(
    at=Location(path="content/a.yml", line=3, column=1, excerpt="x: «لا»"), what="no", mend="write yes"
)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A pipeline that makes two pages at once, so that the command alone is tested."""

    def make(root: Path) -> tuple[Any, Iterator[OutputFile]]:
        return SUMMARY, iter([OutputFile("index.html", str(root).encode()), OutputFile("a.html", b"A")])

    stub = SimpleNamespace(make=make, check=lambda root: SUMMARY)
    monkeypatch.setitem(sys.modules, "dossier.pipeline", stub)
    monkeypatch.setattr("dossier.pipeline", stub, raising=False)
    return stub


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier, in which the command is given; build.py itself stands elsewhere, beside no dossier."""
    (tmp_path / "site.yml").write_text("title: x\n")
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def do(*arguments: str) -> int:
    return cli.main(arguments, Path("home"))


# Verbs and options


def test_without_a_verb_it_builds(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert do() == 0
    assert (root / "public" / "a.html").read_bytes() == b"A"
    out, err = capsys.readouterr()
    assert re.fullmatch(r"2 pages in \d+\.\d\d s: public/\n", out)
    assert err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--root", "there", "--output", "site", "build"),
        ("build", "--root", "there", "--output", "site"),
        ("--root=there", "build", "--output=site"),
        ("--root", "there", "--output", "site"),
    ],
)
def test_options_stand_before_or_after_the_verb(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    (root / "there").mkdir()
    (root / "there" / "site.yml").write_text("title: y\n")
    assert do(*arguments) == 0
    assert (root / "site" / "index.html").read_bytes() == b"there"
    assert capsys.readouterr().out.endswith(": site/\n")


def test_a_root_may_have_the_name_of_a_verb(root: Path, pipeline: SimpleNamespace) -> None:
    (root / "check").mkdir()
    (root / "check" / "site.yml").write_text("title: y\n")
    assert do("--root", "check") == 0
    assert (root / "check" / "public").is_dir()


def test_the_dossier_around_build_py_is_meant_when_there_is_one(root: Path, pipeline: SimpleNamespace) -> None:
    (root / "home" / "site.yml").write_text("title: z\n")
    assert do() == 0
    assert (root / "home" / "public").is_dir()
    assert not (root / "public").exists()


def test_check_writes_nothing_and_counts(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(root.rglob("*"))
    assert do("check") == 0
    assert capsys.readouterr() == ("ok: 5 sources, 4 briefings, 61 annotations, 2 pages\n", "")
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("biuld",), "there is no verb «biuld»: did you mean build?"),
        (("zzz",), "there is no verb «zzz»: there are build, check, serve, verify, new, add, review, impact, fix"),
        (("build", "--rot", "x"), "build has no «--rot»: did you mean --root?"),
        (("--roo", "x"), "there is no option «--roo»: did you mean --root?"),
        (("--ouput=x",), "there is no option «--ouput=x»: did you mean --output?"),
        (("new", "x", "--root", "y"), "new has no «--root»"),
        (("--port", "1", "check"), "check has no «--port»"),
        (("build", "extra"), "build has no «extra»"),
        (("serve", "--port", "http"), "«http» is no port: write a number up to 65535"),
        (("serve", "--port", "70000"), "«70000» is no port"),
        (("add",), "the following arguments are required: FILE"),
        (("--root",), "expected one argument"),
        (("--root", "nowhere"), "there is no folder nowhere"),
        (("--root", "home"), "home holds no site.yml"),
        (("\u202ebuild",), "there is no verb «\\u202ebuild»"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_way_out(
    root: Path,
    pipeline: SimpleNamespace,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    assert do(*arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("build.py: ")
    assert told in err


@pytest.mark.parametrize(
    "arguments", [("--help",), ("-h",), ("build", "--help"), ("--help", "serve"), ("add", "-h")]
)
def test_help_is_exit_0(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert do(*arguments) == 0
    assert capsys.readouterr().out.startswith("usage: build.py")


# Exit codes


def test_faults_of_the_content_are_exit_1_and_leave_the_last_site(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    do()
    capsys.readouterr()

    def fails(root: Path) -> None:
        raise BuildFailed([FAULT])

    pipeline.make = pipeline.check = fails
    for verb in ("build", "check"):
        assert do(verb) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines() == ["content/a.yml:3:1: no", "    3 | x: «لا»", "        ^", "    write yes"]
    assert (root / "public" / "a.html").exists()


def test_warnings_go_to_stderr_and_do_not_fail(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    warning = Problem(at=Location(path="a"), what="odd", mend="look", level="warning")
    summary = SimpleNamespace(**{**vars(SUMMARY), "warnings": (warning,)})
    pipeline.check = lambda root: summary
    assert do("check") == 0
    assert capsys.readouterr().err == "a: warning: odd\n    look\n"


def test_an_output_that_must_not_be_replaced_is_exit_2(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "home" / "thesis.odt").write_text("mine")
    assert do("--output", "home") == 2
    assert "was not made by a build" in capsys.readouterr().err


def test_a_fault_of_ours_is_exit_3_with_its_traceback(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.check = lambda root: 1 // 0
    assert do("check") == 3
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert err.endswith("Please report it with the lines above.\n")


def test_a_missing_package_is_told_with_the_command_that_mends_it(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(root: Path) -> None:
        raise ModuleNotFoundError("No module named 'jinja2'", name="jinja2")

    pipeline.check = missing
    assert do("check") == 2
    assert capsys.readouterr().err == "build.py: jinja2 is not installed: make site sets everything up\n"
    (root / "home" / ".venv" / "bin").mkdir(parents=True)
    (root / "home" / ".venv" / "bin" / "python").touch()
    assert do("check") == 2
    told = (
        "build.py: this Python has no jinja2: run home/.venv/bin/python home/build.py instead, or make site\n"
    )
    assert capsys.readouterr().err == told


def test_progress_is_told_on_a_terminal_only_and_only_of_long_builds(
    root: Path, pipeline: SimpleNamespace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "PATIENCE", 0.0)
    do()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    do()
    assert capsys.readouterr().err == "\r1 files (2 pages in all)\r2 files (2 pages in all)\r\033[K"
    monkeypatch.setattr(cli, "PATIENCE", 60.0)
    do()
    assert capsys.readouterr().err == ""


# As a process


def test_a_terminal_without_arabic_gets_escapes(root: Path) -> None:
    for words, code in (("بناء",), 2), (("new", "ملف"), 0):
        done = subprocess.run(
            [sys.executable, HOME / "build.py", *words],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
        )
        assert done.returncode == code, done.stderr
        assert b"\\u06" in done.stderr + done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"], ["add", "--help"], ["biuld"]])
def test_slow_packages_are_not_imported_for_what_does_not_need_them(arguments: list[str]) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from dossier.cli import main; main(sys.argv[2:], sys.argv[1])\n"
        "slow = {'jinja2', 'pydantic', 'tornado', 'livereload', 'yaml', 'markdown', 'nh3'} & set(sys.modules)\n"
        "sys.exit(f'imported: {slow}' if slow else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(HOME), *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


OLD = """
import sys
real = sys.version_info
sys.version_info = (3, 8, 1)
sys.argv = ["build.py"]
exec(compile(open(%r).read(), %r, "exec"), {"__name__": "__main__", "__file__": %r})
"""


def test_a_python_that_is_too_old_is_told_in_one_sentence() -> None:
    door = str(HOME / "build.py")
    done = subprocess.run(
        [sys.executable, "-c", OLD % (door, door, door)], capture_output=True, text=True, cwd=HOME
    )
    assert done.returncode == 2
    assert re.fullmatch(
        r"build.py: Dossier needs Python 3\.11 or newer and this is Python 3\.8: .+\n", done.stderr
    )


def test_the_door_parses_on_old_pythons() -> None:
    import ast

    ast.parse((HOME / "build.py").read_text(), feature_version=(3, 4))


SLOW = """
import sys, time
from types import SimpleNamespace
sys.path.insert(0, {home!r})
import dossier
from dossier.model.output import OutputFile

def make(root):
    def files():
        yield OutputFile("index.html", b"x")
        print("begun", flush=True)
        time.sleep(60)
    return SimpleNamespace(pages=1, warnings=()), files()

dossier.pipeline = sys.modules["dossier.pipeline"] = SimpleNamespace(make=make)
sys.argv = ["build.py", "--root", {root!r}]
door = {home!r} + "/build.py"
exec(compile(open(door).read(), door, "exec"), {{"__name__": "__main__", "__file__": door}})
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_no_traceback_and_no_litter(root: Path, number: int, code: int) -> None:
    script = SLOW.format(home=str(HOME), root=str(root))
    build = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert build.stdout is not None
    assert build.stdout.readline() == "begun\n"
    assert list(root.glob(".public*"))
    build.send_signal(number)
    _, err = build.communicate(timeout=20)
    assert (build.returncode, err) == (code, "")
    assert sorted(p.name for p in root.iterdir()) == ["home", "site.yml"]


IMPORTING = """
import sys, types
print("begun", flush=True)
class Cleared:
    def __del__(self):
        for _ in range(10**9): pass   # a stop here could not be raised: Python would print it as ignored
Cleared()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_during_the_imports_leaves_no_traceback(root: Path, number: int, code: int) -> None:
    (root / "home" / "dossier").mkdir()
    (root / "home" / "dossier" / "__init__.py").touch()
    (root / "home" / "dossier" / "cli.py").write_text(IMPORTING)
    (root / "home" / "build.py").write_text((HOME / "build.py").read_text())
    build = subprocess.Popen(
        [sys.executable, root / "home" / "build.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert build.stdout is not None
    assert build.stdout.readline() == "begun\n"
    time.sleep(0.1)
    build.send_signal(number)
    _, err = build.communicate(timeout=20)
    assert (build.returncode, err) == (code, "")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    done = subprocess.run(
        f"(sleep 0.2; '{sys.executable}' '{HOME / 'build.py'}' --help) | true; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        env={**os.environ, "PYTHONUNBUFFERED": ""},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_the_docs_name_every_verb_option_and_exit_code() -> None:
    text = (HOME / "docs" / "command-line.md").read_text(encoding="utf-8")
    for verb in arguments.VERBS:
        row = re.search(rf"^\| `{verb}\b.*$", text, re.MULTILINE)
        assert row, verb
        stand_ins = {"new": ["x"], "add": ["x"], "impact": ["x"], "fix": ["--write"]}.get(verb, [])
        taken = vars(arguments.options_for(verb, stand_ins)).keys() - {"folder", "file", "ref"}
        named = {name.replace("-", "_") for name in re.findall(r"--([\w-]+)", row[0])} | ({"output"} if verb == "check" else set())
        assert named == taken, verb
    for option in arguments.WITH_VALUE:
        assert re.search(rf"^\| `{option} ", text, re.MULTILINE), option
    for option in arguments.FLAGS:
        assert re.search(rf"^\| `{option}` ", text, re.MULTILINE), option
    for code in (cli.GOOD, cli.CONTENT, cli.USAGE, cli.OURS):
        assert re.search(rf"^\| {code} \|", text, re.MULTILINE), code
