"""One record's YAML -> faults that its schema does not see: figures, line numbers, terms, names, values half written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dossier.model.raw import Mapping, Node, RawRecord, Scalar, Sequence
from dossier.model.records import ANNOTATION_KINDS
from dossier.problems import Problem
from dossier.text import dates
from dossier.text.fold import TATWEEL

_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")  # what a float and a reader still tell apart
_LINE = re.compile(r"[1-9][0-9]{0,8}")
_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?")
_BESIDE = ("value", "confidence", "evidence")  # what says nothing without a basis
KNOWN = (
    "publisher", "agency", "aggregator", "byline", "title", "published", "updated", "captured", "url",
    "image_credit", "translated", "variety",
)  # fmt: skip


def faults(raw: RawRecord) -> Iterator[Problem]:
    """Every such fault of `raw`; what has the wrong shape is passed over, because the schema tells it."""
    match raw.kind:
        case "site":
            yield from _address(_at(raw.node, "url"))
        case "sources":
            for key in KNOWN:
                yield from _known(key, _at(raw.node, key))
        case "briefings":
            yield from _renderings(_at(raw.node, "english"))
            for _, annotation in _entries(_at(raw.node, "annotations")):
                yield from _annotation(annotation)
        case "actors":
            yield from _name(_at(raw.node, "native"))
            for key in ("aliases", "short"):
                yield from _names(_at(raw.node, key))
        case "offices":
            yield from _names(_at(raw.node, "phrases"))
            for holder in _items(_at(raw.node, "holders")):
                yield from _term(holder)
        case "events":
            yield from _known("date", _at(raw.node, "date"))


# Values of a record


def _annotation(node: Node) -> Iterator[Problem]:
    yield from _known("said", _at(node, "said"))
    for key in ("value", "upper"):
        written, text = _at(node, key), _figure_text(_at(node, key))
        if written and text is not None and not _FIGURE.fullmatch(text):
            yield Problem(at=written.at, what=f"«{text[:60]}» is not a number", mend=_as_figure(text))
            return
    value, end = _figure_text(_at(node, "value")), _at(node, "upper")
    upper = _figure_text(end)
    if end and upper and value is None:
        yield Problem(at=end.at, what="the end of a range without its beginning", mend="add value:")
    elif end and upper and value and float(upper) <= float(value):
        what = f"the range ends at {upper}, before it begins"
        yield Problem(at=end.at, what=what, mend="write the smaller number as value:")
    quote = next((found for kind in ANNOTATION_KINDS if (found := _at(node, kind))), None)
    for name, word in _entries(node):
        if name.text in ("prefix", "suffix") and quote and _blank(quote) and not _blank(word):
            yield Problem(at=name.at, what=f"{name.text}: without a quote", mend="add the quote, or leave it out")


def _figure_text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) and not _blank(node) else None


def _as_figure(text: str) -> str:
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    plain = re.sub(r"(?<=\d)[\s,_'٬](?=\d{3}\b)", "", digits.replace("٫", ".")).removeprefix("+").strip()
    if plain != text and _FIGURE.fullmatch(plain):
        return f"write {plain}"
    if re.fullmatch(r"-?[0-9]+(\.[0-9]*)?", text):
        return "write at most 15 digits, and 6 after the point"
    return "write digits alone, such as 2500; leave the key out where the source gives no number"


def _renderings(node: Node | None) -> Iterator[Problem]:
    for key, _ in _entries(node):
        if not _LINE.fullmatch(key.text):
            plain = key.text.strip().lstrip("+0")
            plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
            mend = f"write {plain}:" if _LINE.fullmatch(plain) else "write a line number and a colon, a line each, such as 5:"
            yield Problem(at=key.at, what=f"«{key.text}» is not the number of a line", mend=mend)


def _known(name: str, node: Node | None) -> Iterator[Problem]:
    """A value and its basis stand together, and `unknown` stands alone."""
    if not isinstance(node, Mapping):
        return
    value = node.get("value")
    if isinstance(value, Scalar) and value.text == "unknown":
        mend = f"write {name}: unknown, and nothing below it; a reason belongs in a note:"
        yield Problem(at=node.at, what="unknown is no value that could have a basis", mend=mend)
    elif (value is None or _blank(value)) and all(key.text in _BESIDE for key, _ in node.entries):
        mend = f"add value: and stated:, inferred: or background:, or write {name}: unknown"
        yield Problem(at=node.at, what="neither a value nor how it is known", mend=mend)


def _term(node: Node) -> Iterator[Problem]:
    ends = [_at(node, key) for key in ("from", "to")]
    if not all(isinstance(end, Scalar) and not end.empty for end in ends):
        return
    start, end = ends
    assert isinstance(start, Scalar) and isinstance(end, Scalar)
    try:
        first, last = dates.when(start.text).first, dates.when(end.text).last
    except ValueError:
        return
    if first and last and last < first:
        yield Problem(at=end.at, what=f"the term ends in {end.text}, before it begins", mend="write the earlier date as from:")


def _names(node: Node | None) -> Iterator[Problem]:
    for item in _items(node):
        yield from _name(_at(item, "text") if isinstance(item, Mapping) else item)


def _name(node: Node | None) -> Iterator[Problem]:
    if isinstance(node, Scalar) and node.text.strip() and not any(c.isalnum() and c != TATWEEL for c in node.text):
        yield Problem(at=node.at, what=f"«{node.text}» has no letter to look for", mend="write the name as the captures have it")


def _address(node: Node | None) -> Iterator[Problem]:
    if isinstance(node, Scalar) and not _blank(node) and not _ADDRESS.fullmatch(node.text):
        mend = "write the whole address, such as https://owner.github.io/repo/, or leave the key out"
        yield Problem(at=node.at, what=f"«{node.text[:60]}» is not the address of a site", mend=mend)


# Nodes


def _at(node: Node | None, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.empty or not node.text.strip())
