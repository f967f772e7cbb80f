"""OutputFiles -> a folder: built beside the old one, then exchanged with it. The only room that writes a site.

A build that fails or is killed leaves the last good site as it was; what a killed one left beside it is
cleared by the next. Nothing outside the output folder is touched, and a folder that is not ours is refused.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossier.exchange import exchange, restore
from dossier.model.output import OutputFile
from dossier.problems import BuildFailed, Location, Problem

MARKER = ".dossier-output"
MARKER_TEXT = b"Dossier wrote this folder. Each build replaces all of it: keep nothing of your own here.\n"
INPUTS = ("content", "seeds", "templates", ".git", ".github", ".venv")  # no site goes into these


class OutputRefused(BuildFailed):
    """The output folder cannot be written, or must not be; the content is not at fault."""

    def __init__(self, output: Path, what: str, mend: str) -> None:
        super().__init__([Problem(at=Location(path=str(output)), what=what, mend=mend)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files the site has, how many of them are new or changed, and how many old ones went."""

    files: int
    changed: int
    removed: int


def site(files: Iterable[OutputFile], output: Path, root: Path) -> Written:
    """Make `output` consist of `files` and nothing else. Raises OutputRefused, or BuildFailed for a path that clashes."""
    output = place(output, root)
    with _told(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    with _lock(output):
        return _exchanged(files, output)


def place(output: Path, root: Path) -> Path:
    """Where a site for `root` may be written. Raises OutputRefused for a folder that is no build's to replace."""
    output = Path(os.path.abspath(output))
    output = output.parent.resolve() / output.name  # the last part stays as named: a link there is refused
    _allowed(output, root)
    with _told(output):
        _ours(output)
    return output


def _exchanged(files: Iterable[OutputFile], output: Path) -> Written:
    new = output.with_name(f".{output.name}.building-{os.getpid()}")
    aside = output.with_name(f".{output.name}.previous")
    with _told(output):
        restore(output, aside)
        _ours(output)
        _clear_leftovers(output)
        before = _plain_files(output)
        new.mkdir()
        new.chmod(0o755)
    try:
        with _told(output):
            _put(new, MARKER, MARKER_TEXT, None)
        taken: dict[str, str] = {_same_name(MARKER): MARKER}
        changed = 0
        for file in files:
            _refuse_clash(file.path, taken)
            with _told(output):
                old = before.get(file.path)
                kept = old is not None and old.st_size == len(file.content)
                kept = kept and (output / file.path).read_bytes() == file.content
                _put(new, file.path, file.content, old if kept else None)
            changed += not kept
        paths = {taken_path for taken_path in taken.values() if not taken_path.endswith("/")}
        with _told(output):
            _flush(new, paths)
            if os.path.lexists(output):
                exchange(new, output, aside)
            else:
                os.rename(new, output)
            _flush(output.parent, ())
    finally:
        _remove(new)  # after the exchange: the site before this one
    return Written(files=len(paths) - 1, changed=changed, removed=len(before.keys() - paths))


# What may be an output folder


def _allowed(output: Path, root: Path) -> None:
    """Refuse a place where the dossier itself stands."""
    base = root.resolve()
    if base == output or base.is_relative_to(output):
        mend = "name a folder inside it, such as public"
        raise OutputRefused(output, "the output folder would replace the dossier itself", mend)
    inputs = [base / name for name in INPUTS]
    inside = next((place for place in inputs if output.is_relative_to(place)), None)
    if inside:
        place = inside.relative_to(base)
        raise OutputRefused(output, f"the output folder would lie over {place}", "name another, such as public")


def _ours(output: Path) -> None:
    """Refuse what stands at `output`, unless a build may replace it."""
    if not os.path.lexists(output):
        return
    if output.is_symlink():
        raise OutputRefused(output, "the output folder is a link", "name the folder itself with --output")
    if not output.is_dir():
        raise OutputRefused(output, "the output is a file, not a folder", "name another with --output")
    inside = sorted(os.listdir(output))
    marker = output / MARKER
    if inside and (marker.is_symlink() or not marker.is_file()):
        raise OutputRefused(
            output,
            f"this folder was not made by a build: it has {inside[0]} and no {MARKER}",
            "name another folder with --output, or empty this one yourself",
        )
    if ".git" in inside:
        raise OutputRefused(
            output, "this folder holds a .git, which a build would delete", "name another folder with --output"
        )


def _refuse_clash(path: str, taken: dict[str, str]) -> None:
    """Refuse a path that leaves the folder or that some file system takes for another; else note it and its folders."""
    parts = path.split("/")
    odd = any(unicodedata.category(c) in ("Cc", "Cs") or c in '\\:*?"<>|' for c in path)
    if odd or any(part in ("", ".", "..") or part.endswith((".", " ")) for part in parts):
        _clash(path, "this is no path inside the output folder", "give the record whose page it is a plain id")
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth]) + "/"
        if _same_name(folder[:-1]) in taken:
            _clash(path, f"«{folder[:-1]}» is a file already", "rename one of the two")
        if taken.setdefault(_same_name(folder), folder) != folder:
            _clash(
                path,
                f"its folder differs from {taken[_same_name(folder)]} by case alone",
                "rename one of the two",
            )
    other = taken.get(_same_name(path)) or taken.get(_same_name(path) + "/")
    if other:
        _clash(path, f"«{other}» has this place in the site already", "rename one of the two")
    taken[_same_name(path)] = path


