"""What the pages promise, over small dossiers and over the dossier of this repository."""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import pipeline
from dossier.model.records import KINDS
from dossier.stages import read
from dossier.stages.compose import article, rendering
from dossier.stages.compose.article import Mark
from dossier.stages.compose.prose import turned
from dossier.stages.export import disarmed
from dossier.text.dates import when
from dossier.text.locale import Words, plural
from dossier.text.spans import Span
from dossier.text.typography import printed, printed_html

HOME = Path(__file__).parents[1]
DOSSIERS = HOME / "tests" / "dossiers"
EVERY = {"this": HOME, "harbour": DOSSIERS / "harbour", "ferry": DOSSIERS / "ferry", "mina": DOSSIERS / "mina"}
TEMPLATES = read.templates(HOME)


def words(language: str) -> Words:
    return read.words(TEMPLATES, language)  # type: ignore[arg-type]


@cache
def site(root: Path) -> dict[str, str]:
    """Every text file of the site of the dossier in `root`, by its path."""
    _, files = pipeline.make(root)
    return {f.path: f.content.decode() for f in files if not f.path.endswith(".woff2")}


class Seen(HTMLParser):
    """What a page has: ids, links with their text, elements with attributes, text outside of tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if "id" in attributes:
            self.ids.append(attributes["id"] or "")
        for name in ("href", "src"):
            if attributes.get(name):
                self.links.append(attributes[name] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def pages(root: Path) -> dict[str, Seen]:
    return {path: Seen(text) for path, text in site(root).items() if path.endswith(".html")}


@pytest.fixture(params=EVERY, ids=str)
def root(request: pytest.FixtureRequest) -> Path:
    return EVERY[request.param]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[..., Path]:
    """A copy of a small dossier in which texts were replaced: `changed("harbour", {path: (old, new)})`."""

    def change(name: str, changes: dict[str, tuple[str, str]]) -> Path:
        copy = tmp_path / name
        shutil.copytree(DOSSIERS / name, copy)
        for path, (old, new) in changes.items():
            text = (copy / path).read_text("utf-8")
            assert old in text
            (copy / path).write_text(text.replace(old, new), "utf-8")
        return copy

    return change


# Addresses


def test_a_dossier_has_every_page_that_its_records_ask_for() -> None:
    made = set(site(DOSSIERS / "ferry"))
    assert {
        "index.html", "404.html", "about.html", "timeline.html", "figures.html", "matrix.html",
        "briefings/index.html", "briefings/ferry-returns.html",
        "sources/index.html", "sources/island-times.html",
        "actors/index.html", "actors/ruth-okafor.html",
        "topics/index.html", "claims/index.html", "claims/ferry-sails.html",
        "verify.html", "manifest.json", "data/quotes.csv", "data/captures.js", "data/captures.sha256",
        "data/mentions.csv", ".nojekyll", "assets/site.css", "assets/theme.js", "assets/favicon.svg",
    } <= made  # fmt: skip


def test_no_link_and_no_anchor_is_broken(root: Path) -> None:
    everything, broken = pages(root), []
    files = {f.path for f in pipeline.make(root)[1]}
    for path, page in everything.items():
        for link in page.links:
            if link.startswith(("http:", "https:", "mailto:")) or path == "404.html":
                continue
            target, _, fragment = unquote(link).partition("#")
            resolved = resolve(path, target) if target else path
            if resolved not in files or (fragment and fragment not in everything[resolved].ids):
                broken.append((path, link))
    assert not broken


def resolve(page: str, link: str) -> str:
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(link).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_links_are_relative_and_name_files(root: Path) -> None:
    for path, page in pages(root).items():
        for link in page.links:
            if path != "404.html" and not link.startswith(("http:", "https:", "mailto:")):
                assert not link.startswith("/"), (path, link)
                assert not link.partition("#")[0].endswith("/"), (path, link)


def test_an_id_stands_once_on_a_page(root: Path) -> None:
    for path, page in pages(root).items():
        assert len(page.ids) == len(set(page.ids)), (path, {i for i in page.ids if page.ids.count(i) > 1})


def test_ids_of_ours_cannot_clash_with_authors_ids(root: Path) -> None:
    """Authors' ids are small letters, digits and hyphens; ours begin with a capital or join two by a double hyphen."""
    records = pipeline.evidence(root)[0].traced.anchored.entities.records
    authors = {id for kind in KINDS for id in getattr(records, kind)}
    authors |= {id for briefing in records.briefings.values() for id in briefing.annotations}
    for path, page in pages(root).items():
        assert all(id in authors or id[0].isupper() or "--" in id for id in page.ids), path


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("", "/"),
        ("https://example.org/", "/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("https://x.org/a", "/a/"),
    ],
)
def test_the_404_page_works_at_any_depth(changed: Callable[..., Path], url: str, start: str) -> None:
    root = changed("harbour", {"site.yml": ("language: en", f"language: en\nurl: '{url}'")})
    links = [link for link in pages(root)["404.html"].links if not link.startswith("#")]
    assert links
    assert all(link.startswith(start) for link in links)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://OWNER.github.io/REPO/", ""),
        ("", ""),
        ("https://example.org/d", "https://example.org/d/sources/harbour-news.html"),
    ],
)
def test_only_a_real_address_is_told_as_canonical(changed: Callable[..., Path], url: str, told: str) -> None:
    root = changed("harbour", {"site.yml": ("language: en", f"language: en\nurl: '{url}'")})
    canonical = [
        a["href"] for tag, a in pages(root)["sources/harbour-news.html"].elements
        if tag == "link" and a.get("rel") == "canonical"
    ]  # fmt: skip
    assert canonical == ([told] if told else [])


