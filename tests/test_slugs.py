"""An id is valid when its slug is itself; another is proposed from any name."""

from __future__ import annotations

import pytest

from dossier.text.slugs import is_id, propose_id


@pytest.mark.parametrize("id", ["joe-biden", "strategic-dialogue-round-4", "2021", "a"])
def test_ids(id: str) -> None:
    assert is_id(id)
    assert propose_id(id) == id


@pytest.mark.parametrize(
    "text", ["", "Joe-Biden", "joe_biden", "joe biden", "-joe", "joe--biden", "café", "بايدن", "a/b"]
)
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Joe Biden", "joe-biden"),
        ("Article (final) 2.0", "article-final-2-0"),
        ("مُحَمَّد", "mhmd"),  # not m-h-m-d
        ("الكاظـمي", "lkzmy"),
        ("—", ""),
    ],
)
def test_an_id_is_proposed(text: str, id: str) -> None:
    assert propose_id(text) == id
    assert is_id(id) or not id


def test_a_proposed_id_is_short_and_ends_with_a_whole_word() -> None:
    id = propose_id("word " * 60)
    assert len(id) <= 80
    assert id.endswith("-word")