def _clash(path: str, what: str, mend: str) -> None:
    raise BuildFailed([Problem(at=Location(path=path), what=what, mend=mend)])


def _same_name(path: str) -> str:
    """What a file system that knows neither case nor composition takes `path` for."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


# What is done to the disk


def _put(folder: Path, path: str, content: bytes, times: os.stat_result | None) -> None:
    """Write one file with the mode of a public page, whatever the umask, and `times` if it is an old one."""
    where = folder / path
    for parent in reversed(PurePosixPath(path).parents[:-1]):
        if not (folder / parent).is_dir():
            (folder / parent).mkdir()
            (folder / parent).chmod(0o755)
    with open(where, "xb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        if times is not None:
            os.utime(file.fileno(), ns=(times.st_atime_ns, times.st_mtime_ns))


def _flush(folder: Path, paths: Iterable[str]) -> None:
    """Have the system put files, and the folder's own list of names, where a power cut cannot reach them."""
    for path in (*paths, "."):
        handle = os.open(folder / path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _plain_files(folder: Path) -> Mapping[str, os.stat_result]:
    """Every plain file under `folder` by its path; links are neither listed nor followed."""
    found: dict[str, os.stat_result] = {}
    waiting = [("", folder)] if folder.is_dir() else []
    while waiting:
        prefix, place = waiting.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    waiting.append((f"{prefix}{entry.name}/", place / entry.name))
                elif stat.S_ISREG(status.st_mode):
                    found[f"{prefix}{entry.name}"] = status
    return found


def _clear_leftovers(output: Path) -> None:
    """Delete what killed builds left beside `output`; under the lock none of it is in use."""
    names = (f".{output.name}.building-", f".{output.name}.previous")
    for entry in list(os.scandir(output.parent)):
        if not entry.name.startswith(names) or not entry.is_dir(follow_symlinks=False):
            continue
        place = output.with_name(entry.name)
        if (place / MARKER).is_file() or not os.listdir(place):
            _remove(place)


def _remove(folder: Path) -> None:
    """Delete a folder of ours, its marker last, so that a kill half-way leaves it known as ours."""
    for entry in list(os.scandir(folder)) if folder.is_dir() else ():
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        elif entry.name != MARKER:
            with suppress(OSError):
                os.unlink(entry.path)
    shutil.rmtree(folder, ignore_errors=True)  # what cannot be deleted now waits for the next build


@contextmanager
def _lock(output: Path) -> Iterator[None]:
    """One build at a time in the folder that holds `output`; a second one waits for the first."""
    handle = os.open(output.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # of the folder, so that no lock file is left about
        except OSError as error:
            mend = "name a folder on a local disk with --output"
            raise OutputRefused(output, f"the file system gives no lock: {error.strerror}", mend) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """A disk that is full or may not be written is told in a sentence, not in a traceback."""
    try:
        yield
    except OSError as error:
        what = f"the site cannot be written: {error.strerror or error}"
        mend = "make room and give yourself the right to write here, or name another folder with --output"
        raise OutputRefused(output, what, mend) from error