# What every page has


def test_every_page_has_landmarks_one_h1_a_title_and_a_policy_that_it_can_obey(root: Path) -> None:
    titles = []
    for path, page in pages(root).items():
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == 1, path
        assert tags.count("main") == 1, path
        assert "nav" in tags and "header" in tags and "footer" in tags, path
        html = next(a for tag, a in page.elements if tag == "html")
        assert html["lang"] in ("en", "ar") and html["dir"] in ("ltr", "rtl"), path
        assert any(a.get("name") == "description" and a.get("content") for _, a in page.elements), path
        policy = next(a["content"] for _, a in page.elements if a.get("http-equiv"))
        assert policy and policy.startswith("default-src 'none'") and "unsafe" not in policy
        for tag, attributes in page.elements:
            assert "style" not in attributes, (path, tag)
            assert tag != "style", path
            assert tag != "script" or attributes.get("src"), path
            assert not [name for name in attributes if name.startswith("on")], (path, tag)
        titles.append(re.search("<title>(.*?)</title>", site(root)[path], re.DOTALL)[1])  # type: ignore[index]
    assert len(titles) == len(set(titles))


def test_the_front_page_alone_bears_the_whole_of_a_title_with_a_colon() -> None:
    def nameplate(path: str) -> str:
        found = re.search(r'class="masthead-title"[^>]*>(.*?)</(?:p|h1)>', site(HOME)[path], re.DOTALL)
        return re.sub(r"<[^>]*>", "", found[1]) if found else ""

    assert nameplate("index.html") == "The US military mission in Iraq: a briefing dossier"
    assert nameplate("brief.html") == nameplate("claims/index.html") == "The US military mission in Iraq"


def test_what_authors_write_is_escaped(changed: Callable[..., Path]) -> None:
    evil = "'<script>alert(1)</script> & x'"
    root = changed(
        "harbour",
        {"content/briefings/harbour-opens.yml": ("title: The harbour is to open in May", f"title: {evil}")},
    )
    for path, page in site(root).items():
        assert "<script>alert" not in page, path
    assert "&lt;script&gt;alert(1)" in site(root)["briefings/harbour-opens.html"]


