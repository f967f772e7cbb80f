"""The authors' names for things. Each kind has its own type, so that a type checker keeps them apart."""

from __future__ import annotations

from typing import Literal, NamedTuple, NewType

SourceId = NewType("SourceId", str)
BriefingId = NewType("BriefingId", str)
AnnotationId = NewType("AnnotationId", str)
ActorId = NewType("ActorId", str)
OfficeId = NewType("OfficeId", str)
TopicId = NewType("TopicId", str)
ClaimId = NewType("ClaimId", str)
EventId = NewType("EventId", str)
ContradictionId = NewType("ContradictionId", str)
CorrectionId = NewType("CorrectionId", str)
PageId = NewType("PageId", str)

Kind = Literal[
    "source", "briefing", "actor", "office", "topic", "claim", "event", "contradiction", "correction", "page"
]


class Ref(NamedTuple):
    """An annotation of a briefing; written `briefing-id#annotation-id`."""

    briefing: BriefingId
    annotation: AnnotationId

    def __str__(self) -> str:
        return f"{self.briefing}#{self.annotation}"
