"""Live preview: a save is a build, a build is a reload, a fault stands over the page. The only door to livereload.

What the preview adds to a page (script, stylesheet, a policy that admits them, the fault) is added on the way
out and never written.
"""

from __future__ import annotations

import asyncio
import errno
import html
import json
import logging
import re
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from dossier.inputs import InputRefused, read_bytes, read_text
from dossier.model.raw import Mapping, Scalar
from dossier.preview import Preview
from dossier.stages import write
from dossier.stages.read import tree

ADDRESS = "127.0.0.1"
PORTS_TRIED = 50
SCRIPT = "/livereload.js"  # its client takes host and port from the address of the script
STYLE = "/livereload.css"
STYLES = """\
.dossier-fault { position: fixed; inset: auto 0 0; z-index: 2147483647; max-block-size: 60vh; overflow: auto;
  margin: 0; padding: 1rem; background: #fff4f2; color: #5b0f00; border-block-start: 4px solid #b3261e;
  font: 15px/1.5 ui-monospace, monospace; direction: ltr; text-align: start; }
.dossier-fault pre { margin: .5rem 0 0; white-space: pre-wrap; unicode-bidi: plaintext; font: inherit; }
.dossier-fault summary { cursor: pointer; font-weight: bold; }
"""
TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "xml": "application/xml",
}


class NoPort(Exception):
    """No port can be had; the message says why and what to do."""


def serve(root: Path, *, output: Path | None, port: int, base: str | None) -> int:
    """Show the dossier at `root` until stopped; the site goes to `output`, or to a folder that goes with it."""
    base = _base(root) if base is None else _as_base(base)
    with tempfile.TemporaryDirectory(prefix="dossier-preview-", ignore_cleanup_errors=True) as temporary:
        preview = Preview(root, write.place(output or Path(temporary) / "site", root))
        sockets = _sockets(port)
        host = f"{ADDRESS}:{sockets[0].getsockname()[1]}"
        print(f"http://{host}{base}", flush=True)
        try:
            return _Server(preview, host, base, sockets).run()
        finally:
            preview.stop()


def _base(root: Path) -> str:
    """The path of `url:` in site.yml: where the published site will stand."""
    try:
        site, _ = tree.parse("site.yml", read_text(root, "site.yml"))
    except InputRefused:
        return "/"
    url = site.get("url") if isinstance(site, Mapping) else None
    return _as_base(urlsplit(url.text).path) if isinstance(url, Scalar) else "/"


def _as_base(path: str) -> str:
    inner = path.strip("/")
    return f"/{inner}/" if inner else "/"


def _sockets(first: int) -> list[Any]:
    """Listening at the first port that is free, from `first` upwards."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        try:
            return bind_sockets(port, address=ADDRESS)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise NoPort(
                    f"port {port} cannot be used ({error.strerror}): name another with --port"
                ) from None
    raise NoPort(f"no port from {first} to {port} is free: name another with --port")


class _Server(Server):
    """livereload's server, with handlers that know our base path, our 404 and whom to answer."""

    def __init__(self, preview: Preview, host: str, base: str, sockets: list[Any]) -> None:
        super().__init__(watcher=_Watcher(preview))
        self.preview, self.host, self.base, self.sockets = preview, host, base, sockets
        self.code = 0

    def run(self) -> int:
        """Serve until a signal comes; the exit code that belongs to it."""
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self._stop, loop, number)
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0  # else a save within 3 s of a reload is dropped
        LiveReloadHandler.watcher = self.watcher
        self.preview.start()
        self.serve()
        return self.code

    def _stop(self, loop: asyncio.AbstractEventLoop, number: int) -> None:
        self.code = 128 + number
        loop.stop()

    def application(self, *unused: Any, **also_unused: Any) -> None:
        told = {"preview": self.preview, "host": self.host, "base": self.base}
        handlers = [
            ("/livereload", _Socket),
            (re.escape(SCRIPT), _Script),
            (re.escape(STYLE), _Style),
            ("(/.*)", _Page),
        ]
        application = Application(
            [(path, kind, told) for path, kind in handlers], log_function=lambda handler: None
        )
        HTTPServer(application).add_sockets(self.sockets)

    def _setup_logging(self) -> None:
        logging.getLogger("tornado.general").setLevel(logging.ERROR)  # refused requests are no news


