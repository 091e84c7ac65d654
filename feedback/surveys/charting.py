"""The bars of one question as a chart draws them, and pictures kept so that none is drawn twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext

from feedback.analysis.disclosure import Hidden, Shown
from feedback.charts import Bar, Scale, Series, Shape, Theme, distribution_bars, trend
from feedback.charts.records import Tone
from feedback.errors import N_
from feedback.surveys import wording
from feedback.surveys.document import Question, Questionnaire
from feedback.surveys.presenting import present, speak
from feedback.surveys.queries.questions import Distribution
from feedback.surveys.question_types import TYPES
from feedback.surveys.question_types.choosing import NONE, OTHER
from feedback.web.pictures import kept
from feedback.web.templating import month, percent, say

HALVES = {
    "importance": {"importance": N_("How important is it to you?"), "satisfaction": N_("How good was it?")},
    "kano": {
        "with": N_("If you had this, how would you feel?"),
        "without": N_("If you did not have it, how would you feel?"),
    },
}
BAD, GOOD = 2.5, 3.5
"""On 1..5: below the first an answer counts as bad, above the second as good."""


def bars(questionnaire: Questionnaire, question: Question, shown: Distribution, lang: str) -> list[Bar]:
    """One bar per answer in the order of the scale or of the options, named in the reader's language."""
    names = names_of(questionnaire, question, lang)
    return [
        Bar(
            names.get(bar.value) or _written(question, bar.value),
            bar.share,
            _beside(bar.share),
            _tone(question, bar.value),
        )
        for bar in shown.bars
    ]


def names_of(questionnaire: Questionnaire, question: Question, lang: str) -> dict[str, str]:
    """What every value of a question is called; the ends of a scale carry their words."""
    if question.kind == "kano":
        return {value: say(words) for value, words in {**wording.KANO, **wording.FEELINGS}.items()}
    found = present(questionnaire, [question], lang)
    if not found:
        return {choice.code: speak(questionnaire, choice.text, lang).text for choice in question.choices}
    shown = found[0]
    names = {option.value: option.words.text or option.value for option in shown.options}
    if question.kind == "csat":
        names = {value: say(wording.SATISFACTION[value]) if name == value else name for value, name in names.items()}
    if TYPES[question.kind].scale(question) is not None:
        return _scale(names, shown.low.text, shown.high.text)
    built_in = {OTHER: shown.other.text if shown.other else "", NONE: names.get(NONE, "")}
    words = {OTHER: gettext("Other"), NONE: gettext("None of these"), "yes": gettext("Yes"), "no": gettext("No")}
    known = {value: text for value, text in built_in.items() if text and text != value}
    return {**words, **names, **{value: known.get(value) or words[value] for value in (OTHER, NONE)}}


def part_names(questionnaire: Questionnaire, question: Question, lang: str) -> dict[str, str]:
    """What the rows of a question, the options of a ranking, or the halves of a pair are called."""
    if question.kind in HALVES:
        return {half: gettext(name) for half, name in HALVES[question.kind].items()}
    parts = question.choices if question.kind == "ranking" else question.rows
    return {part.code: speak(questionnaire, part.text, lang).text or part.code for part in parts}


def _scale(names: dict[str, str], low: str, high: str) -> dict[str, str]:
    values = list(names)
    for value, words in ((values[0], low), (values[-1], high)):
        if words and names[value] == value:
            names[value] = words if words.startswith(value) else f"{value}: {words}"
    return {value: name if name.startswith(value) else f"{value}: {name}" for value, name in names.items()}


def _written(question: Question, value: str) -> str:
    """A value that nobody gave a name: a month by its name, anything else as it stands."""
    if question.kind == "date" and len(value) == 7:
        return month(date(int(value[:4]), int(value[5:]), 1))
    return value


def _beside(share: Shown[float] | Hidden) -> str:
    return percent(share.value) if isinstance(share, Shown) else say(share.message)


def _tone(question: Question, value: str) -> Tone:
    scale = TYPES[question.kind].scale(question)
    if scale is None or not value.isdigit():
        return "plain"
    if question.kind == "nps":
        return "pos" if int(value) >= 9 else "neu" if int(value) >= 7 else "neg"
    five = scale.to_five(int(value))
    return "neg" if five < BAD else "pos" if five > GOOD else "neu"


def picture(drawn: Sequence[Bar], theme: Theme, shape: Shape) -> bytes:
    """The SVG of these bars, from `VAR`/charts where it was drawn before."""
    return kept(lambda: distribution_bars(drawn, theme=theme, shape=shape), "bars", list(drawn), theme, shape)


def trend_picture(waves: Sequence[str], series: Sequence[Series], scale: Scale, theme: Theme, shape: Shape) -> bytes:
    """The SVG of these rounds, from `VAR`/charts where it was drawn before."""
    data = ("rounds", list(waves), list(series), scale, theme, shape)
    return kept(lambda: trend(waves, series, scale, theme=theme, shape=shape), *data)
