"""A site is built beside the old one and exchanged with it; nothing else on the disk is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dossier.exchange
from dossier.model.output import OutputFile
from dossier.problems import BuildFailed
from dossier.stages import write
from dossier.stages.write import MARKER, OutputRefused, Written

HOME = Path(__file__).parents[1]


def files(**more: bytes) -> list[OutputFile]:
    return [
        OutputFile("index.html", b"home"),
        *(OutputFile(k.replace("__", "/") + ".html", v) for k, v in more.items()),
    ]


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.is_file() and p.name != MARKER
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "dossier"
    for name in ("content", "seeds", "templates", ".git"):
        (root / name).mkdir(parents=True)
    (root / "site.yml").write_text("title: x\n")
    return root


@pytest.fixture
def public(root: Path) -> Path:
    return root / "public"


def refused(output: Path, root: Path, site: list[OutputFile] | None = None) -> str:
    with pytest.raises(OutputRefused) as caught:
        write.site(site or files(), output, root)
    (problem,) = caught.value.problems
    assert problem.mend
    return problem.what


# The site as it is written


def test_a_site_is_written_with_its_marker(root: Path, public: Path) -> None:
    assert write.site(files(actors__a=b"A"), public, root) == Written(files=2, changed=2, removed=0)
    assert tree(public) == {"index.html": b"home", "actors/a.html": b"A"}
    assert (public / MARKER).is_file()


def test_only_the_output_folder_is_touched(root: Path, public: Path) -> None:
    before = {p: p.lstat().st_mtime_ns for p in root.rglob("*")}
    write.site(files(), public, root)
    after = {p: p.lstat().st_mtime_ns for p in root.rglob("*") if public not in (p, *p.parents)}
    assert after == before


def test_a_file_that_is_gone_from_the_site_goes_from_the_folder(root: Path, public: Path) -> None:
    write.site(files(old__a=b"A", b=b"B"), public, root)
    assert write.site(files(b=b"B"), public, root) == Written(files=2, changed=0, removed=1)
    assert tree(public) == {"index.html": b"home", "b.html": b"B"}
    assert not (public / "old").exists()


def test_a_file_that_did_not_change_keeps_its_time_and_one_that_did_does_not(root: Path, public: Path) -> None:
    write.site(files(a=b"A", b=b"B"), public, root)
    long_ago = 1_000_000_000_123_456_789
    for name in ("index.html", "a.html", "b.html"):
        os.utime(public / name, ns=(long_ago, long_ago))
    assert write.site(files(a=b"A", b=b"C"), public, root).changed == 1
    assert (public / "a.html").stat().st_mtime_ns == long_ago
    assert (public / "index.html").stat().st_mtime_ns == long_ago
    assert (public / "b.html").stat().st_mtime_ns > long_ago


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_do_not_depend_on_the_umask(root: Path, public: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write.site(files(actors__a=b"A"), public, root)
        write.site(files(actors__a=b"A"), public, root)
    finally:
        os.umask(before)
    modes = {p.relative_to(public).as_posix(): p.stat().st_mode & 0o777 for p in public.rglob("*")}
    assert modes == {"index.html": 0o644, "actors": 0o755, "actors/a.html": 0o644, MARKER: 0o644}
    assert public.stat().st_mode & 0o777 == 0o755


def test_an_output_in_folders_that_are_not_there_yet(root: Path, tmp_path: Path) -> None:
    write.site(files(), tmp_path / "a" / "b", root)
    assert tree(tmp_path / "a" / "b") == {"index.html": b"home"}


def test_an_empty_folder_is_taken(root: Path, public: Path) -> None:
    public.mkdir()
    write.site(files(), public, root)
    assert tree(public) == {"index.html": b"home"}


# What is never replaced


def test_a_folder_that_is_not_ours_is_refused_and_stays_as_it_is(root: Path, public: Path) -> None:
    public.mkdir()
    (public / "thesis.odt").write_bytes(b"years of work")
    assert refused(public, root) == f"this folder was not made by a build: it has thesis.odt and no {MARKER}"
    assert tree(public) == {"thesis.odt": b"years of work"}


def test_a_marker_that_is_a_link_is_no_marker(root: Path, public: Path) -> None:
    public.mkdir()
    (public / MARKER).symlink_to(root / "site.yml")
    assert "was not made by a build" in refused(public, root)


def test_a_folder_of_ours_that_holds_a_git_is_refused(root: Path, public: Path) -> None:
    write.site(files(), public, root)
    (public / ".git").write_text("gitdir: elsewhere")
    assert "holds a .git" in refused(public, root)


def test_an_output_that_is_a_file_or_a_link_is_refused(root: Path, public: Path, tmp_path: Path) -> None:
    public.write_text("a file")
    assert refused(public, root) == "the output is a file, not a folder"
    public.unlink()
    (tmp_path / "mine").mkdir()
    public.symlink_to(tmp_path / "mine")
    assert refused(public, root) == "the output folder is a link"
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize(
    "place", [".", "..", "../..", "/", "content", "seeds/x", "templates", ".git/public", "site.yml"]
)
def test_the_dossier_itself_is_never_an_output(root: Path, place: str) -> None:
    assert refused(root / place, root)
    assert sorted(p.name for p in root.iterdir()) == [".git", "content", "seeds", "site.yml", "templates"]


def test_the_dossier_is_known_through_links(root: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(root)
    assert "would lie over content" in refused(tmp_path / "way" / "content" / "public", root)
    assert "would replace the dossier" in refused(root, tmp_path / "way")


def test_links_inside_the_output_are_replaced_and_not_followed(
    root: Path, public: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.html").write_bytes(b"A")
    os.utime(outside / "a.html", ns=(1, 1))
    write.site(files(actors__a=b"A", index2=b"x"), public, root)
    (public / "actors" / "a.html").unlink()
    (public / "actors").rmdir()
    (public / "actors").symlink_to(outside)
    (public / "index.html").unlink()
    (public / "index.html").symlink_to(outside / "a.html")
    write.site(files(actors__a=b"A"), public, root)
    assert not (public / "actors").is_symlink()
    assert (public / "actors" / "a.html").stat().st_mtime_ns != 1
    assert tree(outside) == {"a.html": b"A"}


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "../x", "a/../../x", "a//b", "./a", "", "a/", "a\\b", "a\nb", "a\0b", "c:d", "a./b", "b "],
)
def test_a_path_that_leaves_the_folder_is_refused(root: Path, public: Path, path: str) -> None:
    with pytest.raises(BuildFailed, match="no path inside the output folder"):
        write.site([OutputFile(path, b"x")], public, root)
    assert not public.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.html", "a.html"),
        ("a.html", "A.html"),
        ("a/b", "A/c"),
        ("a", "a/b"),
        ("a/b", "a"),
        ("é", "e\u0301"),
        (MARKER, "x"),
    ],
)
def test_paths_that_some_file_system_takes_for_one_are_refused(
    root: Path, public: Path, one: str, other: str
) -> None:
    with pytest.raises(BuildFailed, match="rename one of the two"):
        write.site([OutputFile(one, b""), OutputFile(other, b"")], public, root)
    assert not public.exists()


# Builds that end early


def failing(error: BaseException) -> Iterator[OutputFile]:
    yield OutputFile("index.html", b"new")
    raise error


@pytest.mark.parametrize("error", [BuildFailed([]), ZeroDivisionError(), KeyboardInterrupt(), SystemExit(143)])
def test_a_build_that_fails_leaves_the_last_site_and_no_litter(
    root: Path, public: Path, error: BaseException
) -> None:
    write.site(files(), public, root)
    with pytest.raises(type(error)):
        write.site(failing(error), public, root)
    assert tree(public) == {"index.html": b"home"}
    assert not list(root.glob(".public*"))


KILLED = """
import os, signal, sys
from pathlib import Path
from dossier.model.output import OutputFile
from dossier.stages import write

