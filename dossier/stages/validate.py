"""RawContent -> Entities: every record has its shape and every id is one; references are not yet followed."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence as SequenceOf
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dossier.model.evidence import Entities
from dossier.model.ids import ActorId
from dossier.model.raw import Mapping, Node, Places, RawContent, RawRecord, Scalar, Sequence, node_at
from dossier.model.records import ANNOTATION_KINDS, KINDS, Actor, Records, Site
from dossier.problems import BuildFailed, Location, Problem
from dossier.text.quotes import nearest_word
from dossier.text.slugs import is_id, propose_id

RESERVED_PAGES = (
    "index", "404", "timeline", "figures", "matrix", "contradictions", "corrections", "verify", "search",
    "data", "brief", "review", "briefings", "sources", "actors", "topics", "claims",
)  # fmt: skip


def entities(content: RawContent) -> Entities:
    """Read every record by its schema. Raises BuildFailed with every fault of shape."""
    problems: list[Problem] = []
    typed: dict[str, dict[str, BaseModel]] = {kind: {} for kind in KINDS}
    site = _record(Site, content.site, problems)
    for raw in content.records:
        problems += _id_faults(raw)
        record = _record(KINDS[raw.kind], raw, problems)
        if record is not None:
            typed[raw.kind][raw.id] = record
        if raw.kind == "briefings":
            problems += _annotation_ids(raw.node)
    if problems:
        raise BuildFailed(problems)
    assert isinstance(site, Site)
    typed["actors"] = {id: _named(ActorId(id), actor) for id, actor in typed["actors"].items()}
    # Sorted by id: the order of files and of YAML keys is nobody's promise.
    by_kind: dict[str, Any] = {kind: dict(sorted(typed[kind].items())) for kind in KINDS}
    return Entities(
        # Every record was validated above, one by one, so that its faults have a place.
        records=Records.model_construct(None, site=site, **by_kind),
        places=Places(
            nodes={(_singular(r.kind), r.id): r.node for r in (*content.records, content.site)},
            keys={(_singular(r.kind), r.id): r.at for r in (*content.records, content.site)},
        ),
    )


def _singular(kind: str) -> str:
    return kind.removesuffix("s")


def _named(id: ActorId, actor: BaseModel) -> BaseModel:
    assert isinstance(actor, Actor)
    name = actor.name or actor.native or id.replace("-", " ").title()
    return actor.model_copy(update={"name": name})


def _id_faults(raw: RawRecord) -> list[Problem]:
    if not is_id(raw.id):
        return [_no_id(raw.at, raw.id)]
    if raw.kind == "pages" and raw.id in RESERVED_PAGES:
        mend = "give the page another id"
        return [Problem(at=raw.at, what=f"the page id «{raw.id}» is the address of a page of the site", mend=mend)]
    return []


def _annotation_ids(node: Node) -> list[Problem]:
    annotations = node_at(node, ("annotations",))
    if annotations is node or not isinstance(annotations, Mapping):
        return []
    return [_no_id(key.at, key.text) for key, _ in annotations.entries if not is_id(key.text)]


def _no_id(at: Location, text: str) -> Problem:
    offer = propose_id(text) or "first-point"
    mend = f"an id is lower-case ASCII words with hyphens, such as {offer}; it stays in the address for good"
    return Problem(at=at, what=f"«{text}» is not an id", mend=mend)


# YAML -> what pydantic reads


def _record(schema: type[BaseModel], raw: RawRecord, problems: list[Problem]) -> BaseModel | None:
    if not isinstance(raw.node, Mapping):
        what = f"the record «{raw.id}» has no keys"
        problems.append(Problem(at=raw.at, what=what, mend=f"it needs {_required(schema)}"))
        return None
    try:
        return schema.model_validate(_plain(raw.node))
    except ValidationError as error:
        found = [_problem(schema, raw, detail) for detail in error.errors(include_url=False)]
        # A misspelt key is told once, not also as the one that is missing.
        meant = {problem.mend.removeprefix("did you mean ").removesuffix("?") for problem in found}
        problems += [p for p in found if p.what.removesuffix("» is missing").removeprefix("«") not in meant]
        return None


def _plain(node: Node) -> object:
    """Scalars stay text: the schema types them."""
    match node:
        case Scalar():
            return None if node.empty else node.text
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}


def _required(schema: type[BaseModel]) -> str:
    names = [f.alias or name for name, f in schema.model_fields.items() if f.is_required()]
    return ", ".join(f"{name}:" for name in names) or "at least one key"


# pydantic's faults -> ours


def _problem(schema: type[BaseModel], raw: RawRecord, detail: ErrorDetails) -> Problem:
    path, missing = _path(raw.node, detail["loc"])
    node = node_at(raw.node, path)
    key = _key_of(raw.node, path)
    where = (key.at if key else node.at) if detail["type"] in ("extra_forbidden", "missing") else node.at
    what, mend = _in_words(detail, schema, raw, path, missing)
    return Problem(at=where if path else raw.at, what=what, mend=mend)


def _path(node: Node, loc: SequenceOf[str | int]) -> tuple[tuple[str | int, ...], str | None]:
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


def _key_of(root: Node, path: tuple[str | int, ...]) -> Scalar | None:
    if not path:
        return None
    inner = node_at(root, path[:-1])
    return inner.key(str(path[-1])) if isinstance(inner, Mapping) else None


def _in_words(
    detail: ErrorDetails, schema: type[BaseModel], raw: RawRecord, path: tuple[str | int, ...], missing: str | None
) -> tuple[str, str]:
    ctx: MappingOf[str, Any] = detail.get("ctx") or {}
    written = detail["input"]
    match detail["type"]:
        case "extra_forbidden":
            name = str(path[-1]) if path else str(missing)
            near = nearest_word(name, _keys_at(schema, raw.node, path[:-1]))
            keys = ", ".join(_keys_at(schema, raw.node, path[:-1]))
            return f"unknown key «{name}»", f"did you mean {near}?" if near else f"the keys here are {keys}"
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
            name = str(detail["loc"][-1])
            if name == "[key]":  # a mapping's own key: a region or a stance
                name = str(detail["loc"][-2])
            near = nearest_word(str(written), choices)
            hint = f"did you mean {near}?" if near else f"write one of {', '.join(choices)}"
            return f"«{written}» is none of {', '.join(choices)}", hint
        case "int_parsing" | "int_type" | "int_from_float":
            return f"«{written}» is not a whole number", "write digits alone, such as 2500"
        case "float_parsing" | "float_type":
            return (
                f"«{written}» is not a number",
                "write digits alone, such as 2500; leave the key out where the source gives no number",
            )
        case "bool_parsing" | "bool_type":
            return f"«{written}» is neither true nor false", "write true or false"
        case "string_pattern_mismatch":
            return f"«{written}» has the wrong form", _FORMS.get(str(ctx.get("pattern")), "compare with the docs")
        case "string_type":
            return "a text is expected here" + _found(written), "write one text; quote it where it holds : or #"
        case "string_too_short":
            return "an empty value", "write the text, or leave the key out"
        case "tuple_type" | "list_type":
            return "a list is expected here" + _found(written), "write - before each item"
        case "too_short":
            return "too few items", f"at least {ctx.get('min_length')} are needed"
        case "mapping_type" | "dict_type" | "model_type" | "model_attributes_type":
            return "keys with values are expected here" + _found(written), "write key: value, indented below"
        case "greater_than_equal" | "less_than_equal":
            return f"«{written}» is out of range", f"between {ctx.get('ge', 0)} and {ctx.get('le', 50)}"
        case _:
            return detail["msg"], str(ctx.get("mend", "compare with docs/content-format.md"))


_FORMS = {
    r"^[0-9a-f]{64}$": "a sha256 is 64 digits of 0-9 and a-f: sha256sum FILE prints it",
    r"^\d+(-\d+)?$": "lines are a number (5) or a range (11-29)",
}


def _found(written: object) -> str:
    match written:
        case dict():
            return ", and keys were found"
        case list():
            return ", and a list was found"
        case None:
            return ", and nothing was found"
        case _:
            return f", and «{str(written)[:60]}» was found"


def _written_keys(node: Node, path: tuple[str | int, ...]) -> list[str]:
    inner = node_at(node, path)
    return [key.text for key, _ in inner.entries] if isinstance(inner, Mapping) else []


def _keys_at(schema: type[BaseModel], root: Node, path: tuple[str | int, ...]) -> list[str]:
    """The keys that the mapping at `path` may have, found by walking the schema beside the YAML."""
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
    return sorted({f.alias or name for model in found for name, f in model.model_fields.items()})


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    inner = getattr(annotation, "__args__", ())
    return [model for part in inner for model in _models_in(part)]


