"""What a calculation works out, as fields: one of a few calculations, and the questions it is done with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import Field, SelectField
from wtforms.validators import Optional

from feedback.surveys.conditions.ast import Answer, Call, Expression
from feedback.surveys.conditions.notation import expression_as_json
from feedback.surveys.conditions.subjects import Subject, expression_of, key_of
from feedback.surveys.document import Question
from feedback.web.templating import say

CALLS = ("mean", "sum", "subtract", "min", "max")
SPARE = 2
MOST = 40


def is_plain(formula: Expression | None) -> bool:
    """Whether the fields can say it; what came by import may be richer, and is kept as it is."""
    if formula is None:
        return True
    if not isinstance(formula, Call) or formula.function not in CALLS:
        return False
    return all(isinstance(one, Answer) for one in formula.of) and (
        formula.function != "subtract" or len(formula.of) == 2
    )


def fields(question: Question, sent: Sequence[str] = ()) -> dict[str, Field]:
    """`formula_call`, and `formula_0` … for the questions; none where the formula is richer."""
    if question.kind != "calculation" or not is_plain(question.formula):
        return {}
    found: dict[str, Field] = {"formula_call": SelectField(gettext("What it works out"), [Optional()])}
    for place in range(_lines(question, sent)):
        label = gettext("Question %(n)s to calculate with", n=place + 1)
        found[f"formula_{place}"] = SelectField(label, validators=[Optional()])
    return found


def start(question: Question) -> dict[str, Any]:
    formula = question.formula
    if not isinstance(formula, Call):
        return {}
    return {"formula_call": formula.function, **{f"formula_{n}": key_of(one) for n, one in enumerate(formula.of)}}


def offer(form: Any, numbers: Sequence[Subject]) -> None:
    """Fill in what can be chosen. `numbers` are the answers that are numbers."""
    if "formula_call" not in form:
        return
    words = {
        "mean": gettext("The mean"),
        "sum": gettext("The sum"),
        "subtract": gettext("The difference: the first minus the second"),
        "min": gettext("The smallest"),
        "max": gettext("The largest"),
    }
    form.formula_call.choices = [(call, words[call]) for call in CALLS]
    for field in form:
        if field.name.startswith("formula_") and field.name != "formula_call":
            field.choices = [("", gettext("None")), *((one.key, _name(one)) for one in numbers)]


def value(question: Question, typed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The formula as JSON values; None where no question is chosen."""
    keys = [typed.get(f"formula_{place}") or "" for place in range(MOST)]
    of = tuple(one for key in keys if key and (one := expression_of(key)) is not None)
    call = typed.get("formula_call") or CALLS[0]
    return expression_as_json(Call(call, of)) if of and call in CALLS else None


def _lines(question: Question, sent: Sequence[str]) -> int:
    chosen = len(question.formula.of) if isinstance(question.formula, Call) else 0
    posted = sum(name.startswith("formula_") for name in sent) - 1
    return min(MOST, max(posted, chosen + SPARE, 3))


def _name(subject: Subject) -> str:
    return subject.name if isinstance(subject.name, str) else say(subject.name)  # type: ignore[arg-type]
