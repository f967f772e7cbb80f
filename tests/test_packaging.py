"""What a fresh clone brings: locks, Makefile, workflow, what git keeps; each does what its text promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

HOME = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
NAMED = ("jinja2", "markdown", "pyyaml", "python-slugify", "livereload")


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (HOME / lock).read_text(), re.MULTILINE))


# Locks


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    for entry in re.split(r"^(?=[a-z])", (HOME / lock).read_text(), flags=re.MULTILINE)[1:]:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", entry), (
            entry
        )


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    assert not re.search(r"https?:|file:|index|find-links|trusted-host| @ ", (HOME / lock).read_text())


def test_the_tests_run_with_the_packages_that_build_the_site() -> None:
    site, tests = map(pins, LOCKS)
    assert site.items() <= tests.items()


def test_each_lock_holds_what_is_asked_for() -> None:
    for lock in LOCKS:
        asked = re.findall(r"^(\w[\w-]*)", (HOME / lock.replace(".txt", ".in")).read_text(), re.MULTILINE)
        assert {name.lower() for name in asked} <= pins(lock).keys()
    assert set(NAMED) <= pins("requirements.txt").keys()


def test_every_package_asked_for_is_imported_somewhere() -> None:
    asked = re.findall(r"^([\w-]+)", (HOME / "requirements.in").read_text(), re.MULTILINE)
    modules = {"pyyaml": "yaml", "python-slugify": "slugify"}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (HOME / "dossier").rglob("*.py"))
    for name in asked:
        assert re.search(rf"^\s*(import|from) {modules.get(name, name)}\b", code, re.MULTILINE), name


# make


def make(*arguments: str) -> str:
    """What `make --dry-run` would do here, also when these tests are run by make."""
    env = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    }
    command = ["make", "--dry-run", *arguments]
    return subprocess.run(command, cwd=HOME, env=env, check=True, capture_output=True, text=True).stdout


def test_make_alone_makes_the_site_and_every_goal_is_there() -> None:
    assert "build.py" in make()
    assert make("serve", "check", "test", "lint", "lock", "clean")


def test_make_test_ends_with_pytest() -> None:
    commands = make("test").strip().splitlines()
    assert "-m pytest -q" in commands[-1]
    assert any("mypy" in command for command in commands)
    assert any("ruff check" in command for command in commands)
    assert "make test" in (HOME / ".ci" / "run").read_text()


def test_the_makefile_keeps_to_what_make_3_81_knows() -> None:
    text = (HOME / "Makefile").read_text()
    assert not re.search(r"::=|!=|\.ONESHELL|\$\(file|\$\(let|&:", text)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The scripts of a clone, and a PATH on which nothing else is found."""
    shutil.copytree(HOME / ".ci", tmp_path / ".ci")
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(clone: Path, name: str, text: str) -> None:
    (clone / "bin" / name).write_text(f"#!/bin/sh\n{text}\n")
    (clone / "bin" / name).chmod(0o755)


def script(clone: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(clone / ".ci" / name), *arguments]
    env = {"PATH": str(clone / "bin"), "LOG": str(clone / "log")}
    return subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, timeout=60)


def test_without_a_python_that_is_new_enough_it_says_what_to_install(clone: Path) -> None:
    for python in (None, "exit 1"):
        if python:
            program(clone, "python3", python)
        done = script(clone, "environment", "requirements.txt")
        assert done.returncode == 1
        assert "needs Python 3.11 or newer" in done.stderr
        assert "apt-get install python3" in done.stderr
        assert "brew install python" in done.stderr


