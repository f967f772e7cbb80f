"""Pydantic's faults of one record -> ours: its place in the YAML, what is wrong, an order that mends it."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from dossier.model.raw import Mapping, Node, RawRecord, Scalar, Sequence, node_at
from dossier.model.records import ANNOTATION_KINDS
from dossier.problems import Problem
from dossier.text import dates
from dossier.text.quotes import nearest_word

Path = tuple[str | int, ...]


def problems(schema: type[BaseModel], raw: RawRecord, details: SequenceOf[ErrorDetails]) -> list[Problem]:
    """Each fault of `raw` once, although pydantic tells some of them in several ways."""
    found = [_problem(schema, raw, detail) for detail in _one_each(details)]
    # A misspelt key is told once, not also as the one that is missing.
    meant = {problem.mend.removeprefix("did you mean ").removesuffix("?") for problem in found}
    return [p for p in found if p.what.removesuffix("» is missing").removeprefix("«") not in meant]


def required(schema: type[BaseModel]) -> str:
    """The keys that a record cannot be without."""
    names = [f.alias or name for name, f in schema.model_fields.items() if f.is_required()]
    return ", ".join(f"{name}:" for name in names) or "at least one key"


def _one_each(details: SequenceOf[ErrorDetails]) -> list[ErrorDetails]:
    """A mapping where a date belongs lacks each of its fields; a list in place of `none` is no text either."""
    dates_at = {d["loc"][:-1] for d in details if d["type"] == "missing" and d["loc"][-1] == "edtf"}
    kept: list[ErrorDetails] = []
    for detail in details:
        if detail["loc"][:-1] in dates_at:
            if detail["loc"][-1] == "edtf":
                kept.append({**detail, "type": "dataclass_type", "loc": detail["loc"][:-1]})
        elif not (detail["type"] == "literal_error" and (detail.get("ctx") or {}).get("expected") == "'none'"):
            kept.append(detail)
    return kept


def _problem(schema: type[BaseModel], raw: RawRecord, detail: ErrorDetails) -> Problem:
    path, missing = _path(raw.node, detail["loc"])
    node, key = node_at(raw.node, path), _key_of(raw.node, path)
    if "[key]" in detail["loc"] or detail["type"] in ("extra_forbidden", "missing"):
        at = (key or node).at if path else raw.at
    else:
        at = _at_fault(node, detail).at if path or detail["type"] == "scale" else raw.at
    what, mend = _in_words(detail, schema, raw, path, missing)
    return Problem(at=at, what=what, mend=mend)


def _at_fault(node: Node, detail: ErrorDetails) -> Node:
    """The part of a record or a known value that a rule about the whole of it is about."""
    if not isinstance(node, Mapping):
        return node
    match detail["type"]:
        case "edtf":
            return node.get("value") or node
        case "scale":
            return next((key for key, _ in node.entries if key.text in ("likelihood", "confidence")), node)
        case "basis":
            bases = [key for key, _ in node.entries if key.text in ("stated", "inferred", "background")]
            return bases[1] if len(bases) > 1 else node
        case _:
            return node


def _path(node: Node, loc: SequenceOf[str | int]) -> tuple[Path, str | None]:
    """The steps of `loc` that are in the YAML (pydantic adds names of types), and the last one that is not."""
    path: list[str | int] = []
    missing: str | None = None
    for position, step in enumerate(loc):
        if _names_a_type(loc, position):
            continue
        match node:
            case Mapping() if (inner := node.get(str(step))) is not None:
                node = inner
                path.append(step)
                missing = None
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                path.append(step)
                missing = None
            case _:
                missing = str(step)
    return tuple(path), missing


def _names_a_type(loc: SequenceOf[str | int], position: int) -> bool:
    """Whether a step is pydantic's name of the kind it chose: `figure` in annotations.ID.figure.value."""
    before = loc[:position]
    if len(before) == 2 and before[0] == "annotations":
        return loc[position] in ANNOTATION_KINDS
    return len(before) > 1 and before[-2:-1] == ("speaker",) and loc[position] in ("actor", "unnamed")


def _key_of(root: Node, path: Path) -> Scalar | None:
    if not path:
        return None
    inner = node_at(root, path[:-1])
    return inner.key(str(path[-1])) if isinstance(inner, Mapping) else None


