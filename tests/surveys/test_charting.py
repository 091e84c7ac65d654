"""Bars named in the reader's language, and pictures kept."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from feedback.analysis.disclosure import Hidden, Shown, Thresholds
from feedback.surveys.charting import bars, names_of, part_names, picture
from feedback.surveys.queries.questions import Distribution, disclosed
from feedback.surveys.question_types import Counts
from tests.factories.questionnaires import every_kind
from tests.surveys.samples import asked, questionnaire


def named(app: Flask, question: dict[str, object], lang: str = "en") -> dict[str, str]:
    draft = questionnaire(question)
    with app.test_request_context(), force_locale(lang):
        return names_of(draft, next(draft.questions()), lang)


def test_a_satisfaction_has_its_words(app: Flask) -> None:
    assert list(named(app, asked("c", "csat")).values()) == [
        "1: Very bad",
        "2: Bad",
        "3: So-so",
        "4: Good",
        "5: Very good",
    ]
    assert named(app, asked("c", "csat"), "es")["5"] == "5: Muy bien"


def test_ends_of_a_scale_carry_their_words(app: Flask) -> None:
    settings = {"points": 3, "low_label": {"en": "never"}, "high_label": {"en": "3: always"}}
    assert named(app, asked("r", "rating", settings=settings)) == {"1": "1: never", "2": "2", "3": "3: always"}


def test_options_are_called_what_the_page_calls_them(app: Flask) -> None:
    choices = [{"code": code, "text": {"es": code.upper(), "en": code * 2}} for code in "ab"]
    found = named(app, asked("s", "single", choices=choices, settings={"other": True, "none": True}))
    assert [found[value] for value in ("a", "b", "none", "other")] == ["aa", "bb", "None of these", "Other"]
    yes = named(app, asked("y", "yesno"))
    assert (yes["yes"], yes["no"]) == ("Yes", "No")


@pytest.mark.parametrize(
    ("kind", "settings", "values", "tones"),
    [
        ("csat", {}, ["1", "3", "5"], ["neg", "neu", "pos"]),
        ("nps", {}, ["6", "7", "9"], ["neg", "neu", "pos"]),
        ("rating", {"higher_is_better": False}, ["1", "5"], ["pos", "neg"]),
        ("yesno", {}, ["yes", "no"], ["plain", "plain"]),
    ],
)
def test_the_tone_follows_the_good_end(
    app: Flask, kind: str, settings: dict[str, object], values: list[str], tones: list[str]
) -> None:
    draft = questionnaire(asked("q", kind, settings=settings))
    question = next(draft.questions())
    shown = disclosed(question, Counts(len(values), dict.fromkeys(values, 1)), Thresholds(1, 1))
    assert isinstance(shown, Shown)
    with app.test_request_context(), force_locale("en"):
        drawn = bars(draft, question, shown.value, "en")
    by_value = {bar.value: one.tone for bar, one in zip(shown.value.bars, drawn, strict=True)}
    assert [by_value[value] for value in values] == tones


def test_a_hidden_share_is_a_sentence_without_a_bar(app: Flask) -> None:
    draft = questionnaire(asked("y", "yesno"))
    from feedback.surveys.queries.questions import ShownBar

    hidden = Distribution((ShownBar("yes", Hidden("too_few", 5)),), None)
    with app.test_request_context(), force_locale("en"):
        (bar,) = bars(draft, next(draft.questions()), hidden, "en")
    assert bar.text == "Not shown: fewer than 5 answers."


def test_the_same_bars_are_one_file(app: Flask) -> None:
    draft = questionnaire(asked("y", "yesno"))
    question = next(draft.questions())
    shown = disclosed(question, Counts(4, {"yes": 3, "no": 1}), Thresholds(1, 1))
    assert isinstance(shown, Shown)
    with app.test_request_context(), force_locale("en"):
        drawn = bars(draft, question, shown.value, "en")
        first = [picture(drawn, "light", "wide"), picture(drawn, "light", "wide"), picture(drawn, "dark", "narrow")]
        kept = list((app.config["FEEDBACK"].var / "charts").glob("*.svg"))
    assert first[0] == first[1] != first[2]
    assert sorted(path.read_bytes() for path in kept if path.read_bytes() in first) == sorted(set(first))


EVERY = every_kind()
BY_CODE = {one.code: one for one in EVERY.questions()}


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("matrix", ["Before the visit", "During the visit", "Afterwards, when paying"]),
        ("minutes", ["Before the visit", "During the visit", "Afterwards, when paying"]),
        ("ranking", ["The price", "How fast it was", "How people treated you", "How clear the promise is"]),
        ("pair", ["How important is it to you?", "How good was it?"]),
        ("nps", []),
    ],
)
def test_parts_are_called_what_the_page_calls_them(app: Flask, code: str, parts: list[str]) -> None:
    with app.test_request_context(), force_locale("en"):
        assert list(part_names(EVERY, BY_CODE[code], "en").values()) == parts


def test_every_question_has_bars_that_can_be_named(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        for one in EVERY.questions():
            values = {"2026-11": 3, "na": 1} if one.kind == "date" else {"x": 4}
            shown = disclosed(one, Counts(4, values), Thresholds(1, 1))
            assert isinstance(shown, Shown)
            assert all(bar.name for bar in bars(EVERY, one, shown.value, "en"))
        shown = disclosed(BY_CODE["day"], Counts(4, {"2026-11": 4}), Thresholds(1, 1))
        assert isinstance(shown, Shown)
        assert [bar.name for bar in bars(EVERY, BY_CODE["day"], shown.value, "en")] == ["November 2026"]
