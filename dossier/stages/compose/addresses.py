"""Where everything stands on the site. These are promises: made of authors' ids, never of headlines.

Names of our own within a page begin with a capital letter, which no author's id can.
"""

from __future__ import annotations

from dossier.model.ids import (
    ActorId,
    BriefingId,
    ClaimId,
    ContradictionId,
    CorrectionId,
    EventId,
    OfficeId,
    PageId,
    Ref,
    SourceId,
    TopicId,
)
from dossier.model.site import Address
from dossier.text.spans import Span

HOME = Address("index.html")
BRIEF = Address("brief.html")
BRIEFINGS = Address("briefings/index.html")
SOURCES = Address("sources/index.html")
ACTORS = Address("actors/index.html")
TOPICS = Address("topics/index.html")
CLAIMS = Address("claims/index.html")
TIMELINE = Address("timeline.html")
FIGURES = Address("figures.html")
MATRIX = Address("matrix.html")
CONTRADICTIONS = Address("contradictions.html")
DEADLINES = Address("timeline.html#Deadlines")
CORRECTIONS = Address("corrections.html")
VERIFY = Address("verify.html")
DATA = Address("data.html")
SEARCH = Address("search.html")
NOT_FOUND = Address("404.html")


def briefing(id: BriefingId) -> Address:
    return Address(f"briefings/{id}.html")


def annotation(ref: Ref) -> Address:
    return Address(f"briefings/{ref.briefing}.html#{ref.annotation}")


def briefing_line(id: BriefingId, line: int) -> Address:
    return Address(f"briefings/{id}.html#L{line}")


def shared(id: BriefingId) -> Address:
    return Address(f"briefings/{id}.html#Shared")


def source(id: SourceId) -> Address:
    return Address(f"sources/{id}.html")


def source_line(id: SourceId, line: int) -> Address:
    return Address(f"sources/{id}.html#L{line}")


def actor(id: ActorId) -> Address:
    return Address(f"actors/{id}.html")


def office(id: OfficeId) -> Address:
    return Address(f"actors/index.html#{id}")


def topic(id: TopicId) -> Address:
    return Address(f"topics/{id}.html")


def claim(id: ClaimId) -> Address:
    return Address(f"claims/{id}.html")


def event(id: EventId) -> Address:
    return Address(f"timeline.html#{id}")


def figure(ref: Ref) -> Address:
    return Address(f"figures.html#{ref.briefing}--{ref.annotation}")


def contradiction(id: ContradictionId) -> Address:
    return Address(f"contradictions.html#{id}")


def correction(id: CorrectionId) -> Address:
    return Address(f"corrections.html#{id}")


def withdrawal(id: BriefingId) -> Address:
    return Address(f"corrections.html#Withdrawn-{id}")


def verify(id: SourceId) -> Address:
    return Address(f"verify.html#{id}")


def span(source: SourceId, span: Span) -> str:
    """A place in a capture, as pages tell it."""
    return f"{source}:{span.start}-{span.end}"


def page(id: PageId) -> Address:
    return Address(f"{id}.html")
