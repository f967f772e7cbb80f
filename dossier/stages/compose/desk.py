"""What every page is composed from: the dossier, the words, and what many pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dossier.model.dossier import Dossier
from dossier.model.evidence import Key
from dossier.model.ids import BriefingId, Ref, SourceId
from dossier.model.published import Published, published
from dossier.model.records import Records, Site
from dossier.model.site import Address, BriefingCard, Frame, Html, Link, Passage, Phrase
from dossier.stages.compose import addresses, prose
from dossier.stages.compose.names import Names, machine_date
from dossier.stages.compose.passages import all_passages
from dossier.text.locale import Words

PLACEHOLDER = "OWNER"  # of `new` and of the documentation: no address to be told to search engines


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Page modules read from here: `desk.names.actor(id)`, `desk.passages[ref]`, `desk.prose(key, root)`."""

    dossier: Dossier
    words: Words
    names: Names
    frame: Frame
    passages: Mapping[Ref, Passage]
    in_order: tuple[SourceId, ...]
    published: Mapping[SourceId, Published]  # of the captures that are not published whole

    @property
    def records(self) -> Records:
        return self.names.records

    def prose(self, key: Key, root: str, own: BriefingId | None = None) -> Html:
        """Our words at `key` for a page at `root` ("" or "../"); "" where nothing was written."""
        return prose.resolved(self.dossier, self.words, self.passages, key, root, own)

    def card(self, id: BriefingId) -> BriefingCard:
        """A briefing as lists show it."""
        record, names = self.records.briefings[id], self.names
        when = self.records.sources[record.source].published.when
        return BriefingCard(
            briefing=names.briefing(id),
            gist=names.ours(record.gist) if record.gist else None,
            outlet=names.outlet(record.source),
            date=names.published(record.source),
            edtf=machine_date(when),
            original=names.original_title(record.source),
            annotations=len(self.dossier.by_briefing.get(id, ())),
            draft=record.draft,
        )

    def sources(self) -> tuple[SourceId, ...]:
        """All sources that stand, the earliest article first, those without a date last."""
        return self.in_order

    def briefings(self) -> tuple[BriefingId, ...]:
        """All briefings in the order of their sources."""
        of = self.dossier.briefings_by_source
        return tuple(id for source in self.sources() for id in sorted(of.get(source, ())))


def of(dossier: Dossier, words: Words) -> Desk:
    names = Names(dossier=dossier, words=words)
    allowed = published(dossier)
    return Desk(
        dossier=dossier,
        words=words,
        names=names,
        frame=_frame(names),
        passages=all_passages(names, allowed),
        in_order=_in_order(names.records),
        published=allowed,
    )


def _in_order(records: Records) -> tuple[SourceId, ...]:
    def order(id: SourceId) -> tuple[object, ...]:
        when = records.sources[id].published.when
        return (when is None, when.sort_key if when else (), id)

    return tuple(sorted(records.sources.keys() - records.withdrawn_sources, key=order))


def _frame(names: Names) -> Frame:
    site, words = names.records.site, names.words
    url = _url(site)
    return Frame(
        title=names.ours(site.title),
        nameplate=names.ours(site.title.partition(": ")[0]),
        description=site.description,
        language=site.language,
        dir=words.direction,
        url=url,
        previews={},
        base=urlsplit(site.url).path.rstrip("/") + "/" if site.url else "/",
        sections=tuple(Link(words=Phrase(text=words(key)), address=address) for key, address in SECTIONS),
        pages=(
            *((Link(words=Phrase(text=words("brief_title")), address=addresses.BRIEF),) if site.brief else ()),
            *(
                Link(words=names.ours(page.title), address=addresses.page(id))
                for id, page in names.records.pages.items()
            ),
            Link(words=Phrase(text=words("nav_contradictions")), address=addresses.CONTRADICTIONS),
            Link(words=Phrase(text=words("nav_corrections")), address=addresses.CORRECTIONS),
            Link(words=Phrase(text=words("nav_data")), address=addresses.DATA),
            Link(words=Phrase(text=words("nav_verify")), address=addresses.VERIFY),
        ),
    )


def _url(site: Site) -> str:
    if not site.url or PLACEHOLDER in site.url.split("/") or f"{PLACEHOLDER}.github.io" in site.url:
        return ""
    return site.url.rstrip("/") + "/"


SECTIONS: tuple[tuple[str, Address], ...] = (
    ("nav_briefings", addresses.BRIEFINGS),
    ("nav_claims", addresses.CLAIMS),
    ("nav_topics", addresses.TOPICS),
    ("nav_actors", addresses.ACTORS),
    ("nav_timeline", addresses.TIMELINE),
    ("nav_figures", addresses.FIGURES),
    ("nav_matrix", addresses.MATRIX),
    ("nav_sources", addresses.SOURCES),
)
