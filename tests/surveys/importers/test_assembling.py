"""From what a reader found to the import."""

from __future__ import annotations

from feedback.surveys.conditions import ast
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.source import Item, Option, Part, Source, Words


def made(*items: Item, **more: object) -> Imported:
    source = Source("test", languages=["en", "es"], base_language="es", parts=[Part(items=list(items))], **more)
    source.settle()
    return assemble(source)


def test_the_document_has_every_part_of_an_item():
    rule, sum_ = ast.Compare(ast.Answer("k"), "answered"), ast.Value(1.0)
    item = Item("k", "code", "matrix", "native", Words({"en": "<b>Q</b>", "es": "P"}), Words({"en": "Help"}))
    item.required, item.shown_when, item.settings = True, rule, {"order": "random"}
    item.choices, item.rows = [Option("c", Words({"es": "Col"}))], [Option("r", Words({"es": "Fila"}))]
    item.missing_text = Words({"es": "Falta"})
    worked = Item("w", "sum", "calculation", "*", formula=sum_, required=True)
    imported = made(item, worked, layout="question", random_sections=True, thanks=Words({"es": "Gracias"}))
    ours, calculation = imported.questionnaire.questions()
    assert (ours.id, ours.code, ours.kind, ours.required, ours.shown_when) == ("k", "code", "matrix", True, rule)
    assert dict(ours.text.by_language) == {"en": "Q", "es": "P"}
    assert ours.missing_text.text_in("es") == "Falta"
    assert [one.code for one in (*ours.choices, *ours.rows)] == ["c", "r"]
    assert ours.settings == {"order": "random", "several": True}
    assert (calculation.formula, calculation.required) == (sum_, False)
    document = imported.questionnaire
    assert (document.layout, document.random_sections, document.thanks.text_in("es")) == ("question", True, "Gracias")
    assert (document.languages, document.base_language) == (("en", "es"), "es")


def test_facts_are_the_files_own():
    item = Item("k", " Code ", "picture", "image", Words({"en": "In English", "es": "En español {x}"}))
    item.choices = [Option("a", Words({"en": "A"})), Option("other", Words({"es": "Otro"}), stands=False)]
    imported = made(item, Item("h", "made", "text", "", listed=False), pipe=lambda _, text: text.replace("{x}", "{y}"))
    question = imported.questions[0]
    assert (question.code, question.field, question.kind, question.text) == (
        " Code ",
        "code",
        "picture",
        "En español {x}",
    )
    assert [(one.code, one.text) for one in question.choices] == [("a", "A"), ("other", "Otro")]
    ours = next(imported.questionnaire.questions())
    assert (ours.kind, ours.text.text_in("es"), [one.code for one in ours.choices]) == (
        "single",
        "En español {y}",
        ["a"],
    )
    assert len(imported.questions) == 1


def test_a_kind_we_lack_is_told_once():
    imported = made(Item("k", "p", "points", "CS"), Item("l", "t", "text", "S"))
    assert [(one.question, one.construct) for one in imported.report] == [("p", "CS")]
    assert [one.kind for one in imported.questionnaire.questions()] == ["number", "text"]


def test_pictures_and_fields_in_texts_are_told():
    imported = made(Item("k", "q", "text", "", Words({"en": '<img src="a"> <img src="b"><input>', "es": "x"})))
    assert [(one.question, one.construct) for one in imported.report] == [("q", "<img>"), ("q", "<input>")]


def test_a_text_in_plain_words_keeps_its_signs():
    imported = made(Item("k", "q", "text", "", Words({"es": "<b>1</b> & 2"}), markup="plain"))
    assert next(imported.questionnaire.questions()).text.text_in("es") == "<b>1</b> & 2"
    assert imported.questions[0].text == "<b>1</b> & 2"


def test_information_is_markdown():
    imported = made(Item("k", "q", "info", "", Words({"es": "<b>1</b>"})))
    assert next(imported.questionnaire.questions()).text.text_in("es") == "**1**"
    assert imported.questions[0].text == "1"


def test_markdown_is_kept_where_it_is_shown_and_nowhere_else():
    words = Words({"es": '**1** <span style="color:red">y</span> <b>2</b>'})
    shown = made(Item("k", "q", "info", "", words, markup="markdown"))
    asked = made(Item("k", "q", "single", "", words, choices=[Option("a", words)], markup="markdown"))
    (question,) = asked.questionnaire.questions()
    assert next(shown.questionnaire.questions()).text.text_in("es") == "**1** y **2**"
    assert [one.text_in("es") for one in (question.text, question.choices[0].text)] == ["1 y 2", "1 y 2"]


def test_a_text_of_a_setting_is_there_in_our_languages():
    imported = made(
        Item("k", "q", "single", "", settings={"other": True, "other_text": Words({"es": "Otro", "xx": "?"})})
    )
    assert next(imported.questionnaire.questions()).settings == {"other": True, "other_text": {"es": "Otro"}}


def test_a_table_of_one_column_is_boxes_to_tick():
    rows, columns = [Option("r", Words({"es": "Fila"}))], [Option(code, Words({"es": code})) for code in "ab"]
    tables = [Item(name, name, "matrix", "", choices=columns[:n], rows=rows) for n, name in ((1, "one"), (2, "two"))]
    one, two = made(*tables).questionnaire.questions()
    assert (one.settings, two.settings) == ({"several": True}, {})