def test_the_site_is_in_its_own_language_and_direction() -> None:
    arabic = site(DOSSIERS / "mina")["briefings/mina-opens.html"]
    assert '<html lang="ar" dir="rtl" ' in arabic
    english = site(DOSSIERS / "harbour")["briefings/harbour-opens.html"]
    assert '<html lang="en" dir="ltr" ' in english
    assert '<p class="original" lang="ar" dir="rtl"' in english
    assert 'lang="ar" dir="rtl"' not in arabic.partition("<body")[2]  # nothing turns where all is Arabic


# The article


def test_an_article_stands_on_its_page_in_the_captures_own_characters(root: Path) -> None:
    dossier, _ = pipeline.evidence(root)
    anchored = dossier.traced.anchored
    for id, briefing in anchored.entities.records.briefings.items():
        html = site(root)[f"briefings/{id}.html"].partition('<div class="rows">')[2].partition("</section>")[0]
        shown = re.findall(r'<p class="original"[^>]*>(.*?)</p>', html, re.DOTALL)
        shown = [Seen(re.sub(r'<span class="refs[^>]*>.*?</span>', "", line)).text for line in shown]
        assert shown == [
            span.of(anchored.captures[briefing.source].text) for span in anchored.news(briefing.source)
        ]


def test_each_annotation_is_marked_numbered_and_noted_once() -> None:
    html = site(DOSSIERS / "harbour")["briefings/harbour-opens.html"]
    for id in ("opens-in-may", "no-fees", "not-begun", "workers"):
        assert html.count(f'<li class="note {"figure" if id == "workers" else "statement"}" id="{id}"') == 1
        for words in ("original", "english"):  # in the capture's words, and in our rendering of them
            lines = "".join(re.findall(rf'<p class="{words}"[^>]*>(.*?)</p>', html))
            assert len(re.findall(rf'<mark class="\w+ d0" data-note="{id}">', lines)) == 1
            assert lines.count(f'<a href="#{id}" data-note="{id}" aria-label=') == 1


@pytest.mark.parametrize(
    ("line", "words", "marked"),
    [
        ("He said “the harbour will open”.", "The harbour will open.", "the harbour will open"),
        ("They have proved “capable” of it.", "proved capable", "proved “capable"),
        (
            "On 29 June [as printed], when it struck",
            "29 June, when it struck",
            "29 June [as printed], when it struck",
        ),
        ("It ends [the arrest of] men", "[the arrest of]", "the arrest of"),
        ("No more, no less", "no", None),  # twice
        ("He reopened it", "opened", None),  # part of a word
        ("He went", "he came", None),
        ("He went", "[…]", None),
    ],
)
def test_our_words_are_marked_where_they_stand_in_exactly_one_place(
    line: str, words: str, marked: str | None
) -> None:
    place = rendering.place(line, words)
    assert (place.of(line) if place else None) == marked


def test_words_that_name_two_lead_to_both() -> None:
    html = site(HOME)["briefings/kadhimi-in-washington.html"]
    _, mention, after = html.partition(">الرئيسان</a>")
    assert mention
    first = html.partition(">الرئيسان</a>")[0].rpartition('href="')[2].partition('"')[0]
    second = re.match(r'(?:</mark>)*<span class="refs also"[^>]*>\+&nbsp;<a href="([^"]+)"', after)
    assert second and {first, second[1]} == {"../actors/joe-biden.html", "../actors/mustafa-al-kadhimi.html"}


# How words came to us


SUSPECTED = '</a> <span class="suspected">(suspected)</span>'


def test_an_agency_that_is_only_inferred_is_called_suspected_wherever_words_come_through_it() -> None:
    agency, stated = "Agence France-Presse", "Alhurra"
    briefing = site(HOME)["briefings/biden-ends-combat-mission.html"]
    chains = re.findall(r'<p class="note-chain">(.*?)</p>', briefing)
    assert sum(agency in chain for chain in chains) > 10
    assert all(agency + SUSPECTED in chain for chain in chains if agency in chain)
    assert f"agency {agency} (suspected)" in briefing.partition("<summary>")[2].partition("</summary>")[0]
    who_said_what = briefing.partition('id="Who-said-what"')[2].partition("</section>")[0]
    assert who_said_what.count(agency) == who_said_what.count(agency + SUSPECTED) == 1  # once for all
    assert 'Agency <span class="suspected">(suspected)' in site(HOME)["actors/afp.html"]
    assert f"agency {agency} (suspected)" in site(HOME)["sources/index.html"]
    assert stated + "</a>" in "".join(
        re.findall(r'<p class="note-chain">(.*?)</p>', site(HOME)["briefings/kadhimi-in-washington.html"])
    )
    for path, page in site(HOME).items():
        assert stated + SUSPECTED not in page, path


