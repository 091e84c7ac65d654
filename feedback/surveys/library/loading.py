"""Reading the library: a TOML file a questionnaire, named by its code. How the files are written is in README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from feedback.errors import NotFound
from feedback.surveys.document import Texts
from feedback.surveys.library.model import ANY, Entry, LibraryStage, Service
from feedback.surveys.library.notation import condition
from feedback.surveys.reading import read

LANGUAGES = ("es", "en", "pt")
"""Every text of the library stands in each of these; the first is its base language."""
GROUPS = ("customer", "employee", "supplier")


@lru_cache(maxsize=1)
def services() -> tuple[Service, ...]:
    """The services of the library in the order of its page, questionnaires for any service last."""
    return tuple(_service(code, data) for code, data in _toml("services.toml").items())


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """Every ready questionnaire, by service, then customers, employees, suppliers; read once per process."""
    known, scales = {one.code: one for one in services()}, _toml("scales.toml")
    found = (parse(code, text, known, scales) for code, text in _files())
    order = list(known)
    return tuple(sorted(found, key=lambda one: (order.index(one.service.code), GROUPS.index(one.group), one.code)))


def entry(code: str) -> Entry:
    """The ready questionnaire with this code; NotFound."""
    found = next((one for one in entries() if one.code == code), None)
    if found is None:
        raise NotFound()
    return found


def companions(one: Entry) -> tuple[Entry, ...]:
    """The questionnaires of the other groups about the same stages of the same service; itself first."""
    if one.service.code == ANY:
        return (one,)
    others = (other for other in entries() if other.service.code == one.service.code and other is not one)
    return (one, *others)


def parse(code: str, text: str, known: Mapping[str, Service], scales: Mapping[str, Mapping[str, Any]]) -> Entry:
    """A questionnaire from the text of its file.

    Raises:
        KeyError: something is missing. TOMLDecodeError, NotAQuestionnaire, BadCondition: it cannot be read.
    """
    data = tomllib.loads(text)
    service = known[data["service"]]
    document = {
        "title": data["title"],
        "intro": data["intro"],
        "languages": list(LANGUAGES),
        "base_language": LANGUAGES[0],
        "sections": [_section(i, part, service, scales) for i, part in enumerate(data["section"], 1)],
        "library": code,
    }
    return Entry(
        code,
        service,
        data["group"],
        Texts(data["purpose"]),
        read(document),
        data.get("minutes"),
        Texts(data.get("name", {})),
    )


def _section(
    number: int, data: Mapping[str, Any], service: Service, scales: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    stage = data.get("stage")
    title = _stage(service, stage).name.by_language if stage else data.get("title", {})
    return {
        "id": f"section-{number}",
        "title": dict(title),
        "questions": [_question(one, stage, scales) for one in data["question"]],
    }


def _question(data: Mapping[str, Any], stage: str | None, scales: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """As JSON of our document. A question is known by its code until it becomes somebody's own."""
    question = {
        "id": data["code"],
        "code": data["code"],
        "kind": data["kind"],
        "text": {language: data[language] for language in LANGUAGES},
        "help": data.get("help", {}),
        "stage": stage,
        "predicts": data.get("predicts", False),
        "construct": data.get("construct"),
        "settings": {**scales.get(data["kind"], {}), **data.get("settings", {})},
        "choices": [{"code": code, "text": texts} for code, texts in data.get("choices", {}).items()],
        "soft": data.get("soft", False),
    }
    written = data.get("shown_when")
    return {**question, "shown_when": condition(written)} if written else question


def _stage(service: Service, code: str) -> LibraryStage:
    return {stage.code: stage for stage in service.stages}[code]


def _service(code: str, data: Mapping[str, Any]) -> Service:
    also = data.get("also", {})
    named = data.get("stages", {}).items()
    stages = tuple(LibraryStage(name, Texts(texts), tuple(also.get(name, ()))) for name, texts in named)
    return Service(code, Texts(data["name"]), stages)


def _files() -> Iterator[tuple[str, str]]:
    for file in _sorted(_folder() / "questionnaires"):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")


def _sorted(folder: Traversable) -> Sequence[Traversable]:
    return sorted(folder.iterdir(), key=lambda one: one.name)


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_folder() / name).read_text(encoding="utf-8"))


def _folder() -> Traversable:
    return files("feedback.surveys.library")
