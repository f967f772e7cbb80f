"""Inputs are plain files inside the dossier, strictly decoded; nothing else is opened."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dossier.inputs import InputRefused, decode, read_bytes, read_text


def refusal(root: Path, path: str, **more: int) -> str:
    with pytest.raises(InputRefused) as caught:
        read_bytes(root, path, **more)
    assert caught.value.mend
    return caught.value.what


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("outside")
    root = tmp_path / "dossier"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "a.txt").write_text("inside")
    return root


def test_a_plain_file_is_read(root: Path) -> None:
    assert read_bytes(root, "seeds/a.txt") == b"inside"


def test_a_link_that_stays_inside_is_followed(root: Path) -> None:
    (root / "b.txt").symlink_to("seeds/a.txt")
    assert read_text(root, "b.txt") == "inside"


def test_a_root_that_is_itself_a_link_is_fine(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    assert read_text(tmp_path / "link", "seeds/a.txt") == "inside"


@pytest.mark.parametrize("target", ["../../secret.txt", "/dev/zero", "/etc/passwd"])
def test_a_link_that_leads_out_is_refused(root: Path, target: str) -> None:
    (root / "seeds" / "out.txt").symlink_to(target)
    assert "leads out of the dossier" in refusal(root, "seeds/out.txt")


def test_a_folder_that_is_a_link_out_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").write_text("x")
    (root / "more").symlink_to(tmp_path / "elsewhere")
    assert "leads out of the dossier" in refusal(root, "more/x.txt")


def test_a_circle_of_links_is_refused(root: Path) -> None:
    (root / "x").symlink_to("y")
    (root / "y").symlink_to("x")
    assert "cannot be opened" in refusal(root, "x")


@pytest.mark.parametrize(
    "path", ["", "../secret.txt", "seeds/../../secret.txt", "/etc/passwd", "a\0b", "seeds\\a.txt"]
)
def test_a_path_that_is_not_inside_is_refused(root: Path, path: str) -> None:
    assert "does not name a file inside the dossier" in refusal(root, path)


def test_what_is_no_plain_file_is_refused(root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert refusal(root, "pipe") == "«pipe» is a pipe"
    assert refusal(root, "seeds") == "«seeds» is a folder"
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(root)  # the address of a socket has little room
        try:
            listening.bind("socket")
        finally:
            os.chdir(here)
        assert "«socket»" in refusal(root, "socket")


def test_a_file_that_is_not_there_is_told(root: Path) -> None:
    assert refusal(root, "seeds/b.txt") == "there is no file «seeds/b.txt»"
    assert refusal(root, "seeds/a.txt/b") == "there is no file «seeds/a.txt/b»"


def test_a_file_is_read_up_to_its_bound(root: Path) -> None:
    assert read_bytes(root, "seeds/a.txt", at_most=6) == b"inside"
    assert "larger than 5 bytes" in refusal(root, "seeds/a.txt", at_most=5)


def test_text_keeps_its_line_ends_and_its_byte_order_mark(root: Path) -> None:
    (root / "seeds" / "a.txt").write_bytes("\ufeffأ\r\nب\rج\u2028د\n".encode())
    assert read_text(root, "seeds/a.txt") == "\ufeffأ\r\nب\rج\u2028د\n"


def test_the_first_byte_that_is_no_utf_8_is_told_with_its_line() -> None:
    with pytest.raises(InputRefused) as caught:
        decode("أول\nثان".encode() + b"\xff\n")
    assert caught.value.what == "not utf-8: byte 13 (line 2) is 0xff"
    assert (caught.value.line, caught.value.offset) == (2, 13)


def test_other_encodings_are_strict_too() -> None:
    assert decode("كانون".encode("windows-1256"), "windows-1256") == "كانون"
    with pytest.raises(InputRefused, match="not utf-16"):
        decode(b"\xff\xfea\0\n\0\x00\xd8", "utf-16")
    with pytest.raises(InputRefused, match="«klingon» is no text encoding"):
        decode(b"a", "klingon")
    with pytest.raises(InputRefused, match="«hex» is no text encoding"):
        decode(b"61", "hex")
