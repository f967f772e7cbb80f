"""RawContent -> Entities: every record has its shape and every id is one; references are not yet followed."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from typing import Any

from pydantic import BaseModel, ValidationError

from dossier.model.evidence import Entities
from dossier.model.ids import ActorId
from dossier.model.raw import Mapping, Node, Places, RawContent, RawRecord, Scalar, Sequence, node_at
from dossier.model.records import KINDS, Actor, Briefing, Records, Site
from dossier.problems import BuildFailed, Location, Problem
from dossier.stages.validate import beyond, wording
from dossier.text.slugs import AT_MOST, is_id, propose_id

RESERVED_PAGES = (
    "index", "404", "timeline", "figures", "matrix", "contradictions", "corrections", "verify", "search",
    "data", "brief", "review", "briefings", "sources", "actors", "topics", "claims",
)  # fmt: skip
LISTED = ("sources", "briefings", "actors", "topics", "claims")  # kinds with a folder of pages and a list of them
RESERVED_ACTORS = ("none", "unknown")  # words that stand for nobody where an actor is expected


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
    by_kind["briefings"], by_kind["withdrawn"] = _standing_and_withdrawn(by_kind["briefings"])
    return Entities(
        # Every record was validated above, one by one, so that its faults have a place.
        records=Records.model_construct(None, site=site, **by_kind),
        places=Places(
            nodes={(_singular(r.kind), r.id): r.node for r in (*content.records, content.site)},
            keys={(_singular(r.kind), r.id): r.at for r in (*content.records, content.site)},
        ),
    )


def _standing_and_withdrawn(briefings: MappingOf[str, Briefing]) -> tuple[dict[str, Briefing], dict[str, Briefing]]:
    standing = {id: briefing for id, briefing in briefings.items() if briefing.withdrawn is None}
    return standing, {id: briefing for id, briefing in briefings.items() if id not in standing}


def _singular(kind: str) -> str:
    return kind.removesuffix("s")


def _named(id: ActorId, actor: BaseModel) -> BaseModel:
    assert isinstance(actor, Actor)
    name = actor.name or actor.native or id.replace("-", " ").title()
    return actor.model_copy(update={"name": name})


def _id_faults(raw: RawRecord) -> list[Problem]:
    if not _fits(raw.id):
        named_by_file = raw.at.path.endswith(f"/{raw.id}.yml")
        return [_no_id(Location(path=raw.at.path) if named_by_file else raw.at, raw.id)]
    if raw.id == "index" and raw.kind in LISTED:
        what = f"«index» is the address of the list of {raw.kind}"
        return [Problem(at=raw.at, what=what, mend="give the record another id")]
    if raw.kind == "pages" and raw.id in RESERVED_PAGES:
        mend = "give the page another id"
        return [Problem(at=raw.at, what=f"the page id «{raw.id}» is the address of a page of the site", mend=mend)]
    if raw.kind == "actors" and raw.id in RESERVED_ACTORS:
        mend = "give the actor another id"
        return [Problem(at=raw.at, what=f"«{raw.id}» stands for nobody where an actor is expected", mend=mend)]
    return []


def _annotation_ids(node: Node) -> list[Problem]:
    annotations = node_at(node, ("annotations",))
    if annotations is node or not isinstance(annotations, Mapping):
        return []
    return [_no_id(key.at, key.text) for key, _ in annotations.entries if not _fits(key.text)]


def _fits(text: str) -> bool:
    return len(text) <= AT_MOST and is_id(text)  # it names a file, and file systems have their bounds


def _no_id(at: Location, text: str) -> Problem:
    if len(text) > AT_MOST:
        mend = f"an id has at most {AT_MOST} characters; it stays in the address for good"
        return Problem(at=at, what=f"«{text[:60]}…» is too long for an id", mend=mend)
    offer = propose_id(text) or "first-point"
    mend = f"an id is lower-case ASCII words with hyphens, such as {offer}; it stays in the address for good"
    return Problem(at=at, what=f"«{text}» is not an id", mend=mend)


# YAML -> what pydantic reads


def _record(schema: type[BaseModel], raw: RawRecord, problems: list[Problem]) -> BaseModel | None:
    """The typed record, or None and its faults; a place that two of them are about is told once."""
    needed = wording.required(schema)
    if not isinstance(raw.node, Mapping) or (not raw.node.entries and needed.endswith(":")):
        problems.append(Problem(at=raw.at, what=f"the record «{raw.id}» has no keys", mend=f"it needs {needed}"))
        return None
    found = list(beyond.faults(raw))
    try:
        record = schema.model_validate(_plain(raw.node))
    except ValidationError as error:
        told = {(problem.at.line, problem.at.column) for problem in found}
        of_shape = wording.problems(schema, raw, error.errors(include_url=False))
        found += [problem for problem in of_shape if (problem.at.line, problem.at.column) not in told]
    problems += found
    return None if found else record


def _plain(node: Node) -> object:
    """Scalars stay text: the schema types them."""
    match node:
        case Scalar():
            return None if node.empty else node.text if node.text.strip() else ""
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key.text: _plain(value) for key, value in node.entries}