@pytest.mark.parametrize(
    ("basis", "suspected"),
    [
        ("inferred: invented for a test, confidence: low", True),
        ("background: everybody knows it", True),
        ("stated: الثلاثاء", False),
    ],
)
def test_an_outlet_in_a_chain_is_as_sure_as_its_record(
    changed: Callable[..., Path], basis: str, suspected: bool
) -> None:
    old = "inferred: invented for a test, confidence: low"
    root = changed("harbour", {"content/sources/harbour-news.yml": (old, basis)})
    chain = re.findall(r'<p class="note-chain">(.*?)</p>', site(root)["briefings/harbour-opens.html"])[0]
    assert (SUSPECTED in chain) == suspected


def test_the_record_names_what_is_known_with_its_basis_and_evidence_and_what_is_not() -> None:
    page = site(HOME)["sources/bayan-al-yaoum-2021-07-27.html"]
    facts = dict(re.findall(r"<dt>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL))
    agency = facts["Agency"]
    assert '<span class="basis">inferred, moderate confidence</span>' in agency
    assert 'href="../sources/bayan-al-yaoum-2021-07-27.html#L17">line 17</a>' in agency
    assert "Baghdad Today, line 24</a>" in agency  # evidence in another capture says so
    assert facts["Not known"] and "Agency" not in facts["Not known"]
    assert "possibly true" in facts["Grade"] or "probably true" in facts["Grade"]
    for line in (15, 17, 46):
        assert f'id="L{line}"' in page


@given(
    marks=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=6),
    links=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=2),
)
def test_marks_nest_whatever_they_overlap_and_no_character_is_lost(
    marks: list[tuple[int, int]], links: list[tuple[int, int]]
) -> None:
    text = "abcdefghijklmnopqrst"
    spans = [Span(start, min(20, start + length)) for start, length in marks if start < 20]
    named = [(span, Mark(id=str(i), kind="term", number=i, hint="")) for i, span in enumerate(spans)]
    linked = [
        (Span(s, min(20, s + n)), article.MentionLink(address="x", by="name", hint=""))  # type: ignore[arg-type]
        for s, n in links
        if s < 20
    ]
    pieces = article._pieces(text, Span(0, 20), named, linked, None)
    assert "".join(piece.text for piece in pieces) == text
    stack: list[str] = []
    covered: dict[str, str] = {mark.id: "" for _, mark in named}
    for piece in pieces:
        for mark, depth in piece.opens:
            assert depth == len(stack)
            stack.append(mark.id)
        for id in stack:
            covered[id] += piece.text
        del stack[len(stack) - piece.closes :]
    assert not stack
    assert covered == {mark.id: span.of(text) for span, mark in named}


def test_of_an_excerpted_capture_only_the_quoted_words_are_published(changed: Callable[..., Path]) -> None:
    root = changed("harbour", {"site.yml": ("source_text: full", "source_text: excerpts\nexcerpt_context: 1")})
    for path, text in site(root).items():
        assert "سوق قديمة" not in text, path  # the end of a line that is quoted only at its beginning
        assert "ينتظرون" not in text, path
        assert "fishermen are waiting" not in text, path
    for path in ("briefings/harbour-opens.html", "sources/harbour-news.html"):
        text = Seen(site(root)[path]).text
        assert "الهدنة مع الوزارة" in text
        assert words("en")("excerpted") in text


# Odd states


