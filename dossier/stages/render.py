"""Pages -> files: each page through its template. The only door to jinja2.

A template loops and prints. It knows `view` (made for it by compose), `page`, `frame`, `root` (what leads to
the site's root) and `t` (the interface's words). The last two are known to every macro too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from types import CodeType
from typing import Any

import jinja2

from dossier.model.output import OutputFile
from dossier.model.site import Page
from dossier.text.locale import Words

ASSETS = "assets/"


def pages(pages: Iterable[Page], templates: Mapping[str, bytes], words: Words) -> Iterator[OutputFile]:
    """Every page as HTML. `templates` maps a path below templates/ to what the file holds."""
    loader = _CompiledOnce(templates)
    environments: dict[str, jinja2.Environment] = {}
    for page in pages:
        if page.root not in environments:
            environments[page.root] = _environment(loader, words, page.root)
        html = environments[page.root].get_template(page.template).render(
            page=page, view=page.view, frame=page.frame
        )
        yield OutputFile(page.path, html.encode())


def assets(templates: Mapping[str, bytes]) -> Iterator[OutputFile]:
    """Style, scripts, fonts and pictures as they stand in templates/assets/."""
    for path in sorted(templates):
        if path.startswith(ASSETS):
            yield OutputFile(path, templates[path])


class _CompiledOnce(jinja2.BaseLoader):
    """Each depth of pages has its own environment, because macros are to know the way to the root without being
    told; the code of a template is the same in all of them."""

    def __init__(self, templates: Mapping[str, bytes]) -> None:
        self._sources = {path: text.decode() for path, text in templates.items() if path.endswith(".html")}
        self._codes: dict[str, CodeType] = {}

    def load(
        self, environment: jinja2.Environment, name: str, globals: MutableMapping[str, Any] | None = None
    ) -> jinja2.Template:
        if name not in self._codes:
            if name not in self._sources:
                raise jinja2.TemplateNotFound(name)
            self._codes[name] = environment.compile(self._sources[name], name, name)
        made = environment.template_class.from_code(environment, self._codes[name], globals or {})
        return made


def _environment(loader: jinja2.BaseLoader, words: Words, root: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,  # a misspelt name fails the build
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["t"] = words
    environment.globals["root"] = root
    return environment
