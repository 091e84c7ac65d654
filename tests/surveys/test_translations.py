from feedback.surveys.translations import completeness, placed_texts
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
        f"{at}/settings/other_text", f"{at}/settings/none_text",
    ]  # fmt: skip


def test_an_unknown_kind_still_has_its_texts():
    assert len(list(placed_texts(questionnaire(asked("a", "no such"))))) == 5