class _Watcher(Watcher):
    """Tells livereload of a new version, where its own would look at the files and build on the server's loop."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.told = 0
        self._tasks = {"the dossier": preview}  # without a task livereload would watch the current folder

    def start(self, callback: Callable[[], None]) -> bool:
        PeriodicCallback(callback, 50).start()
        return True

    def examine(self) -> tuple[str | None, None]:
        version = self.preview.version
        self.filepath = None if version == self.told else "*"  # no stylesheet's name: the whole page is loaded
        self.told = version
        return self.filepath, None


class _Guarded(RequestHandler):
    """Answers nobody but a page of this preview: other sites in the same browser may not read it."""

    def initialize(self, preview: Preview, host: str, base: str) -> None:
        self.preview, self.base = preview, base
        self.hosts = (host, f"localhost:{host.rpartition(':')[2]}")

    def prepare(self) -> None:
        origin = self.request.headers.get("Origin")
        if self.request.host not in self.hosts or (origin is not None and not self.check_origin(origin)):
            raise HTTPError(403)

    def check_origin(self, origin: str) -> bool:
        return origin in [f"http://{host}" for host in self.hosts]

    def set_default_headers(self) -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")


class _Socket(_Guarded, LiveReloadHandler):
    def on_message(self, message: str | bytes) -> None:
        try:
            super().on_message(message)
            url = str(json.loads(message).get("url", ""))
        except (ValueError, AttributeError, TypeError):
            self.close()
            return
        if (
            self in LiveReloadHandler.waiters
            and self.preview.shown.get(urlsplit(url).path) != self.preview.version
        ):
            # A build ended between the sending of this page and its greeting: that reload went unheard.
            self.send_message({"command": "reload", "path": "*", "liveCSS": False})


class _Script(_Guarded, LiveReloadJSHandler):
    pass


class _Style(_Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", TYPES["css"])
        self.write(STYLES)


class _Page(_Guarded):
    async def get(self, path: str) -> None:
        while not self.preview.version:
            await asyncio.sleep(0.05)  # the first build
        version = self.preview.version
        if path in ("/", self.base[:-1]) and path != self.base:
            self.redirect(self.base)
            return
        name = path.removeprefix(self.base) if path.startswith(self.base) else None
        if name and not name.endswith("/") and (self.preview.output / name).is_dir():
            self.redirect(self.request.path + "/")
            return
        if name is not None and (not name or name.endswith("/")):
            name += "index.html"
        content = self._file(name)
        if content is None:
            name, content = "404.html", self._file("404.html")
            self.set_status(200 if content is None else 404)
        kind = (name or "").rpartition(".")[2]
        self.set_header("Content-Type", TYPES.get(kind, "application/octet-stream"))
        # A script that fetches a page, as verify.html does, gets it as it was built.
        if kind == "html" and self.request.headers.get("Sec-Fetch-Dest") != "empty":
            self.preview.shown[self.request.path] = version
            content = on_the_way_out(content or NO_SITE, self.preview.fault, self.request.host)
        self.write(content or b"")

    head = get

    def _file(self, name: str | None) -> bytes | None:
        try:
            return None if name is None else read_bytes(self.preview.output, name, at_most=1 << 30)
        except InputRefused:
            return None


NO_SITE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No site yet</title></head>
<body><h1>No site yet</h1><p>It will be here when the fault is mended.</p></body></html>"""


def on_the_way_out(content: bytes, fault: str, host: str) -> bytes:
    """A page as the preview shows it: it reloads by itself, and tells of `fault`."""
    page = content.decode("utf-8", "replace")
    metas = r"""<meta\b[^>]*http-equiv=["']?Content-Security-Policy\b[^>]*>"""
    page = re.sub(metas, lambda found: _admit(found[0], host), page, flags=re.IGNORECASE)
    added = f'<script src="{SCRIPT}" defer></script><link rel="stylesheet" href="{STYLE}">'
    page = _before("</head>", added, page)
    if fault:
        told = f"<summary>The last build failed. This is the site before it.</summary><pre>{html.escape(fault)}</pre>"
        shown = f'<details class="dossier-fault" open role="alert" lang="en" dir="ltr">{told}</details>'
        page = _before("</body>", shown, page)
    return page.encode()


def _before(mark: str, added: str, page: str) -> str:
    place = page.rfind(mark)
    return page + added if place < 0 else page[:place] + added + page[place:]


def _admit(meta: str, host: str) -> str:
    """The page's policy, widened by the preview's own script, stylesheet and socket."""
    found = re.search(r"""\bcontent=("[^"]*"|'[^']*')""", meta, flags=re.IGNORECASE)
    if not found:
        return meta
    parts = [part.split() for part in html.unescape(found[1][1:-1]).split(";") if part.strip()]
    policy = {name.lower(): sources for name, *sources in parts}
    for name, source in (("script-src", "'self'"), ("style-src", "'self'"), ("connect-src", f"ws://{host}")):
        sources = policy.get(name, policy.get("default-src", []))
        policy[name] = [s for s in dict.fromkeys([*sources, source]) if s != "'none'"]
    text = "; ".join(" ".join([name, *sources]) for name, sources in policy.items())
    return meta.replace(found[0], f'content="{html.escape(text)}"')
