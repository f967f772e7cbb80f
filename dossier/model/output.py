"""What the site consists of, as it leaves the last stage that thinks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: `path` is POSIX and relative to the output folder."""

    path: str
    content: bytes