def test_a_draft_says_so_and_is_not_for_search_engines(changed: Callable[..., Path]) -> None:
    root = changed(
        "harbour",
        {"content/briefings/harbour-opens.yml": ("source: harbour-news", "source: harbour-news\ndraft: true")},
    )
    page = site(root)["briefings/harbour-opens.html"]
    assert '<meta name="robots" content="noindex">' in page
    assert words("en")("draft_banner") in page
    assert words("en")("draft_banner") not in site(DOSSIERS / "harbour")["briefings/harbour-opens.html"]


def test_what_is_not_known_is_said_in_words(changed: Callable[..., Path]) -> None:
    root = changed(
        "harbour",
        {
            "content/sources/harbour-news.yml": (
                "publisher: {value: harbour-gazette, inferred: invented for a test, confidence: low}\n"
                "published: {value: 2023-04-11, inferred: a Tuesday, evidence: [الثلاثاء]}\n",
                "",
            ),
        },
    )
    t = words("en")
    page = site(root)["briefings/harbour-opens.html"]
    kicker = page.partition('<p class="kicker">')[2].partition("<h1")[0]
    assert t("outlet_unknown") in kicker
    assert t("undated") in kicker
    assert t("line_published_unknown") in page


def test_a_source_without_headline_or_briefing_says_so(changed: Callable[..., Path]) -> None:
    root = changed("harbour", {"content/sources/harbour-news.yml": ("{title: 1, body", "{ui: 1, body")})
    shutil.rmtree(root / "content/briefings")
    (root / "content/claims.yml").unlink()
    page = site(root)["sources/harbour-news.html"]
    assert words("en")("no_headline_source") in page
    assert words("en")("no_briefing") in page


def test_a_briefing_that_is_only_begun_has_a_page(changed: Callable[..., Path]) -> None:
    root = changed("harbour", {})
    (root / "content/briefings/harbour-opens.yml").write_text("source: harbour-news\ndraft: true\n", "utf-8")
    page = site(root)["briefings/harbour-opens.html"]
    assert "ليلى حداد تعلن موعد فتح الميناء</h1>" in page  # its headline, as none of ours was written
    assert words("en")("no_annotations") in page


# Numbers that agree


def test_counts_of_statements_and_mentions_agree_wherever_they_stand() -> None:
    dossier, _ = pipeline.evidence(HOME)
    t = words("en")
    listed = Seen(site(HOME)["actors/index.html"]).text
    for actor in ("joe-biden", "mustafa-al-kadhimi", "john-kirby"):
        statements = t.count("statements", len(dossier.by_speaker[actor]))  # type: ignore[index]
        mentions = t.count("mentions", len(dossier.mentions_by_actor[actor]))  # type: ignore[index]
        page = site(HOME)[f"actors/{actor}.html"]
        assert statements in page and mentions in page
        assert page.count('<span class="before">') == len(dossier.mentions_by_actor[actor])  # type: ignore[index]
        own = page.partition('id="About"')[0]
        assert own.count('<div class="passage statement">') >= len(dossier.by_speaker[actor])  # type: ignore[index]
        assert statements in listed or mentions in listed


def test_the_front_page_says_how_many_origins_the_sources_have() -> None:
    front, listed = (pages(HOME)[path].text for path in ("index.html", "sources/index.html"))
    assert "5 sources of 3 origins, " in front
    assert "5 sources of 3 origins" in listed
    assert "1 source, " in pages(DOSSIERS / "ferry")["index.html"].text


# Dates


def test_what_is_foreseen_for_no_day_is_no_date_to_watch(changed: Callable[..., Path]) -> None:
    path = "content/events.yml"
    front = site(DOSSIERS / "ferry")["index.html"]
    assert words("en")("home_dates") in front
    sometime = site(changed("ferry", {path: ("2022-10/2022-12", "2022-10/..")}))
    assert words("en")("home_dates") not in sometime["index.html"]
    assert "from October 2022 on" in sometime["timeline.html"]


def test_a_figure_of_no_known_beginning_counts_by_a_day_at_the_latest() -> None:
    text = " ".join(pages(HOME)["figures.html"].text.split())
    assert "as of until" not in text
    assert "Iraq · by 28 November 2021 at the latest" in text


