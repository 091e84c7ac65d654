"""The library's content: complete in every language, fit to publish, and made of counterparts that can be compared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedback.analysis import tone
from feedback.errors import NotFound
from feedback.surveys.canonical import canonical
from feedback.surveys.checking import check
from feedback.surveys.document import Question, Texts
from feedback.surveys.library.loading import LANGUAGES, companions, entries, entry, parse, services
from feedback.surveys.library.model import ANY, Entry, Service
from feedback.surveys.library.outline import outline
from feedback.surveys.reading import loads
from feedback.surveys.translations import placed_texts

SERVICES = [service for service in services() if service.code != ANY]
FILE = """
service = "any"
group = "customer"
title = { es = "t", en = "t", pt = "t" }
intro = { es = "i", en = "i", pt = "i" }
purpose = { es = "p", en = "p", pt = "p" }
[[section]]
[[section.question]]
code = "one"
kind = "yesno"
es = "¿Uno?"
en = "One?"
pt = "Um?"
[[section.question]]
code = "two"
kind = "ces"
shown_when = "one equals yes"
settings.not_applicable = true
es = "¿Dos?"
en = "Two?"
pt = "Dois?"
"""


def texts_of(one: Entry) -> Iterator[tuple[str, Texts]]:
    yield "/purpose", one.purpose
    yield "/name", one.name
    yield from ((placed.path, placed.texts) for placed in placed_texts(one.document) if placed.needed or placed.texts)


def incomplete(found: tuple[Entry, ...]) -> list[str]:
    return [
        f"{one.code}{path} {language}"
        for one in found
        for path, texts in texts_of(one)
        for language in LANGUAGES
        if not texts.has(language)
    ]


def test_every_text_stands_in_every_language() -> None:
    assert incomplete(entries()) == []
    assert [
        f"{name.by_language} {language}"
        for service in services()
        for name in (service.name, *(stage.name for stage in service.stages))
        for language in LANGUAGES
        if not name.has(language)
    ] == []


def test_a_missing_text_would_be_noticed() -> None:
    known = {ANY: Service(ANY, Texts())}
    without = FILE.replace('purpose = { es = "p", en = "p", pt = "p" }', 'purpose = { es = "p", en = "p" }')
    one = parse("one", without.replace('pt = "Dois?"', 'pt = ""'), known, {})
    assert incomplete((one,)) == ["one/purpose pt", "one/sections/0/questions/1/text pt"]


def test_a_file_without_a_language_of_a_question_is_not_read() -> None:
    with pytest.raises(KeyError, match="pt"):
        parse("one", FILE.replace('pt = "Um?"\n', ""), {ANY: Service(ANY, Texts())}, {})


def test_a_file_becomes_a_document() -> None:
    scales = {"ces": {"points": 5}}
    one = parse("one", FILE, {ANY: Service(ANY, Texts())}, scales)
    first, second = one.document.questions()
    assert (one.document.library, one.document.base_language, one.document.languages) == ("one", "es", LANGUAGES)
    assert (first.id, first.code, first.field, first.settings) == ("one", "one", "one", {})
    assert second.settings == {"points": 5, "not_applicable": True}
    assert (one.questions, one.follow_ups) == (1, 1)
    assert loads(canonical(one.document)) == one.document


@pytest.mark.parametrize("one", entries(), ids=lambda one: one.code)
def test_every_document_can_be_published(one: Entry) -> None:
    assert [(problem.path, str(problem.message)) for problem in check(one.document, {s.code for s in one.stages})] == []


@pytest.mark.parametrize("one", entries(), ids=lambda one: one.code)
def test_a_condition_looks_back_at_its_own_stage(one: Entry) -> None:
    """So that leaving a stage out, or a link for one stage, takes nothing away from another."""
    by_number = {line.number: line.question for line in outline(one.document)}
    for line in outline(one.document):
        assert all(number < line.number for number in line.after)
        assert {by_number[number].stage for number in line.after} <= {line.question.stage}


def test_what_there_is() -> None:
    assert [service.code for service in services()] == [
        "hotel",
        "repair",
        "delivery",
        "clinic",
        "microcredit",
        "purchase",
        "any",
    ]
    general = [(one.code, one.group) for one in entries() if one.service.code == ANY]
    assert general == [
        ("cx-check", "customer"),
        ("giving-up-check", "customer"),
        ("journey-validation", "customer"),
        ("persona", "customer"),
        ("stage-employees", "employee"),
        ("starting-check", "employee"),
        ("stage-suppliers", "supplier"),
    ]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_each_service_is_asked_about_from_three_sides(service: Service) -> None:
    three = companions(entry(f"{service.code}-customers"))
    assert [one.group for one in three] == ["customer", "employee", "supplier"]
    assert {one.stages for one in three} == {service.stages}
    lived, *guessed = [scores(one) for one in three]
    assert [measures(one) for one in guessed] == [measures(lived), measures(lived)]
    assert {question.predicts for question in lived} == {False}
    assert {question.predicts for side in guessed for question in side} == {True}


def scores(one: Entry) -> list[Question]:
    return [question for question in one.document.questions() if question.kind in ("csat", "ces")]


def measures(questions: list[Question]) -> list[tuple[object, ...]]:
    """What must be the same for a guess and an answer to be compared."""
    return [
        (one.stage, one.construct, one.kind, {k: v for k, v in one.settings.items() if k != "not_applicable"})
        for one in questions
    ]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
def test_customers_are_asked_little(service: Service) -> None:
    one = entry(f"{service.code}-customers")
    asked = list(one.document.questions())
    assert 3 <= one.questions <= 7
    assert [question.kind for question in asked].count("nps") == 1
    assert [question.construct for question in asked].count("gave_up_thought") == 1
    open_ones = [question for question in asked if question.kind == "longtext"]
    assert [question.stage for question in open_ones] == [stage.code for stage in service.stages]
    assert all(question.shown_when for question in open_ones)
    assert one.minutes == 1


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.code)
@pytest.mark.parametrize("group", ["employees", "suppliers"])
def test_insiders_say_what_hinders_them_at_every_stage(service: Service, group: str) -> None:
    one = entry(f"{service.code}-{group}")
    hindered = [question.stage for question in one.document.questions() if question.construct == "hindrance"]
    assert hindered == [stage.code for stage in service.stages]


def test_a_scale_has_the_same_words_everywhere() -> None:
    words: dict[str, set[str]] = {}
    for one in entries():
        for question in one.document.questions():
            if question.kind in ("csat", "ces", "nps"):
                settings = {name: value for name, value in question.settings.items() if name != "not_applicable"}
                words.setdefault(question.kind, set()).add(str(settings))
    assert {kind: len(found) for kind, found in words.items()} == {"csat": 1, "ces": 1, "nps": 1}


def test_the_cx_check_asks_seven_questions_on_one_scale() -> None:
    asked = list(entry("cx-check").document.questions())
    assert [question.construct for question in asked] == [
        "cx_benefits",
        "cx_delivery_times",
        "cx_care",
        "cx_trust",
        "cx_contracting",
        "cx_politeness_new",
        "cx_politeness_problem",
    ]
    scales = {str({k: v for k, v in one.settings.items() if k != "not_applicable"}) for one in asked}
    assert len(scales) == 1
    assert {one.settings["points"] for one in asked} == {5}


def test_the_starting_check_begins_with_the_area() -> None:
    area, *twelve = entry("starting-check").document.questions()
    assert (area.kind, area.settings["segment"], area.soft) == ("single", True, True)
    assert [question.kind for question in twelve] == ["rating"] * 12
    assert all(question.settings["low_label"] and question.settings["high_label"] for question in twelve)


def test_general_questionnaires_stand_alone() -> None:
    one = entry("persona")
    assert companions(one) == (one,)


def test_an_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        entry("no-such")


@pytest.mark.parametrize("one", entries(), ids=lambda one: one.code)
def test_the_tone_check_finds_nothing(one: Entry) -> None:
    """No question is double-barrelled, leading or in jargon, and nothing puts blame on anybody."""
    asked = {question.text for question in one.document.questions()}
    assert [
        (finding.rule, finding.words)
        for path, texts in texts_of(one)
        if path != "/name"
        for language, text in texts.by_language.items()
        for finding in tone.check(text, language, "question" if texts in asked else "text")
    ] == []
