import pytest

from feedback.surveys.checking import check, is_publishable
from tests.surveys.samples import asked, questionnaire


def errors(document, stages=None):
    return [(problem.path, problem.message.id) for problem in check(document, stages) if not problem.warning]


def test_a_complete_questionnaire_has_no_problem():
    document = questionnaire(
        asked("a"), asked("b", "single", choices=[{"code": c, "text": {"es": c, "en": c}} for c in "xy"])
    )
    assert check(document, stages=[]) == []


def test_a_missing_translation_warns_and_still_lets_publish():
    document = questionnaire(asked("a", text={"es": "¿a?"}))
    (problem,) = check(document)
    assert (problem.path, problem.question, problem.warning) == ("/sections/0/questions/0/text/en", "id-a", True)
    assert is_publishable([problem])


def test_errors_come_first():
    document = questionnaire(asked("a", "no such", text={"es": "¿a?"}))
    assert [problem.warning for problem in check(document)] == [False, True]
    assert not is_publishable(check(document))


AT = "/sections/0/questions/0"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (f"{AT}/kind", {"kind": "slider"}),
        (f"{AT}/code", {"code": " a"}),
        (f"{AT}/code", {"code": "a" * 101}),
        (f"{AT}/field", {"field": "Nps"}),
        (f"{AT}/field", {"field": "lang"}),
        (f"{AT}/id", {"id": ""}),
        (f"{AT}/text", {"text": {"es": " "}}),
        (f"{AT}/stage", {"stage": "nowhere"}),
        (f"{AT}/construct", {"construct": "Overall!"}),
        (f"{AT}/settings/points", {"kind": "rating", "settings": {"points": 12}}),
        (f"{AT}/settings/points", {"kind": "rating", "settings": {"points": True}}),
        (f"{AT}/settings/first", {"kind": "rating", "settings": {"first": 2}}),
        (f"{AT}/settings/points", {"kind": "ces", "settings": {"points": 6}}),
        (f"{AT}/settings/easy", {"kind": "ces", "settings": {"easy": "both"}}),
        (f"{AT}/settings/look", {"kind": "csat", "settings": {"look": "smoke"}}),
        (f"{AT}/settings/points", {"kind": "nps", "settings": {"points": 10}}),
        (f"{AT}/settings/low_label", {"kind": "nps", "settings": {"low_label": "low"}}),
        (f"{AT}/choices", {"kind": "nps", "choices": [{"code": "a", "text": {"es": "a", "en": "a"}}]}),
        (f"{AT}/choices", {"kind": "single"}),
        (f"{AT}/choices", {"kind": "csat", "choices": [{"code": "1", "text": {"es": "a", "en": "a"}}]}),
        (f"{AT}/settings/other", {"kind": "text", "settings": {"other": True}}),
    ],
)
def test_one_thing_wrong_is_one_error_at_its_place(path, parts):
    document = questionnaire({**asked("a"), **parts})
    assert [where for where, _ in errors(document, stages=["visit"])] == [path]


def options(*codes):
    return [{"code": code, "text": {"es": code, "en": code}} for code in codes]


@pytest.mark.parametrize(
    ("path", "kind", "settings", "choices"),
    [
        (f"{AT}/choices/1/code", "single", {"other": True}, options("a", "other")),
        (f"{AT}/choices/0/code", "single", {"none": True}, options("none", "b")),
        (f"{AT}/choices/0/code", "single", {}, options(" a", "b")),
        (f"{AT}/settings/min", "multi", {"min": 3}, options("a", "b")),
        (f"{AT}/settings/max", "multi", {"min": 2, "max": 1}, options("a", "b")),
        (f"{AT}/settings/exclusive", "multi", {"exclusive": ["z"]}, options("a", "b")),
        (f"{AT}/settings/exclusive", "multi", {"exclusive": 5}, options("a", "b")),
        (f"{AT}/settings/max", "multi", {"max": "2"}, options("a", "b")),
    ],
)
def test_settings_of_options(path, kind, settings, choices):
    document = questionnaire(asked("a", kind, settings=settings, choices=choices))
    assert [where for where, _ in errors(document)] == [path]


def test_repetitions_are_told_at_each_place():
    document = questionnaire(asked("a", field="a"), asked("a", field="a"))
    places = [f"/sections/0/questions/{index}/{part}" for part in ("id", "code", "field") for index in (0, 1)]
    assert [where for where, _ in errors(document)] == places


def test_two_options_with_one_code():
    document = questionnaire(asked("a", "single", choices=options("x", "x")))
    assert [where for where, _ in errors(document)] == [f"{AT}/choices/0/code", f"{AT}/choices/1/code"]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/languages", {"languages": [], "base_language": ""}),
        ("/base_language", {"base_language": "fr"}),
        ("/languages", {"languages": ["es", "en", "Klingon!"]}),
        ("/languages", {"languages": ["es", "en", "es"]}),
        ("/title", {"title": {}}),
        ("/sections", {"sections": []}),
        ("/sections", {"sections": [{"id": "s1", "questions": []}]}),
    ],
)
def test_the_document_itself(path, parts):
    assert [where for where, _ in errors(questionnaire(asked("a"), **parts))] == [path]


def test_sections_need_an_id_of_their_own():
    section = {"id": "s", "questions": []}
    document = questionnaire(sections=[{"id": "s", "questions": [asked("a")]}, section])
    assert [where for where, _ in errors(document)] == ["/sections/0/id", "/sections/1/id"]
