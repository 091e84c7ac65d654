import pytest

from feedback.errors import Invalid
from feedback.surveys.document import Texts
from feedback.surveys.editing import (
    add_section,
    move_section,
    remove_section,
    set_languages,
    set_pages,
    set_section,
    set_texts,
)
from tests.surveys.samples import asked, questionnaire

DOCUMENT = questionnaire(asked("a"))


def titled(document, section, title):
    return set_section(document, section, title=Texts({"es": title}), random=False)


def test_sections_are_added_named_and_removed():
    after = titled(add_section(DOCUMENT, "s2", Texts({"es": "Dos"})), "s2", "Segunda")
    assert [(section.id, section.title.text_in("es")) for section in after.sections] == [("s1", ""), ("s2", "Segunda")]
    assert remove_section(after, "s2") == DOCUMENT


def test_what_cannot_be_done_with_sections():
    for act in (
        lambda: add_section(DOCUMENT, "s1"),
        lambda: titled(DOCUMENT, "s9", ""),
        lambda: remove_section(DOCUMENT, "s1"),
        lambda: remove_section(DOCUMENT, "s9"),
    ):
        with pytest.raises(Invalid):
            act()


def test_a_language_that_leaves_takes_no_text_with_it():
    only_spanish = set_languages(DOCUMENT, ["es"], "es")
    assert only_spanish.languages == ("es",)
    assert set_languages(only_spanish, ["es", "en", "es"], "en").question("id-a").text.text_in("en") == "a?"


def test_the_base_language_must_be_there():
    with pytest.raises(Invalid):
        set_languages(DOCUMENT, ["es"], "en")


def test_title_and_introduction():
    after = set_texts(DOCUMENT, intro=Texts({"es": "Un minuto"}))
    assert (after.title, after.intro.text_in("es")) == (DOCUMENT.title, "Un minuto")
    assert set_texts(after, title=Texts({"es": "Otra"})).title.text_in("es") == "Otra"


def test_a_section_moves_with_its_questions_and_stays_at_the_edge() -> None:
    document = add_section(add_section(questionnaire(asked("a")), "two"), "three")
    assert [one.id for one in move_section(document, "three", "up").sections] == ["s1", "three", "two"]
    assert move_section(document, "s1", "up") == document
    assert move_section(document, "three", "down") == document


def test_title_and_order_of_a_section_leave_its_questions() -> None:
    document = questionnaire(asked("a"))
    (section,) = set_section(document, "s1", title=Texts({"es": "Pago"}), random=True).sections
    assert (section.title.by_language, section.random) == ({"es": "Pago"}, True)
    assert section.questions == document.sections[0].questions


def test_pages_and_words_of_thanks() -> None:
    document = set_pages(questionnaire(asked("a")), "question", True)
    assert (document.layout, document.random_sections) == ("question", True)
    assert set_texts(document, thanks=Texts({"es": "Gracias"})).thanks.by_language == {"es": "Gracias"}
