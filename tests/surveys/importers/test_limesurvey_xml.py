"""Both generations of LimeSurvey's schema, group and question files, and what is out of order."""

from __future__ import annotations

from feedback.surveys.importers import Imported, as_json, inspect
from tests.surveys.importers.lss import document, old, question


def read(raw: bytes) -> Imported:
    return inspect(raw, "x.lss")


def test_the_old_schema_repeats_rows_per_language():
    rows = [question(qid=1, question="Name?"), question(qid=1, question="¿Nombre?", language="es")]
    raw = document(
        surveys=[{"sid": 1, "language": "en", "additional_languages": "es de-informal", "format": "A"}],
        surveys_languagesettings=[
            {"surveyls_language": "en", "surveyls_title": "Survey", "surveyls_description": "<p>About</p>"},
            {"surveyls_language": "es", "surveyls_title": "Encuesta", "surveyls_endtext": "Gracias"},
        ],
        groups=[
            {"gid": 1, "group_name": "First", "group_order": 0, "language": "en"},
            {"gid": 1, "group_name": "Primero", "group_order": 0, "language": "es"},
        ],
        questions=rows,
    )
    imported = read(raw)
    document_ = imported.questionnaire
    assert imported.languages == ("en", "es", "de-informal")
    assert (imported.base_language, imported.title, document_.layout) == ("en", "Survey", "page")
    assert document_.languages == ("en", "es", "de-informal")
    assert dict(document_.sections[0].title.by_language) == {"en": "First", "es": "Primero"}
    assert [dict(one.text.by_language) for one in document_.questions()] == [{"en": "Name?", "es": "¿Nombre?"}]
    assert (document_.intro.text_in("en"), document_.thanks.text_in("es")) == ("About", "Gracias")


def test_the_new_schema_keeps_texts_in_tables_of_their_own():
    raw = document(
        languages=("en", "es"),
        surveys=[{"sid": 1, "language": "en", "additional_languages": "es"}],
        groups=[{"gid": 1, "group_order": 1}],
        group_l10ns=[{"gid": 1, "group_name": "First", "language": "en"}],
        questions=[{"qid": 1, "gid": 1, "type": "L", "title": "q", "mandatory": "Y", "parent_qid": 0}],
        question_l10ns=[
            {"qid": 1, "question": "How?", "language": "en"},
            {"qid": 1, "question": "¿Cómo?", "language": "es", "script": "alert(1)"},
        ],
        answers=[{"aid": 9, "qid": 1, "code": "b", "sortorder": 2}, {"aid": 8, "qid": 1, "code": "a", "sortorder": 1}],
        answer_l10ns=[{"aid": 8, "answer": "One", "language": "en"}, {"aid": 8, "answer": "Uno", "language": "es"}],
    )
    imported = read(raw)
    ours = next(imported.questionnaire.questions())
    assert dict(ours.text.by_language) == {"en": "How?", "es": "¿Cómo?"}
    assert [one.code for one in ours.choices] == ["a", "b"]
    assert dict(ours.choices[0].text.by_language) == {"en": "One", "es": "Uno"}
    assert ours.required
    assert [(one.question, one.construct) for one in imported.report] == [("q", "script")]


def test_rows_stand_in_the_table_of_questions_or_of_subquestions():
    rows = [
        {"qid": 12, "parent_qid": 1, "title": "b", "question": "B", "question_order": 2, "language": "en"},
        {"qid": 11, "parent_qid": 1, "title": "a", "question": "A", "question_order": 1, "language": "en"},
    ]
    for raw in (old({"qid": 1, "type": "M"}, subquestions=rows), old({"qid": 1, "type": "M"}, *rows)):
        assert [(one.code, one.text) for one in read(raw).questions[0].choices] == [("a", "A"), ("b", "B")]


def test_order_is_that_of_groups_and_questions_not_of_rows():
    groups = [
        {"gid": 2, "group_name": "Second", "group_order": 2, "language": "en"},
        {"gid": 1, "group_name": "First", "group_order": 1, "language": "en"},
    ]
    raw = old({"qid": 3, "gid": 2}, {"qid": 2}, {"qid": 1}, groups=groups)
    imported = read(raw)
    assert [(one.code, one.section) for one in imported.questions] == [("q1", 0), ("q2", 0), ("q3", 1)]


def test_codes_stay_as_they_are_and_ours_become_unique():
    imported = read(old({"qid": 1, "title": "age "}, {"qid": 2, "title": "age"}, {"qid": 3, "title": ":1"}))
    assert [one.code for one in imported.questions] == ["age ", "age", ":1"]
    assert [one.code for one in imported.questionnaire.questions()] == ["age", "age_2", ":1"]
    assert [one.field for one in imported.questions] == ["age", "age_2", "q_1"]


def test_a_group_and_a_question_alone_have_no_base_language():
    group = document(
        "Group",
        ("en", "hr"),
        groups=[{"gid": 1, "group_order": 1}],
        questions=[{"qid": 1, "gid": 1, "type": "T", "title": "q", "parent_qid": 0}],
        question_l10ns=[{"qid": 1, "question": "Why?", "language": "en"}],
    )
    imported = read(group)
    assert (imported.base_language, imported.languages) == (None, ("en", "hr"))
    alone = document("Question", questions=[question(qid=1)])
    assert [one.code for one in read(alone).questions] == ["q1"]


def test_what_belongs_to_no_question_is_told():
    lost = [{"qid": 11, "parent_qid": 99, "title": "a", "question": "A", "language": "en"}]
    imported = read(old({"qid": 1}, subquestions=lost, answers=[{"qid": 98, "code": "x", "language": "en"}]))
    assert [(one.construct, str(one.what)) for one in imported.report] == [
        ("answers", "This part of the file has no counterpart here (rows: 1)."),
        ("subquestions", "This part of the file has no counterpart here (rows: 1)."),
    ]


def test_quotas_and_texts_in_a_language_not_offered_are_told():
    rows = ({"qid": 1}, {"qid": 1, "language": "pl", "question": "Po polsku"})
    imported = read(old(*rows, quota=[{"id": 1, "name": "men"}]))
    assert [one["construct"] for one in as_json(imported)["report"]] == ["quota", "language"]


def test_groups_and_questions_in_random_order():
    groups = [
        {"gid": n, "group_name": f"G{n}", "group_order": n, "language": "en", "randomization_group": "r"}
        for n in (1, 2)
    ]
    shuffled = [
        {"qid": 2, "attribute": "random_group", "value": "x"},
        {"qid": 3, "attribute": "random_group", "value": "x"},
    ]
    raw = old({"qid": 1}, {"qid": 2, "gid": 2}, {"qid": 3, "gid": 2}, groups=groups, question_attributes=shuffled)
    ours = read(raw).questionnaire
    assert ours.random_sections
    assert [one.random for one in ours.sections] == [False, True]
