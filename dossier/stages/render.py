"""Pages -> files: each page through its template. The only door to jinja2.

A template loops and prints. It knows `view` (made for it by compose), `page`, `frame`, `root` (what leads to
the site's root) and `t` (the interface's words). The last two are known to every macro too. What a page's links
tell of their targets (`previews`) is found in what the page has printed, so that no page has to list its links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from functools import lru_cache, partial
from html import unescape
from pickle import UnpicklingError
from types import CodeType
from typing import Any

import jinja2
from markupsafe import Markup, escape

from dossier.model.output import OutputFile
from dossier.model.site import Address, Link, NotePreview, Page, Phrase
from dossier.text.locale import Words
from dossier.text.scripts import isolated, marked

ASSETS = "assets/"
# What every page needs before it is painted comes in one file: each more is a way to the server and back.
JOINED = {"assets/site.css": ("assets/fonts.css", "assets/site.css", "assets/pages.css", "assets/turned.css", "assets/previews.css")}

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]+)"[^>]*>')
_PLAIN = " data-plain"


def pages(pages: Iterable[Page], templates: Mapping[str, bytes], words: Words) -> Iterator[OutputFile]:
    """Every page as HTML. `templates` maps a path below templates/ to what the file holds."""
    loader = _CompiledOnce(templates)
    environments: dict[str, jinja2.Environment] = {}
    printed: dict[Address, Markup] = {}  # previews; they are the same at every depth
    for page in pages:
        if page.root not in environments:
            environments[page.root] = _environment(loader, words, page.root, printed)
        template = environments[page.root].get_template(page.template)
        html = template.render(page=page, view=page.view, frame=page.frame)
        yield OutputFile(page.path, html.encode())


def assets(templates: Mapping[str, bytes]) -> Iterator[OutputFile]:
    """Style, scripts, fonts and pictures as they stand in templates/assets/, some of them joined."""
    parts = {part for joined in JOINED.values() for part in joined}
    for path in sorted(templates):
        if path in JOINED:
            yield OutputFile(path, b"\n".join(templates[part] for part in JOINED[path]))
        elif path.startswith(ASSETS) and path not in parts:
            yield OutputFile(path, templates[path])


class _CompiledOnce(jinja2.BaseLoader):
    """Each depth of pages has its own environment, because macros are to know the way to the root without being
    told; the code of a template is the same in all of them, and in the next build of a preview."""

    def __init__(self, templates: Mapping[str, bytes]) -> None:
        self._sources = {path: text.decode() for path, text in templates.items() if path.endswith(".html")}

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        if name not in self._sources:
            raise jinja2.TemplateNotFound(name)
        code = _compiled(name, self._sources[name])
        return environment.template_class.from_code(environment, code, globals or {})


@lru_cache(maxsize=128)
def _compiled(name: str, source: str) -> CodeType:
    """A fifth of the time of a build goes into this, so jinja2 keeps what came of it, under the hash of the source, in a
    folder that only this user may read; where there is none, templates are compiled each time."""
    environment = jinja2.Environment(**WAYS)
    ways = f"{name} {jinja2.__version__} {WAYS}"  # all that the code depends on besides the source
    try:
        kept = jinja2.FileSystemBytecodeCache()
        bucket = kept.get_bucket(environment, name, ways, source)
        if bucket.code is None:
            bucket.code = environment.compile(source, name, name)
            kept.set_bucket(bucket)
        return bucket.code
    except (OSError, RuntimeError, EOFError, ValueError, UnpicklingError):
        return environment.compile(source, name, name)


WAYS: dict[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,  # a misspelt name fails the build
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}


def _environment(
    loader: jinja2.BaseLoader, words: Words, root: str, printed: MutableMapping[Address, Markup]
) -> jinja2.Environment:
    environment = jinja2.Environment(loader=loader, **WAYS)
    pieces = _Pieces(words.language, root)
    environment.globals |= {
        "t": words,
        "root": root,
        "alone": partial(isolated, language=words.language),
        "print_phrase": pieces.phrase,
        "print_told": pieces.told,
        "print_piece": pieces.piece,
        "print_wording": partial(pieces.wording, words),
        "print_turn": _turn,
        "print_placed": _placed,
        "print_link": pieces.link,
        "print_previews": partial(_previews, environment, printed),
    }
    return environment


# The smallest pieces, of which a page has hundreds. pieces.html gives them their names.


def _turn(words: Phrase) -> Markup:
    """The attributes of an element all of whose words are in another language than the page; and of one that shows
    words of a capture, their place there. Such an element is no span; what is ours inside it stands in one, and all
    the rest is held against the capture by proof.py and verify.js."""
    language = f' lang="{words.lang}" dir="{words.dir}"' if words.lang else ""
    return Markup(f"{language}{_placed(words)}")


def _placed(words: Phrase) -> Markup:
    return Markup(f' data-span="{escape(words.span)}"' if words.span else "")


class _Pieces:
    """Those that need the language of the page or the way to its root."""

    def __init__(self, language: str, root: str) -> None:
        self.language = language
        self.root = root

    def phrase(self, words: Phrase) -> Markup:
        """Words, in their own language where it is not that of the page."""
        text = self.told(words)
        return Markup(f"<bdi{_turn(words)}>{text}</bdi>") if words.lang or words.span else text

    def told(self, words: Phrase | str) -> Markup:
        """The words alone, for an element that has their language; runs of the other script have their own. What a
        capture printed stays as it is."""
        if isinstance(words, str):
            return Markup(marked(str(escape(words)), self.language))
        text = escape(words.text)  # as plain `str` below: a Markup would escape what is put into it
        return text if words.span else Markup(marked(str(text), words.lang or self.language))

    def piece(self, line: Phrase, text: str) -> Markup:
        """Some of the words of a line, as `told` has the whole of it."""
        return self.told(replace(line, text=text))

    def wording(self, t: Words, words: Phrase, spoken: bool, whole: bool = True) -> Markup:
        """The words of a passage, between quotation marks where the print has them around all of it: those of their
        own language, but around a capture's words, which stand alone in their element, those of the page. `whole`:
        the element around them has their language."""
        own = None if words.span else words.lang
        opening, closing = t.marks(own or self.language) if spoken else ("", "")
        text = self.phrase(words) if words.span else self.told(words)
        text = Markup(f"{opening}{text}{closing}")
        return text if whole or not own else Markup(f"<bdi{_turn(words)}>{text}</bdi>")

    def link(self, to: Link, kind: str = "", plain: bool = False) -> Markup:
        """Words that lead somewhere; `kind` is the class of the link. A `plain` one has no preview: all that it would
        tell stands beside it."""
        if not to.address:
            return self.phrase(to.words)
        kind = f' class="{escape(kind)}"' if kind else ""
        hint = f' title="{escape(to.hint)}"' if to.hint else ""
        mark = _PLAIN if plain else ""
        href = escape(self.root + to.address)
        return Markup(f'<a href="{href}"{kind}{hint}{mark}>{self.phrase(to.words)}</a>')


def _previews(
    environment: jinja2.Environment, printed: MutableMapping[Address, Markup], page: Page, main: str
) -> Markup:
    """What the links in `main` tell of their targets, each target once, in the order of the links."""
    known = page.frame.previews
    found = []
    for address in dict.fromkeys(_targets(page, main)):
        preview = known.get(address)
        # A note of this page is shown as it stands there.
        if preview is None or (isinstance(preview, NotePreview) and address.startswith(f"{page.path}#")):
            continue
        if address not in printed:
            macro = environment.get_template("previews.html").module.preview  # type: ignore[attr-defined]
            printed[address] = macro(address, preview)
        found.append(printed[address])
    return Markup("").join(found)


def _targets(page: Page, main: str) -> Iterator[Address]:
    """Where the links lead, from the site's root; those that are plain, that lead to the page itself or beyond the
    site are left out."""
    for link in _LINK.finditer(main):
        address = unescape(link[1])
        if address.startswith(page.root) and address != page.root + page.path and _PLAIN not in link[0]:
            yield Address(address.removeprefix(page.root))
