"""The first sentences of a text: as many as say something."""

from __future__ import annotations

import pytest

from dossier.text.opening import opening

ENOUGH = "The group took large parts of Iraq in 2014 and was officially defeated in 2017."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Short.", "Short."),
        (f"{ENOUGH} More is told below.", ENOUGH),
        (f"Named once. {ENOUGH} More.", f"Named once. {ENOUGH}"),  # the first says too little
        ("«كل هذا الكلام الطويل الذي يقال في أول النص عن الموضوع كله.» ثم يأتي غيره.",
         "«كل هذا الكلام الطويل الذي يقال في أول النص عن الموضوع كله.»"),
        ("هل يكفي هذا السؤال الطويل الذي يسأله الكاتب في أول النص عن الموضوع؟ ثم يأتي غيره.",
         "هل يكفي هذا السؤال الطويل الذي يسأله الكاتب في أول النص عن الموضوع؟"),
        # A capital and a title end no sentence, nor does a point before a small letter.
        ("The withdrawal of U.S. Forces was announced by the commander Gen. Smith, no less. Then more.",
         "The withdrawal of U.S. Forces was announced by the commander Gen. Smith, no less."),
        ("It stands on p. 12 of the record that the ministry published in the summer. Then more.",
         "It stands on p. 12 of the record that the ministry published in the summer."),
        # Where a citation stood, a blank is left before the mark.
        ("First in June 2020, the third in April 2021 , the fourth in the days around the meeting . More.",
         "First in June 2020, the third in April 2021, the fourth in the days around the meeting."),
    ],
)  # fmt: skip
def test_whole_sentences_until_enough_is_told(text: str, expected: str) -> None:
    assert opening(text) == expected


def test_what_is_too_long_is_cut_after_a_word() -> None:
    cut = opening("word, " * 80)
    assert len(cut) <= 241
    assert cut.endswith("word…")
