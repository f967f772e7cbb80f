"""Of a capture that is not published whole, nothing leaves the house but what data/published-spans.csv lists.

Every file of the site is walked, whatever kind of page or table it is: a new page is held to this on its first day.
"""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.model.dossier import Dossier
from dossier.model.ids import SourceId
from dossier.model.output import OutputFile
from dossier.text.fold import fold
from dossier.text.spans import Span

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
ALL, ONE = "the whole site", "one source"
WITHHELD = SourceId("almodon-2021-07-23")
WORD = re.compile(r"\w+")
NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
OURS = re.compile(r'<span class="(?:refs|cut|line-number)[^"]*">.*?</span>', re.DOTALL)  # between words of a capture
TAG = re.compile(r"<[^>]*>")
QUOTED = re.compile(r'"([^"]*)"')

Run = tuple[str, ...]


def copied(folder: Path, to: Path) -> Path:
    for name in ("content", "seeds"):
        shutil.copytree(folder / name, to / name)
    shutil.copy(folder / "site.yml", to)
    return to


def excerpted(root: Path, source: str | None = None) -> Path:
    """The dossier in `root` set to excerpts: as a whole, or one source of it."""
    if source:
        record = root / "content" / "sources" / f"{source}.yml"
        record.write_text(record.read_text("utf-8") + "source_text: excerpts\n", "utf-8")
        return root
    site = root / "site.yml"
    text = site.read_text("utf-8")
    assert "source_text: full" in text
    site.write_text(text.replace("source_text: full", "source_text: excerpts"), "utf-8")
    return root


@pytest.fixture(scope="module", params=[ALL, ONE])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = copied(HOME, tmp_path_factory.mktemp("excerpts"))
    return excerpted(copy, None if request.param == ALL else WITHHELD)


@cache
def dossier(root: Path) -> Dossier:
    return pipeline.evidence(root)[0]


@cache
def files(root: Path) -> tuple[OutputFile, ...]:
    return tuple(pipeline.make(root)[1])


def table(root: Path, path: str) -> list[dict[str, str]]:
    content = next(file.content for file in files(root) if file.path == path)
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


# What a reader of a file can read


def texts(file: OutputFile) -> Iterator[str]:
    """All that can be read in a file: text joined across tags in three ways, attributes, and what is encoded."""
    if file.path.endswith((".woff2", ".gz")):
        return
    text = file.content.decode()
    if file.path.endswith((".html", ".svg", ".xml")):
        shown = NOT_SHOWN.sub(" ", text)
        for plain in (TAG.sub("", shown), TAG.sub(" ", shown), TAG.sub("", OURS.sub(" ", shown))):
            yield html.unescape(plain)
        yield from map(html.unescape, QUOTED.findall(text))
    elif file.path == "data/captures.js":
        given = json.loads(text[text.find("{") : text.rfind("}") + 1])
        for _, content in given["captures"]:
            yield base64.b64decode(content).decode()
    yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def running(text: str, size: int) -> Iterator[tuple[Run, Span]]:
    """Every run of `size` folded words, with its place."""
    found = [match for match in WORD.finditer(text) if fold(match[0]).text]
    said = [fold(match[0]).text for match in found]
    for i in range(len(found) - size + 1):
        yield tuple(said[i : i + size]), Span(found[i].start(), found[i + size - 1].end())


def listed(root: Path) -> dict[str, list[Span]]:
    """By capture, the spans of data/published-spans.csv, those that touch as one."""
    spans: dict[str, list[Span]] = {}
    for row in table(root, "data/published-spans.csv"):
        own, span = spans.setdefault(row["capture"], []), Span(int(row["start"]), int(row["end"]))
        if own and own[-1].end == span.start:
            own[-1] = Span(own[-1].start, span.end)
        else:
            own.append(span)
    return spans


@cache
def withheld(root: Path, size: int) -> frozenset[Run]:
    """Every run of words of a withheld capture of which a word is published nowhere: neither by it nor by another."""
    anchored, allowed = dossier(root).traced.anchored, listed(root)
    secret: set[Run] = set()
    public: set[Run] = set()
    for capture in anchored.captures.values():
        own = [Span(0, len(capture.text))]
        if not anchored.published_whole(capture.source):
            own = allowed[capture.path]
        for run, span in running(capture.text, size):
            (public if all(_shown(word, own) for word in _words(capture.text, span)) else secret).add(run)
    return frozenset(secret - public)


def _words(text: str, span: Span) -> Iterator[Span]:
    return (Span(*match.span()) for match in WORD.finditer(text, span.start, span.end))


def _shown(word: Span, spans: Sequence[Span]) -> bool:
    return any(word.within(span) for span in spans)


def leaks(root: Path, size: int) -> set[tuple[str, str]]:
    secret = withheld(root, size)
    assert len(secret) > 10, "nothing is withheld: this test would find nothing"
    return {
        (file.path, " ".join(run))
        for file in files(root)
        for text in texts(file)
        for run, _ in running(text, size)
        if run in secret
    }


@pytest.mark.parametrize("size", [12, 6])
def test_no_file_of_the_site_has_a_run_of_withheld_words(root: Path, size: int) -> None:
    assert leaks(root, size) == set()
