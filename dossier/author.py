"""The authoring verbs: a new dossier, and a text file taken in as a capture. Neither ever overwrites."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dossier.inputs import InputRefused, decode, read_bytes
from dossier.problems import printable
from dossier.text.slugs import is_id, propose_id

STARTER = Path(__file__).parent / "starter"
PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
UNKNOWN = ("publisher", "agency", "byline", "published", "updated", "captured", "url")


class Refused(Exception):
    """What is asked for would overwrite something, or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The id that was given, and what there is to tell."""

    id: str
    told: tuple[str, ...]


def new(folder: Path) -> None:
    """Fill `folder` with a small dossier that builds. Raises Refused where anything is in it already."""
    if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
        raise Refused(f"{folder} is no folder: name one that is empty or not yet there")
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty: name a folder that is empty or not yet there")
    files = {
        path.relative_to(STARTER): path.read_bytes()
        for path in sorted(STARTER.rglob("*"))
        if path.is_file() and path.name != ".DS_Store"
    }
    for path, content in files.items():
        if path.parts[:2] == ("content", "sources"):
            files[path] = _with_hashes(content, files)
    _create({folder / path: content for path, content in files.items()})


def _with_hashes(record: bytes, files: Mapping[Path, bytes]) -> bytes:
    """The hash of a capture is taken from the bytes that are copied, whatever brought them here."""
    capture = re.search(rb"^capture: *(\S+)", record, re.MULTILINE)
    assert capture, "a source record of the starter names no capture"
    digest = hashlib.sha256(files[Path(capture[1].decode())]).hexdigest()
    return re.sub(rb"^sha256: .*$", f"sha256: {digest}".encode(), record, count=1, flags=re.MULTILINE)


def add(root: Path, file: Path, *, id: str | None = None, language: str | None = None) -> Added:
    """Copy `file` to seeds/, pin its hash, write its source record and a draft briefing. Raises Refused."""
    try:
        real = file.resolve()
        content = read_bytes(real.parent, real.name)
        text = decode(content)
    except InputRefused as refused:
        raise Refused(f"{refused.what}: {_way_out(refused)}") from None
    numbers = [number for number, line in enumerate(_lines(text), start=1) if line.strip()]
    if not numbers or "\0" in text:
        raise Refused(f"{file} holds no text: name a text file in UTF-8")
    digest = hashlib.sha256(content).hexdigest()
    for path, record in _files(root, "content/sources"):
        if digest.encode() in record:
            raise Refused(f"this text is in the dossier already: {path} has its hash")
    id = _free_id(root, id, file)
    capture, told = _capture(root, file, id, digest)
    language = language or _language(text)
    source = f"content/sources/{id}.yml"
    briefing = f"content/briefings/{id}.yml"
    files = {
        root / source: _source(capture, digest, language, numbers).encode(),
        root / briefing: _briefing(id, language, numbers[0]).encode(),
    }
    if not (root / capture).exists():
        files = {root / capture: content, **files}
    _create(files)
    return Added(
        id=id,
        told=(
            told,
            f"{source} pins it: tell there what you know of publisher and date, and how;",
            "  if lines of the text are not the article's own, take them out of body (docs/content-format.md)",
            f"{briefing} is a draft: write title, bottom_line and annotations (docs/first-article.md)",
        ),
    )


def _way_out(refused: InputRefused) -> str:
    if refused.offset is None:
        return refused.mend
    return "save it as UTF-8, or keep its bytes: copy it to seeds/ and write its record by hand, with encoding:"


def _free_id(root: Path, id: str | None, file: Path) -> str:
    if id is not None and not is_id(id):
        better = propose_id(id)
        raise Refused(
            f"«{printable(id)}» is no id: write lower-case ASCII words with hyphens"
            + (f", such as {better}" if better else "")
        )
    id = id or propose_id(file.stem)
    if not id:
        raise Refused(f"no id can be made of the name {file.name}: give one with --id")
    for path in (f"content/sources/{id}.yml", f"content/briefings/{id}.yml"):
        if os.path.lexists(root / path):
            raise Refused(f"{path} is there already: give another id with --id")
    return id


def _capture(root: Path, file: Path, id: str, digest: str) -> tuple[str, str]:
    """The path of the capture, where it is or where it may go, and what to tell of it."""
    seeds = root / "seeds"
    for path, content in _files(root, "seeds"):
        if hashlib.sha256(content).hexdigest() == digest:
            return path, f"{path} is the same text, byte for byte: it is not copied again"
    name = (
        file.name
        if PLAIN_NAME.fullmatch(file.name)
        else id + (file.suffix if file.suffix.isascii() else ".txt")
    )
    if os.path.lexists(seeds / name):
        name = f"{id}.txt" if name != f"{id}.txt" else f"{id}-{digest[:8]}.txt"
    if os.path.lexists(seeds / name):
        raise Refused(
            f"seeds/{name} is there already, with another text: rename your file, or give another --id"
        )
    return f"seeds/{name}", f"seeds/{name} is the capture, a copy of {file.name}: never edit it"


def _files(root: Path, folder: str) -> Iterator[tuple[str, bytes]]:
    """The plain files of a folder with their content, sorted."""
    for name in sorted(os.listdir(root / folder)) if (root / folder).is_dir() else ():
        with suppress(InputRefused):
            yield f"{folder}/{name}", read_bytes(root, f"{folder}/{name}")


def _source(capture: str, digest: str, language: str, numbers: list[int]) -> str:
    title, body = numbers[0], numbers[1:]
    regions = f"title: {title}"
    if body:
        regions += f", body: {body[0]}" + (f"-{body[-1]}" if len(body) > 1 else "")
    unknown = "\n".join(f"{field}: unknown" for field in UNKNOWN)
    return (
        "# What is known of this capture, and how: {value: …, stated: words of the capture}, or\n"
        "# {value: …, inferred: the reasoning, confidence: low}. What nobody knows stays unknown.\n"
        f"capture: {_scalar(capture)}\nsha256: {digest}\nlanguage: {language}\nregions: {{{regions}}}\n{unknown}\n"
    )


def _briefing(id: str, language: str, first: int) -> str:
    ours = (
        f"# english:\n#   {first}: Our rendering of line {first}, and so on for each line of title and body.\n"
    )
    return (
        f"source: {id}\n"
        "draft: true   # delete this line when the page is whole\n"
        "# title: A headline of ours\n"
        "# bottom_line: |\n#   Two to four sentences.\n"
        "# annotations:\n#   a-short-name:\n#     statement: the exact words of the capture\n"
        "#     speaker: the id of a record in content/actors.yml\n#     english: The same words in English.\n"
        + ("" if language == "en" else ours)
    )


def _scalar(path: str) -> str:
    """As YAML reads it back: JSON is YAML."""
    return path if PLAIN_NAME.fullmatch(path.rpartition("/")[2]) else json.dumps(path, ensure_ascii=False)


def _lines(text: str) -> list[str]:
    """As regions count them: a line ends at LF or CRLF, and nowhere else."""
    return text.split("\n")


def _language(text: str) -> str:
    letters = [c for c in text if c.isalpha()]
    arabic = sum("ARABIC" in unicodedata.name(c, "") for c in letters)
    return "ar" if arabic * 2 > len(letters) else "en"


def _create(files: Mapping[Path, bytes]) -> None:
    """Write all of `files`, each of which must be new, or none."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(path, "xb") as file:
                written.append(path)
                file.write(content)
    except BaseException as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise Refused(f"{error.filename or path} cannot be written: {error.strerror}") from None
        raise
