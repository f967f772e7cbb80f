"""Traced -> the passages that two sources share; of title and body only, so furniture never counts."""

from __future__ import annotations

from dossier.model.dossier import SharedPassage
from dossier.model.evidence import Traced
from dossier.text.passages import Article, among


def shared(traced: Traced) -> tuple[SharedPassage, ...]:
    """Every passage of every two sources, by the id and the place on side a, then those on side b."""
    anchored = traced.anchored
    articles = {
        id: Article(
            text=capture.text,
            lines=anchored.news(id),
            language=anchored.language(id),
            names=[mention.span for mention in traced.mentions.get(id, ())],
        )
        for id, capture in anchored.captures.items()
    }
    found = [
        SharedPassage(
            source_a=a,
            span_a=passage.a,
            line_a=anchored.captures[a].line_at(passage.a.start),
            source_b=b,
            span_b=passage.b,
            line_b=anchored.captures[b].line_at(passage.b.start),
            words=passage.words,
            similarity=passage.similarity,
            pieces=passage.pieces,
        )
        for a, b, passages in among(articles)
        for passage in passages
    ]
    return tuple(sorted(found, key=lambda p: (p.source_a, p.span_a, p.source_b, p.span_b)))
