"""The words of a command -> a verb and its options, in whatever order they stand."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from dossier.problems import printable

VERBS = {
    "build": "make the site (this is done when no verb is given)",
    "check": "do all that build does, except writing",
    "serve": "show the site while you write: it rebuilds and reloads at every save",
    "verify": "recompute every hash and every quote of a built site, and name what does not hold",
    "new": "make a small dossier to start from",
    "add": "take a text file in as a capture, with a source record and a draft briefing",
    "review": "make the site with a sheet for a second reader, in a folder of its own",
    "impact": "list every page, claim and sentence that rests on something",
    "fix": "give quotes that no longer stand the capture's own words, where only one place is meant",
}
WITH_VALUE = ("--root", "--output", "--port", "--base", "--id", "--language")
FLAGS = ("--dry-run", "--write")
HELP = ("-h", "--help")


class Usage(Exception):
    """The command cannot be followed; the message says why and what can."""


def verb_among(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The verb, wherever it stands among the options, and everything else."""
    skip = False
    for position, word in enumerate(arguments):
        if skip:
            skip = False
            continue
        if word.startswith("-"):
            name = word.partition("=")[0]
            if name not in (*WITH_VALUE, *FLAGS, *HELP):
                raise Usage(f"there is no option «{printable(word)}»{_nearest(name, (*WITH_VALUE, *FLAGS))}")
            skip = word in WITH_VALUE
            continue
        if word not in VERBS:
            raise Usage(f"there is no verb «{printable(word)}»{_nearest(word, VERBS)}")
        return word, [*arguments[:position], *arguments[position + 1 :]]
    if any(word in HELP for word in arguments):
        return "help", list(arguments)
    return "build", list(arguments)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(f"{message} ({self.prog} --help tells more)")


def options_for(verb: str, words: Sequence[str]) -> argparse.Namespace:
    """What `words` say to `verb`; for help, and where a verb is asked with --help, the help and SystemExit."""
    prog = "build.py" if verb == "help" else f"build.py {verb}"
    parser = _Parser(prog=prog, description=VERBS.get(verb), allow_abbrev=False)
    if verb == "help":
        parser.usage = f"build.py [{'|'.join(VERBS)}] [options]"
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        width = max(map(len, VERBS))
        parser.description = "\n".join(f"  {name:<{width}}  {does}" for name, does in VERBS.items())
        parser.epilog = "build.py VERB --help tells the options of a verb."
    if verb in ("build", "check", "serve", "verify", "review", "add", "impact", "fix", "help"):
        parser.add_argument("--root", type=Path, metavar="DIR", help="the dossier: the folder with site.yml")
    if verb in ("build", "check", "serve", "verify", "review", "help"):
        parser.add_argument(
            "--output", type=Path, metavar="DIR", help=_OUTPUT_HELP.get(verb, _OUTPUT_HELP["build"])
        )
    if verb == "serve":
        parser.add_argument("--port", type=_port, default=8000, help="the first port to try (8000)")
        parser.add_argument("--base", metavar="/REPO/", help="the path of the site (that of url: in site.yml)")
    if verb == "new":
        parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not yet there")
    if verb == "add":
        parser.add_argument("file", type=Path, metavar="FILE", help="a text file in UTF-8")
        parser.add_argument("--id", help="the id of the source and its briefing (made of the file's name)")
        parser.add_argument(
            "--language", choices=("ar", "en"), help="of the text (that of most of its letters)"
        )
    if verb == "impact":
        parser.add_argument("ref", metavar="REF", help="a source, actor or claim by its id, or briefing-id#id")
    if verb == "fix":
        parser.add_argument("--dry-run", action="store_true", help="show what would change, as a diff")
        parser.add_argument("--write", action="store_true", help="change the files")
    options, unknown = parser.parse_known_args(words)
    if unknown:
        known = [name for action in parser._actions for name in action.option_strings]
        raise Usage(f"{verb} has no «{printable(unknown[0])}»{_nearest(unknown[0].partition('=')[0], known)}")
    if verb == "fix" and options.dry_run == options.write:
        both = "one of the two" if options.write else "--dry-run, which shows what would change, or --write"
        raise Usage(f"fix needs {both}" if not options.write else f"fix takes {both}: --dry-run or --write")
    return options


_OUTPUT_HELP = {
    "build": "where the site goes (ROOT/public)",
    "check": "not used: check writes nothing",
    "verify": "the site to verify (ROOT/public)",
    "review": "where the site with its review sheet goes (ROOT/review); never publish it",
    "serve": "where the preview is kept (a temporary folder)",
}


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"«{printable(text)}» is no port: write a number up to 65535")
    return int(text)


def _nearest(word: str, known: Iterable[str]) -> str:
    from dossier.text.quotes import nearest_word

    names = list(known)
    near = nearest_word(word, names)
    return f": did you mean {near}?" if near else f": there are {', '.join(names)}"
