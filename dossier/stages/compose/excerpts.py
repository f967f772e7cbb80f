"""What of a capture may be shown on a page: all of it, or only what `model/published` lists."""

from __future__ import annotations

from dossier.model.dossier import Dossier
from dossier.model.ids import SourceId
from dossier.stages.compose.desk import Desk
from dossier.text.spans import Span


def full_text(dossier: Dossier, source: SourceId) -> bool:
    return dossier.traced.anchored.published_whole(source)


def of_line(desk: Desk, source: SourceId, number: int) -> tuple[Span, ...] | None:
    """What may be shown of a line; None where nothing of it is withheld."""
    line = desk.dossier.traced.anchored.captures[source].lines[number - 1]
    if source not in desk.published:
        return None
    shown = desk.published[source].of(line)
    return None if shown == (line,) else shown
