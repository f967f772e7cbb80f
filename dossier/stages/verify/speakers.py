"""Dossier -> faults of attribution: nobody is given words that the text gives to another."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model.dossier import Dossier, LinkedAnnotation
from dossier.model.records import Statement, Unnamed
from dossier.problems import Problem
from dossier.stages.verify.places import place_of
from dossier.text.cues import SOMEBODY


def speakers_are_named_by_the_text(dossier: Dossier) -> Iterator[Problem]:
    """A right quote under a wrong name does not build (invariant 4)."""
    for annotation in dossier.annotations.values():
        if isinstance(annotation.record, Statement):
            yield from _speaker_faults(dossier, annotation, annotation.record)


def _speaker_faults(dossier: Dossier, annotation: LinkedAnnotation, record: Statement) -> Iterator[Problem]:
    written = {f"unnamed:{s.unnamed}" if isinstance(s, Unnamed) else s for s in record.speaker}
    if written <= annotation.attributed:
        return
    path = ("annotations", annotation.ref.annotation, "cue" if record.cue else "speaker")
    wrong = ", ".join(_called(dossier, s) for s in sorted(written - annotation.attributed))
    named = ", ".join(_called(dossier, s) for s in sorted(annotation.attributed))
    at = place_of(dossier, ("briefing", annotation.ref.briefing, *path))
    if record.cue:
        what = f"the cue names {named or 'nobody'} as the speaker, not {wrong}"
        mend = "quote as cue: the words that say who speaks, from the verb to the name, and no other name"
    else:
        what = f"the text does not give these words to {wrong}" + (f", but to {named}" if named else "")
        mend = "correct speaker:, or add cue: with the exact words that say so, the speaker's name among them"
    yield Problem(at=at, what=what, mend=mend)


def _called(dossier: Dossier, speaker: str) -> str:
    if speaker == SOMEBODY:
        return "somebody whom the source does not name"
    kind, mark, words = speaker.partition("unnamed:")
    return f"«{words}» (unnamed)" if mark else f"«{kind}»"
