"""Pages -> files: each page through its template. The only door to jinja2.

A template loops and prints. It knows `view` (made for it by compose), `page`, `frame`, `root` (what leads to
the site's root) and `t` (the interface's words).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import jinja2

from dossier.model.output import OutputFile
from dossier.model.site import Page
from dossier.text.locale import Words

ASSETS = "assets/"


def pages(pages: Iterable[Page], templates: Mapping[str, bytes], words: Words) -> Iterator[OutputFile]:
    """Every page as HTML. `templates` maps a path below templates/ to what the file holds."""
    environment = _environment(templates, words)
    for page in pages:
        html = environment.get_template(page.template).render(
            page=page, view=page.view, frame=page.frame, root=page.root
        )
        yield OutputFile(page.path, html.encode())


def assets(templates: Mapping[str, bytes]) -> Iterator[OutputFile]:
    """Style, scripts, fonts and pictures as they stand in templates/assets/."""
    for path in sorted(templates):
        if path.startswith(ASSETS):
            yield OutputFile(path, templates[path])


def _environment(templates: Mapping[str, bytes], words: Words) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(
            {path: text.decode() for path, text in templates.items() if path.endswith(".html")}
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,  # a misspelt name fails the build
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["t"] = words
    return environment
