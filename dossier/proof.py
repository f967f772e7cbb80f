"""A built site and the dossier's captures -> whether each hash, each place and each quote on a page still holds.

It reads what a build wrote and believes none of it: every hash is computed again, and whatever the site gives as
words of a capture is looked up in the capture. Nothing slow is imported, and no content is read.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import html
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.inputs import InputRefused, decode, read_bytes
from dossier.model.manifest import MANIFEST, CaptureEntry, Damaged, Manifest, read
from dossier.problems import BuildFailed, Location, Problem, short
from dossier.stages.write import MARKER

AT_MOST = 1 << 30  # bytes of one file of a site
QUOTES, SCRIPT, HASHES = "data/quotes.csv", "data/captures.js", "data/captures.sha256"
TABLES = {  # the column that holds words of a capture, and what else a row must have
    QUOTES: ("words", "record", "what", "sha256", "words_sha256"),
    "data/mentions.csv": ("surface",),
}
PASSAGES, FIELDS = "search/texts-", 5  # where the search keeps passages, and in a row of it their texts
BUILD = "build the site again; if nobody was meant to change it, find out who did"

# An element that shows words of a capture says where they stand (`turn` in templates/pieces.html), and is no span:
# what is ours inside it, such as the number of a note, stands in one.
_SHOWN = re.compile(r'<(\w+)\b[^>]*\sdata-span="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
_OURS = re.compile(r"<span\b.*?</span>|<[^>]*>", re.DOTALL)
_SPAN = re.compile(r"(?P<source>[^:]+):(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})")


class NoSite(Exception):
    """Nothing stands there that could be verified; the message names the way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How much was found to hold: files of the site, captures, quotes that data/quotes.csv lists."""

    files: int
    captures: int
    quotes: int


def verified(root: Path, output: Path) -> Verified:
    """Hold the site in `output` against itself and the captures of `root`. Raises BuildFailed with all that does
    not hold, NoSite where there is no site."""
    if not any((output / name).is_file() for name in (MANIFEST, MARKER, "index.html")):
        raise NoSite(f"there is no site in {output}: build it first, or name its folder with --output")
    site = _opened(root, output)
    problems = [problem for check in CHECKS for problem in check(site)]
    if problems:
        raise BuildFailed(problems)
    quotes = sum(1 for _ in _table(site, QUOTES))
    return Verified(files=len(site.manifest.files), captures=len(site.captures), quotes=quotes)


# What is there


@dataclass(frozen=True, slots=True, kw_only=True)
class _Capture:
    """A capture as it lies in the dossier now."""

    entry: CaptureEntry
    size: int
    sha256: str
    text: str | None  # None where the bytes cannot be decoded

    @property
    def changed(self) -> bool:
        return self.sha256 != self.entry.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """A site as it lies in its folder; `told` is how messages name that folder."""

    root: Path
    output: Path
    told: str
    manifest: Manifest
    captures: Mapping[str, _Capture]  # by source; without those that cannot be read

    def at(self, path: str, line: int = 0) -> Location:
        return _at(self.told, path, line)

    def text(self, path: str) -> str:
        """The file's text, "" where it cannot be read: that is told by its hash."""
        try:
            return read_bytes(self.output, path, AT_MOST).decode("utf-8", "replace")
        except InputRefused:
            return ""


def _opened(root: Path, output: Path) -> _Site:
    inside = output.resolve().is_relative_to(root.resolve())
    told = os.path.relpath(output.resolve(), root.resolve()) if inside else str(output)
    try:
        manifest = read(read_bytes(output, MANIFEST, AT_MOST))
    except InputRefused as refused:
        raise BuildFailed([Problem(at=_at(told, MANIFEST), what=refused.what, mend=BUILD)]) from None
    except Damaged as damage:
        what = f"the manifest is damaged: {damage}"
        raise BuildFailed([Problem(at=_at(told, MANIFEST), what=what, mend=BUILD)]) from None
    captures = {entry.source: found for entry in manifest.captures if (found := _capture(root, entry))}
    return _Site(root=root, output=output, told=told, manifest=manifest, captures=captures)


def _at(told: str, path: str, line: int = 0) -> Location:
    return Location(path=f"{told}/{path}", line=line, column=1 if line else 0)


def _capture(root: Path, entry: CaptureEntry) -> _Capture | None:
    try:
        content = read_bytes(root, entry.path)
    except InputRefused:
        return None
    try:
        text = decode(content, entry.encoding)
    except InputRefused:
        text = None
    digest = _sha256(content)
    return _Capture(entry=entry, size=len(content), sha256=digest, text=text)


