"""Dossier -> nothing, or BuildFailed: the editorial rules that need the linked whole. One room a subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dossier.model.dossier import Dossier
from dossier.problems import BuildFailed, Problem
from dossier.stages.verify.amounts import figures_that_differ_are_acknowledged
from dossier.stages.verify.consistency import (
    names_are_told_apart,
    offices_change_hands,
    renderings_have_their_lines,
)
from dossier.stages.verify.corroboration import confirmed_is_no_word_of_ours, confirmed_needs_two_origins
from dossier.stages.verify.dating import clocks_run_in_order, stated_dates_agree
from dossier.stages.verify.speakers import speakers_are_named_by_the_text
from dossier.stages.verify.withheld import withheld_in_the_open
from dossier.stages.verify.wording import (
    headlines_quote_annotations,
    holds,
    prose_is_markdown,
    quotations_are_of_annotations,
    the_brief_is_brief_and_founded,
)

Rule = Callable[[Dossier], Iterator[Problem]]


def rules(dossier: Dossier) -> tuple[Problem, ...]:
    """Hold `dossier` to every rule; returns the warnings, raises BuildFailed where there are faults."""
    found = tuple(problem for rule in RULES for problem in rule(dossier))
    if any(problem.level == "fault" for problem in found):
        raise BuildFailed(found)
    return found


RULES: tuple[Rule, ...] = (
    speakers_are_named_by_the_text,
    quotations_are_of_annotations,
    headlines_quote_annotations,
    the_brief_is_brief_and_founded,
    prose_is_markdown,
    confirmed_needs_two_origins,
    confirmed_is_no_word_of_ours,
    figures_that_differ_are_acknowledged,
    stated_dates_agree,
    clocks_run_in_order,
    names_are_told_apart,
    offices_change_hands,
    renderings_have_their_lines,
)

__all__ = ["RULES", "holds", "rules", "speakers_are_named_by_the_text", "withheld_in_the_open"]
