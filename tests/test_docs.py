"""The docs are true: every field, verb, rule, export and word that an author may meet is named in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from dossier import pipeline
from dossier.arguments import FLAGS, VERBS, WITH_VALUE
from dossier.model import records
from dossier.model.records import ANNOTATION_KINDS, KINDS, Claim, Confidence, Record, RegionKind, Stance
from dossier.stages.export import EXPORTS
from dossier.stages.verify import RULES
from dossier.text.dates import when
from dossier.text.prose import REFERENCE_KINDS

HOME = Path(__file__).parents[1]
PAGES = sorted([*(HOME / "docs").glob("*.md"), HOME / "README.md"])
FORMAT = (HOME / "docs" / "content-format.md").read_text("utf-8")
ALL = "\n".join(page.read_text("utf-8") for page in PAGES if page.exists())

# Records that are values of others' keys; `Records` is never written.
NEVER_WRITTEN = {"Record", "Records", "_Annotation"}
# What each rule of verify is about, in the words of the docs. A rule that is not here has not been described.
SUBJECTS = {
    "speakers_are_named_by_the_text": "A speaker is anchored",
    "quotations_are_of_annotations": "double quotation marks",
    "headlines_quote_annotations": "`title` and `gist` of a briefing",
    "the_brief_is_brief_and_founded": "600 words at most",
    "prose_is_markdown": "HTML and pictures are left out",
    "confirmed_needs_two_origins": "two independent origins",
    "confirmed_is_no_word_of_ours": 'The word "confirmed" in our own prose',
    "figures_that_differ_are_acknowledged": "have the same value",
    "stated_dates_agree": "Dates in these quotes are read",
    "clocks_run_in_order": "published before it is captured",
    "names_are_told_apart": "counts wherever it stands",
    "offices_change_hands": "while two hold it",
    "renderings_have_their_lines": "our rendering of that line",
}


def models() -> Iterator[type[BaseModel]]:
    """Every record that authors write, or write as a value of another."""
    for name, model in sorted(vars(records).items()):
        if isinstance(model, type) and issubclass(model, Record) and name not in NEVER_WRITTEN:
            yield model


def fields() -> Iterator[tuple[str, str]]:
    for model in models():
        for name, field in model.model_fields.items():
            if not field.exclude:
                yield model.__name__, field.alias or name


@pytest.mark.parametrize(("model", "key"), sorted(fields()), ids=lambda part: part)
def test_every_field_is_named(model: str, key: str) -> None:
    """As a word in code: `key`, or among others as in `{actor, from, to}`."""
    code = re.findall(r"`([^`\n]+)`|^```[a-z]*\n(.*?)^```", FORMAT, re.MULTILINE | re.DOTALL)
    words = {word for pair in code for part in pair for word in re.findall(r"[a-z0-9_]+", part)}
    assert key in words, f"{model}.{key} is not in docs/content-format.md"


def choices() -> Iterator[tuple[str, str]]:
    """(what it is, the word) of everything that is chosen from a list."""
    for model in models():
        for name, field in model.model_fields.items():
            for word in words_of(field.annotation):
                yield f"{model.__name__}.{field.alias or name}", word


def words_of(annotation: object) -> Iterator[str]:
    for inner in get_args(annotation):
        if isinstance(inner, str):
            yield inner
        else:
            yield from words_of(inner)


@pytest.mark.parametrize(("where", "word"), sorted(choices()), ids=lambda part: part)
def test_every_word_that_may_be_chosen_is_named(where: str, word: str) -> None:
    if where.startswith("Grade."):  # A–F and 1–6 are written as ranges
        assert "`{reliability: A–F, credibility: 1–6, why: prose}`" in FORMAT
    else:
        assert re.search(rf"`(?:[^`\n]*\W)?{re.escape(word)}(?:\W[^`\n]*)?`", FORMAT), f"{where}: {word}"


def test_the_lists_that_the_test_walks_are_whole() -> None:
    """A test over an empty list proves nothing."""
    found = {word for _, word in choices()}
    assert {*get_args(RegionKind), *get_args(Stance), *get_args(Confidence)} <= found
    assert {"person", "statement", "from", "is"} <= found | {key for _, key in fields()}
    assert {model.__name__ for model in models()} >= {model.__name__ for model in KINDS.values()}
    assert "almost certain" in found and "almost certain" in str(Claim.model_fields["likelihood"].annotation)


@pytest.mark.parametrize("word", [*KINDS, *ANNOTATION_KINDS, *(f"{kind}:" for kind in REFERENCE_KINDS)])
def test_every_kind_is_named(word: str) -> None:
    assert f"`{word}`" in FORMAT or f"content/{word}/" in FORMAT or f"({word}" in FORMAT


def test_every_date_of_the_docs_is_one() -> None:
    line = FORMAT[FORMAT.index("A **date** is") :].partition("\n\n")[0]
    dates = [text for text in re.findall(r"`([^`]+)`", line) if re.match(r"[\d.]", text)]
    assert len(dates) > 5
    for text in dates:
        when(text)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_described(verb: str) -> None:
    assert re.search(rf"build\.py {verb}\b|`{verb}\b", ALL), verb


@pytest.mark.parametrize("option", [*WITH_VALUE, *FLAGS])
def test_every_option_is_described(option: str) -> None:
    assert re.search(rf"{option}\b", ALL), option


def test_every_rule_has_its_words_in_the_docs() -> None:
    assert {rule.__name__ for rule in RULES} == SUBJECTS.keys()
    plain = " ".join(FORMAT.split())
    for rule, words in SUBJECTS.items():
        assert " ".join(words.split()) in plain, f"{rule}: «{words}»"


def test_every_export_is_named_by_its_file() -> None:
    dossier, _ = pipeline.evidence(HOME / "tests" / "dossiers" / "harbour")
    for export in EXPORTS:
        assert f"`{export(dossier).path}`" in FORMAT, export.__name__


def links() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"", page.read_text("utf-8")):
            address = "".join(target)
            if not re.match(r"[a-z]+:|#", address):
                yield str(page.relative_to(HOME)), address


@pytest.mark.parametrize(("page", "target"), sorted(links()))
def test_a_link_between_files_leads_somewhere(page: str, target: str) -> None:
    path, _, fragment = target.partition("#")
    place = (HOME / page).parent / path
    assert place.exists(), f"{page}: {target}"
    if fragment:
        headings = re.findall(r"^#+ (.+)$", place.read_text("utf-8"), re.MULTILINE)
        slugs = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert fragment in slugs, f"{page}: {target}"


def test_a_path_that_the_docs_name_is_there() -> None:
    """`dossier/…`, `templates/…`, `tests/…`, `docs/…` in code are files or folders of the repository."""
    for page in PAGES:
        for path in re.findall(r"`((?:dossier|templates|tests|docs)/[\w./-]+)`", page.read_text("utf-8")):
            assert (HOME / path).exists(), f"{page.name}: {path}"
