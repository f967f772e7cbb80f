"""Our own longer texts -> the same with headings that can be linked to, and the list of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from dossier.model.site import Address, Html, Link, Phrase
from dossier.text.slugs import propose_id

_HEADING = re.compile(r"<h2([^>]*)>(.*?)</h2>", re.DOTALL)
_CITE = re.compile(r'<a class="cite[^>]*>[^<]*</a>')
_TAG = re.compile(r"<[^>]*>")


def contents(html: Html, ours: Callable[[str], Phrase]) -> tuple[Html, tuple[Link, ...]]:
    """Each heading of the second level gets a fragment made of its words. A capital keeps it apart from authors' ids.

    `ours` tells the language of its words.
    """
    found: dict[str, Link] = {}

    def named(heading: re.Match[str]) -> str:
        text = unescape(_TAG.sub("", _CITE.sub("", heading[2]))).strip()
        id = wanted = f"Part-{propose_id(text)}".rstrip("-")
        while id in found:
            id = f"{wanted}-{len(found) + 1}"
        found[id] = Link(words=ours(text), address=Address(f"#{id}"))
        return f'<h2 id="{id}"{heading[1]}>{heading[2]}</h2>'

    return Html(_HEADING.sub(named, html)), tuple(found.values())
