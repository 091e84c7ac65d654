"""The files of the example organisation, read as they are, with their dates moved to today.

The files tell a story that ends on `WRITTEN_ON`. Loaded on another day every date moves along, so that what was ten
weeks ago is ten weeks ago; sentences that name a month keep it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from feedback.db import now

FOLDER = Path(__file__).parents[1] / "example"
WRITTEN_ON = date(2026, 11, 22)
EMAIL, PASSWORD = "marta@climasur.example", "clima-sur-2026"
"""Who signs in to look at the example; printed by the command, so it is no secret."""
BEGUN, LOADED = "example.begun", "example.loaded"
"""Marks in the audit log: this organisation is the example, and all of it is there."""
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in the folder. Shapes are those of its README."""

    organisation: Record
    groups: Sequence[Record]
    journey: Record
    map: Record
    assumed: Record
    not_applicable: Sequence[Record]
    themes: Mapping[str, str]
    questionnaires: Mapping[str, Record]
    responses: Sequence[Record]
    evidence: Sequence[Record]
    backlog: Record
    improvements: Record
    reaching: Record
    cycles: Sequence[Record]
    effects: Sequence[Record]
    today: date

    @property
    def code(self) -> str:
        return str(self.organisation["code"])

    @property
    def language(self) -> str:
        """The organisation's own: texts that are stored in one language are in this one."""
        return str(self.organisation["languages"][0])

    def day(self, written: str | None) -> date | None:
        """A date of the files, moved to today."""
        return date.fromisoformat(written) + (self.today - WRITTEN_ON) if written else None

    def moment(self, written: str) -> datetime:
        """Noon of that day."""
        day = self.day(written)
        assert day is not None, "a moment is written"
        return datetime.combine(day, time(12), UTC)

    def ago(self, days: int) -> datetime:
        """So many days ago, at noon."""
        return datetime.combine(self.today - timedelta(days=days), time(12), UTC)

    def own(self, texts: Mapping[str, str] | None) -> str:
        """A text of several languages in the organisation's own; '' where there is none."""
        return texts[self.language] if texts else ""

    def drawing(self) -> bytes:
        """The journey as `feedback journey import` reads it: what the team assumed, what stands behind it, personas."""
        feelings = {one["stage"]: one["feeling"] for one in self.assumed["stages"]}
        behind = self.map["stages"]
        stages = [
            {**stage, "assumed_feeling": feelings[stage["code"]], **behind[stage["code"]]}
            for stage in self.journey["stages"]
        ]
        return json.dumps({**self.journey, **self.map, "stages": stages, "personas": self._personas()}).encode()

    def _personas(self) -> list[Record]:
        return [_persona(one["code"], one["persona"]) for one in self.groups]


_LINES = {
    "needs": "need",
    "expectations": "expectation",
    "frustrations": "frustration",
    "influencers": "influence",
}
_REACHED = {"phone": "call", "sms": "chat", "whatsapp": "chat", "app": "chat", "email": "chat", "in_person": "face"}


def _persona(group: str, said: Record) -> Record:
    """A portrait as a journey file has it."""
    lines = [{"kind": kind, "text": text} for part, kind in _LINES.items() for text in said[part]]
    reached = list(dict.fromkeys(_REACHED[channel] for channel in said["channels"]))
    return {
        "code": f"{group}-portrait",
        "group": group,
        "name": said["name"],
        "leaning": "physical" if "face" in reached else "both",
        "reached_by": reached,
        "lines": lines,
    }


def read() -> Content:
    """The example as it is packed with the product."""
    return Content(
        organisation=_json("organisation.json"),
        groups=_json("groups.json"),
        journey=_json("journey.json"),
        map=_json("map.json"),
        assumed=_json("assumed.json"),
        not_applicable=_json("not_applicable.json"),
        themes={path.stem: path.read_text("utf-8") for path in sorted((FOLDER / "themes").glob("*.toml"))},
        questionnaires={path.stem: _read(path) for path in sorted((FOLDER / "questionnaires").glob("*.json"))},
        responses=[one for path in sorted((FOLDER / "answers").glob("*.json")) for one in _read(path)],
        evidence=_json("evidence.json"),
        backlog=_json("backlog.json"),
        improvements=_json("improvements.json"),
        reaching=_json("reaching.json"),
        cycles=_json("cycles.json"),
        effects=_json("effects.json"),
        today=now().date(),
    )


def _json(name: str) -> Any:
    return _read(FOLDER / name)


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
