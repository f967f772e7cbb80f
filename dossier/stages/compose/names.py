"""Records -> what the reader sees of them: names in the page's language, dates, links."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dossier.model.dossier import Dossier, SpeakerThen
from dossier.model.evidence import Anchor
from dossier.model.ids import ActorId, BriefingId, ClaimId, EventId, OfficeId, SourceId, TopicId
from dossier.model.records import Known, KnownDate, Language, Records, Stance
from dossier.model.site import Link, Phrase, StanceOn, Step, Voice
from dossier.stages.compose import addresses
from dossier.text.dates import When
from dossier.text.locale import Words
from dossier.text.scripts import language_of
from dossier.text.typography import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names everything in the site's language, so that no page has its own way of doing it."""

    dossier: Dossier
    words: Words

    @property
    def records(self) -> Records:
        return self.dossier.traced.anchored.entities.records

    @property
    def language(self) -> Language:
        return self.records.site.language

    def phrase(self, text: str, language: Language) -> Phrase:
        return Phrase(text=text, lang=None if language == self.language else language)

    def quote(self, anchor: Anchor) -> Phrase:
        """Words of a capture, with their place."""
        language = self.dossier.traced.anchored.language(anchor.source)
        return replace(self.phrase(anchor.words, language), span=addresses.span(anchor.source, anchor.span))

    def ours(self, text: str) -> Phrase:
        """A name or title of ours, whose language its letters tell."""
        return self.phrase(self.printed(text), language_of(text, self.language))

    def printed(self, text: str) -> str:
        """Our own plain words with round quotation marks."""
        return printed(text, *self.words.rounded_by(text))

    def rendering(self, text: str | None) -> Phrase | None:
        """Our words for a passage (`english:`), which in an Arabic site of English captures are Arabic."""
        return self.ours(text) if text else None

    def spoken(self, words: Phrase) -> str:
        """Between the quotation marks of its own language."""
        opening, closing = self.words.marks(words.lang or self.language)
        return f"{opening}{words.text}{closing}"

    def both(self, name: str, native: str | None) -> tuple[Phrase, Phrase | None]:
        """The name in the site's language, and the one in the other script where there is one."""
        written = [self.ours(text) for text in dict.fromkeys((name, native)) if text]
        written.sort(key=lambda phrase: phrase.lang is not None)
        return written[0], written[1] if len(written) > 1 else None

    # Actors and offices

    def actor_names(self, id: ActorId) -> tuple[Phrase, Phrase | None]:
        actor = self.records.actors[id]
        return self.both(actor.name or id, actor.native)

    def actor(self, id: ActorId) -> Link:
        return Link(words=self.actor_names(id)[0], address=addresses.actor(id))

    def office(self, id: OfficeId) -> Link:
        office = self.records.offices[id]
        return Link(words=self.both(office.title, office.native)[0], address=addresses.office(id))

    def voice(self, speaker: SpeakerThen) -> Voice:
        """Who speaks; the role is the author's word for it, else the offices held at that date."""
        roles = speaker.role or self.words.series([self.office(o).words.text for o in speaker.offices])
        role = self.ours(roles) if roles else None
        if speaker.actor is not None:
            return Voice(who=self.actor(speaker.actor), native=None, role=role, of=None)
        native = speaker.native[0] if speaker.native else ""
        return Voice(
            who=Link(words=self.ours(speaker.unnamed or self.words("unnamed"))),
            native=self.ours(native) if native and native != speaker.unnamed else None,
            role=role,
            of=None if speaker.of is None else self.actor(speaker.of),
        )

    def step(self, actor: ActorId, source: SourceId, stated: tuple[ActorId, ...] = ()) -> Step:
        """A hand through which words of `source` came; `stated` are those that its text names itself."""
        return Step(link=self.actor(actor), suspected=actor not in stated and self.is_suspected(actor, source))

    def hand(self, step: Step) -> str:
        """`Agence France-Presse (suspected)` in plain words."""
        name = step.link.words.text
        return self.words("suspected_name", name=name) if step.suspected else name

    def is_suspected(self, actor: ActorId, source: SourceId) -> bool:
        """Whether the record of `source` only infers what part the actor has in it."""
        record = self.records.sources[source]
        parts = [
            known for known in (record.agency, record.publisher, record.aggregator) if known.value == actor
        ]
        return bool(parts) and all(known.is_reasoned for known in parts)

    def in_common(self, why: str) -> str:
        """What makes sources one origin, in words: `the publisher and the news agency`; "" where nothing does."""
        return self.words.series([self.words(f"origin_{part}") for part in why.split(", ") if part])

    # Sources and briefings

    def outlet(self, id: SourceId) -> Link:
        """The publisher's name, or that it is not known; leads to the source's page."""
        publisher = self.records.sources[id].publisher.value
        words = (
            Phrase(text=self.words("outlet_unknown"))
            if publisher is None
            else self.actor_names(ActorId(publisher))[0]
        )
        return Link(words=words, address=addresses.source(id))

    def published(self, id: SourceId) -> str:
        """The article's date in words, "" where it is unknown."""
        return self.date(self.records.sources[id].published)

    def source(self, id: SourceId) -> Link:
        """`Almodon, 23 July 2021`"""
        outlet, date = self.outlet(id).words.text, self.published(id)
        label = self.words("outlet_date", outlet=outlet, date=date) if date else outlet
        return Link(words=Phrase(text=label), address=addresses.source(id))

    def briefing(self, id: BriefingId) -> Link:
        """Its headline; where the author wrote none, the article's own, else the source's name."""
        record = self.records.briefings.get(id) or self.records.withdrawn[id]
        if record.title:
            words = self.ours(record.title)
        else:
            words = self.original_title(record.source) or self.source(record.source).words
        return Link(words=words, address=addresses.briefing(id))

    def original_title(self, id: SourceId) -> Phrase | None:
        """The headline as printed: the first line of the capture's title region."""
        anchored = self.dossier.traced.anchored
        capture = anchored.captures[id]
        for region in anchored.regions[id]:
            if region.kind == "title":
                lines = (capture.line(n).strip() for n in range(region.first, region.last + 1))
                return self.phrase(" ".join(line for line in lines if line), anchored.language(id))
        return None

    # Topics, claims, events

    def topic(self, id: TopicId) -> Link:
        topic = self.records.topics[id]
        return Link(words=self.both(topic.title, topic.native)[0], address=addresses.topic(id))

    def claim(self, id: ClaimId) -> Link:
        return Link(words=self.ours(self.records.claims[id].text), address=addresses.claim(id))

    def stance(self, id: ClaimId, stance: Stance) -> StanceOn:
        return StanceOn(claim=self.claim(id), stance=stance, word=self.words(f"stance_{stance}"))

    def event(self, id: EventId) -> Link:
        event = self.records.events[id]
        return Link(words=self.ours(event.title), address=addresses.event(id), hint=self.date(event.date))

    # Values with a basis

    def date(self, known: KnownDate) -> str:
        """In words; "" where the date is unknown."""
        when = known.when
        return "" if when is None else self.words.date(when)

    def basis(self, known: Known) -> str:
        """`stated`, `inferred, moderate confidence`, `unknown`"""
        word = self.words(f"basis_{known.basis}")
        if known.confidence is None:
            return word
        return self.words(
            "basis_confidence", basis=word, confidence=self.words(f"confidence_{known.confidence}")
        )


def machine_date(when: When | None) -> str:
    """What `<time datetime>` may hold, else ""."""
    if when is None or when.precision not in ("day", "month", "year"):
        return ""
    return when.edtf.rstrip("?~%").removesuffix("-XX").removesuffix("-XX")
