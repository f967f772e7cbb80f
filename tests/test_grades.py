"""Grades are told in words, each with its reason: of every document, and of a single item where it differs."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

from dossier import pipeline
from dossier.stages import read

HOME = Path(__file__).parents[1]
RECORDS = pipeline.evidence(HOME)[0].traced.anchored.entities.records
WORDS = read.words(read.templates(HOME), "en")


@cache
def pages() -> dict[str, str]:
    return {file.path: file.content.decode() for file in pipeline.make(HOME)[1] if file.path.endswith(".html")}


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_document_is_graded_with_its_reason_in_words() -> None:
    for id, source in RECORDS.sources.items():
        assert source.grade and source.grade.reliability and source.grade.credibility and source.grade.why
        page = plain(pages()[f"sources/{id}.html"])
        assert WORDS(f"reliability_{source.grade.reliability}") in page
        assert WORDS(f"credibility_{source.grade.credibility}") in page


def test_an_item_graded_apart_says_so_in_words_beside_its_note() -> None:
    found = 0
    for id, briefing in RECORDS.briefings.items():
        document = RECORDS.sources[briefing.source].grade
        for name, record in briefing.annotations.items():
            if record.grade is None:
                continue
            found += 1
            html = pages()[f"briefings/{id}.html"]
            note = plain(html[html.index(f'id="{name}"') :].partition("</li>")[0])
            assert f"{WORDS('grade_item')} {WORDS(f'credibility_{record.grade.credibility}')}" in note
            assert document
    assert found >= 8


def test_no_item_repeats_the_grade_of_its_document() -> None:
    """An item is graded for what differs: else the grade of the document says it."""
    for briefing in RECORDS.briefings.values():
        document = RECORDS.sources[briefing.source].grade
        for name, record in briefing.annotations.items():
            assert not (record.grade and document and record.grade.credibility == document.credibility), name