def _in_words(
    detail: ErrorDetails, schema: type[BaseModel], raw: RawRecord, path: Path, missing: str | None
) -> tuple[str, str]:
    ctx: MappingOf[str, Any] = detail.get("ctx") or {}
    written = detail["input"]
    word = str(written)[:60]
    or_none = "" if _is_required(schema, raw.node, path) else ", or leave the key out"
    if path and isinstance(path[-1], int):
        or_none = ", or delete the item"
    match detail["type"]:
        case "extra_forbidden":
            name = str(path[-1]) if path else str(missing)
            return _unknown_key(name, schema, raw.node, path)
        case "missing":
            name = str(detail["loc"][-1])
            return f"«{name}» is missing", f"add {name}:"
        case "union_tag_not_found" | "union_tag_invalid":
            near = next(
                (n for key in _written_keys(raw.node, path) if (n := nearest_word(key, ANNOTATION_KINDS))), None
            )
            mend = f"did you mean {near}:?" if near else f"write one of {', '.join(ANNOTATION_KINDS)}: with the quote"
            return "an annotation without a kind", mend
        case "literal_error":
            choices = [c.strip().strip("'") for c in str(ctx["expected"]).replace(" or ", ", ").split(",")]
            if not isinstance(written, str):
                return f"one of {', '.join(choices)} is expected here{_found(written)}", "write one of them"
            near = nearest_word(written, choices)
            hint = f"did you mean {near}?" if near else f"write one of {', '.join(choices)}"
            return f"«{word}» is none of {', '.join(choices)}", hint
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"a whole number is expected here{_found(written)}", "write digits alone, such as 2500"
        case "float_parsing" | "float_type":
            if not isinstance(written, str):
                return f"a number is expected here{_found(written)}", _NO_NUMBER
            return f"«{word}» is not a number", _NO_NUMBER
        case "bool_parsing" | "bool_type":
            if not isinstance(written, str):
                return f"true or false is expected here{_found(written)}", "write true or false"
            return f"«{word}» is neither true nor false", "write true or false"
        case "string_pattern_mismatch":
            return f"«{str(written)[:70]}» has the wrong form", _form(str(ctx.get("pattern")), str(written))
        case "string_type":
            mend = f"write it{or_none}" if written is None else "write one text; quote it where it holds : or #"
            return f"a text is expected here{_found(written)}", mend
        case "string_too_short":
            return "an empty value", f"write the text{or_none}"
        case "tuple_type" | "list_type":
            return f"a list is expected here{_found(written)}", _list_mend(written)
        case "too_short":
            return "too few items", f"write at least {ctx.get('min_length')}"
        case "mapping_type" | "dict_type" | "model_type" | "model_attributes_type":
            return f"keys with values are expected here{_found(written)}", _keys_mend(ctx, path, written)
        case "dataclass_type":
            return f"a date is expected here{_found(written)}", f"write it as EDTF: {dates.EXAMPLE}"
        case "greater_than_equal" | "less_than_equal":
            return f"«{word}» is out of range", f"write a number between {ctx.get('ge', 0)} and {ctx.get('le', 50)}"
        case "edtf":
            return detail["msg"], _date_mend(detail["msg"], written, str(ctx["mend"]))
        case "basis" if isinstance(written, str) and nearest_word(written, ("unknown",)):
            return detail["msg"], "did you mean unknown?"
        case _:
            return detail["msg"], str(ctx.get("mend", "compare with docs/content-format.md"))


_NO_NUMBER = "write digits alone, such as 2500; leave the key out where the source gives no number"
_KNOWN = "write unknown, or {value: …} with stated:, inferred: or background: in it"
_EXAMPLES = {
    "Known": _KNOWN,
    "KnownDate": _KNOWN,
    "Grade": "write {reliability: C, credibility: 3, why: …}",
    "Holder": "write {actor: ID, from: 2021-01-20, to: …}",
    "MentionRule": "write {quote: …, actor: ID, why: …}",
}
_EXAMPLES_BY_KEY = {
    "regions": "write title: 1 and body: 3-9 below it, without -",
    "claims": "write {claim-id: asserts}",
    "annotations": "write an id and a colon before each annotation, without -",
    "english": "write the number of each line and a colon before its rendering, without -",
}


