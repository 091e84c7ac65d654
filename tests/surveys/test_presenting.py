from feedback.surveys.document import Texts
from feedback.surveys.presenting import Option, Words, present, speak, tongue
from tests.surveys.samples import asked, questionnaire

OPTIONS = [{"code": code, "text": {"es": code.upper()}} for code in "ab"]
DOCUMENT = questionnaire(
    sections=[
        {
            "id": "s1",
            "questions": [asked("n"), asked("c", "ces", settings={"easy": "low", "low_label": {"es": "fácil"}})],
        },
        {
            "id": "s2",
            "title": {"es": "Dos", "en": "Two"},
            "questions": [
                asked(
                    "m",
                    "multi",
                    settings={"max": 2, "exclusive": ["b"], "none": True, "other": True, "other_text": {"es": "Otra"}},
                    choices=OPTIONS,
                ),
                asked("l", "single", settings={"look": "list"}, choices=OPTIONS),
            ],
        },
    ]
)


def shown(lang="es", **options):
    return present(DOCUMENT, tuple(DOCUMENT.questions()), lang, **options)


def test_questions_are_numbered_and_open_their_section_once():
    records = shown()
    assert [(one.number, one.total) for one in records] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [one.section.text for one in records] == ["", "", "Dos", ""]


def test_a_text_from_another_language_says_which():
    ces = shown("en")[1]
    assert (ces.text, ces.low, ces.high) == (Words("c?"), Words("fácil", "es"), Words())
    assert speak(DOCUMENT, Texts({"es": "hola"}), "es-MX") == Words("hola")
    assert speak(DOCUMENT, Texts({"pt": "olá"}), "en") == Words("olá", "pt")


def test_scales_have_their_points_and_their_good_end():
    nps, ces, *_ = shown()
    assert [option.value for option in nps.options] == [str(n) for n in range(11)]
    assert (nps.best, ces.best) == ("high", "low")


def test_options_with_what_is_built_in():
    multi, single = shown()[2:]
    assert multi.options == (
        Option("a", Words("A")),
        Option("b", Words("B"), alone=True),
        Option("none", Words(), alone=True),
    )
    assert (multi.other, multi.least, multi.most) == (Words("Otra"), 1, 2)
    assert (single.other, single.look, single.least, single.most) == (None, "list", 0, 0)


def test_anonymity_reaches_every_question():
    assert [one.anonymous for one in shown(anonymous=True)] == [True] * 4
    assert [one.anonymous for one in shown()] == [False] * 4


def test_a_draft_with_wrong_settings_can_still_be_looked_at():
    document = questionnaire(asked("r", "rating", settings={"points": "x", "first": None}))
    (one,) = present(document, tuple(document.questions()), "es")
    assert [option.value for option in one.options] == ["1", "2", "3", "4", "5"]


def test_languages_are_named_in_themselves():
    assert [tongue(code).name for code in ("es", "en", "pt-BR", "xx", "!")] == [
        "Español",
        "English",
        "Português (Brasil)",
        "Xx",
        "!",
    ]
