from feedback.surveys.document import Texts, questions_for
from tests.surveys.samples import asked, questionnaire


def test_a_text_is_found_in_the_wanted_language_its_root_the_base_or_any():
    texts = Texts({"es": "hola", "pt": "olá"})
    assert texts.text_in("pt", "es") == "olá"
    assert texts.text_in("es-MX") == "hola"
    assert texts.text_in("en", "es") == "hola"
    assert texts.text_in("en") == "hola"
    assert texts.language_for("en", "pt") == "pt"
    assert Texts({"es": "  "}).text_in("es", "en") == ""
    assert not Texts({"es": "  "})


def test_a_regional_text_wins_over_its_root():
    assert Texts({"es": "vosotros", "es-MX": "ustedes"}).text_in("es-MX") == "ustedes"


def codes(questions):
    return [question.code for question in questions]


SAMPLE = questionnaire(
    asked("welcome"), asked("b1", stage="b"), asked("a1", stage="a"), asked("gone", stage="old"), asked("closing")
)


def test_a_link_with_a_stage_shows_its_questions_and_those_without_one():
    assert codes(questions_for(SAMPLE, "a", ["a", "b"])) == ["welcome", "a1", "closing"]


def test_a_link_without_a_stage_shows_everything_in_the_order_of_the_journey():
    assert codes(questions_for(SAMPLE, None, ["a", "b"])) == ["welcome", "a1", "b1", "gone", "closing"]
    assert codes(questions_for(SAMPLE, None)) == ["welcome", "b1", "a1", "gone", "closing"]


def test_a_stage_that_no_question_names_shows_the_questions_without_stage():
    assert codes(questions_for(SAMPLE, "z", ["a", "b"])) == ["welcome", "closing"]


def test_questions_and_stages_are_found():
    assert SAMPLE.question("id-a1").code == "a1"
    assert SAMPLE.question("id-none") is None
    assert SAMPLE.stages() == ("b", "a", "old")
