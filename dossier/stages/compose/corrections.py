"""What was changed after it was published and why, the newest first; and a line on each page that it touched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.model.evidence import Key
from dossier.model.ids import (
    ActorId,
    AnnotationId,
    BriefingId,
    ClaimId,
    CorrectionId,
    EventId,
    PageId,
    Ref,
    SourceId,
    TopicId,
)
from dossier.model.site import Corrected, Html, Link, Page, Phrase
from dossier.stages.compose import addresses
from dossier.stages.compose.desk import Desk
from dossier.stages.compose.names import machine_date
from dossier.text.dates import When
from dossier.text.locale import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Something that a correction touched; `words` are those of an annotation."""

    kind: str
    link: Link
    words: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A correction, or the withdrawal of a briefing: then `withdrawn` is it, and nothing is told under `what`."""

    id: str
    title: str
    edtf: str
    withdrawn: Link | None = None
    what: Html
    why: Html
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView:
    title: str
    entries: tuple[Entry, ...]


def pages(desk: Desk) -> Iterator[Page]:
    dated = [*_corrections(desk), *_withdrawals(desk)]
    dated.sort(key=lambda item: item[0].sort_key, reverse=True)
    yield Page(
        path=addresses.CORRECTIONS,
        template="corrections.html",
        title=desk.words("nav_corrections"),
        description=desk.words("corrections_description", title=desk.frame.title.text),
        view=CorrectionsView(title=desk.words("nav_corrections"), entries=tuple(entry for _, entry in dated)),
        frame=desk.frame,
    )


def lines(desk: Desk) -> Mapping[str, tuple[Corrected, ...]]:
    """For the path of each page that corrections touched, a line for each of them, the newest first."""
    found: dict[str, list[Corrected]] = {}
    corrections = desk.records.corrections
    for id in sorted(corrections, key=lambda id: corrections[id].date.sort_key, reverse=True):
        when = Link(
            words=Phrase(text=on(desk.words, "corrected", corrections[id].date)),
            address=addresses.correction(id),
        )
        links = (_touched(desk, written).link for written in corrections[id].touched)
        for path in dict.fromkeys(link.address.partition("#")[0] for link in links if link.address):
            what = desk.prose(("correction", id, "what"), "../" * path.count("/"))
            found.setdefault(path, []).append(Corrected(when=when, what=what))
    return {path: tuple(items) for path, items in found.items()}


def on(words: Words, what: str, when: When) -> str:
    """`Corrected on 3 May 2025`; of what is no single day `Corrected, May 2025`."""
    return words(f"{what}_on" if when.precision == "day" else f"{what}_when", date=words.date(when))


def _corrections(desk: Desk) -> Iterator[tuple[When, Entry]]:
    for id, record in desk.records.corrections.items():
        yield (
            record.date,
            Entry(
                id=id,
                title=on(desk.words, "corrected", record.date),
                edtf=machine_date(record.date),
                what=_prose(desk, id, "what"),
                why=_prose(desk, id, "why"),
                touched=tuple(dict.fromkeys(_touched(desk, written) for written in record.touched)),
            ),
        )


def _prose(desk: Desk, id: CorrectionId, field: str) -> Html:
    return desk.prose(("correction", id, field), "")


def _withdrawals(desk: Desk) -> Iterator[tuple[When, Entry]]:
    for id, record in desk.records.withdrawn.items():
        if record.withdrawn:
            key: Key = ("briefing", id, "withdrawn", "why")
            yield (
                record.withdrawn.date,
                Entry(
                    id=addresses.withdrawal(id).partition("#")[2],
                    title=on(desk.words, "withdrawn", record.withdrawn.date),
                    edtf=machine_date(record.withdrawn.date),
                    withdrawn=desk.names.briefing(id),
                    what=Html(""),
                    why=desk.prose(key, ""),
                    touched=(),
                ),
            )


# What an author may write under `touched:`


def _touched(desk: Desk, written: str) -> Touched:
    kind, colon, id = written.partition(":")
    if colon:
        return Touched(kind=desk.words(f"touched_{kind}"), link=_link(desk, kind, id))
    briefing, _, annotation = written.partition("#")
    ref = Ref(BriefingId(briefing), AnnotationId(annotation))
    passage = desk.passages.get(ref)
    if passage is None:  # withdrawn with its briefing since
        return Touched(kind=desk.words("touched_briefing"), link=desk.names.briefing(ref.briefing))
    label = desk.words("cite_elsewhere", outlet=passage.outlet_short, n=passage.number)
    link = Link(words=Phrase(text=label), address=passage.address)
    return Touched(kind=desk.words("touched_note"), link=link, words=passage.english or passage.quote)


def _link(desk: Desk, kind: str, id: str) -> Link:
    names = desk.names
    match kind:
        case "briefing":
            return names.briefing(BriefingId(id))
        case "source":
            return names.source(SourceId(id))
        case "actor":
            return names.actor(ActorId(id))
        case "topic":
            return names.topic(TopicId(id))
        case "claim":
            return names.claim(ClaimId(id))
        case "event":
            return names.event(EventId(id))
        case _:
            page = desk.records.pages[PageId(id)]
            return Link(words=names.ours(page.title), address=addresses.page(PageId(id)))
