"""What rests on something -> the lines that are printed, the counts first."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.impact.bearing import Impact, OnClaim, Place, Sentence
from dossier.problems import printable


def told(impact: Impact) -> Iterator[str]:
    """All of it in plain lines, the counts first."""
    subject = impact.subject
    yield printable(f"{subject.kind} {subject.id}: {subject.title}")
    listed = {name: getattr(impact, field) for name, field in SECTIONS}
    yield ", ".join(_counted(len(items), name) for name, items in listed.items())
    if impact.origins:
        now, without = impact.origins
        yield f"{_counted(now, 'origin')} of all sources now, {without} without it"
    for name, items in listed.items():
        if items:
            yield ""
            yield f"{_counted(len(items), name)}:"
            for item in items:
                yield from (f"  {printable(line)}" for line in _item(item))


def _item(item: str | Place | Sentence | OnClaim) -> Iterator[str]:
    match item:
        case Place():
            yield f"{item.at}: {item.what}"
        case Sentence():
            yield f"{item.at}: {item.record} {', '.join(item.why)}"
            yield f"    {item.words}"
        case OnClaim():
            yield f"{item.at}: {item.id}: {item.text}"
            yield f"    {_counted(item.now, 'origin')} now" + (
                "" if item.without is None else f", {item.without} without it"
            )
            for ref, stance in item.stances:
                yield f"    {ref} {stance} it"
            if item.without is not None and not item.heard:
                yield "    nobody else speaks of it"
            if item.confirmed and item.without is not None and item.without < 2:
                yield "    it is called confirmed, which needs two origins: the build would fail"
        case str():
            yield item


def _counted(number: int, name: str) -> str:
    """`1 page`, `3 pages in common`"""
    noun, _, rest = name.partition(" ")
    plural = "" if number == 1 or noun.endswith("evidence") else "s"
    return f"{number} {noun}{plural}" + (f" {rest}" if rest else "")


SECTIONS = (
    ("page", "pages"),
    ("claim", "claims"),
    ("sentence", "sentences"),
    ("annotation", "annotations"),
    ("contradiction", "contradictions"),
    ("event", "events"),
    ("quote as evidence", "evidence"),
    ("passage in common", "passages"),
    ("mention", "mentions"),
    ("place in other records", "records"),
)
