"""A statement or a source -> the hands through which it came to us, and how many they are."""

from __future__ import annotations

from dossier.model.dossier import LinkedAnnotation
from dossier.model.ids import ActorId, SourceId
from dossier.model.records import Statement
from dossier.model.site import Step, Way
from dossier.stages.compose.names import Names


def of_statement(names: Names, note: LinkedAnnotation) -> Way | None:
    """From the speaker to us, the speaker left out; None where nobody speaks.

    Each hand is a remove: a paper that heard the speaker itself stands at one. An outlet that is not known is a hand
    all the same, unless the author wrote the chain.
    """
    record = note.record
    if not isinstance(record, Statement):
        return None
    source = names.records.sources[note.source]
    hands = [names.step(actor, note.source, record.via) for actor in note.chain]
    if record.chain is None and source.publisher.value is None:
        collected = source.aggregator.value in note.chain
        hands.insert(len(hands) - collected, _unknown(names, note.source))
    return Way(hands=tuple(hands), removes=_removes(names, len(hands)))


def of_source(names: Names, id: SourceId) -> Way:
    """From the first hand that is known to the last; what is told are the removes from that one."""
    record = names.records.sources[id]
    hands = [
        _unknown(names, id) if known.value is None else names.step(ActorId(known.value), id)
        for known in (record.agency, record.publisher, record.aggregator)
        if known.value is not None or known is record.publisher
    ]
    alone = names.words("chain_alone" if record.publisher.value else "chain_unknown")
    return Way(hands=tuple(hands), removes=_removes(names, len(hands) - 1) if len(hands) > 1 else alone)


def _unknown(names: Names, id: SourceId) -> Step:
    return Step(link=names.outlet(id), suspected=False)


def _removes(names: Names, number: int) -> str:
    return names.words.spelled("removes", number) if number else names.words("first_hand")
