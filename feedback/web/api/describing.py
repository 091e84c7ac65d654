"""The OpenAPI document as people read it: chapters of operations, with fields, an example and a curl line. Pure."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = Mapping[str, Any]
METHODS = ("get", "post", "patch", "delete")
DEEPEST = 4
"""How far fields are followed into fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a path, a query, a header or a body."""

    name: str
    kind: str
    required: bool
    description: str
    place: str = "body"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    scope: str
    fields: tuple[Field, ...]
    answer: str
    """An example of what it answers, as JSON; empty where it answers nothing."""
    status: str
    curl: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One resource."""

    name: str
    description: str
    operations: tuple[Operation, ...]


def chapters(document: Node) -> list[Chapter]:
    """Everything the document says, by resource, in its order."""
    server = document["servers"][0]["url"]
    found: dict[str, list[Operation]] = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                whole = {**item[method], "parameters": [*item.get("parameters", ()), *_parameters(item[method])]}
                found.setdefault(whole["tags"][0], []).append(_operation(document, server, path, method, whole))
    return [Chapter(tag["name"], tag["description"], tuple(found.get(tag["name"], ()))) for tag in document["tags"]]


def _parameters(operation: Node) -> Sequence[Node]:
    found: Sequence[Node] = operation.get("parameters", ())
    return found


def _operation(document: Node, server: str, path: str, method: str, operation: Node) -> Operation:
    status, answer = next((pair for pair in operation["responses"].items() if pair[0].startswith("2")), ("", {}))
    given, taken = _json(answer), _json(operation.get("requestBody", {}))
    shown = _example(document, given) if given else None
    return Operation(
        id=f"{method}-{path.strip('/').replace('/', '-').replace('{', '').replace('}', '')}",
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        scope=operation["security"][0]["token"][0],
        fields=tuple([*_of_parameters(operation), *(_of_body(document, taken) if taken else ())]),
        answer=json.dumps(shown, ensure_ascii=False, indent=2) if given else "",
        status=status,
        curl=_curl(document, server + path, method, operation, taken),
    )


def _json(content: Node) -> Node | None:
    schema: Node | None = content.get("content", {}).get("application/json", {}).get("schema")
    return schema


def _of_parameters(operation: Node) -> Iterator[Field]:
    for one in operation["parameters"]:
        yield Field(
            one["name"], _kind(one["schema"]), one.get("required", False), one.get("description", ""), one["in"]
        )


def _of_body(document: Node, schema: Node, path: str = "", depth: int = 0) -> Iterator[Field]:
    whole = _resolved(document, schema)
    required = whole.get("required", ())
    for name, one in whole.get("properties", {}).items():
        inner = _resolved(document, one)
        yield Field(path + name, _kind(inner), name in required, one.get("description", inner.get("description", "")))
        below = inner.get("items", inner)
        if depth < DEEPEST and "properties" in _resolved(document, below):
            yield from _of_body(document, below, f"{path}{name}{'[]' if 'items' in inner else ''}.", depth + 1)


def _resolved(document: Node, schema: Node) -> Node:
    """The schema itself, where it only names another, or allows null beside another."""
    for one in (schema, *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in one:
            place: Any = document
            for part in one["$ref"].removeprefix("#/").split("/"):
                place = place[part]
            return {**place, **{key: value for key, value in schema.items() if key not in {"$ref", "anyOf", "allOf"}}}
    return schema


def _kind(schema: Node) -> str:
    """The type in words: "integer, 1 to 200", "one of employee, supplier", "text (date)"."""
    if "enum" in schema:
        return "one of " + ", ".join(str(one) for one in schema["enum"] if one is not None)
    types = schema.get("type", "object")
    names = [types] if isinstance(types, str) else list(types)
    words = " or ".join({"string": "text", "array": "list"}.get(name, name) for name in names)
    if "format" in schema:
        words += f" ({schema['format']})"
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        words += f", {low} to {high}"
    if (most := schema.get("maxLength", schema.get("maxItems"))) is not None:
        words += f", at most {most}"
    return words


def _example(document: Node, schema: Node, depth: int = 0) -> Any:
    """A value the schema takes: its own example where it has one."""
    whole = _resolved(document, schema)
    for known in ("example", "default"):
        if known in whole:
            return whole[known]
    if "enum" in whole:
        return whole["enum"][0]
    if "properties" in whole:
        return {name: _example(document, one, depth + 1) for name, one in whole["properties"].items()}
    return _plain_example(document, whole, depth)


def _plain_example(document: Node, schema: Node, depth: int) -> Any:
    types = schema.get("type", "object")
    kind = types if isinstance(types, str) else types[0]
    if kind == "array":
        return [_example(document, schema.get("items", {}), depth + 1)] if depth < DEEPEST else []
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return {"es": "…", "en": "…"}
    plain = {"integer": schema.get("minimum", 1), "number": 1.5, "boolean": True, "object": {}}
    return plain.get(kind, _TEXTS.get(schema.get("format", ""), "…"))


_TEXTS = {
    "date": "2026-03-31",
    "date-time": "2026-03-31T09:30:00Z",
    "uuid": "5f0c2f6e-8f1b-4c7e-9d57-0d4f3f6a2b11",
    "email": "ana@example.org",
    "uri": "https://feedback.example.org/…",
}


def _curl(document: Node, url: str, method: str, operation: Node, taken: Node | None) -> str:
    lines = [f"curl {'' if method == 'get' else f'-X {method.upper()} '}{shlex.quote(url)}"]
    lines.append('-H "Authorization: Bearer $TOKEN"')
    if any(one["name"] == "Idempotency-Key" for one in operation["parameters"]):
        lines.append('-H "Idempotency-Key: $(uuidgen)"')
    if taken:
        lines.append('-H "Content-Type: application/json"')
        lines.append(f"-d {shlex.quote(json.dumps(_least(document, taken), ensure_ascii=False))}")
    return " \\\n  ".join(lines)


def example_body(document: Node, operation: Node) -> Any:
    """A body the operation takes, with what has to be sent; None where it takes none."""
    taken = _json(operation.get("requestBody", {}))
    return _least(document, taken) if taken else None


def _least(document: Node, schema: Node) -> Any:
    """An example with what has to be sent, and what has an example of its own."""
    whole = _resolved(document, schema)
    if "example" in whole:
        return whole["example"]
    needed = whole.get("required", ())
    fields = whole.get("properties", {})
    chosen = {name: one for name, one in fields.items() if name in needed or "example" in one} or dict(
        [*fields.items()][:1]
    )
    return {name: _example(document, one) for name, one in chosen.items()}
