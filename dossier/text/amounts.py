"""Amounts -> whether they can be told apart: a number or a range, exact or rounded; and labels for comparing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dossier.text.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a source may mean by a number: all from `low` to `high`; of rounded ones `high` is the next number."""

    low: Decimal
    high: Decimal
    rounded: bool
    told: str

    def differs(self, other: Amount) -> bool:
        """Whether no number is meant by both: a range does not differ from a number inside it."""
        return self._ends_before(other) or other._ends_before(self)

    def _ends_before(self, other: Amount) -> bool:
        return self.high <= other.low if self.rounded else self.high < other.low


def amount(value: float, upper: float | None = None, approximate: bool = False) -> Amount:
    """`about 2,500` is anything from 2,450 to 2,550, `about 3,000` from 2,750 to 3,250, `3 to 5` what it says."""
    first, last = sorted((_exact(value), _exact(value if upper is None else upper)))
    told = f"{first:,f}" if first == last else f"{first:,f} to {last:,f}"
    if not approximate:
        return Amount(low=first, high=last, rounded=False, told=told)
    low, high = first - _rounding(first), last + _rounding(last)
    return Amount(low=low, high=high, rounded=low < high, told=f"about {told}")


def _exact(value: float) -> Decimal:
    """As it was written, 2.5 and not 2.4999…"""
    written = Decimal(str(value))
    return written.to_integral() if written == written.to_integral() else written.normalize()


def _rounding(value: Decimal) -> Decimal:
    """Half of the step to which people round so: that of the last digit but zeros; half of it where that is the
    first digit too, for nobody calls 2,500 about 3,000."""
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)  # not of infinity
    step = Decimal(1).scaleb(exponent) if value else Decimal(0)
    return step / (4 if len(digits) == 1 else 2)


def label(text: str) -> str:
    """`text` for comparing, whatever its case, blanks, spelling variants and plural s."""
    return " ".join(_singular(word) for word in fold(text).text.casefold().split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
