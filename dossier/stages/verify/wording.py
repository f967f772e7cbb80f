"""Dossier -> faults of our own prose: what it quotes, cites, and how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.model.dossier import Dossier, LinkedAnnotation
from dossier.model.evidence import Key
from dossier.model.ids import AnnotationId, BriefingId, Ref
from dossier.problems import Problem, short
from dossier.stages.verify.places import within
from dossier.text import brief
from dossier.text.prose import quotations


def quotations_are_of_annotations(dossier: Dossier) -> Iterator[Problem]:
    """Words in double quotation marks are part of an annotation's English or of its source's words (invariant 6)."""
    for key, prose in dossier.prose.items():
        for quoted in prose.quoted:
            if not re.search(r"\w", quoted.words):
                continue
            if key[0] == "briefing" and "withdrawn" not in key:
                refs = dossier.by_briefing.get(BriefingId(key[1]), ())
                where = "of an annotation of this briefing"
            else:
                refs = tuple(_ref(c.briefing, c.annotation) for c in quoted.citations)
                where = "of an annotation that the paragraph cites"
            if not any(holds(dossier.annotations[ref], quoted.words) for ref in refs):
                yield Problem(
                    at=within(dossier, key, quoted.offset),
                    what=f"“{short(quoted.words)}” is in quotation marks but not in the english: {where}",
                    mend="copy it from there, or say it in your own words without the marks",
                )


def headlines_quote_annotations(dossier: Dossier) -> Iterator[Problem]:
    """So are words in double quotation marks in a title or gist of ours, which nobody can cite under."""
    for id, briefing in dossier.traced.anchored.entities.records.briefings.items():
        for field in ("title", "gist"):
            text: str | None = getattr(briefing, field)
            for quoted in quotations(text) if text else ():
                refs = dossier.by_briefing.get(id, ())
                if re.search(r"\w", quoted.words) and not any(
                    holds(dossier.annotations[ref], quoted.words) for ref in refs
                ):
                    yield Problem(
                        at=within(dossier, ("briefing", id, field), quoted.offset),
                        what=f"“{short(quoted.words)}” is in quotation marks but not in the english: of an annotation of this briefing",
                        mend="copy it from there, or say it in your own words without the marks",
                    )


def the_brief_is_brief_and_founded(dossier: Dossier) -> Iterator[Problem]:
    """The brief is read in three minutes, and each sentence of it cites an annotation or is marked as ours."""
    key: Key = ("site", "site", "brief")
    if key not in dossier.prose:
        return
    prose = dossier.prose[key]
    read = brief.words(prose.markdown)
    if len(read) > brief.AT_MOST:
        yield Problem(
            at=within(dossier, key, read[brief.AT_MOST].start),
            what=f"the brief has {len(read)} words, and from here on it is longer than {brief.AT_MOST}",
            mend="leave out what a reader of three minutes can do without: the briefings have it",
        )
    for sentence in brief.unfounded(prose):
        words = " ".join(prose.markdown[sentence.start : sentence.end].split())
        yield Problem(
            at=within(dossier, key, sentence.start),
            what=f"«{short(words)}» cites nothing in the brief",
            mend=f"add [@briefing-id#annotation-id], or begin the paragraph with {brief.OURS[0]} (in Arabic {brief.OURS[1]})",
        )


def prose_is_markdown(dossier: Dossier) -> Iterator[Problem]:
    """HTML and pictures are left out of pages; the words of HTML stay."""
    for key, prose in dossier.prose.items():
        for written in prose.left_out:
            picture = written.id.startswith("!")
            yield Problem(
                at=within(dossier, key, written.offset),
                what=f"«{short(written.id)}» is left out: "
                + ("a dossier has no pictures" if picture else "prose is Markdown, not HTML"),
                mend="say in words what it shows"
                if picture
                else "write **bold**, *italics* or [words](https://…); for a bare <, put `…` around it",
                level="warning",
            )


def _ref(briefing: str | None, annotation: str) -> Ref:
    assert briefing  # link refused a citation that names no briefing
    return Ref(BriefingId(briefing), AnnotationId(annotation))


def holds(annotation: LinkedAnnotation, words: str) -> bool:
    """Whether `words`, which our prose puts in quotation marks, are part of the annotation's English or of its source's."""
    texts = (annotation.record.english, annotation.anchor.words if annotation.anchor else None)
    return any(_even(words) in _even(text) for text in texts if text)


def _even(text: str) -> str:
    """One kind of blank, apostrophe and mark; a full stop that American style puts inside is not the source's."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return re.sub(r"\s+", " ", text).strip().rstrip(".,")
