"""What of a capture may be shown: all of it, or only what is quoted with a few words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.model.dossier import Dossier
from dossier.model.ids import SourceId
from dossier.text.spans import Span

_WORD = re.compile(r"\S+")


def full_text(dossier: Dossier, source: SourceId) -> bool:
    return dossier.traced.anchored.published_whole(source)


def visible(dossier: Dossier, source: SourceId) -> Mapping[int, tuple[Span, ...]]:
    """Of an excerpted capture: what may be shown of each line that an annotation quotes."""
    anchored = dossier.traced.anchored
    capture = anchored.captures[source]
    context = anchored.entities.records.site.excerpt_context
    by_line: dict[int, list[Span]] = {}
    for note in dossier.annotations.values():
        if note.source == source and note.anchor:
            line = capture.lines[note.anchor.line - 1]
            by_line.setdefault(note.anchor.line, []).append(
                _widened(capture.text, note.anchor.span, line, context)
            )
    return {number: _united(spans) for number, spans in sorted(by_line.items())}


def _widened(text: str, span: Span, line: Span, words: int) -> Span:
    """The span with `words` words on each side, inside its line."""
    before = [m.start() for m in _WORD.finditer(text, line.start, span.start)]
    after = [m.end() for m in _WORD.finditer(text, span.end, line.end)]
    start = before[-words:][0] if words and before else span.start
    end = after[:words][-1] if words and after else span.end
    return Span(start, end)


def _united(spans: list[Span]) -> tuple[Span, ...]:
    united: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)
