"""Files as they are saved -> the last good site and the fault that stands over it, kept up to date by one thread.

A single thread looks and builds in turn, so that no two builds overlap and the last one always saw the newest
files: what is saved during a build is found by the look after it.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from dossier import pipeline
from dossier.problems import BuildFailed, tell
from dossier.stages import write

T = TypeVar("T")
LOOK_EVERY = 0.2  # seconds between looks at the files; a look at 300 files takes some 3 ms
SETTLED_AFTER = 0.1  # seconds in which nothing changed: then a burst of saves is over
ENGINE_TEMPLATES = Path(__file__).parents[1] / "templates"
WATCHED = ("site.yml", "content", "seeds", "templates")

Look = Mapping[str, tuple[int, ...]]


class Stopped(Exception):
    """The preview ends while a build runs."""


class Preview:
    """What a browser is shown. The build thread writes it, the server reads it."""

    def __init__(self, root: Path, output: Path) -> None:
        self.root = root
        self.output = output
        self.fault = ""  # as told in a terminal; "" when the last build was good
        self.version = 0  # counts what a browser can tell apart; 0 until the first build ends
        self.shown: dict[str, int] = {}  # the version in which the server last sent each path
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_building, name="builds", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Wait for the build that runs, which clears up after itself."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def _keep_building(self) -> None:
        built: Look | None = None
        while not self._stopping.is_set():
            now = look(self.root)
            if now == built:
                self._stopping.wait(LOOK_EVERY)
                continue
            while (later := self._look_again()) != now:
                now = later  # a burst of saves is one build
            built = now
            self._build()

    def _look_again(self) -> Look:
        self._stopping.wait(SETTLED_AFTER)
        return look(self.root)

    def _build(self) -> None:
        start = time.perf_counter()
        before, changed = self.fault, False
        try:
            summary, files = pipeline.make(self.root, review=True)
            written = write.site(self._until_stopped(files), self.output, self.root)
            self.fault, changed = "", bool(written.changed or written.removed)
            print(f"{summary.pages} pages in {time.perf_counter() - start:.2f} s", flush=True)
        except Stopped:
            return
        except BuildFailed as failed:
            self.fault = tell(failed.problems)
        except Exception:
            self.fault = f"A fault of Dossier, not of your content:\n\n{traceback.format_exc()}"
        if self.fault:
            print(self.fault, file=sys.stderr, flush=True)
        if changed or self.fault != before or not self.version:
            self.version += 1

    def _until_stopped(self, files: Iterable[T]) -> Iterator[T]:
        for file in files:
            if self._stopping.is_set():
                raise Stopped
            yield file


def look(root: Path) -> Look:
    """All that a save can change: time, size and number of each file that the site is made of."""
    found: dict[str, tuple[int, ...]] = {}
    waiting = [root / name for name in WATCHED]
    if ENGINE_TEMPLATES.resolve() != (root / "templates").resolve():
        waiting.append(ENGINE_TEMPLATES)
    while waiting:
        place = waiting.pop()
        try:
            if place.is_dir():
                waiting += [place / name for name in os.listdir(place) if not _passing(name)]
            else:
                status = place.stat()
                found[str(place)] = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:  # gone since it was listed, as with editors that save by renaming
            continue
    return found


def _passing(name: str) -> bool:
    """Files that editors keep beside the real one."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or name == "4913"
