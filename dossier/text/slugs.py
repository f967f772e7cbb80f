"""Ids: the ASCII names that addresses are made of. The only door to python-slugify."""

from __future__ import annotations

import unicodedata

from slugify import slugify

AT_MOST = 80  # characters of an id that is proposed


def is_id(text: str) -> bool:
    """Whether `text` is an id: lower-case ASCII words with hyphens, so that its slug is itself."""
    return bool(text) and slugify(text) == text


def propose_id(text: str) -> str:
    """An id made of `text`, or "" where it has neither letter nor digit.

    Arabic gives consonants only (الكاظمي: lkzmy), so authors do better to write their own.
    """
    # slugify cuts a word at each vowel mark (مُحَمَّد: m-h-m-d), so the marks go first.
    bare = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) not in ("Mn", "Cf")
    )
    return slugify(bare.replace("\u0640", ""), max_length=AT_MOST, word_boundary=True)
