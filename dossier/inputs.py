"""The one way in: a path inside the dossier -> its bytes or its text. Plain files only.

What is decoded is the bytes themselves: line ends and a byte order mark stay, so that offsets are
those of the file as it was delivered.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath

AT_MOST = 8_000_000  # bytes; a long article has 100,000


class InputRefused(Exception):
    """A file that is not read, and why; `line` and `offset` (a byte) where a place in it is at fault."""

    def __init__(self, what: str, mend: str, *, line: int = 0, offset: int | None = None) -> None:
        super().__init__(f"{what}: {mend}")
        self.what = what
        self.mend = mend
        self.line = line
        self.offset = offset


def read_bytes(root: Path, path: str, at_most: int = AT_MOST) -> bytes:
    """The content of the plain file at `path`, POSIX and relative to `root`. Raises InputRefused."""
    where = _inside(root, path)
    try:
        # Without O_NONBLOCK a FIFO would hold the build until somebody wrote to it.
        handle = os.open(where, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _not_opened(path, error) from None
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise InputRefused(f"«{path}» is {_kind(mode)}", "name a plain file")
    with open(handle, "rb") as file:
        content = file.read(at_most + 1)
    if len(content) > at_most:
        raise InputRefused(
            f"«{path}» is larger than {at_most:,} bytes", "an input is one article or record: split it"
        )
    return content


def read_text(root: Path, path: str, encoding: str = "utf-8") -> str:
    """The text of the file at `path`, strictly decoded, with its own line ends. Raises InputRefused."""
    return decode(read_bytes(root, path), encoding)


def decode(content: bytes, encoding: str = "utf-8") -> str:
    """Strict decoding; raises InputRefused with the place of the first byte that is no `encoding`."""
    try:
        return content.decode(encoding)
    except LookupError:
        mend = "write a name that Python knows: utf-8, windows-1256, utf-16"
        raise InputRefused(f"«{encoding}» is no text encoding", mend) from None
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
        line = content[:offset].decode(encoding, "ignore").count("\n") + 1
        shown = f"0x{content[offset]:02x}" if offset < len(content) else "the end"
        raise InputRefused(
            f"not {encoding}: byte {offset} (line {line}) is {shown}",
            "save the file as UTF-8",
            line=line,
            offset=offset,
        ) from None


def _inside(root: Path, path: str) -> Path:
    """The real place of `path`, which no link leads out of `root`."""
    parts = PurePosixPath(path)
    if not path or "\0" in path or "\\" in path or parts.is_absolute() or ".." in parts.parts:
        raise InputRefused(
            f"«{path}» does not name a file inside the dossier",
            "write a path relative to its folder, without ..",
        )
    try:
        base = root.resolve(strict=True)
        where = (base / parts).resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a loop of links, before Python 3.13
        raise _not_opened(path, error) from None
    if not where.is_relative_to(base):
        raise InputRefused(
            f"«{path}» is a link that leads out of the dossier", "put the file itself into the dossier"
        )
    return where


def _not_opened(path: str, error: Exception) -> InputRefused:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputRefused(f"there is no file «{path}»", "put it there, or mend the path")
    if isinstance(error, PermissionError):
        return InputRefused(f"«{path}» may not be read", "give yourself the right to read it: chmod u+r")
    reason = error.strerror if isinstance(error, OSError) else "its links go round in a circle"
    return InputRefused(f"«{path}» cannot be opened: {reason}", "name a plain file")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
