from dataclasses import replace

from feedback.surveys.document import Texts
from feedback.surveys.presenting import Option, Words, present, speak, tongue
from tests.factories.questionnaires import every_kind
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


EVERY = every_kind()
BY_CODE = {one.code: one for one in EVERY.questions()}


def one(code, lang="es", **options):
    return present(EVERY, [BY_CODE[code]], lang, **options)[0]


def test_what_people_never_see_is_left_out_and_a_text_to_read_is_no_question():
    records = present(EVERY, tuple(EVERY.questions()), "es")
    codes = {question.id: question.code for question in EVERY.questions()}
    seen = [codes[record.id] for record in records]
    assert [code for code in BY_CODE if code not in seen] == ["source", "spent"]
    assert [record.number for record in records if record.kind == "info"] == [0]
    numbers = [record.number for record in records if record.kind != "info"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {record.total for record in records} == {len(numbers)}
    assert len({record.place for record in records}) == len(records)


def test_a_page_of_several_is_numbered_within_the_whole():
    record = one("nps", first=5, total=9)
    assert (record.number, record.total) == (5, 9)


def test_only_rare_kinds_need_another_stylesheet():
    records = present(EVERY, tuple(EVERY.questions()), "es")
    rare = {record.kind for record in records if record.rare}
    chosen = {"dropdown", "matrix", "ranking", "importance", "kano"}
    assert rare == {*chosen, "text", "number", "date", "time", "consent", "info"}
    assert (one("word").rare, one("parts_of_it").rare) == (False, True)


def test_an_earlier_answer_stands_in_the_text():
    asked_again = replace(BY_CODE["nps"], text=Texts({"es": "¿Por qué {one|eso}?"}), help=Texts({"es": "{nobody}"}))
    document = replace(EVERY, sections=(replace(EVERY.sections[0], questions=(asked_again,)),))
    said = {"one": "<b>la espera</b>"}.get
    (record,) = present(document, [asked_again], "es", said=said)
    assert (record.text.text, record.help.text) == ("¿Por qué <b>la espera</b>?", "{nobody}")
    (plain,) = present(document, [asked_again], "es")
    assert plain.text.text == "¿Por qué {one|eso}?"


def test_an_answer_in_a_text_to_read_stays_plain_text():
    reading = replace(BY_CODE["reading"], text=Texts({"es": "**Dijiste** {one}"}))
    document = replace(EVERY, sections=(replace(EVERY.sections[0], questions=(reading,)),))
    said = {"one": "<img src=x> [a](https://x.example) **b**"}.get
    (record,) = present(document, [reading], "es", said=said)
    assert record.extras.html == ("<p><strong>Dijiste</strong> &lt;img src=x&gt; [a](https://x.example) **b**</p>")


def test_options_and_rows_stand_in_the_order_of_one_respondent():
    def reverse(question):
        return question.choices[::-1]

    given, turned = one("one"), one("one", order=reverse)
    assert [option.value for option in given.options] == ["price", "speed", "care", "clear", "none"]
    assert [option.value for option in turned.options] == ["clear", "care", "speed", "price", "none"]
    matrix = one("marks", order=reverse)
    assert [row.value for row in matrix.rows] == ["after", "during", "before"]
    assert [option.value for option in matrix.options] == ["price", "speed", "care", "clear"]


def test_what_only_some_kinds_have():
    paid = one("paid", "en").extras
    assert (paid.unit.text, paid.least, paid.most, paid.decimals) == ("euros", "0", "", 2)
    assert (one("day").extras.least, one("day").extras.most) == ("2026-01-01", "2026-12-31")
    assert (one("top").extras.places, one("ranking").extras.places) == (2, 4)
    assert (one("country").extras.search, one("short_list").extras.search) == (True, False)
    assert (one("story").extras.longest, one("word").extras.longest) == (2000, 0)
    assert one("matrix").extras.needed == {"before", "during", "after"}
    assert (one("marks").extras.needed, one("marks").extras.several) == (frozenset(), True)
    assert one("consent", "pt").extras.agree == Words("Sim, de acordo")
    assert [option.value for option in one("pair").options] == ["1", "2", "3", "4", "5"]
    assert (one("faces").not_applicable, one("nps").not_applicable) == (True, False)


def test_words_per_point_of_a_scale():
    assert [option.words.text for option in one("worded", "en").options] == [
        "Very bad", "Bad", "So-so", "Good", "Very good",
    ]  # fmt: skip
    assert [option.value for option in one("middle").options if option.words] == ["1", "4", "7"]
