"""Which numbers differ, and which only look so."""

from __future__ import annotations

import pytest

from dossier.text.amounts import Amount, amount, label


def about(value: float, upper: float | None = None) -> Amount:
    return amount(value, upper, approximate=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (amount(2500), amount(3000)),
        (amount(2.5), amount(2.4)),
        (amount(0), amount(1)),
        (about(2500), amount(2600)),
        (about(2500), about(2600)),
        (about(2500), about(3000)),  # nobody calls 2,500 about 3,000
        (about(2500), amount(2550)),  # which is rounded to 2,600
        (about(3), amount(4)),
        (about(0), amount(1)),
        (amount(3, 5), amount(6)),
        (amount(3, 5), amount(6, 8)),
        (about(30, 50), amount(60)),
    ],
)
def test_numbers_that_cannot_both_be_meant_differ(one: Amount, other: Amount) -> None:
    assert one.differs(other) and other.differs(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (amount(2500), amount(2500.0)),
        (about(2500), amount(2500)),
        (about(2500), amount(2480)),
        (about(2500), amount(2450)),
        (about(2500), about(2520)),
        (about(900), amount(880)),
        (about(2.5), amount(2.46)),
        (about(0), amount(0)),
        (amount(3, 5), amount(4)),
        (amount(3, 5), amount(5, 8)),
        (amount(5, 3), amount(4)),  # whichever end was written first
        (amount(0.1), amount(0.10)),
        (about(-40), amount(-42)),
    ],
)
def test_what_is_rounded_or_a_range_does_not_differ_from_a_number_in_it(one: Amount, other: Amount) -> None:
    assert not one.differs(other) and not other.differs(one)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (amount(2500), "2,500"),
        (about(2500), "about 2,500"),
        (amount(3, 5), "3 to 5"),
        (amount(2.5), "2.5"),
        (amount(1e22), "10,000,000,000,000,000,000,000"),
    ],
)
def test_an_amount_is_told_as_it_was_written(one: Amount, told: str) -> None:
    assert one.told == told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("US soldiers in Iraq", "us  soldier in\u00a0Iraq", True),
        ("attacks", "Attack ", True),
        ("جنود أميركيون", "جنود اميركيون", True),
        ("US soldiers", "US forces", False),
        ("bus", "bu", False),
        ("losses", "loss", False),
        ("press", "pres", False),
    ],
)
def test_labels_are_compared_without_case_blanks_plural_and_spelling(one: str, other: str, same: bool) -> None:
    assert (label(one) == label(other)) is same
