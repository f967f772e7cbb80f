"""Our own words: Markdown in, safe HTML and a list of references out."""

from __future__ import annotations

import re

import pytest

from dossier.text.prose import parse


def test_references_and_citations_are_listed_with_their_places() -> None:
    text = "[Kadhimi](actor:mustafa-al-kadhimi) said so [@a-b], as did others [@other#c-d]."
    prose = parse(text, briefing="home")
    assert [(r.kind, r.id, text[r.offset :][:7]) for r in prose.references] == [
        ("actor", "mustafa-al-kadhimi", "mustafa")
    ]
    assert [(c.briefing, c.annotation) for c in prose.citations] == [("home", "a-b"), ("other", "c-d")]
    assert 'href="actor:mustafa-al-kadhimi"' in prose.html
    assert 'href="note:home#a-b"' in prose.html
    assert 'href="note:other#c-d"' in prose.html


def test_plain_words_leave_out_marks_and_citations() -> None:
    assert parse("It is *so* [@a]. [He](actor:x) & she.", briefing="b").plain == "It is so. He & she."


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](https://elsewhere.example/pixel.png)",
        '<a href="https://x.example" onclick="y()">z</a>',
        "<iframe src=https://x.example></iframe>",
        "<style>body{display:none}</style>",
        '<p style="position:fixed">x</p>',
        '[x](https://x.example "title\\" onmouseover=alert(1)")',
        "<svg><script>1</script></svg>",
    ],
)
def test_markup_that_could_do_harm_does_not_pass(attack: str) -> None:
    html = re.sub(r'title="[^"]*"', "", parse(attack).html.lower())  # words in a tooltip are only words
    for sign in ("<script", "<img", "<iframe", "<style", "<svg", "style=", "javascript:", "data:", " onclick", " onmouse"):
        assert sign not in html, html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "page.html", "//x.example/", "#top"])
def test_an_address_of_another_scheme_is_listed_as_unsafe(address: str) -> None:
    assert [link.id for link in parse(f"[x]({address})").unsafe_links] == [address]


def test_quotation_marks_are_left_as_they_are_written() -> None:
    assert '"so"' in parse('He said "so".').html
    assert "“so”" in parse("He said “so”.").html


def test_quoted_words_know_the_citations_of_their_paragraph() -> None:
    prose = parse('One "first" [@a].\n\nTwo “second\nline” [@b] and `"code"`.', briefing="x")
    assert [(q.words, [c.annotation for c in q.citations]) for q in prose.quoted] == [
        ("first", ["a"]), ("second line", ["b"]),
    ]  # fmt: skip


def test_each_block_finds_its_own_direction() -> None:
    html = parse("One.\n\n- two\n- ثلاثة\n\n## Four").html
    assert html.count('dir="auto"') == 4


def test_texts_do_not_leak_into_each_other() -> None:
    first = parse("[x]: https://one.example\n\n[x]").html
    assert "one.example" in first
    assert "one.example" not in parse("[x]").html