def _table(site: _Site, path: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a table with their lines; one that cannot be read is empty, and the last."""
    rows = csv.DictReader(io.StringIO(site.text(path), newline=""), restval="", restkey="")
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error:
        yield rows.line_num, {}


# What must hold


def _of_files(site: _Site) -> Iterator[Problem]:
    """Each file of the site is there and as it was built, and there is no other."""
    for entry in site.manifest.files:
        try:
            content = read_bytes(site.output, entry.path, AT_MOST)
        except InputRefused as refused:
            if not _hidden(entry.path):
                yield Problem(at=site.at(entry.path), what=refused.what, mend=BUILD)
            continue
        digest = _sha256(content)
        if digest != entry.sha256:
            what = f"not as it was built: its sha256 is {digest}, in {MANIFEST} it is {entry.sha256}"
            yield Problem(at=site.at(entry.path), what=what, mend=BUILD)
        elif len(content) != entry.size:
            what = f"has {len(content)} bytes, in {MANIFEST} it has {entry.size}"
            yield Problem(at=site.at(entry.path), what=what, mend=BUILD)
    listed = {entry.path for entry in site.manifest.files}
    for needed in (QUOTES, SCRIPT, HASHES):
        if needed not in listed:
            yield Problem(at=site.at(MANIFEST), what=f"the manifest does not list {needed}", mend=BUILD)
    for path in sorted(set(_standing(site.output)) - listed - {MARKER, MANIFEST}):
        what = "no file of this site: the manifest does not list it"
        yield Problem(at=site.at(path), what=what, mend="delete it, or build the site again")


def _hidden(path: str) -> bool:
    """Whether hosts of pages leave the file out: a copy of a published site lacks it."""
    return any(part.startswith(".") for part in path.split("/"))


def _standing(output: Path) -> Iterator[str]:
    """The path of all that stands in the folder and is no folder; links are not followed."""
    for place, folders, files in os.walk(output):
        prefix = Path(place).relative_to(output)
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*files, *links):
            yield (prefix / name).as_posix()
        if Path(place) == output and ".git" in folders:  # a published branch that was cloned
            folders.remove(".git")


def _of_captures(site: _Site) -> Iterator[Problem]:
    """Each capture is the one from which the site was made."""
    quotes = [row for _, row in _table(site, QUOTES)]
    for entry in site.manifest.captures:
        capture = site.captures.get(entry.source)
        own = [row for row in quotes if row.get("source") == entry.source]
        if capture is None:
            try:
                read_bytes(site.root, entry.path)
            except InputRefused as refused:
                yield Problem(at=Location(path=entry.path), what=refused.what, mend=refused.mend)
        elif capture.changed:
            lost = [row for row in own if _fault(site, row, TABLES[QUOTES])]
            what = f"the capture has changed: its sha256 is {capture.sha256}, the site was made from {entry.sha256}"
            if lost:
                what += f"; {len(lost)} of its {len(own)} quotes are lost, such as that of {_name(lost[0])}"
            mend = "bring back the file as it was delivered"
            yield Problem(at=Location(path=entry.path), what=what, mend=mend)
        elif capture.size != entry.size or capture.text is None:
            what = f"the manifest gives a wrong size or encoding for {entry.path}"
            yield Problem(at=site.at(MANIFEST), what=what, mend=BUILD)


def _of_tables(site: _Site) -> Iterator[Problem]:
    """Each row that gives words of a capture gives what stands there."""
    for table in TABLES:
        for line, row in _table(site, table):
            capture = site.captures.get(row.get("source", ""))
            fault = _fault(site, row, TABLES[table])
            if fault and not (capture and capture.changed):
                yield Problem(at=site.at(table, line), what=fault, mend=BUILD)


def _fault(site: _Site, row: Mapping[str, str], columns: Sequence[str]) -> str:
    """What is wrong with a row of a table, "" where nothing is or where its capture cannot be read."""
    place = _SPAN.fullmatch(f"{row.get('source')}:{row.get('start')}-{row.get('end')}")
    if place is None or not row.keys() >= set(columns):
        return "a row that cannot be read"
    entry = next((e for e in site.manifest.captures if e.source == place["source"]), None)
    if entry is None or entry.path != row.get("capture"):
        return f"{_name(row)} is given to another capture than {MANIFEST} gives to its source"
    words = _words(site, place)
    if words is None:
        return ""
    # Words that may not be published are left out, and some have an apostrophe before them against spreadsheets.
    if row[columns[0]] not in ("", words, f"'{words}") or row.get("words_sha256", _sha256(words)) != _sha256(
        words
    ):
        return (
            f"{_name(row)}: characters {place['start']} to {place['end']} of {entry.path} are «{short(words)}»"
        )
    if row.get("sha256", entry.sha256) != entry.sha256:
        return f"{_name(row)} rests on another state of {entry.path} than {MANIFEST} tells"
    return ""


def _words(site: _Site, place: re.Match[str]) -> str | None:
    """What stands at `place`, None where its capture cannot be read."""
    capture = site.captures.get(place["source"])
    if capture is None or capture.text is None:
        return None
    return capture.text[int(place["start"]) : int(place["end"])]


def _name(row: Mapping[str, str]) -> str:
    """`briefing#id (cue)`, or the words of a row without a record."""
    if row.get("record"):
        return f"{row['record']} ({row.get('what')})"
    return f"«{short(row.get('surface', ''))}»"


def _of_pages(site: _Site) -> Iterator[Problem]:
    """Whatever a page shows as words of a capture stands there, letter for letter."""
    sources = {entry.source for entry in site.manifest.captures}
    for entry in site.manifest.files:
        if not entry.path.endswith(".html"):
            continue
        page = site.text(entry.path)
        for shown in _SHOWN.finditer(page):
            place = _SPAN.fullmatch(html.unescape(shown[2]))
            at = site.at(entry.path, page.count("\n", 0, shown.start()) + 1)
            if place is None or place["source"] not in sources:
                yield Problem(at=at, what=f"«{short(shown[2])}» is no place in a capture", mend=BUILD)
                continue
            capture = site.captures.get(place["source"])
            words = _words(site, place)
            seen = html.unescape(_OURS.sub("", shown[3]))
            if words is not None and capture and not capture.changed and seen != words:
                what = f"shows «{short(seen)}» where {capture.entry.path} has «{short(words)}»"
                yield Problem(at=at, what=what, mend=BUILD)


def _of_search(site: _Site) -> Iterator[Problem]:
    """Whatever the search gives as words of a capture stands there, letter for letter."""
    sources = {entry.source for entry in site.manifest.captures}
    for entry in site.manifest.files:
        if not entry.path.startswith(PASSAGES):
            continue
        script = site.text(entry.path)
        try:
            rows = json.loads(script[script.find(",") + 1 : script.rfind(")")])
            given = [field for row in rows for field in row[FIELDS] if len(field) > 2]
            shown = [(_SPAN.fullmatch(span), text) for text, _, span in given]
        except (ValueError, TypeError, IndexError, KeyError, RecursionError):
            yield Problem(at=site.at(entry.path), what="cannot be read", mend=BUILD)
            continue
        for place, text in shown:
            capture = site.captures.get(place["source"]) if place else None
            words = _words(site, place) if place else None
            strange = place is None or place["source"] not in sources
            if strange or (words is not None and capture and not capture.changed and text != words):
                what = f"gives «{short(text)}» as words of a capture, and they do not stand there"
                yield Problem(at=site.at(entry.path), what=what, mend=BUILD)


def _of_script(site: _Site) -> Iterator[Problem]:
    """The reader's browser is given the same captures and the same places."""
    script = site.text(SCRIPT)
    try:
        given = json.loads(script[script.find("{") : script.rfind("}") + 1])
        captures = [(source, base64.b64decode(content, validate=True)) for source, content in given["captures"]]
        places = [tuple(map(str, place)) for place in given["quotes"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        yield Problem(at=site.at(SCRIPT), what="cannot be read", mend=BUILD)
        return
    hashes = {entry.source: entry.sha256 for entry in site.manifest.captures}
    for source, content in captures:
        if _sha256(content) != hashes.get(source):
            what = f"gives readers another capture of {source} than {MANIFEST} tells"
            yield Problem(at=site.at(SCRIPT), what=what, mend=BUILD)
    columns = ("record", "what", "source", "start", "end", "words_sha256")
    if places != [tuple(row.get(column, "") for column in columns) for _, row in _table(site, QUOTES)]:
        yield Problem(at=site.at(SCRIPT), what=f"does not list the quotes of {QUOTES}", mend=BUILD)


def _of_hashes(site: _Site) -> Iterator[Problem]:
    """The list for sha256sum has the hashes of the manifest."""
    if site.text(HASHES) != "".join(f"{entry.sha256}  {entry.path}\n" for entry in site.manifest.captures):
        yield Problem(at=site.at(HASHES), what=f"does not list the captures of {MANIFEST}", mend=BUILD)


def _sha256(what: bytes | str) -> str:
    return hashlib.sha256(what.encode() if isinstance(what, str) else what).hexdigest()


CHECKS: tuple[Callable[[_Site], Iterator[Problem]], ...] = (
    _of_files,
    _of_captures,
    _of_tables,
    _of_pages,
    _of_search,
    _of_script,
    _of_hashes,
)
