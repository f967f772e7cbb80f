"""Of a capture that is not published whole, nothing leaves the house but what data/published-spans.csv lists.

Every file of the site is walked, whatever kind of page or table it is: a new page is held to this on its first day.
"""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from dossier import pipeline, proof, tracked
from dossier.model.dossier import Dossier
from dossier.model.ids import SourceId
from dossier.model.output import OutputFile
from dossier.model.published import published
from dossier.model.quoted import quotes
from dossier.problems import Problem
from dossier.stages import write
from dossier.text.fold import fold
from dossier.text.spans import Span

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
ALL, ONE = "the whole site", "one source"
WITHHELD = SourceId("almodon-2021-07-23")
WORD = re.compile(r"\w+")
NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
OURS = re.compile(r'<span class="(?:refs|cut)[^>]*>.*?</span>', re.DOTALL)  # between words of a capture
BLOCK = re.compile(r"</?(?:article|dd|details|div|dl|dt|h[1-6]|li|ol|p|section|summary|t[dhr]|ul)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r'="([^"]*)"')

Run = tuple[str, ...]


def copied(folder: Path, to: Path) -> Path:
    for name in ("content", "seeds"):
        shutil.copytree(folder / name, to / name)
    shutil.copy(folder / "site.yml", to)
    return to


def excerpted(root: Path, source: str | None = None, context: int = 5) -> Path:
    """The dossier in `root` set to excerpts: as a whole, or one source of it."""
    site = root / "site.yml"
    text = site.read_text("utf-8")
    assert "source_text: full" in text
    if source:
        record = root / "content" / "sources" / f"{source}.yml"
        record.write_text(record.read_text("utf-8").rstrip() + "\nsource_text: excerpts\n", "utf-8")
    else:
        text = text.replace("source_text: full", "source_text: excerpts")
    site.write_text(f"{text.rstrip()}\nexcerpt_context: {context}\n", "utf-8")
    return root


@pytest.fixture(scope="module", params=[ALL, ONE])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first dossier: all of it with five words around each quote, or one source with none."""
    copy = copied(HOME, tmp_path_factory.mktemp("excerpts"))
    return excerpted(copy) if request.param == ALL else excerpted(copy, WITHHELD, context=0)


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    return copied(DOSSIERS / "harbour", tmp_path)


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
        shown = BLOCK.sub(" BREAK ", NOT_SHOWN.sub(" ", text))
        for plain in (TAG.sub("", shown), TAG.sub(" ", shown), TAG.sub("", OURS.sub(" ", shown))):
            yield html.unescape(plain)
        yield html.unescape(" BREAK ".join(ATTRIBUTE.findall(text)))
    elif file.path == "data/captures.js":
        given = json.loads(text[text.find("{") : text.rfind("}") + 1])
        for _, content in given["captures"]:
            yield base64.b64decode(content).decode()
    yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


@cache
def folded(word: str) -> str:
    return fold(word).text


def running(text: str, size: int) -> Iterator[tuple[Run, tuple[Span, ...]]]:
    """Every run of `size` folded words, with the place of each."""
    found = [(said, Span(*match.span())) for match in WORD.finditer(text) if (said := folded(match[0]))]
    for i in range(len(found) - size + 1):
        here = found[i : i + size]
        yield tuple(said for said, _ in here), tuple(place for _, place in here)


@cache
def read(file: OutputFile) -> tuple[Run, ...]:
    """The folded words of each text in a file."""
    return tuple(tuple(run[0] for run, _ in running(text, 1)) for text in texts(file))


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


def inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.within(whole) for whole in spans)


@cache
def withheld(root: Path, size: int) -> frozenset[Run]:
    """Every run of words of a withheld capture that is published in no place: neither of it nor of another."""
    anchored, allowed = dossier(root).traced.anchored, listed(root)
    secret: set[Run] = set()
    public: set[Run] = set()
    for capture in anchored.captures.values():
        whole = anchored.published_whole(capture.source)
        own = [Span(0, len(capture.text))] if whole else allowed[capture.path]
        for run, places in running(capture.text, size):
            (public if all(inside(place, own) for place in places) else secret).add(run)
    return frozenset(secret - public)


def leaks(root: Path, size: int, secret: frozenset[Run]) -> set[tuple[str, str]]:
    """The files that have such a run, and the run."""
    assert len(secret) > 40, "hardly anything is withheld: this would find nothing"
    return {
        (file.path, " ".join(run))
        for file in files(root)
        for said in read(file)
        for i in range(len(said) - size + 1)
        if (run := said[i : i + size]) in secret
    }


# What must not be there


@pytest.mark.parametrize("size", [12, 6])
def test_no_file_of_the_site_has_a_run_of_withheld_words(root: Path, size: int) -> None:
    assert leaks(root, size, withheld(root, size)) == set()


def test_no_file_has_our_rendering_of_a_line_that_is_withheld(root: Path) -> None:
    """What an annotation renders is its own, and what we write elsewhere; nothing else of a line is given in English.

    Such words with a name before them are still those: a run is a line's own where hardly any of it is said elsewhere."""
    own, size, few = dossier(root), 10, 5
    anchored = own.traced.anchored
    ours = [prose.plain for prose in own.prose.values()]
    for path in sorted((root / "content").rglob("*.yml")):
        ours.append(re.sub(r"(?ms)^english:\n.*?(?=^\w|\Z)", "", path.read_text("utf-8")))
    secret: set[Run] = set()
    for briefing in anchored.entities.records.briefings.values():
        lines = (run for line in briefing.english.values() for run, _ in running(line, size))
        if anchored.published_whole(briefing.source):
            ours += briefing.english.values()
        else:
            secret.update(lines)
    public = {run for text in ours for run, _ in running(text, few)}
    lines_own = {run for run in secret if not any(run[i : i + few] in public for i in range(size - few + 1))}
    assert leaks(root, size, frozenset(lines_own)) == set()


def test_whatever_a_page_places_in_a_withheld_capture_is_listed(root: Path) -> None:
    allowed, captures = listed(root), dossier(root).traced.anchored.captures
    seen = 0
    for file in files(root):
        if not file.path.endswith(".html"):
            continue
        for place in re.findall(r'data-span="([^"]*)"', file.content.decode()):
            source, start, end = re.split(r"[:-](?=[0-9]+(?:-[0-9]+)?$)", place)
            path = captures[SourceId(source)].path
            if path in allowed:
                seen += 1
                assert inside(Span(int(start), int(end)), allowed[path]), (file.path, place)
    assert seen > 20


def test_a_capture_that_is_withheld_is_not_in_the_script_for_browsers(root: Path) -> None:
    anchored = dossier(root).traced.anchored
    script = next(file.content.decode() for file in files(root) if file.path == "data/captures.js")
    for source, capture in anchored.captures.items():
        assert (base64.b64encode(capture.content).decode() in script) == anchored.published_whole(source)
        assert capture.sha256 in next(f.content.decode() for f in files(root) if f.path == "verify.html")


def test_names_outside_what_is_published_keep_their_place_and_lose_their_words(root: Path) -> None:
    allowed, blank = listed(root), 0
    for row in table(root, "data/mentions.csv"):
        span = Span(int(row["start"]), int(row["end"]))
        shown = row["capture"] not in allowed or inside(span, allowed[row["capture"]])
        assert bool(row["surface"]) == shown, row
        assert shown or "«" not in row["rule"]
        blank += not shown
    assert blank


def test_the_words_for_a_speaker_without_a_name_are_withheld_too(root: Path) -> None:
    allowed, anchored = published(dossier(root)), dossier(root).traced.anchored
    hidden = set()
    for note in dossier(root).annotations.values():
        text = anchored.captures[note.source].text
        public = [span.of(text) for span in allowed[note.source].spans] if note.source in allowed else [text]
        hidden |= {(note.ref, s.native[0]) for s in note.speakers if s.native and not any(s.native[0] in p for p in public)}
    assert hidden
    for file in files(root):
        if file.path.endswith(".html"):
            for ref, native in hidden:
                assert f"({native})" not in TAG.sub("", file.content.decode()), (file.path, ref)


def sparse(harbour: Path) -> Path:
    """The small dossier with two annotations, so that line 5, which names somebody, is withheld altogether."""
    briefing = harbour / "content" / "briefings" / "harbour-opens.yml"
    text = briefing.read_text("utf-8").replace(" The union disagrees [@not-begun].", "")
    text = re.sub(r"  - No new fees.*?\n", "  - It opens in May [@opens-in-may].\n", text)
    briefing.write_text(re.sub(r"(?ms)^  (no-fees|not-begun):\n.*?(?=^  \w|^\w)", "", text), "utf-8")
    return excerpted(harbour, context=1)


def test_a_line_without_a_quote_is_nowhere(harbour: Path) -> None:
    root = sparse(harbour)
    for file in files(root):
        for text in texts(file):
            for words in ("الهدنة", "من جهته", "رئيس نقابة", "رسوم جديدة", "new fees for the fishermen", "the truce with"):
                assert words not in text, file.path
    row = next(row for row in table(root, "data/mentions.csv") if row["actor"] == "sami-mansour")
    assert (row["surface"], row["by"], row["rule"]) == ("", "name", "name")
    page = next(file.content.decode() for file in files(root) if file.path == "actors/sami-mansour.html")
    assert re.search(r'<a class="mention by-name" href="../briefings/harbour-opens.html"[^>]*>…</a></span>', page)
    no_link_is_broken(root)


def test_no_link_leads_to_a_line_that_is_withheld(root: Path) -> None:
    no_link_is_broken(root)


def no_link_is_broken(root: Path) -> None:
    pages = {file.path: file.content.decode() for file in files(root) if file.path.endswith(".html")}
    places = {path: set(re.findall(r'\bid="([^"]*)"', text)) for path, text in pages.items()}
    for path, text in pages.items():
        for address, anchor in re.findall(r'href="([^":#]*)#([^"]*)"', text):
            page = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            assert anchor in places.get(page, {anchor}), f"{path}: {address}#{anchor}"


# What is published all the same


def test_every_quote_is_published(root: Path) -> None:
    """But the cues that nobody wrote, which no page shows."""
    allowed = published(dossier(root))
    for quoted in quotes(dossier(root)):
        if quoted.anchor.source in allowed and quoted.what != "cue found":
            assert allowed[quoted.anchor.source].around(quoted.anchor.span), quoted


def test_only_withheld_captures_are_listed_and_no_span_overlaps_another(root: Path) -> None:
    anchored = dossier(root).traced.anchored
    rows = table(root, "data/published-spans.csv")
    paths = {c.path for s, c in anchored.captures.items() if not anchored.published_whole(s)}
    assert {row["capture"] for row in rows} == paths
    for before, after in pairwise(rows):
        if before["capture"] == after["capture"]:
            assert int(before["start"]) < int(before["end"]) <= int(after["start"])


@pytest.mark.parametrize("context", [0, 1, 3, 50])
def test_so_many_words_stand_around_a_quote_and_all_in_its_line(harbour: Path, context: int) -> None:
    own = pipeline.evidence(excerpted(harbour, context=context))[0]
    capture = own.traced.anchored.captures[SourceId("harbour-news")]
    allowed = published(own)[SourceId("harbour-news")]
    for quoted in quotes(own):
        whole = allowed.around(quoted.anchor.span) if quoted.what != "cue found" else None
        if whole:
            line = capture.lines[quoted.anchor.line - 1]
            assert whole.within(line)
            span = quoted.anchor.span
            before, after = Span(line.start, span.start), Span(span.end, line.end)
            for there, shown in (before, Span(whole.start, span.start)), (after, Span(span.end, whole.end)):
                words = WORD.findall(shown.of(capture.text))
                assert len(words) >= min(context, len(WORD.findall(there.of(capture.text))))


def test_the_list_says_why_each_span_is_published(harbour: Path) -> None:
    root = excerpted(harbour, context=1)
    text = (root / "seeds" / "harbour.txt").read_text("utf-8")
    rows = table(root, "data/published-spans.csv")
    assert [(row["why"], text[int(row["start"]) : int(row["end"])]) for row in rows] == [
        ("title", "ليلى حداد تعلن موعد فتح الميناء"),
        ("context", "حداد "),
        ("evidence", "الثلاثاء"),
        ("context", ' أن "'),
        ("quote", "الميناء سيفتح أبوابه في مايو"),
        ("context", '".'),
        ("context", 'وأضافت "'),
        ("quote", "لن تكون هناك رسوم جديدة على الصيادين"),
        ("context", '".'),
        ("context", "إن "),
        ("quote", 'الهدنة مع الوزارة "لم تبدأ بعد"'),
        ("context", "، وإن"),
        ("context", "الميناء "),
        ("quote", "نحو 1200 صياد"),
        ("context", "، وفي"),
    ]


def test_a_site_of_whole_captures_lists_none() -> None:
    assert table(DOSSIERS / "harbour", "data/published-spans.csv") == []


def test_a_source_may_be_published_whole_on_a_site_of_excerpts(harbour: Path) -> None:
    record = harbour / "content" / "sources" / "harbour-news.yml"
    record.write_text(record.read_text("utf-8").rstrip() + "\nsource_text: full\n", "utf-8")
    assert published(pipeline.evidence(excerpted(harbour))[0]) == {}


def test_a_site_of_excerpts_can_be_verified_by_who_holds_the_captures(root: Path, tmp_path: Path) -> None:
    write.site(files(root), tmp_path / "public", root)
    assert proof.verified(root, tmp_path / "public").quotes == len(quotes(dossier(root)))


# A repository that everybody can read


def git(root: Path, *arguments: str) -> None:
    command = ("git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments)
    subprocess.run(command, check=True, capture_output=True)


def warned(root: Path) -> list[Problem]:
    return [problem for problem in pipeline.make(root)[0].warnings if "git" in problem.what]


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")


@needs_git
def test_a_withheld_capture_in_git_is_told(harbour: Path) -> None:
    excerpted(harbour)
    git(harbour, "init", "--quiet")
    assert warned(harbour) == []
    git(harbour, "add", "seeds")
    (warning,) = warned(harbour)
    assert warning.at.path == "content/sources/harbour-news.yml"
    assert warning.at.line
    assert "«seeds/harbour.txt»" in warning.what
    assert "git rm --cached seeds/harbour.txt" in warning.mend
    git(harbour, "rm", "--cached", "--quiet", "seeds/harbour.txt")
    assert warned(harbour) == []


@needs_git
def test_a_dossier_below_the_top_of_a_repository_is_found_too(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    root = excerpted(copied(DOSSIERS / "harbour", tmp_path / "ours"))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    assert len(warned(root)) == 1


@needs_git
def test_a_capture_that_is_published_whole_may_lie_in_git(harbour: Path) -> None:
    git(harbour, "init", "--quiet")
    git(harbour, "add", ".")
    assert warned(harbour) == []


def test_without_git_or_a_repository_nothing_is_asked(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a program was started")

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", refuse)
        assert tracked.by_git(harbour) == frozenset()  # no .git anywhere above
        (harbour / ".git").mkdir()
        patch.setenv("PATH", str(harbour))
        assert tracked.by_git(harbour) == frozenset()  # no git
    assert tracked.by_git(harbour) == frozenset()  # a .git that is no repository


def test_a_git_that_hangs_is_not_waited_for(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_: object, timeout: float, **__: object) -> None:
        assert timeout <= 5
        raise subprocess.TimeoutExpired("git", timeout)

    (harbour / ".git").mkdir()
    monkeypatch.setattr(subprocess, "run", hangs)
    monkeypatch.setattr(shutil, "which", lambda _: "git")
    assert tracked.by_git(harbour) == frozenset()
