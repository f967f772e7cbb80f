"""Two folders change places, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2 of Linux, linux/fs.h
_RENAME_SWAP = 2  # renamex_np of macOS, sys/stdio.h


def exchange(new: Path, old: Path, aside: Path) -> None:
    """Put `new` in the place of `old`, and `old` in the place of `new`; `aside` is a free name beside them.

    Where the file system cannot exchange, `old` stands at `aside` for an instant: whoever finds it
    there and no `old` puts it back (`restore`).
    """
    if _at_once(new, old):
        return
    os.rename(old, aside)
    try:
        os.rename(new, old)
    except BaseException:
        os.rename(aside, old)
        raise
    os.rename(aside, new)


def restore(old: Path, aside: Path) -> None:
    """Mend an exchange that was killed between its two steps."""
    if aside.is_dir() and not aside.is_symlink() and not os.path.lexists(old):
        os.rename(aside, old)


def _at_once(new: Path, old: Path) -> bool:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        a, b = os.fsencode(new), os.fsencode(old)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError):  # a libc without the call
        return False