def test_sources_that_have_a_comma_of_their_own_are_listed_with_semicolons() -> None:
    text = " ".join(pages(HOME)["claims/about-fifty-attacks-2021.html"].text.split())
    assert "Almodon, 23 July 2021; Baghdad Today, 28 November 2021; Unidentified outlet, " in text


def test_the_list_of_sources_says_of_what_it_tells_the_basis() -> None:
    text = " ".join(pages(HOME)["sources/index.html"].text.split())
    assert "Hurriya outlet inferred, high confidence" in text
    assert "Bayan al-Yaoum outlet stated" in text
    assert "Unidentified outlet unknown" not in text


def test_every_mention_is_exported_where_the_capture_has_it(root: Path) -> None:
    dossier, _ = pipeline.evidence(root)
    rows = list(csv.DictReader(io.StringIO(site(root)["data/mentions.csv"])))
    captures = {c.path: c.text for c in dossier.traced.anchored.captures.values()}
    assert len(rows) == sum(map(len, dossier.traced.mentions.values()))
    assert site(root)["data/mentions.csv"].splitlines()[0] == "source,capture,start,end,surface,actor,by,rule"
    order = [(r["capture"], int(r["start"]), int(r["end"]), r["actor"]) for r in rows]
    assert order == sorted(order)
    for row in rows:
        assert captures[row["capture"]][int(row["start"]) : int(row["end"])] == row["surface"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_cell_that_begins_like_a_formula_is_disarmed(cell: str) -> None:
    assert disarmed(cell) == f"'{cell}"
    assert disarmed(f"x{cell}") == f"x{cell}"


# Words


def slots(text: str) -> set[str]:
    return set(re.findall(r"{(\w*)(?::oblique)?}", text))


def test_every_language_has_the_same_words_with_the_same_slots() -> None:
    english, arabic = words("en")._texts, words("ar")._texts
    counted = {key.rpartition("_")[0] for key in english if key.endswith("_other")}
    forms = {"en": ("one", "other"), "ar": ("zero", "one", "two", "few", "many", "other")}
    for language, texts in (("en", english), ("ar", arabic)):
        for key in counted:
            assert all(f"{key}_{form}" in texts for form in forms[language]), (language, key)
    arabic = {key: text for key, text in arabic.items() if not key.endswith("_two_oblique")}  # see test_languages
    plain = {key for key in english if key.rpartition("_")[0] not in counted}
    assert plain == {key for key in arabic if key.rpartition("_")[0] not in counted}
    for texts in (english, arabic):
        assert all(slots(text) <= {"n"} for key, text in texts.items() if key.endswith(("_one", "_two", "_other")))
    for key in plain:
        assert slots(english[key]) == slots(arabic[key]), key


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = {
        key
        for path, text in TEMPLATES.items()
        if path.endswith(".html")
        for key in re.findall(r"""\bt\(["'](\w+)["']""", text.decode())
    }
    assert len(asked) > 60
    assert asked <= set(words("en")._texts)


def test_a_word_that_is_not_there_ends_the_build() -> None:
    with pytest.raises(KeyError):
        words("en")("no_such_word")


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        ("2021-07-26", "26 July 2021", "26 تموز/يوليو 2021"),
        ("2021-10", "October 2021", "تشرين الأول/أكتوبر 2021"),
        ("2021", "2021", "2021"),
        ("2021-10~", "about October 2021", "نحو تشرين الأول/أكتوبر 2021"),
        ("2024-09-27?", "27 September 2024 (uncertain)", "27 أيلول/سبتمبر 2024 (غير مؤكد)"),
        ("2021-07-23/..", "from 23 July 2021 on", "من 23 تموز/يوليو 2021 فصاعدا"),
        ("../2021-07", "until July 2021", "حتى تموز/يوليو 2021"),
        ("2021-07/2021-09-02", "July 2021 to 2 September 2021", "من تموز/يوليو 2021 إلى 2 أيلول/سبتمبر 2021"),
        ("202X", "the 2020s", "العقد الذي يبدأ عام 2020"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_it_is_known(edtf: str, english: str, arabic: str) -> None:
    assert words("en").date(when(edtf)) == english
    assert words("ar").date(when(edtf)) == arabic


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"),
     (102, "other"), (103, "few"), (111, "many")],
)  # fmt: skip
def test_arabic_counts_in_six_forms(number: int, form: str) -> None:
    assert plural("ar", number) == form
    assert plural("en", number) == ("one" if number == 1 else "other")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('He said "no".', "He said “no”."),
        ("Iraq's \"own\" forces'", "Iraq’s “own” forces’"),
        ('("maybe")', "(“maybe”)"),
    ],
)
def test_marks_of_our_own_words_are_made_round(typed: str, shown: str) -> None:
    assert printed(typed, "“", "”") == shown


