"""`impact`: what rests on a source, an actor, a claim or an annotation."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from dossier import cli, impact, pipeline
from dossier.impact import Impact, Unknown

HOME = Path(__file__).parents[1]
HARBOUR = HOME / "tests" / "dossiers" / "harbour"
BRIEFING = "content/briefings/harbour-opens.yml"
SECOND = "وقالت وزيرة النقل ليلى حداد إن \"الميناء يفتح في مايو\".\nويفتح الميناء في مايو.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The harbour, with a second source that asserts what the first asserts, and our words on both."""
    shutil.copytree(HARBOUR, tmp_path, dirs_exist_ok=True)
    change(tmp_path, BRIEFING, "harbour-opens: expects", "harbour-opens: asserts")
    change(tmp_path, "content/actors.yml", "harbour-gazette:", "other-paper: {name: Other, kind: outlet}\nharbour-gazette:")
    change(tmp_path, "content/claims.yml", "  topics: [harbour]", "  topics: [harbour]\n  status: confirmed")
    (tmp_path / "seeds/second.txt").write_text(SECOND, "utf-8")
    (tmp_path / "content/sources/second.yml").write_text(
        f"capture: seeds/second.txt\nsha256: {hashlib.sha256(SECOND.encode()).hexdigest()}\nlanguage: ar\n"
        "regions: {body: 1-2}\npublisher: {value: other-paper, inferred: for a test}\n"
        "published: {value: 2023-04-12, inferred: for a test}\n",
        "utf-8",
    )
    (tmp_path / "content/briefings/second-paper.yml").write_text(
        "source: second\ntitle: Second\ndraft: true\n"
        "annotations:\n"
        "  opens:\n    context: ويفتح الميناء في مايو\n    note: Said by the paper itself.\n    claims: {harbour-opens: asserts}\n"
        "    evidence: [{quote: الثلاثاء, source: harbour-news}]\n"
        "  month:\n    event: في مايو\n    prefix: ويفتح الميناء\n    is: opening\n"
        "context: |\n  The [first report](source:harbour-news) names a month too [@harbour-opens#opens-in-may].\n"
        "  Nobody doubts it. The gates are its\n  own [@harbour-opens#opens-in-may].\n",
        "utf-8",
    )
    (tmp_path / "content/events.yml").write_text(
        "opening:\n  title: The harbour opens\n  status: foreseen\n  actors: [layla-haddad]\n"
        "  date: {value: 2023-05, inferred: the reports, evidence: [{quote: في مايو, source: harbour-news}]}\n",
        "utf-8",
    )
    (tmp_path / "content/contradictions.yml").write_text(
        "whether:\n  what: Whether it opens\n  sides: [harbour-opens#opens-in-may, harbour-opens#not-begun]\n"
        "  handling: Left open.\n",
        "utf-8",
    )
    return tmp_path


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def lines(impact: Impact) -> list[str]:
    return [f"{sentence.at}: {sentence.words}" for sentence in impact.sentences]


def test_an_annotation_bears_sentences_claims_and_pages(root: Path) -> None:
    found = impact.of(root, "harbour-opens#opens-in-may")
    assert lines(found) == [
        "content/briefings/harbour-opens.yml:5:53: The minister says that the harbour opens in May [@opens-in-may].",
        "content/briefings/second-paper.yml:15:63: The [first report](source:harbour-news) names a month too"
        " [@harbour-opens#opens-in-may].",
        "content/briefings/second-paper.yml:17:9: The gates are its own [@harbour-opens#opens-in-may].",
    ]
    assert [sentence.record for sentence in found.sentences] == [
        "briefing harbour-opens, bottom_line", "briefing second-paper, context", "briefing second-paper, context",
    ]  # fmt: skip
    (claim,) = found.claims
    assert (claim.id, claim.now, claim.without, claim.confirmed) == ("harbour-opens", 2, 1, True)
    assert [(str(place.at), place.what) for place in found.contradictions] == [
        ("content/contradictions.yml:3:11", "contradiction whether, sides 1")
    ]
    assert {"briefings/harbour-opens.html", "briefings/second-paper.html", "claims/harbour-opens.html"} <= {*found.pages}
    assert {"actors/layla-haddad.html", "topics/harbour.html", "contradictions.html"} <= {*found.pages}
    assert not {"figures.html", "404.html", "sources/second.html"} & {*found.pages}


def test_a_source_bears_all_that_is_annotated_quoted_and_named_in_it(root: Path) -> None:
    found = impact.of(root, "harbour-news")
    assert [place.what.partition(" (")[0] for place in found.annotations] == [
        "harbour-opens#opens-in-may", "harbour-opens#no-fees", "harbour-opens#not-begun", "harbour-opens#workers",
    ]  # fmt: skip
    assert [place.what for place in found.evidence] == [
        "source harbour-news, published: «الثلاثاء», line 3",
        "event opening, date: «في مايو», line 3",
        "briefing second-paper, annotations opens evidence: «الثلاثاء», line 3",
    ]
    assert [(place.at.line, place.what) for place in found.mentions] == [
        (1, "«ليلى حداد» names layla-haddad, by name"),
        (3, "«وزيرة النقل» names layla-haddad, by office"),
        (3, "«ليلى حداد» names layla-haddad, by name"),
        (5, "«سامي منصور» names sami-mansour, by name"),
    ]
    assert found.origins == (2, 1)
    assert any("links to source:harbour-news" in sentence.why for sentence in found.sentences)
    assert "briefing harbour-opens, source" in [place.what for place in found.records]
    assert [(claim.id, claim.now, claim.without) for claim in found.claims] == [("harbour-opens", 2, 1)]
    capture = (root / "seeds/harbour.txt").read_text("utf-8").split("\n")
    for place in found.mentions:
        words = place.what[1:].partition("»")[0]
        assert capture[place.at.line - 1][place.at.column - 1 :].startswith(words)


