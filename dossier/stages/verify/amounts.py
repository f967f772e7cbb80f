"""Dossier -> figures that differ for the same thing and are acknowledged by no contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dossier.model.dossier import Dossier
from dossier.model.ids import Ref
from dossier.model.records import Figure
from dossier.problems import Problem
from dossier.stages.verify.places import place_of
from dossier.text.amounts import Amount, amount, label


def figures_that_differ_are_acknowledged(dossier: Dossier) -> Iterator[Problem]:
    """Of what is counted alike the sources give one number, or a contradiction has both among its sides."""
    counted: dict[tuple[str, str], list[tuple[Ref, Figure]]] = {}
    for ref, annotation in dossier.annotations.items():
        figure = annotation.record
        if not isinstance(figure, Figure) or figure.value is None:
            continue
        before = counted.setdefault((label(figure.unit), label(figure.counts)), [])
        differing = [
            (level, name, other)
            for name, other in before
            if (level := _alike(other, figure))
            and _amount(other).differs(_amount(figure))
            and not _acknowledged(dossier, name, ref)
        ]
        if differing:  # the gravest and first is told: mending it changes the others
            yield _differing(dossier, ref, figure, *min(differing, key=lambda found: found[0] != "fault"))
        before.append((ref, figure))


def _alike(one: Figure, other: Figure) -> Literal["fault", "warning"] | None:
    """What it is when they differ: what is not written is the same as nothing, and may be anything."""
    scopes = [label(figure.scope) if figure.scope else None for figure in (one, other)]
    days = [(figure.as_of.first, figure.as_of.last) if figure.as_of else None for figure in (one, other)]
    if any(None not in pair and pair[0] != pair[1] for pair in (scopes, days)):
        return None
    return "warning" if None in (*scopes, *days) else "fault"


def _acknowledged(dossier: Dossier, one: Ref, other: Ref) -> bool:
    return not {*dossier.contradicted.get(one, ())}.isdisjoint(dossier.contradicted.get(other, ()))


def _amount(figure: Figure) -> Amount:
    assert figure.value is not None
    return amount(figure.value, figure.upper, figure.approximate)


def _differing(
    dossier: Dossier, ref: Ref, figure: Figure, level: Literal["fault", "warning"], name: Ref, other: Figure
) -> Problem:
    values = f"{_amount(figure).told} here, {_amount(other).told} in «{name}»"
    acknowledge = f"acknowledge both in content/contradictions.yml, sides: [{name}, {ref}]"
    fault = f"two figures differ for the same unit, counts, scope and as_of: {values}"
    lacking = " or ".join(
        key for key in ("scope", "as_of") if None in (getattr(figure, key), getattr(other, key))
    )
    return Problem(
        at=place_of(dossier, ("briefing", ref.briefing, "annotations", ref.annotation, "value")),
        what=fault if level == "fault" else f"two figures differ, and no {lacking} tells them apart: {values}",
        mend=f"{acknowledge}; or make scope: or as_of: as exact as the text is",
        level=level,
    )
