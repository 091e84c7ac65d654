from __future__ import annotations

import tomllib
from importlib.resources import files
from uuid import UUID, uuid5

from feedback.surveys.checking import check
from feedback.surveys.checks_of_claims import CONFIRMS, REFUTES
from feedback.surveys.identities import with_identities
from feedback.surveys.validating import CHOICES, LANGUAGES, Check, validation

CHECKS = (
    Check("claim-1", "stage", "booking", {"es": "Reserva", "en": "Booking"}, {"es": "Reserva", "en": "Booking"}),
    Check("claim-2", "touchpoint", "booking", {"es": "Reserva", "en": "Booking"}, {"es": "Llamada"}),
    Check("claim-3", "claim", "visit", {"es": "Visita"}, {"es": "Esperan {poco}.", "en": "They wait {briefly}."}),
)


def test_it_asks_stage_by_stage_and_last_what_is_missing() -> None:
    found = validation(CHECKS, ["es", "en"], insiders=False)
    asked = [(one.kind, one.stage, one.text.by_language) for one in found.questions()]
    assert asked == [
        ("yesno", "booking", {"es": "¿Viviste «Reserva»?", "en": "Did you go through “Booking”?"}),
        ("single", "booking", {"es": "«Llamada»: ¿pasó así?", "en": "“Llamada”: did it happen like this?"}),
        (
            "single",
            "visit",
            {
                "es": "«Esperan (poco)» ¿Fue así para ti?",
                "en": "“They wait (briefly)” Was it like this for you?",
            },
        ),
        ("longtext", None, {"es": "¿Qué paso falta?", "en": "Which step is missing?"}),
    ]
    assert [section.title.by_language for section in found.sections] == [
        {"es": "Reserva", "en": "Booking"},
        {"es": "Visita"},
        {},
    ]


def test_insiders_are_asked_what_they_see() -> None:
    first = next(validation(CHECKS, ["en"], insiders=True).questions())
    assert first.text.text_in("en") == "From what you see, do customers go through “Booking”?"


def test_it_can_be_published_in_every_language_it_knows() -> None:
    for languages in (["es", "en"], ["pt"], ["fr"]):
        found = validation(CHECKS, languages, insiders=False)
        problems = check(with_identities(found, UUID(int=1)), {"booking", "visit"})
        assert [one for one in problems if not one.warning] == []
    assert found.languages == LANGUAGES, "of an organisation that speaks none of ours"


def test_a_question_is_known_by_the_claim_it_checks() -> None:
    draft = UUID(int=7)
    ids = [one.id for one in with_identities(validation(CHECKS, ["es"], insiders=False), draft).questions()]
    assert ids[0] == str(uuid5(draft, "claim-1"))


def test_every_text_stands_in_every_language() -> None:
    texts = tomllib.loads((files("feedback.surveys") / "validation.toml").read_text(encoding="utf-8"))
    choices = texts.pop("choices")
    assert tuple(choices) == CHOICES
    assert all(tuple(one) == LANGUAGES for one in (*texts.values(), *choices.values()))
    assert {*CONFIRMS, *REFUTES, "unknown"} == set(CHOICES)
