"""Arguments -> an exit code: 0 good, 1 faults in the content, 2 wrong usage, 3 a fault of ours.

Faults go to stderr, the summary to stdout. What is slow to import is imported by the verb that needs it.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import shlex
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from dossier.arguments import Usage, options_for, verb_among
from dossier.problems import BuildFailed, printable, tell

GOOD, CONTENT, USAGE, OURS = 0, 1, 2, 3
T = TypeVar("T")
PATIENCE = 1.0  # seconds of work before progress is shown


def main(arguments: Sequence[str], home: str | Path) -> int:
    """Do what `arguments` ask for. `home` is the folder of build.py, the dossier that is meant when none is named."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Arabic gets escapes
    try:
        code = _main(arguments, Path(home))
        sys.stdout.flush()
    except BrokenPipeError:  # build.py check | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return code


def _main(arguments: Sequence[str], home: Path) -> int:
    try:
        verb, rest = verb_among(arguments)
        options = options_for(verb, rest)
        if verb != "serve":  # a short life: collecting garbage costs a twentieth of it and frees nothing
            gc.disable()
        return _DO[verb](options, home)
    except Usage as fault:
        return _say(f"build.py: {fault}", USAGE)
    except BuildFailed as failed:
        return _say(tell(failed.problems), USAGE if _is_refusal(failed) else CONTENT)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in ("", "dossier"):
            return _ours()
        return _say(_not_installed(missing.name or "", home), USAGE)
    except BrokenPipeError:
        raise
    except SystemExit as stop:  # --help has been shown, or a signal came
        return stop.code if isinstance(stop.code, int) else GOOD
    except Exception:
        return _ours()


def _root(options: argparse.Namespace, home: Path) -> Path:
    """The dossier that is meant: --root, the one around build.py, or the current folder."""
    root: Path = options.root or (home if (home / "site.yml").is_file() else Path.cwd())
    if not root.is_dir():
        raise Usage(f"there is no folder {root}")
    if not (root / "site.yml").is_file():
        raise Usage(
            f"{root} holds no site.yml: name a dossier with --root DIR, or make one with build.py new DIR"
        )
    return root


# What is done


def _build(options: argparse.Namespace, home: Path) -> int:
    start = time.perf_counter()
    root = _root(options, home)
    from dossier import pipeline
    from dossier.stages import write

    output = options.output or root / "public"
    summary, files = pipeline.make(root)
    if summary.warnings:
        _say(tell(summary.warnings))
    with _clearing_up():
        write.site(_with_progress(files, summary.pages, start), output, root)
    print(f"{summary.pages} pages in {time.perf_counter() - start:.2f} s: {_as_typed(output)}/")
    return GOOD


def _check(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import pipeline

    found = pipeline.check(root)
    if found.warnings:
        _say(tell(found.warnings))
    print(
        f"ok: {found.sources} sources, {found.briefings} briefings,"
        f" {found.annotations} annotations, {found.pages} pages"
    )
    return GOOD


def _serve(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import serve

    try:
        with _clearing_up():
            return serve.serve(root, output=options.output, port=options.port, base=options.base)
    except serve.NoPort as fault:
        raise Usage(str(fault)) from None


def _verify(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import proof

    try:
        found = proof.verified(root, options.output or root / "public")
    except proof.NoSite as fault:
        raise Usage(str(fault)) from None
    print(f"verified: {found.files} files, {found.captures} captures, {found.quotes} quotes")
    return GOOD


def _new(options: argparse.Namespace, home: Path) -> int:
    from dossier import author

    try:
        with _clearing_up():
            author.new(options.folder)
    except author.Refused as fault:
        raise Usage(str(fault)) from None
    where = _as_typed(options.folder)
    print(f"{where}/ holds a dossier that builds. See it:\n  python build.py serve --root {shlex.quote(where)}")
    print(f"Then read {where}/README.md.")
    return GOOD


def _add(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import author

    try:
        with _clearing_up():
            added = author.add(root, options.file, id=options.id, language=options.language)
    except author.Refused as fault:
        raise Usage(str(fault)) from None
    print("\n".join(added.told))
    where = f" --root {shlex.quote(_as_typed(options.root))}" if options.root else ""
    print(f"Then: python build.py check{where}")
    return GOOD


def _review(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import pipeline
    from dossier.stages import write

    output = options.output or root / "review"
    summary, files = pipeline.make(root, review=True)
    if summary.warnings:
        _say(tell(summary.warnings))
    with _clearing_up():
        write.site(files, output, root)
    print(f"{_as_typed(output)}/review.html lists what to read again; publish {_as_typed(root / 'public')}/, not this")
    return GOOD


def _impact(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import impact

    try:
        found = impact.of(root, options.ref)
    except impact.Unknown as fault:
        raise Usage(str(fault)) from None
    print("\n".join(impact.told(found)))
    return GOOD


def _fix(options: argparse.Namespace, home: Path) -> int:
    root = _root(options, home)
    from dossier import mend

    found = mend.mending(root)
    if found.left:
        _say(tell(found.left, at_most=len(found.left)))
    if options.dry_run:
        print("".join(found.diff()), end="")
        _say(mend.summary(found, "would be mended"))
        return CONTENT if found.left or found.mended else GOOD
    try:
        with _clearing_up():
            mend.write(root, found)
    except mend.Refused as fault:
        raise Usage(str(fault)) from None
    for one in found.mended:
        print(f"{one.at}: «{printable(one.old)}» is now «{printable(one.new)}»")
    print(mend.summary(found, "mended"))
    return CONTENT if found.left else GOOD


def _help(options: argparse.Namespace, home: Path) -> int:
    raise AssertionError("argparse shows the help and stops")


_DO = {
    "build": _build,
    "check": _check,
    "serve": _serve,
    "verify": _verify,
    "review": _review,
    "new": _new,
    "add": _add,
    "impact": _impact,
    "fix": _fix,
    "help": _help,
}


@contextmanager
def _clearing_up() -> Iterator[None]:
    """A stop passes through as an exception, so that what is half written goes; else it ends us on the spot."""

    def stop(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    taken = {number: handler for number, handler in before.items() if handler != signal.SIG_IGN}
    try:
        for number in taken:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)


# What is told


def _say(text: str, code: int = GOOD) -> int:
    print(text, file=sys.stderr)
    return code


def _ours() -> int:
    traceback.print_exc()
    return _say("This is a fault of Dossier, not of your content. Please report it with the lines above.", OURS)


def _is_refusal(failed: BuildFailed) -> bool:
    """Whether the output folder is at fault, and not the content."""
    from dossier.stages.write import OutputRefused

    return isinstance(failed, OutputRefused)


def _not_installed(package: str, home: Path) -> str:
    python = home / ".venv" / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != python.parent.parent.resolve():
        run = f"{os.path.relpath(python)} {os.path.relpath(home / 'build.py')}"
        return f"build.py: this Python has no {package}: run {run} instead, or make site"
    return f"build.py: {package} is not installed: make site sets everything up"


def _as_typed(path: Path) -> str:
    """`path` as short as the current folder allows, or as the person wrote it."""
    if not path.is_absolute():
        return str(path)
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def _with_progress(files: Iterable[T], total: int, start: float) -> Iterator[T]:
    """`files`, telling on a terminal how many have passed when that takes long."""
    told = False
    try:
        for number, file in enumerate(files, start=1):
            if sys.stderr.isatty() and time.perf_counter() - start > PATIENCE:
                told = True
                print(f"\r{number} files ({total} pages in all)", end="", file=sys.stderr, flush=True)
            yield file
    finally:
        if told:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