def test_an_actor_bears_what_he_says_and_where_he_is_named(root: Path) -> None:
    found = impact.of(root, "layla-haddad")
    assert [place.what for place in found.annotations] == [
        "harbour-opens#opens-in-may (statement, speaks): The harbour will open its gates in May.",
        "harbour-opens#no-fees (statement, speaks): There will be no new fees for the fishermen.",
    ]
    assert [place.what for place in found.events] == ["event opening, actors 1"]
    assert {place.at.path for place in found.mentions} == {"seeds/harbour.txt", "seeds/second.txt"}
    assert "office minister-of-transport, holders 1 actor" in [place.what for place in found.records]
    outlet = impact.of(root, "other-paper")
    assert [place.what.partition(": ")[0] for place in outlet.annotations] == [
        "second-paper#opens (context, passed it on)", "second-paper#month (event, passed it on)",
    ]  # fmt: skip
    assert [place.what for place in outlet.events] == [
        "opening (The harbour opens) is told by second-paper#month, and by no other"
    ]


def test_a_claim_shows_who_speaks_of_it(root: Path) -> None:
    change(root, BRIEFING, "bottom_line: |\n", "bottom_line: |\n  See [the claim](claim:harbour-opens).\n")
    found = impact.of(root, "claim:harbour-opens")
    (claim,) = found.claims
    assert (claim.now, claim.without) == (2, None)
    assert [f"{ref} {stance}" for ref, stance in claim.stances] == [
        "harbour-opens#opens-in-may asserts", "harbour-opens#not-begun qualifies", "second-paper#opens asserts",
    ]  # fmt: skip
    assert lines(found) == ["content/briefings/harbour-opens.yml:5:25: See [the claim](claim:harbour-opens)."]


def test_a_sentence_that_only_quotes_rests_on_the_words_that_it_quotes(root: Path) -> None:
    change(root, BRIEFING, "not convinced.\n", "not convinced.\nassessment: |\n  It “has not yet begun”. They “will open”.\n")
    found = impact.of(root, "harbour-opens#not-begun")
    own = [s for s in found.sentences if s.record.endswith("assessment")]
    assert [(s.words, s.why) for s in own] == [("It “has not yet begun”.", ("quotes the english of harbour-opens#not-begun",))]


def test_the_counts_come_first_and_agree_with_the_lists(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["impact", "harbour-opens#opens-in-may", "--root", str(root)], HOME) == 0
    told, err = capsys.readouterr()
    assert err == ""
    first, counts, *rest = told.splitlines()
    assert first == "annotation harbour-opens#opens-in-may: The harbour will open its gates in May."
    for count in counts.split(", "):
        if not count.startswith("0 "):
            heading = rest.index(f"{count}:")
            items = rest[heading + 1 : rest.index("", heading) if "" in rest[heading:] else None]
            assert sum(not item.startswith("    ") for item in items) == int(count.split()[0])
    assert "      2 origins now, 1 without it" in rest
    assert "      it is called confirmed, which needs two origins: the build would fail" in rest


def test_it_is_the_same_each_time(root: Path) -> None:
    dossier, _ = pipeline.evidence(root)
    links = impact.links(pipeline.pages(root, dossier))
    subject = impact.named(dossier, "harbour-news")
    assert impact.resting(dossier, subject, links) == impact.of(root, "harbour-news")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("leyla-haddad", "there is no «leyla-haddad»: did you mean layla-haddad?"),
        ("harbour-opens#notbegun", "there is no «harbour-opens#notbegun»: did you mean harbour-opens#not-begun?"),
        ("actor:haddad", "there is no «actor:haddad»: did you mean actor:layla-haddad?"),
        ("zzz", "there is no «zzz»: name a source, actor or claim by its id"),
        ("second", ""),
        ("briefing:second-paper", ""),
        ("opening", ""),
    ],
)
def test_a_name_that_is_none_is_exit_2_with_the_nearest_right_one(
    root: Path, capsys: pytest.CaptureFixture[str], written: str, told: str
) -> None:
    assert cli.main(["impact", written, "--root", str(root)], HOME) == (2 if told else 0)
    assert told in capsys.readouterr().err


def test_a_name_of_two_records_asks_which(root: Path) -> None:
    change(root, "content/claims.yml", "harbour-opens:", "second:\n  text: It opens twice\nharbour-opens:")
    dossier, _ = pipeline.evidence(root)
    with pytest.raises(Unknown, match=r"more than one record: write source:second or claim:second"):
        impact.named(dossier, "second")
    assert impact.named(dossier, "claim:second").kind == "claim"


def test_every_citation_of_the_first_dossier_is_found_by_somebody(tmp_path: Path) -> None:
    """What each annotation bears, all together, is every citation there is."""
    dossier, _ = pipeline.evidence(HOME)
    for ref, keys in list(dossier.cited_by.items())[::20]:
        found = impact.resting(dossier, impact.named(dossier, str(ref)), {})
        cited = {s.record for s in found.sentences if any(why == f"cites {ref}" for why in s.why)}
        assert len(cited) == len(keys)
        for sentence in found.sentences:
            line = (HOME / sentence.at.path).read_text("utf-8").split("\n")[sentence.at.line - 1]
            named = ref.annotation in line[sentence.at.column - 1 :] or not sentence.why[0].startswith("cites")
            assert named, sentence
