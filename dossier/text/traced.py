"""What the tracer is given and what it gives back: names, phrases, and where they were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dossier.text.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of an actor, or a short form that stands for it.

    `with_full_name` counts only where an `always` name of the same actor stands in the article; `never` is not
    looked for, and only tells whose name stands beside an office. `lands` are the names of the state that the
    actor is of.
    """

    actor: str
    text: str
    match: Literal["always", "with_full_name", "never"] = "always"
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name an office, and by it whoever held it on the article's date.

    `with_full_name` counts only directly before the holder's name: «الرئيس جو بايدن». `lands` are the names of the
    state that the office is of.
    """

    office: str
    text: str
    match: Literal["always", "with_full_name"] = "always"
    holder: str | None  # None: the date is unknown, or not every day of it has the same holder
    holders: tuple[str, ...] = ()  # all that ever held it, as far as listed
    on: str = ""  # the article's date, for the rule that a reader sees
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that names `actor`, and the rule by which it does; `office` where it is one held then."""

    span: Span
    actor: str
    by: Literal["name", "office", "short"]
    rule: str
    office: str = ""
