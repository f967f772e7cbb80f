"""The preview: the newest save is what is seen, faults stand over the page, strangers get nothing."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from dossier.serve import on_the_way_out

HOME = Path(__file__).parents[1]

# A pipeline that shows site.yml as the page, fails when it says so, and takes as long as it says.
SCRIPT = """
import re, sys, time
from html import escape
from types import SimpleNamespace
sys.path.insert(0, {home!r})
import dossier
from dossier.model.output import OutputFile
from dossier.problems import BuildFailed, Location, Problem

def make(root, review=False):
    text = (root / "site.yml").read_text()
    time.sleep(float((re.findall("slow ([0-9.]+)", text) or [0])[0]))
    if "fault" in text:
        raise BuildFailed([Problem(at=Location(path="site.yml", line=2, column=1, excerpt=text.splitlines()[1]),
                                   what="«no» is <b>wrong</b>", mend="write yes")])
    if "broken" in text:
        raise ZeroDivisionError("ours")
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"
    page = ('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{{policy}}"></head><body><h1>%s</h1></body></html>')
    pages = dict(index=text, a=text, **{{"404": "not here: " + text}})
    files = [OutputFile(name + ".html", (page % escape(words)).encode()) for name, words in pages.items()]
    files += [OutputFile("inner/index.html", page.encode()), OutputFile("s.css", b"h1{{}}"), OutputFile("x.bin", b"b")]
    def dripping():
        for file in files:
            time.sleep(1 if "dripping" in text else 0)
            yield file
    return SimpleNamespace(pages=3, warnings=()), dripping()