def files():
    yield OutputFile("index.html", b"new")
    os.kill(os.getpid(), signal.SIGKILL)

write.site(files(), Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_build_leaves_the_last_site_and_the_next_one_clears_up(root: Path, public: Path) -> None:
    write.site(files(), public, root)
    killed = subprocess.run([sys.executable, "-c", KILLED, public, root], cwd=HOME, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert tree(public) == {"index.html": b"home"}
    assert len(list(root.glob(".public.building-*"))) == 1
    write.site(files(a=b"A"), public, root)
    assert tree(public) == {"index.html": b"home", "a.html": b"A"}
    assert not list(root.glob(".public*"))


def test_a_folder_that_only_looks_like_a_leftover_is_kept(root: Path, public: Path) -> None:
    (root / ".public.building-plans").mkdir()
    (root / ".public.building-plans" / "house.txt").write_text("mine")
    write.site(files(), public, root)
    assert (root / ".public.building-plans" / "house.txt").read_text() == "mine"


def test_without_an_exchange_in_one_step_two_renames_do(
    root: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dossier.exchange, "_at_once", lambda new, old: False)
    write.site(files(), public, root)
    write.site(files(a=b"A"), public, root)
    assert tree(public) == {"index.html": b"home", "a.html": b"A"}
    assert not list(root.glob(".public*"))


def test_an_exchange_that_was_killed_between_its_two_steps_is_mended(root: Path, public: Path) -> None:
    write.site(files(), public, root)
    public.rename(root / ".public.previous")
    with pytest.raises(ZeroDivisionError):
        write.site(failing(ZeroDivisionError()), public, root)
    assert tree(public) == {"index.html": b"home"}


def test_where_the_system_can_the_exchange_is_one_step(tmp_path: Path) -> None:
    if sys.platform not in ("linux", "darwin"):
        pytest.skip("no such system call")
    (tmp_path / "new" / "n").mkdir(parents=True)
    (tmp_path / "old" / "o").mkdir(parents=True)
    assert dossier.exchange._at_once(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "n").is_dir()
    assert (tmp_path / "new" / "o").is_dir()


RACING = """
import sys
from pathlib import Path
from dossier.model.output import OutputFile
from dossier.stages import write

who = sys.argv[3].encode()
for turn in range(15):
    write.site((OutputFile(f"{n}.html", who) for n in range(20)), Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_two_builds_at_once_do_not_mix(root: Path, public: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", RACING, public, root, who], cwd=HOME) for who in ("one", "two")
    ]
    while any(build.poll() is None for build in both):
        if public.exists():
            place = os.open(public, os.O_RDONLY)  # one site, whatever happens to its name meanwhile
            try:
                seen = {_content(f"{n}.html", place) for n in range(20)} - {b""}
            finally:
                os.close(place)
            assert len(seen) <= 1
    assert [build.returncode for build in both] == [0, 0]
    assert len(set(tree(public).values())) == 1
    assert not list(root.glob(".public*"))


def _content(name: str, place: int) -> bytes:
    try:
        handle = os.open(name, os.O_RDONLY, dir_fd=place)
    except FileNotFoundError:  # an old site while it goes
        return b""
    try:
        return os.read(handle, 9)
    finally:
        os.close(handle)


def test_a_disk_that_cannot_be_written_is_told_in_a_sentence(
    root: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write.site(files(), public, root)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refused(public, root, files(a=b"A")) == "the site cannot be written: No space left on device"
    assert tree(public) == {"index.html": b"home"}
    assert not list(root.glob(".public*"))


def test_what_goes_wrong_while_the_site_is_made_is_not_called_a_full_disk(root: Path, public: Path) -> None:
    with pytest.raises(OSError, match="a fault of ours"):
        write.site(failing(OSError(5, "a fault of ours")), public, root)


def test_the_marker_tells_a_person_what_the_folder_is(root: Path, public: Path) -> None:
    write.site(files(), public, root)
    assert (public / MARKER).read_text().startswith("Dossier wrote this folder.")