def test_without_the_venv_module_it_says_what_to_install(clone: Path) -> None:
    program(clone, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    done = script(clone, "environment", "requirements.txt")
    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


FAKE_PYTHON = """
echo "$0 $*" >> "$LOG"
case "$*" in
  "-m venv --clear .venv") /bin/mkdir -p .venv/bin; /bin/cp "$0" .venv/bin/python ;;
esac
"""


def test_a_newer_python_beside_an_old_one_is_found_and_used(clone: Path) -> None:
    program(clone, "python3", "exit 1")
    program(clone, "python3.13", FAKE_PYTHON)
    done = script(clone, "environment", "requirements.txt")
    assert done.returncode == 0, done.stderr
    log = (clone / "log").read_text()
    assert "bin/python3.13 -m venv --clear .venv" in log
    assert "--require-hashes -r requirements.txt" in log


def test_an_environment_that_works_is_kept_and_a_broken_one_is_made_anew(clone: Path) -> None:
    program(clone, "python3", FAKE_PYTHON)
    script(clone, "environment", "requirements.txt")
    (clone / "log").unlink()
    script(clone, "environment", "requirements.txt")
    assert "-m venv" not in (clone / "log").read_text()
    (clone / ".venv" / "bin" / "python").unlink()
    (clone / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    script(clone, "environment", "requirements.txt")
    assert "-m venv" in (clone / "log").read_text()


def test_a_browser_that_is_there_is_taken(clone: Path) -> None:
    program(clone, "google-chrome", "")
    done = script(clone, "browser")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_java_that_is_there_is_taken_unless_it_only_says_that_there_is_none(clone: Path) -> None:
    program(clone, "java", "")
    done = script(clone, "java")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    program(clone, "java", "exit 1")
    assert "brew install --cask temurin" in script(clone, "java").stderr


@pytest.mark.skipif(Path("/Applications").exists(), reason="a browser may stand there")
@pytest.mark.parametrize(("name", "package"), [("browser", "chromium"), ("java", "default-jre-headless")])
def test_what_tests_need_debian_installs_where_it_may_and_else_it_is_told_how(
    clone: Path, name: str, package: str
) -> None:
    program(clone, "grep", "exit 0")  # this is Debian
    program(clone, "apt-get", 'echo "$@" >> "$LOG"')
    program(clone, "id", "echo 0")
    assert script(clone, name).stderr == ""
    assert f"install -y --no-install-recommends {package}" in (clone / "log").read_text()
    (clone / "log").unlink()
    program(clone, "id", "echo 1000")
    for sudo in (None, "exit 1"):
        if sudo:
            program(clone, "sudo", sudo)
        done = script(clone, name)
        assert done.returncode == 0
        assert f"apt-get install {package}" in done.stderr
        assert not (clone / "log").exists()
    program(clone, "sudo", 'shift; "$@"')
    program(clone, "true", "")
    assert script(clone, name).stderr == ""
    assert package in (clone / "log").read_text()


# The workflow


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    loaded = yaml.safe_load((HOME / ".github" / "workflows" / "pages.yml").read_text())
    assert isinstance(loaded, dict)
    return loaded


def test_only_the_deploying_job_may_write_and_only_from_main(workflow: dict[Any, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert "permissions" not in build
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    from_main = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"
    assert deploy["if"] == from_main
    assert deploy["needs"] == "build"
    upload = next(step for step in build["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["if"] == from_main
    assert workflow["concurrency"]["group"]


def test_pull_requests_are_tested_and_built_by_official_actions_without_a_secret(
    workflow: dict[Any, Any],
) -> None:
    triggers = workflow[True]  # YAML reads the key `on` so
    assert triggers["push"] == {"branches": ["main"]}
    assert "pull_request" in triggers
    assert "pull_request_target" not in triggers
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
    assert [step["run"] for step in steps if "run" in step] == ["make site", "make test"]
    assert "secrets." not in (HOME / ".github" / "workflows" / "pages.yml").read_text()


# What git keeps, and how


def test_captures_pass_through_git_byte_for_byte(tmp_path: Path) -> None:
    if not shutil.which("git"):
        pytest.skip("no git")
    content = b"\xef\xbb\xbfa\r\nb\rc\n"
    names = ("seeds/a.txt", "tests/dossiers/x/seeds/b.txt", "dossier/starter/seeds/c.yml")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "plain.txt").write_bytes(b"a\r\n")
    shutil.copy(HOME / ".gitattributes", tmp_path)
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def git(*arguments: str) -> bytes:
        command = ["git", "-c", "core.autocrlf=true", "-c", "core.safecrlf=false", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True).stdout

    git("init", "-q")
    git("add", "-A")
    for name in names:
        assert git("show", f":{name}") == content
        (tmp_path / name).unlink()
    assert git("show", ":plain.txt") == b"a\n"
    git("checkout", "--", *names)
    assert all((tmp_path / name).read_bytes() == content for name in names)


def test_what_is_made_is_not_kept() -> None:
    if not shutil.which("git") or not (HOME / ".git").exists():
        pytest.skip("not a clone")
    for made in (".venv/x", "public/index.html", ".public.building-1/x", "dossier/__pycache__/x.pyc"):
        assert subprocess.run(["git", "check-ignore", "-q", made], cwd=HOME).returncode == 0, made
    for kept in (
        "seeds/a.txt",
        "content/actors.yml",
        ".ci/run",
        "dossier/starter/.gitignore",
        "tests/golden/public/a",
    ):
        assert subprocess.run(["git", "check-ignore", "-q", kept], cwd=HOME).returncode == 1, kept


def test_the_scripts_can_be_run() -> None:
    for name in ("build.py", ".ci/run", ".ci/environment", ".ci/debian", ".ci/browser", ".ci/java"):
        assert os.access(HOME / name, os.X_OK), name


def test_the_licence_covers_the_code_and_the_notice_the_captures() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]
    assert project["license"] == "MIT"
    assert (HOME / "LICENSE").read_text().startswith("MIT License")
    assert "The captures in `seeds/` are not ours." in (HOME / "NOTICE.md").read_text()
    assert project["requires-python"] == ">=3.11"
