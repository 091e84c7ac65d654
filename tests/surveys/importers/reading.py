"""Conditions and formulas as one line of text, for the tables of translated expressions."""

from __future__ import annotations

from feedback.surveys.conditions import ast
from feedback.surveys.document import Questionnaire


def shown_when(questionnaire: Questionnaire, code: str) -> str | None:
    """When a question is shown, with the codes of questions instead of their ids; None for always."""
    question = next(one for one in questionnaire.questions() if one.code == code)
    return None if question.shown_when is None else said(question.shown_when, _codes(questionnaire))


def formula(questionnaire: Questionnaire, code: str) -> str | None:
    """What a calculation works out."""
    question = next(one for one in questionnaire.questions() if one.code == code)
    return None if question.formula is None else said(question.formula, _codes(questionnaire))


def said(node: ast.Condition | ast.Expression, codes: dict[str, str] | None = None) -> str:
    """A condition or expression as one line."""
    names = codes or {}
    match node:
        case ast.All() | ast.Any() | ast.Not() | ast.Compare():
            return _condition(node, names)
        case ast.Answer(question, row, part):
            return names.get(question, question) + (f"[{row}]" if row else "") + (f".{part}" if part else "")
        case ast.Given(name):
            return f"<{name}>"
        case ast.Value(value):
            return repr(value)
        case ast.When(condition):
            return f"[{said(condition, names)}]"
        case ast.Call(function, of):
            return f"{function}({', '.join(said(one, names) for one in of)})"


def _condition(node: ast.Condition, names: dict[str, str]) -> str:
    match node:
        case ast.All(of):
            return f"({' & '.join(said(one, names) for one in of)})"
        case ast.Any(of):
            return f"({' | '.join(said(one, names) for one in of)})"
        case ast.Not(of):
            return f"!{said(of, names)}"
        case ast.Compare(left, operator, None):
            return f"{said(left, names)} {operator}"
        case ast.Compare(left, operator, right):
            return f"{said(left, names)} {operator} {said(right, names)}"


def _codes(questionnaire: Questionnaire) -> dict[str, str]:
    return {question.id: question.code for question in questionnaire.questions()}