def _date_mend(fault: str, written: object, otherwise: str) -> str:
    if meant := dates.meant(str(written.get("value") if isinstance(written, dict) else written)):
        return f"write {meant}"
    if "open end" in fault:
        return "leave the key out, or write .. for the end, as in 2021-07-23/.."
    return "write what is known of it; .. is an open end, ~ is about" if dates.EXAMPLE in fault else otherwise


def _unknown_key(name: str, schema: type[BaseModel], root: Node, path: Path) -> tuple[str, str]:
    keys = _keys_at(schema, root, path[:-1])
    if name in ANNOTATION_KINDS and path[:1] == ("annotations",):
        kinds = [key for key in _written_keys(root, path[:-1]) if key in ANNOTATION_KINDS]
        return f"an annotation of two kinds: {' and '.join(kinds)}", "make an annotation of each"
    near = nearest_word(name, keys)
    return f"unknown key «{name}»", f"did you mean {near}?" if near else f"the keys here are {', '.join(keys)}"


def _list_mend(written: object) -> str:
    if written is None:
        return "write - before each item below it, or leave the key out"
    if isinstance(written, str) and re.match(r"-\w", written):
        return "write - and a blank before each item"
    return "write - before each item"


def _keys_mend(ctx: MappingOf[str, Any], path: Path, written: object) -> str:
    if isinstance(written, str) and (run_on := re.match(r"([\w-]+):(\S.*)", written)):
        return f"write {run_on[1]}: {run_on[2][:60]} with a blank after the colon"
    known = _EXAMPLES.get(str(ctx.get("class_name"))) or _EXAMPLES_BY_KEY.get(str(path[-1]) if path else "")
    return known or "write key: value, indented below"


def _form(pattern: str, written: str) -> str:
    if "a-f" in pattern:
        lower = written.lower()
        if re.fullmatch("[0-9a-f]{64}", lower):
            return f"write it with small letters: {lower}"
        return "a sha256 is 64 digits of 0-9 and a-f: sha256sum FILE prints it"
    parts = [re.sub(r"\s*([-–—]|\.\.|to)\s*", "-", part.strip()) for part in re.split("[,،;]", written)]
    if all(re.fullmatch(r"\d+(-\d+)?", part) for part in parts):
        return f"write {parts[0]}" if len(parts) == 1 else f"write [{', '.join(parts)}]"
    return "lines are a number (5) or a range (11-29)"


def _found(written: object) -> str:
    match written:
        case dict():
            return ", and keys were found"
        case list() | tuple():
            return ", and a list was found"
        case None:
            return ", and nothing was found"
        case _:
            return f", and «{str(written)[:60]}» was found"


def _written_keys(node: Node, path: Path) -> list[str]:
    inner = node_at(node, path)
    return [key.text for key, _ in inner.entries] if isinstance(inner, Mapping) else []


def _keys_at(schema: type[BaseModel], root: Node, path: Path) -> list[str]:
    """The keys that the mapping at `path` may have."""
    return sorted({f.alias or name for model in _models_at(schema, root, path) for name, f in model.model_fields.items()})


def _is_required(schema: type[BaseModel], root: Node, path: Path) -> bool:
    """Whether the value at `path` is one that its mapping cannot be without."""
    fields = [
        f for model in _models_at(schema, root, path[:-1]) for name, f in model.model_fields.items()
        if path and path[-1] in (f.alias, name)
    ]  # fmt: skip
    return bool(fields) and all(f.is_required() for f in fields)


def _models_at(schema: type[BaseModel], root: Node, path: Path) -> list[type[BaseModel]]:
    """What the mapping at `path` may be, found by walking the schema beside the YAML."""
    found: list[type[BaseModel]] = [schema]
    node = root
    for step in path:
        node = node_at(node, (step,))
        inner: list[type[BaseModel]] = []
        for model in found:
            for name, field in model.model_fields.items():
                if step in (field.alias or name, name):
                    inner += _models_in(field.annotation)
        if inner:
            found = inner
    if isinstance(node, Mapping):
        kinds = [m for m in found if getattr(m, "kind", None) and node.get(m.kind)]  # type: ignore[attr-defined]
        found = kinds or found
    return found


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [model for part in inner for model in _models_in(part)]