dossier.pipeline = sys.modules["dossier.pipeline"] = SimpleNamespace(make=make)
sys.argv = ["build.py", *{arguments!r}]
door = {home!r} + "/build.py"
exec(compile(open(door).read(), door, "exec"), {{"__name__": "__main__", "__file__": door}})
"""


class Running:
    """A preview in a process of its own, the lines that it printed, and its address."""

    def __init__(self, root: Path, *more: str, real: bool = False) -> None:
        arguments = ["serve", "--root", str(root), "--port", "0", *more]
        script = SCRIPT.format(home=str(HOME), arguments=arguments)
        command = [str(HOME / "build.py"), *arguments] if real else ["-c", script]
        self.temporary = root / "temporary"
        self.temporary.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "TMPDIR": str(self.temporary), "PYTHONUNBUFFERED": ""},
        )
        self.lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self.lines.get(timeout=20)
        self.port = int(self.address.split(":")[2].split("/")[0])

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def builds(self, within: float) -> int:
        """How many builds ended within so many seconds."""
        count, end = 0, time.monotonic() + within
        while (left := end - time.monotonic()) > 0:
            try:
                count += "pages in" in self.lines.get(timeout=left)
            except Empty:
                break
        return count

    def built(self) -> None:
        while "pages in" not in self.lines.get(timeout=20):
            pass

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}
        connection.close()
        return found

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        code = self.process.wait(timeout=20)
        assert self.process.stderr is not None
        return code, self.process.stderr.read()


Start = Callable[..., Running]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    say(tmp_path, "first")
    return tmp_path


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    running: list[Running] = []

    def start(*arguments: str, dossier: Path | None = None) -> Running:
        running.append(Running(dossier or root, *arguments, real=dossier is not None))
        return running[-1]

    yield start
    for one in running:
        one.process.kill()
        one.process.wait()


def say(root: Path, words: str) -> None:
    (root / "site.yml").write_text(f"url: https://who.example/repo/\ntitle: {words}\n")


def until(found: Callable[[], bool], within: float = 10) -> float:
    start = time.monotonic()
    while not found():
        assert time.monotonic() - start < within, "it did not come"
        time.sleep(0.02)
    return time.monotonic() - start


# Where it is, and who is answered


def test_the_first_line_is_the_address_with_the_base_path_of_the_published_site(start: Start) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/repo/", start().address)
    assert start("--base", "a/b").address.endswith("/a/b/")


def test_a_port_that_is_taken_gives_the_next(root: Path, start: Start) -> None:
    first = start()
    assert start("--port", str(first.port)).port > first.port


def test_the_site_is_under_its_base_path_alone(start: Start) -> None:
    preview = start()
    assert "first" in preview.get("/repo/")[1]
    assert "first" in preview.get("/repo/a.html")[1]
    assert preview.get("/repo/s.css")[2]["content-type"] == "text/css; charset=utf-8"
    assert preview.get("/repo/x.bin")[2]["content-type"] == "application/octet-stream"
    assert preview.get("/")[2]["location"] == preview.get("/repo")[2]["location"] == "/repo/"
    assert preview.get("/repo/inner")[2]["location"] == "/repo/inner/"
    assert preview.get("/repo/inner/")[0] == 200
    assert preview.get("/a.html")[0] == 404
    assert preview.get("/repo/", method="HEAD")[:2] == (200, "")


@pytest.mark.parametrize(
    "path", ["/repo/nothing", "/repo/deep/er/nothing.html", "/elsewhere", "/repo/../../../etc/passwd"]
)
def test_our_own_page_answers_for_what_is_not_there(start: Start, path: str) -> None:
    status, text, headers = start().get(path)
    assert status == 404
    assert "not here" in text
    assert headers["content-type"].startswith("text/html")


def test_only_this_machine_is_answered(start: Start) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux has all of 127/8")
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", start().port), timeout=2):
        pass


def test_strangers_are_refused(start: Start) -> None:
    preview = start()
    own = f"127.0.0.1:{preview.port}"
    handshake = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    for path in ("/repo/", "/livereload.js", "/livereload.css"):
        assert preview.get(path, Host="evil.example")[0] == 403
        assert preview.get(path, Origin="http://evil.example")[0] == 403
        assert preview.get(path, Origin="null")[0] == 403
        assert preview.get(path, Origin=f"http://{own}")[0] == 200
        assert preview.get(path, Host=f"localhost:{preview.port}")[0] == 200
    for stranger in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": f"http://{own}1"}):
        assert preview.get("/livereload", **handshake, **stranger)[0] == 403
    assert _greeted(preview, Origin=f"http://{own}")


def _greeted(preview: Running, **headers: str) -> bool:
    lines = [
        "GET /livereload HTTP/1.1",
        f"Host: 127.0.0.1:{preview.port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    with socket.create_connection(("127.0.0.1", preview.port), timeout=10) as talk:
        talk.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return talk.recv(99).startswith(b"HTTP/1.1 101")


# What is built, and when


def test_a_save_is_built_at_once(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    say(root, "second")
    assert until(lambda: "second" in preview.get("/repo/")[1]) < 2


def test_two_saves_half_a_second_apart_end_with_the_newest(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    for turn in range(3):
        say(root, f"older{turn} slow 0.8")
        time.sleep(0.5)
        say(root, f"newest{turn}")
        until(lambda turn=turn: f"newest{turn}" in preview.get("/repo/")[1], within=4)
        preview.builds(within=1)
        assert f"newest{turn}" in preview.get("/repo/")[1]


def test_a_hundred_files_changed_at_once_are_one_build(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    for attempt in range(5):
        longest = 0.0
        for number in range(100):  # some 0.6 s: two or three looks
            begun = time.monotonic()
            (root / "content" / f"{number}.yml").write_text(f"x{attempt}")
            time.sleep(0.005)
            longest = max(longest, time.monotonic() - begun)
        builds = preview.builds(within=1.5)
        if longest < 0.05:  # else this machine paused between two of the files
            assert builds == 1
            return
    pytest.skip("this machine is too busy to write a hundred files at once")


def test_what_editors_leave_about_is_no_change(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    for name in (".site.yml.swp", "a.yml~", "4913", "#a.yml#", ".DS_Store"):
        (root / "content" / name).write_text("x")
    assert preview.builds(within=1) == 0


def test_requests_are_answered_during_a_build(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    say(root, "second slow 3")
    time.sleep(0.6)
    begun = time.monotonic()
    assert "first" in preview.get("/repo/")[1]
    assert time.monotonic() - begun < 1


# Faults


def test_a_fault_stands_over_the_last_good_page_and_goes_by_itself(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    say(root, "a fault")
    until(lambda: "dossier-fault" in preview.get("/repo/")[1])
    status, text, _ = preview.get("/repo/a.html")
    assert status == 200
    assert "first" in text
    assert "site.yml:2:1: «no» is &lt;b&gt;wrong&lt;/b&gt;" in text
    assert "title: a fault" in text
    assert "write yes" in text
    say(root, "mended")
    until(lambda: "dossier-fault" not in preview.get("/repo/")[1])
    assert "mended" in preview.get("/repo/")[1]


def test_a_first_build_that_fails_has_a_page_too(root: Path, start: Start) -> None:
    say(root, "a fault")
    preview = start()
    status, text, _ = preview.get("/repo/")
    assert status == 200
    assert "site.yml:2:1" in text
    assert "No site yet" in text
    say(root, "mended")
    until(lambda: "mended" in preview.get("/repo/")[1])


def test_a_fault_of_ours_does_not_end_the_preview(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    say(root, "broken")
    until(lambda: "ZeroDivisionError: ours" in preview.get("/repo/")[1])
    say(root, "mended")
    until(lambda: "mended" in preview.get("/repo/")[1])


# In a browser


def test_the_browser_follows_saves_and_faults_under_the_page_s_own_policy(
    root: Path, start: Start, chromium: Any
) -> None:
    preview = start()
    page = chromium.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.goto(preview.address)
    page.wait_for_timeout(300)
    say(root, "second")
    page.wait_for_selector("h1:has-text('second')", timeout=5000)
    say(root, "a fault")
    page.wait_for_selector(".dossier-fault pre:has-text('site.yml:2:1')", timeout=5000)
    assert page.locator(".dossier-fault").evaluate("e => getComputedStyle(e).position") == "fixed"
    assert page.locator("h1:has-text('second')").is_visible()
    say(root, "mended")
    page.wait_for_selector("h1:has-text('mended')", timeout=5000)
    assert page.locator(".dossier-fault").count() == 0
    for turn in range(4):
        say(root, f"older{turn}")
        time.sleep(0.5)
        say(root, f"newest{turn}")
        page.wait_for_selector(f"h1:has-text('newest{turn}')", timeout=3000)
    page.close()
    assert said == []


def test_a_page_that_was_sent_before_a_build_ended_and_greets_after_it_reloads(
    root: Path, start: Start, chromium: Any
) -> None:
    preview = start()
    page = chromium.new_page()
    held: list[Any] = []
    page.route("**/livereload.js", lambda route: route.continue_() if held else held.append(route))
    page.goto(preview.address, wait_until="commit")
    until(lambda: bool(page.wait_for_timeout(50) or held))
    say(root, "second")
    until(lambda: "second" in preview.get("/repo/a.html")[1])
    held[0].continue_()
    page.wait_for_selector("h1:has-text('second')", timeout=3000)
    page.close()


def test_a_real_dossier_is_shown_and_follows_its_content(example: Path, start: Start, chromium: Any) -> None:
    preview = start(dossier=example)
    assert preview.address.endswith("/REPO/")
    page = chromium.new_page()
    said: list[str] = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None
    )
    page.goto(preview.address + "briefings/example.html")
    briefing = example / "content" / "briefings" / "example.yml"
    text = briefing.read_text()
    page.wait_for_timeout(300)
    briefing.write_text(text.replace("Town promises water repairs", "Town says that pipes are mended"))
    page.wait_for_selector("h1:has-text('Town says that pipes are mended')", timeout=4000)
    briefing.write_text(text.replace("سينتهي", "انتهى"))
    page.wait_for_selector(".dossier-fault:has-text('content/briefings/example.yml:')", timeout=4000)
    briefing.write_text(text)
    page.wait_for_selector("h1:has-text('Town promises water repairs')", timeout=4000)
    assert page.locator(".dossier-fault").count() == 0
    page.close()
    assert said == []


# What it leaves


def test_the_output_is_the_site_as_it_would_be_published(root: Path, start: Start) -> None:
    preview = start("--output", str(root / "kept"))
    preview.built()
    preview.get("/repo/")
    preview.stop()
    text = (root / "kept" / "index.html").read_text()
    assert "first" in text
    assert "livereload" not in text
    assert "connect-src" not in text


def test_a_script_that_fetches_a_page_gets_it_as_it_was_built(start: Start) -> None:
    """verify.html holds the bytes of each page against the manifest, in the preview too."""
    preview = start()
    preview.built()
    assert "livereload" in preview.get("/repo/")[1]
    assert "livereload" not in preview.get("/repo/", **{"Sec-Fetch-Dest": "empty"})[1]


def test_without_an_output_nothing_is_written_in_the_dossier(root: Path, start: Start) -> None:
    preview = start()
    preview.built()
    assert sorted(p.name for p in root.iterdir()) == ["content", "site.yml", "temporary"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("words", ["first", "first slow 1.5", "first dripping"])
def test_a_stop_leaves_no_traceback_and_no_litter(
    root: Path, start: Start, number: int, code: int, words: str
) -> None:
    say(root, words)
    preview = start()
    time.sleep(0.5)
    begun = time.monotonic()
    assert preview.stop(number) == (code, "")
    assert time.monotonic() - begun < 3
    assert list(preview.temporary.iterdir()) == []


def test_an_output_that_is_not_ours_is_refused_before_anything_is_served(root: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            HOME / "build.py",
            "serve",
            "--root",
            root,
            "--output",
            root / "content",
            "--port",
            "0",
        ],
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "would lie over content" in done.stderr


# Pages on their way out

POLICY = "default-src 'none'; style-src 'self' data:; connect-src 'none'"


@pytest.mark.parametrize(
    "meta",
    [
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        f'<META content="{POLICY}" HTTP-EQUIV=Content-Security-Policy>',
        '<meta http-equiv="content-security-policy" content="' + POLICY.replace("'", "&#39;") + '">',
    ],
)
def test_the_policy_admits_what_the_preview_adds_and_nothing_else(meta: str) -> None:
    page = on_the_way_out(f"<head>{meta}</head><body></body>".encode(), "", "127.0.0.1:8000").decode()
    policy = re.search(r'content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].replace("&#x27;", "'").split("; ") == [
        "default-src 'none'",
        "style-src 'self' data:",
        "connect-src ws://127.0.0.1:8000",
        "script-src 'self'",
    ]


def test_a_page_without_head_or_policy_is_shown_too() -> None:
    page = on_the_way_out(b"<p>x", "", "127.0.0.1:1").decode()
    assert page.startswith("<p>x<script")
    assert "Content-Security" not in page
