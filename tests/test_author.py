"""`new` makes a dossier that builds; `add` takes a text in; neither overwrites anything."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from dossier import author, cli, pipeline
from dossier.author import Refused
from dossier.stages.read import tree

ARABIC = "نص\r\n\r\nعنوان الخبر\r\n\r\nقالت سلمى الحداد إن العمل سينتهي.\r\n".encode()


def every(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "article.txt").write_bytes(ARABIC)
    return tmp_path / "article.txt"


def value(root: Path, path: str, key: str) -> Any:
    node, problems = tree.parse(path, (root / path).read_text(encoding="utf-8"))
    assert not problems
    assert isinstance(node, tree.Mapping)
    return getattr(node.get(key), "text", None)


# new


def test_a_new_dossier_builds_without_a_warning(example: Path) -> None:
    found = pipeline.check(example)
    assert (found.sources, found.briefings, found.annotations) == (1, 1, 4)
    assert found.warnings == ()


def test_a_new_dossier_has_a_readme_that_fits_a_screen_and_keeps_its_captures_safe(example: Path) -> None:
    assert len((example / "README.md").read_text().splitlines()) <= 15
    assert "seeds/* -text" in (example / ".gitattributes").read_text()
    assert "public/" in (example / ".gitignore").read_text()


def test_the_example_says_that_it_is_invented(example: Path) -> None:
    assert "مختلقة" in (example / "seeds" / "example.txt").read_text(encoding="utf-8").splitlines()[0]
    assert "invented" in (example / "content" / "sources" / "example.yml").read_text()


def test_the_hash_is_taken_from_the_capture_that_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    author.new(tmp_path / "one")
    (tmp_path / "one" / "seeds" / "example.txt").write_bytes(b"with other line ends\r\n")
    monkeypatch.setattr(author, "STARTER", tmp_path / "one")
    author.new(tmp_path / "two")
    digest = hashlib.sha256(b"with other line ends\r\n").hexdigest()
    assert value(tmp_path / "two", "content/sources/example.yml", "sha256") == digest


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    author.new(tmp_path / "empty")
    assert (tmp_path / "empty" / "site.yml").is_file()


def test_a_folder_that_holds_anything_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path, tmp_path / "file", tmp_path / "file" / "inside"):
        before = every(tmp_path)
        with pytest.raises(Refused):
            author.new(place)
        assert every(tmp_path) == before


# add


def test_an_added_text_passes_check_as_a_draft(example: Path, article: Path) -> None:
    added = author.add(example, article)
    assert added.id == "article"
    assert (example / "seeds" / "article.txt").read_bytes() == ARABIC
    found = pipeline.check(example)
    assert (found.sources, found.briefings) == (2, 2)


def test_the_source_record_pins_the_bytes_and_places_every_line(example: Path, article: Path) -> None:
    author.add(example, article, id="mine")
    path = "content/sources/mine.yml"
    assert value(example, path, "capture") == "seeds/article.txt"
    assert value(example, path, "sha256") == hashlib.sha256(ARABIC).hexdigest()
    assert value(example, path, "language") == "ar"
    assert "regions: {title: 1, body: 3-5}\n" in (example / path).read_text()
    for field in author.UNKNOWN:
        assert value(example, path, field) == "unknown"
    assert value(example, "content/briefings/mine.yml", "draft") == "true"


@pytest.mark.parametrize(
    ("text", "language", "regions"),
    [
        ("One line", "en", "{title: 1}"),
        ("\n\nTitle\n\nBody", "en", "{title: 3, body: 5}"),
        ("Title\u2028still title\nBody\x0cstill body\n \t\u00a0\n", "en", "{title: 1, body: 2}"),
        ("عنوان (BBC)\nنص", "ar", "{title: 1, body: 2}"),
        ("\ufeffعنوان\nنص\n\nنص", "ar", "{title: 1, body: 2-4}"),
    ],
)
def test_texts_of_all_sorts_pass_check(
    example: Path, article: Path, text: str, language: str, regions: str
) -> None:
    article.write_text(text, encoding="utf-8", newline="")
    author.add(example, article)
    record = (example / "content" / "sources" / "article.yml").read_text()
    assert f"language: {language}\n" in record
    assert f"regions: {regions}\n" in record
    pipeline.check(example)


def test_a_link_is_followed_to_the_text(example: Path, article: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link.txt").symlink_to(article)
    author.add(example, tmp_path / "elsewhere" / "link.txt")
    assert (example / "seeds" / "link.txt").read_bytes() == ARABIC
    assert not (example / "seeds" / "link.txt").is_symlink()


def test_the_language_may_be_given(example: Path, article: Path) -> None:
    author.add(example, article, language="en")
    assert value(example, "content/sources/article.yml", "language") == "en"


@pytest.mark.parametrize(
    ("name", "id", "capture"),
    [
        ("Le Monde (2).TXT", "le-monde-2", "seeds/le-monde-2.TXT"),
        ("خبر: «عاجل» #1.txt", "khbr-jl-1", "seeds/khbr-jl-1.txt"),
        ("example.txt", "mine", "seeds/mine.txt"),
        ("-rf.txt", "rf", "seeds/rf.txt"),
    ],
)
def test_names_of_all_sorts_become_plain(
    example: Path, article: Path, name: str, id: str, capture: str
) -> None:
    odd = article.rename(article.with_name(name))
    added = author.add(example, odd, id="mine" if id == "mine" else None)
    assert added.id == id
    assert (example / capture).read_bytes() == ARABIC
    pipeline.check(example)


def test_a_text_that_is_in_seeds_already_is_not_copied_again(example: Path, article: Path) -> None:
    (example / "seeds" / "by hand: first #1.txt").write_bytes(ARABIC)
    added = author.add(example, article)
    assert (
        added.told[0] == "seeds/by hand: first #1.txt is the same text, byte for byte: it is not copied again"
    )
    assert not (example / "seeds" / "article.txt").exists()
    assert value(example, "content/sources/article.yml", "capture") == "seeds/by hand: first #1.txt"
    pipeline.check(example)


def test_a_file_that_stands_in_seeds_may_be_named_itself(example: Path) -> None:
    (example / "seeds" / "here.txt").write_bytes(ARABIC)
    author.add(example, example / "seeds" / "here.txt")
    assert value(example, "content/sources/here.yml", "capture") == "seeds/here.txt"


def refused(root: Path, file: Path, id: str | None = None) -> str:
    before = every(root)
    with pytest.raises(Refused) as caught:
        author.add(root, file, id=id)
    assert every(root) == before
    return str(caught.value)


def test_the_same_text_is_not_taken_twice(example: Path, article: Path) -> None:
    author.add(example, article)
    assert "content/sources/article.yml has its hash" in refused(example, article)
    assert "content/sources/article.yml has its hash" in refused(example, article, id="other")


def test_nothing_is_overwritten(example: Path, article: Path) -> None:
    assert "content/sources/example.yml is there already" in refused(example, article, id="example")
    (example / "content" / "briefings" / "article.yml").write_text("mine")
    assert "content/briefings/article.yml is there already" in refused(example, article)
    for name in ("article.txt", "other.txt", f"other-{hashlib.sha256(ARABIC).hexdigest()[:8]}.txt"):
        (example / "seeds" / name).write_text("another text")
    assert "is there already, with another text" in refused(example, article, id="other")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "holds no text"),
        (b" \n\r\n", "holds no text"),
        (b"a\0b", "holds no text"),
        (b"a\xff", "byte 1 (line 1) is 0xff: save it as UTF-8, or keep its bytes: copy it to seeds/"),
    ],
)
def test_what_is_no_text_is_refused(example: Path, article: Path, content: bytes, told: str) -> None:
    article.write_bytes(content)
    assert told in refused(example, article)


def test_what_is_no_file_and_what_is_no_id_is_refused(example: Path, article: Path) -> None:
    assert "there is no file" in refused(example, article.with_name("nothing.txt"))
    assert "is a folder" in refused(example, article.parent)
    assert "such as my-article" in refused(example, article, id="My Article")
    assert "give one with --id" in refused(example, article.rename(article.with_name("؟.txt")))


def test_a_folder_that_may_not_be_written_leaves_nothing_half_done(example: Path, article: Path) -> None:
    for path in (example / "content" / "briefings").iterdir():
        path.unlink()
    (example / "content" / "briefings").rmdir()
    (example / "content" / "briefings").write_text("a file where a folder should be")
    assert "cannot be written" in refused(example, article)


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(Refused, match="cannot be written"):
        author._create({tmp_path / "new": b"", tmp_path / "mine": b""})
    assert every(tmp_path) == {"mine": b"mine"}


# As commands


def test_a_command_that_is_told_can_be_typed(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "my dossier"], tmp_path) == 0
    assert "python build.py serve --root 'my dossier'\n" in capsys.readouterr().out
    monkeypatch.chdir(tmp_path / "my dossier")
    assert cli.main(["add", str(article)], tmp_path) == 0
    assert capsys.readouterr().out.endswith("\nThen: python build.py check\n")


def test_the_commands_tell_what_to_do_next(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "mine"], tmp_path) == 0
    assert "python build.py serve --root mine" in capsys.readouterr().out
    assert cli.main(["add", "article.txt", "--root", "mine", "--id", "a"], tmp_path) == 0
    told = capsys.readouterr().out
    assert "content/sources/a.yml" in told
    assert told.endswith("\nThen: python build.py check --root mine\n")
    assert cli.main(["check", "--root", "mine"], tmp_path) == 0
    assert capsys.readouterr().out.startswith("ok: 2 sources, 2 briefings, 4 annotations, ")
    assert cli.main(["new", "mine"], tmp_path) == 2
    assert (
        capsys.readouterr().err == "build.py: mine is not empty: name a folder that is empty or not yet there\n"
    )
    assert cli.main(["add", "nothing.txt", "--root", "mine"], tmp_path) == 2
    assert (
        capsys.readouterr().err == "build.py: there is no file «nothing.txt»: put it there, or mend the path\n"
    )