def test_marks_inside_tags_and_code_stay() -> None:
    html = '<p dir="auto">"<em>No</em>" <code>"x"</code></p>'
    assert printed_html(html, "“", "”") == '<p dir="auto">“<em>No</em>” <code>"x"</code></p>'


def test_runs_of_the_other_script_get_their_language_and_direction() -> None:
    assert turned('<p dir="auto">Purely (بحت جدا) so</p>', "en") == (
        '<p dir="ltr">Purely (<bdi lang="ar" dir="rtl">بحت جدا</bdi>) so</p>'
    )
    assert turned('<p dir="auto">قالت Al Jazeera &amp; غيرها</p>', "ar") == (
        '<p dir="rtl">قالت <bdi lang="en" dir="ltr">Al Jazeera</bdi> &amp; غيرها</p>'
    )
    assert turned('<p dir="auto">English only</p>', "ar") == '<p lang="en" dir="ltr">English only</p>'


def test_a_citation_is_a_number_at_home_and_names_its_outlet_abroad() -> None:
    home = site(HOME)["briefings/washington-may-withdraw.html"]
    assert re.search(
        r'<a class="cite" href="#not-a-withdrawal" aria-label="Note \d+" title="[^"]+">\d+</a>', home
    )
    named = r'<a class="cite away"[^>]*>([^<]*?)\u00a0\d+</a>'
    run = re.compile(named + '<span class="cite-dot">·</span><wbr>' + named)
    for page in site(HOME).values():  # an outlet is named once in a run of citations
        assert all(outlet != after for outlet, after in run.findall(page))
    abroad = site(HOME)["actors/joe-biden.html"]
    assert re.search(
        r'<a class="cite away" href="\.\./briefings/[\w-]+\.html#[\w-]+" aria-label="Hurriya\u00a0\d+"', abroad
    )
    for path, page in site(HOME).items():
        assert 'href="note:' not in page and 'href="actor:' not in page, path


# Style


def test_no_page_is_heavy() -> None:
    for path, page in site(HOME).items():
        assert not path.endswith(".html") or len(gzip.compress(page.encode())) < 120_000, path


def tokens() -> Iterator[tuple[str, str, str]]:
    css = TEMPLATES["assets/site.css"].decode()
    yield from re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_words_stands_out_from_the_paper_by_day_and_by_night() -> None:
    by_name = {name: pair for name, *pair in tokens()}
    assert len(by_name) > 12
    for name, pair in by_name.items():
        if name in ("paper", "paper-raised", "rule"):
            continue
        for paper in ("paper", "paper-raised"):
            for theme in (0, 1):
                least = 3 if name == "rule-strong" else 4.5  # a line is seen, words are read
                assert contrast(pair[theme], by_name[paper][theme]) >= least, (name, paper, theme)


def test_the_style_knows_no_left_and_right() -> None:
    for path, css in TEMPLATES.items():
        if path.endswith(".css"):
            found = re.findall(
                r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right):|align: (?:left|right)",
                css.decode(),
            )
            assert not found, path


def test_headings_go_down_one_step_at_a_time(root: Path) -> None:
    for path, page in pages(root).items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
