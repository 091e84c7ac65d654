from feedback.surveys.translations import completeness, incomplete, placed_texts
from tests.surveys.samples import asked, questionnaire


def test_completeness_counts_what_somebody_wrote():
    document = questionnaire(
        asked("a", help={"es": "ayuda"}, settings={"low_label": {"es": "poco", "en": "little"}}),
        asked("b", text={"es": "¿b?"}),
    )
    spanish, english = completeness(document)
    assert (spanish.language, spanish.have, spanish.need, spanish.is_complete) == ("es", 5, 5, True)
    assert (english.have, english.need, english.is_complete) == (3, 5, False)


def test_every_text_a_respondent_reads_has_its_place():
    document = questionnaire(asked("a", "single", choices=[{"code": "x", "text": {"es": "x"}}]))
    at = "/sections/0/questions/0"
    assert [placed.path for placed in placed_texts(document)] == [
        "/title", "/intro", "/sections/0/title", f"{at}/text", f"{at}/help", f"{at}/choices/0/text",
        f"{at}/missing_text", f"{at}/invalid_text", f"{at}/settings/other_text", f"{at}/settings/none_text", "/thanks",
    ]  # fmt: skip


def test_a_text_is_named_by_ids_and_codes():
    rows = [{"code": "r", "text": {"es": "r"}}]
    document = questionnaire(asked("a", "single", choices=[{"code": "x", "text": {"es": "x"}}], rows=rows))
    keys = [placed.key for placed in placed_texts(document) if placed.texts]
    assert keys == ["title", "question:id-a:text", "question:id-a:choice:x", "question:id-a:row:r"]


def test_languages_that_lack_something_are_named():
    assert [one.language for one in incomplete(questionnaire(asked("a", text={"es": "¿a?"})))] == ["en"]


def test_an_unknown_kind_still_has_its_texts():
    assert len(list(placed_texts(questionnaire(asked("a", "no such"))))) == 8
