"""What one drawing of a journey has that the one before had not, as sentences. Pure.

A drawing is the document of a JSON file. Stages are the same where their code is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from feedback.errors import Message, message

Drawing = Mapping[str, Any]
ACTS: Mapping[str, Message] = {
    "drawn": message("As it was drawn until then"),
    "added": message("A stage was added"),
    "changed": message("A stage was changed"),
    "renamed": message("A stage was renamed"),
    "moved": message("A stage was moved"),
    "split": message("A stage was split"),
    "merged": message("Stages were merged"),
    "retired": message("A stage went off the map"),
    "restored": message("A stage came back"),
    "imported": message("A file was imported"),
}
_ELSE = message("The drawing was changed")
_SAID = ("goal", "silent", "assumed_feeling", "trigger", "before_contact", "lasts_minutes", "step")


def act(code: str) -> Message:
    """What led to a version, in words."""
    return ACTS.get(code, _ELSE)


def changes(before: Drawing | None, after: Drawing) -> list[Message]:
    """What changed, stage by stage in the order of the newer drawing; nothing where there is none before."""
    if before is None:
        return []
    old, new = _by_code(before.get("stages", ())), _by_code(after.get("stages", ()))
    gone = [message("“%(name)s” is no longer on the map.", name=old[code]["name"]) for code in old if code not in new]
    told = [one for code, stage in new.items() for one in _of_stage(old.get(code), stage)]
    return [*told, *gone, *_order(old, new), *_variants(before, after)]


def _by_code(rows: Sequence[Drawing]) -> dict[str, Drawing]:
    return {row["code"]: row for row in rows}


def _of_stage(before: Drawing | None, after: Drawing) -> Iterator[Message]:
    name = after["name"]
    if before is None:
        yield message("“%(name)s” is new on the map.", name=name)
        return
    if before["name"] != name:
        yield message("“%(before)s” is called “%(name)s” now.", before=before["name"], name=name)
    if any(before.get(what) != after.get(what) for what in _SAID):
        yield message("What is drawn of “%(name)s” changed.", name=name)
    yield from _touchpoints(before.get("touchpoints", ()), after.get("touchpoints", ()), name)


def _touchpoints(before: Sequence[Drawing], after: Sequence[Drawing], stage: Mapping[str, str]) -> Iterator[Message]:
    old, new = _by_code(before), _by_code(after)
    for code, one in new.items():
        if code not in old:
            yield message("In “%(stage)s” there is the touchpoint “%(name)s” now.", stage=stage, name=one["name"])
        elif old[code] != one:
            yield message("In “%(stage)s” the touchpoint “%(name)s” changed.", stage=stage, name=one["name"])
    for code in old:
        if code not in new:
            taken = old[code]["name"]
            yield message("In “%(stage)s” the touchpoint “%(name)s” is no longer there.", stage=stage, name=taken)


def _order(old: Mapping[str, Drawing], new: Mapping[str, Drawing]) -> Iterator[Message]:
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield message("The stages stand in another order.")


def _variants(before: Drawing, after: Drawing) -> Iterator[Message]:
    if before.get("variants", []) != after.get("variants", []):
        yield message("The variants changed.")
