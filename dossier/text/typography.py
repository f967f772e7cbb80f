"""Our own words as typed -> as printed: quotation marks that open and close, apostrophes. Captures never pass here."""

from __future__ import annotations

import re

_TAG = re.compile(r"(<[^>]*>)")
_MARK = re.compile("[\"']")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–/“‘«")
APOSTROPHE = "’"


def printed(text: str, opening: str, closing: str) -> str:
    """Straight marks of plain text made round: `opening` and `closing` are those of the page's language."""
    return _rounded(text, "", opening, closing)


def printed_html(html: str, opening: str, closing: str) -> str:
    """The same between the tags of HTML; code keeps its marks."""
    parts, before, code = [], "", 0
    for part in _TAG.split(html):
        if part.startswith("<"):
            code += part.startswith(("<code", "<pre")) - part.startswith(("</code", "</pre"))
            if part.startswith(("<p", "<li", "<td", "<th", "<h", "<blockquote", "<br")):
                before = ""
        elif part and not code:
            part = _rounded(part, before, opening, closing)
            before = part[-1]
        parts.append(part)
    return "".join(parts)


def _rounded(text: str, before: str, opening: str, closing: str) -> str:
    if '"' not in text and "'" not in text:
        return text

    def mark(match: re.Match[str]) -> str:
        previous = text[match.start() - 1] if match.start() else before
        opens = not previous or previous in _OPENS_AFTER
        if match[0] == "'":
            return "‘" if opens and "'" in text[match.end() :] else APOSTROPHE
        return opening if opens else closing

    return _MARK.sub(mark, text)
