"""Search as readers use it: in a real browser, from a folder and from a server, in both languages."""

from __future__ import annotations

import csv
import gzip
import random
import shutil
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pytest
from conftest import build, served, until

from dossier import pipeline
from dossier.model.search import NOTE, TEXT, Entry, Field, Searchable
from dossier.model.site import Address, Phrase
from dossier.stages import index, read
from dossier.text.terms import terms

HERE = Path(__file__).parent
HOME = HERE.parent
DOSSIERS = HERE / "dossiers"
AT_MOST = 150_000  # bytes, compressed, before the first result

ALL_RESULTS = """async () => {
  const more = document.querySelector(".more-results"), count = () => document.querySelectorAll(".found").length;
  while (!more.hidden) {
    const before = count();
    more.click();
    while (count() === before) await new Promise(wait => setTimeout(wait, 4));
  }
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This dossier's site below repo/, and small ones in it."""
    base = tmp_path_factory.mktemp("site")
    build(HOME, base / "repo")
    for name in ("mina", "ferry", "harbour"):
        build(DOSSIERS / name, base / "repo" / name)
    return base


@pytest.fixture(scope="module")
def http(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address + "repo/"


class Search:
    """The search page in a window of its own; `asked` are the files that it loaded, `said` what its console says."""

    def __init__(self, chromium: Any, base: str, **options: Any) -> None:
        self.window = chromium.new_context(**options)
        self.page = self.window.new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.goto(base + "search.html")

    def ask(self, query: str, **filters: str) -> list[str]:
        """The addresses of all results, in their order, with what was found in the same line."""
        self.page.evaluate("document.getElementById('Results').removeAttribute('data-done')")
        self.page.evaluate(
            "told => { location.hash = told; dispatchEvent(new HashChangeEvent('hashchange')); }",
            urlencode({"q": query, **filters}, quote_via=quote),
        )
        self.settled()
        self.page.evaluate(ALL_RESULTS)
        return self.found()

    def settled(self) -> None:
        until(self.page, "document.getElementById('Results').dataset.done !== undefined")

    def found(self) -> list[str]:
        links: list[str] = self.page.eval_on_selector_all(
            ".found a", "links => links.map(link => link.getAttribute('href'))"
        )
        return links

    def marked(self) -> list[str]:
        words: list[str] = self.page.locator(".found mark").all_inner_texts()
        return words

    @property
    def status(self) -> str:
        return str(self.page.locator(".search-status").inner_text())

    @property
    def note(self) -> str:
        return str(self.page.locator(".search-said").inner_text())


@pytest.fixture(scope="module")
def searches(chromium: Any) -> Iterator[Callable[..., Search]]:
    opened: list[Search] = []

    def search(base: str, **options: Any) -> Search:
        opened.append(Search(chromium, base, **options))
        return opened[-1]

    yield search
    for one in opened:
        assert not one.said, one.said
        one.window.close()


@pytest.fixture(scope="module")
def search(searches: Callable[..., Search], folder: Path) -> Search:
    """The search of this dossier, opened from its folder."""
    return searches((folder / "repo").as_uri() + "/")


# Which passages are found


@pytest.mark.parametrize("part", range(2))  # two by two they fit the tests' workers
def test_a_table_of_queries_finds_what_it_must_and_nothing_that_it_must_not(
    search: Search, part: int
) -> None:
    """tests/queries.csv was written by somebody who had not seen the search; `must` and `must_not` are lines of
    articles, `pages` what a reader would look for first."""
    dossier, _ = pipeline.evidence(HOME)
    page_of = {source: min(briefings) for source, briefings in dossier.briefings_by_source.items()}

    def address(line: str) -> str:
        source, _, number = line.rpartition(":")
        return f"briefings/{page_of[source]}.html#L{number}"  # type: ignore[index]

    wanted = missed = 0
    told: list[str] = []
    with (HERE / "queries.csv").open(encoding="utf-8", newline="") as table:
        for row in list(csv.DictReader(table))[part::2]:
            filters = dict(part.split("=") for part in row["filters"].split())
            found = search.ask(row["query"], **filters)
            must = {address(line) for line in row["must"].split()}
            junk = {address(line) for line in row["must_not"].split()} & set(found)
            near = found if filters else found[:10]
            lost = [page for page in row["pages"].split() if page not in near]
            wanted += len(must)
            missed += len(must - set(found))
            if junk or lost or (row["nothing"] and found):
                told.append(f"{row['class']} {row['query']} {filters}: junk {sorted(junk)}, lost {lost}")
    assert not told, "\n".join(told)
    assert 1 - missed / wanted >= 0.99


def test_every_word_of_the_articles_finds_its_own_line(search: Search) -> None:
    dossier, _ = pipeline.evidence(HOME)
    anchored = dossier.traced.anchored
    lines: dict[str, str] = {}
    for source, briefings in dossier.briefings_by_source.items():
        for number in anchored.news_lines(source):
            for word in anchored.captures[source].line(number).split():
                if any(len(term.text) > 1 for term in terms(word)):
                    lines.setdefault(word.strip("\"'()«».،:؛"), f"briefings/{min(briefings)}.html#L{number}")
    words = sorted(lines)[:: len(lines) // 80]
    lost = [word for word in words if word and lines[word] not in search.ask(f"{word} ")]
    assert not lost


@pytest.mark.parametrize("name", ["mina", "ferry", "harbour"])
def test_small_dossiers_are_searched_too(name: str, folder: Path, searches: Callable[..., Search]) -> None:
    search = searches((folder / "repo" / name).as_uri() + "/")
    dossier, _ = pipeline.evidence(DOSSIERS / name)
    for id in dossier.mentions_by_actor:
        actor = dossier.traced.anchored.entities.records.actors[id]
        for text in filter(None, (actor.name, actor.native)):
            assert f"actors/{id}.html" in search.ask(text)[:3]


def test_a_question_is_asked_by_its_other_words(search: Search) -> None:
    assert set(search.ask("كم عدد القوات ")) == set(search.ask("عدد القوات "))
    assert set(search.ask("when do troops leave ")) == set(search.ask("troops leave "))
    assert search.ask("when")  # alone it is a word like any other


def test_the_forms_that_were_typed_come_before_rarer_ones(search: Search) -> None:
    search.ask("القوات القتالية ")
    assert search.page.locator(".found").first.locator("mark").all_inner_texts()[:2] == ["القوات", "القتالية"]


def test_a_word_may_go_on_until_a_space_is_typed(search: Search) -> None:
    going, ended = set(search.ask("Iran")), set(search.ask("Iran "))
    assert ended < going
    assert search.ask("Iran")[0] == "actors/iran.html"
    assert set(search.ask("علي")) == set(search.ask("علي "))  # of three letters: no عليه


def test_furniture_is_not_found(search: Search) -> None:
    assert search.ask("المدن") == [] or all("#L" not in address for address in search.ask("المدن"))


def test_words_that_are_typed_are_beginnings_and_a_blank_ends_them(search: Search) -> None:
    assert "actors/mustafa-al-kadhimi.html" in search.ask("kadh")
    assert search.ask("kadh ") == []


def test_a_name_in_another_spelling_is_taken_for_the_one_that_is_meant_and_said_so(search: Search) -> None:
    assert search.ask("Kazimi")[0] == "actors/mustafa-al-kadhimi.html"
    assert "“kazimi”" in search.note and "Kadhimi" in search.note


def test_a_slip_is_offered_the_nearest_words(search: Search) -> None:
    assert search.ask("withdrawl") == []
    search.page.get_by_role("button", name="withdrawal").click()
    search.settled()
    assert search.found() and search.page.input_value("#Query") == "withdrawal"


def test_where_no_passage_has_all_words_those_with_some_are_offered_and_not_given(search: Search) -> None:
    assert search.ask("Kadhimi peshmerga pope") == []
    assert "No passage has all of these words" in search.note
    search.page.get_by_role("button", name="some of them").click()
    search.page.wait_for_selector(".found")


def test_whole_words_are_marked_with_what_is_written_on_them(search: Search) -> None:
    search.ask("انسحاب", source="almodon-2021-07-23")
    assert search.marked() and all("انسحاب" in word and " " not in word for word in search.marked())
    search.ask('"combat mission"')
    assert {word.lower() for word in search.marked()} == {"combat mission"}


def test_a_phrase_is_not_found_where_its_words_stand_apart(search: Search) -> None:
    loose, exact = search.ask("mission combat"), search.ask('"mission combat"')
    assert loose and exact == []


def test_filters_narrow_and_stand_in_the_address(search: Search) -> None:
    every = search.ask("Biden")
    some = search.ask("Biden", kind="statement", source="bayan-al-yaoum-2021-07-27")
    assert some and set(some) < set(every)
    assert all(address.startswith("briefings/biden-ends-combat-mission.html#") for address in some)
    assert "kind=statement" in search.page.url
    alone = search.ask("", topic="combat-mission-end", kind="figure")
    assert all("#" in address for address in alone)


def test_what_is_typed_is_never_markup(search: Search) -> None:
    search.ask('<img src=x onerror="window.hurt=1"> $& zzzz')
    assert search.page.evaluate("window.hurt") is None
    assert "<img" not in search.page.inner_html("#Results")
    assert search.page.locator("#Results img").count() == 0


# How it is used


def test_a_result_opens_at_its_passage(searches: Callable[..., Search], http: str) -> None:
    search = searches(http)
    search.page.fill("#Query", "peshmerga")
    search.settled()
    link = search.page.locator(".found a[href*='#L']").first
    address = link.get_attribute("href")
    link.click()
    search.page.wait_for_url(f"**/{address}")
    assert search.page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 700


def test_it_works_by_keyboard_alone(searches: Callable[..., Search], folder: Path) -> None:
    search = searches((folder / "repo").as_uri() + "/")
    page = search.page
    page.goto((folder / "repo/index.html").as_uri())
    page.keyboard.press("Control+K")
    page.wait_for_url("**/search.html")
    until(page, "document.activeElement.id === 'Query'")
    page.keyboard.type("Austin")
    search.settled()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.found') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "Query"
    page.keyboard.press("Enter")
    until(page, "document.activeElement.closest('.found') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "Query"


def test_a_query_is_kept_in_the_address_and_comes_back(search: Search, folder: Path) -> None:
    search.ask("Austin", kind="figure")
    found, address = search.found(), search.page.url
    search.page.goto((folder / "repo/index.html").as_uri())
    search.page.goto(address)
    search.settled()
    assert search.found() == found
    assert search.page.input_value("#Query") == "Austin" and "Austin" in unquote(search.page.url)


def test_nothing_is_loaded_before_the_box_is_used(searches: Callable[..., Search], http: str) -> None:
    search = searches(http)
    search.page.wait_for_timeout(200)
    assert not any("/search/" in url for url in search.asked)
    search.page.fill("#Query", "Austin")
    search.settled()
    assert any(url.endswith("/search/index.js") for url in search.asked)
    assert not any("/search/" in url for url in [u for u in search.asked if "127.0.0.1" not in u])


def test_an_empty_page_offers_where_to_begin_until_something_is_found(search: Search) -> None:
    starters = search.page.locator(".starters")
    assert search.ask("Austin") and not starters.is_visible()
    assert search.ask("zzqx") == [] and starters.is_visible()
    search.page.fill("#Query", "")
    until(search.page, "document.getElementById('Results').hidden")
    lists = [part.locator("a").all_inner_texts() for part in starters.locator("ul").all()]
    assert lists[0][0] == "The end of the combat mission" and lists[1][0] == "Joe Biden"
    assert "12 statements" in starters.inner_text()  # as on his page


def test_no_other_page_loads_the_search(folder: Path) -> None:
    for page in (folder / "repo").rglob("*.html"):
        assert page.name == "search.html" or b"search.js" not in page.read_bytes()


def test_a_part_that_cannot_be_loaded_is_told(searches: Callable[..., Search], http: str) -> None:
    search = searches(http)
    search.page.route("**/search/words-*.js", lambda route: route.abort())
    search.page.fill("#Query", "Austin")
    until(search.page, "document.querySelector('.search-status').textContent.includes('could not be loaded')")
    search.said.clear()  # the browser tells of the request that was cut off


def test_an_arabic_site_counts_in_arabic(searches: Callable[..., Search], folder: Path) -> None:
    search = searches((folder / "repo/mina").as_uri() + "/")
    search.ask("الميناء")
    assert search.page.evaluate("document.documentElement.dir") == "rtl"
    assert search.status and not any(letter in search.status for letter in "{}abc")


def test_without_scripts_the_page_says_so_and_offers_the_lists(chromium: Any, folder: Path) -> None:
    window = chromium.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto((folder / "repo/search.html").as_uri())
    assert not page.locator("#Search").is_visible()
    assert page.get_by_text("needs JavaScript").is_visible()
    window.close()


# How much it loads


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Path:
    """The search of 500 articles of 25 lines with 50 notes each; words come as often as in real texts."""
    rnd = random.Random(500)

    def vocabulary(letters: str, size: int) -> list[str]:
        return sorted(
            {"".join(rnd.choices(letters, k=rnd.randint(2, 8))) for _ in range(size)},
            key=lambda _: rnd.random(),
        )

    arabic = vocabulary("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 60_000)
    latin = vocabulary("abcdefghijklmnoprstuvwy", 40_000)
    often = {
        len(words): list(accumulate(1 / (i + 2.7) for i in range(len(words)))) for words in (arabic, latin)
    }

    def text(words: list[str], count: int) -> str:
        return " ".join(rnd.choices(words, cum_weights=often[len(words)], k=count))

    entries = []
    for number in range(500):
        for line in range(25):
            address = Address(f"briefings/b{number}.html#L{line}")
            told = (Field(words=Phrase(text=text(arabic, 28), lang="ar"), weight=TEXT),)
            said = (Field(words=Phrase(text=text(latin, 36)), weight=TEXT),)
            head = Phrase(text=f"Outlet {number}, 23 July 2021")
            entries.append(
                Entry(
                    address=address,
                    kind="article",
                    head=head,
                    where=f"line {line}",
                    fields=told + said,
                    line=address,
                )
            )
            for note in range(2):
                fields = (
                    Field(words=Phrase(text=text(latin, 12)), weight=TEXT),
                    Field(words=Phrase(text=text(arabic, 9), lang="ar"), weight=TEXT),
                    Field(words=Phrase(text=text(latin, 25)), weight=NOTE),
                )
                entries.append(
                    Entry(
                        address=Address(f"briefings/b{number}.html#n{line}-{note}"),
                        kind="statement",
                        head=Phrase(text="Somebody"),
                        where=f"note {note}",
                        fields=fields,
                        line=address,
                    )
                )
    site = tmp_path_factory.mktemp("large") / "repo"
    shutil.copytree(folder / "repo", site)
    shutil.rmtree(site / "search")
    words = read.words(read.templates(HOME), "en")
    for file in index.files(Searchable(entries=tuple(entries), people=(), names=()), words):
        (site / file.path).parent.mkdir(exist_ok=True)
        (site / file.path).write_bytes(file.content)
    (site / "often.txt").write_text(
        "\n".join([arabic[0], latin[0], arabic[9000], latin[9000], latin[0][:2]]), "utf-8"
    )
    return site


def test_at_500_articles_little_is_loaded_before_the_first_result(
    five_hundred: Path, searches: Callable[..., Search]
) -> None:
    with served(five_hundred.parent) as address:
        for query in (five_hundred / "often.txt").read_text("utf-8").split("\n"):
            search = searches(address + "repo/")
            search.page.evaluate(
                "new MutationObserver((_, watch) => { if (document.querySelector('.found')) {"
                " window.first = performance.getEntriesByType('resource').map(one => one.name); watch.disconnect(); } })"
                ".observe(document.querySelector('.results'), {childList: true})"
            )
            search.page.fill("#Query", query)
            search.page.wait_for_selector(".found")
            first = {url.removeprefix(address + "repo/") for url in search.page.evaluate("window.first")}
            scripts = [*sorted(url for url in first if url.endswith((".js", ".css"))), "search.html"]
            size = sum(len(gzip.compress((five_hundred / unquote(path)).read_bytes())) for path in scripts)
            assert any(path.startswith("search/words-") for path in scripts)
            assert size <= AT_MOST, f"{query}: {size} bytes in {scripts}"
