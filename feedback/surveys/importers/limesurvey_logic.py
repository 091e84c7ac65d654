"""LimeSurvey's Expression Manager and its table of conditions, in our conditions. Pure.

Sources: LimeSurvey manual, "ExpressionScript" (names, functions, operators), "SGQA identifier", "Setting conditions".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions import (
    Literal,
    Name,
    Node,
    NotAnExpression,
    Translator,
    Untranslatable,
    parse,
)
from feedback.surveys.importers.expressions.translating import R, Result, as_expression, both, either, negated
from feedback.surveys.importers.limesurvey_grammar import GRAMMAR
from feedback.surveys.importers.limesurvey_records import Condition, LimeQuestion, LimeSurvey
from feedback.surveys.importers.source import Item

_ENDINGS = frozenset(["NAOK", "value", "code", "valueNAOK"])
"""What may follow a name without changing what it asks for."""
_SAME = {"min": "min", "max": "max", "sum": "sum", "round": "round", "floor": "floor", "ceil": "ceil", "abs": "abs"}
_SAME |= {"strlen": "length", "join": "join"}
_PLACE = re.compile(r"(\d+)X(\d+)X(\d+)(.*)", re.DOTALL)
_METHODS = {
    "==": "equals",
    "": "equals",
    "!=": "not_equals",
    "<": "less",
    "<=": "at_most",
    ">": "more",
    ">=": "at_least",
}
MOST_WRITTEN = 400_000
"""Characters of all the expressions of one file that are read; the largest real one seen has fifteen thousand."""
RANK = "#rank"
"""Marks an answer that stands for a place in a ranking instead of for a choice."""


class LimeTranslator(Translator):
    """Knows the names of one survey: codes, codes with a row or choice behind "_", and SGQA identifiers."""

    def __init__(self, survey: LimeSurvey, items: Mapping[str, Item]) -> None:
        super().__init__(items)
        self._left = MOST_WRITTEN
        self._questions = {question.qid: question for question in survey.questions()}
        self._by_code: dict[str, LimeQuestion] = {}
        for question in self._questions.values():
            self._by_code.setdefault(question.code.strip(), question)

    def condition_of(self, text: str) -> ast.Condition:
        """An expression as a condition.

        Raises:
            Untranslatable: a part of it has no counterpart here.
        """
        return _without_ranks(self.condition(self._parsed(text)))

    def expression_of(self, text: str) -> ast.Expression:
        """An expression as a value.

        Raises:
            Untranslatable: a part of it has no counterpart here.
        """
        return _without_ranks(self.expression(self._parsed(text)))

    def table(self, rows: list[Condition]) -> ast.Condition:
        """Rows of the table of conditions: any scenario; in it all questions, of one question any value.

        Raises:
            Untranslatable: a row has no counterpart here.
        """
        scenarios: dict[str, dict[str, list[ast.Condition]]] = {}
        for row in rows:
            scenarios.setdefault(row.scenario, {}).setdefault(row.question or row.field, []).append(self._row(row))
        return either(tuple(both(tuple(either(tuple(one)) for one in each.values())) for each in scenarios.values()))

    def name(self, name: str) -> Result:
        if name == "LANG":
            return ast.Given("language")
        if name.startswith(("TOKEN", "PARTICIPANT")):
            return ast.Given(f"link:{name.partition(':')[2].lower()}")
        bare = name.removeprefix("INSERTANS:")
        code, *endings = bare.split(".")
        if not set(endings) <= _ENDINGS:
            raise Untranslatable(name)
        question, suffix = self.place(code)
        return self._part(question, suffix)

    def place(self, name: str) -> tuple[LimeQuestion, str]:
        """The question a name means, and what of it: the code of a row, a choice, "other", or "".

        Raises:
            Untranslatable: there is no such question.
        """
        found = _PLACE.fullmatch(name)
        if found:
            return self._by_id(found[3] + found[4], name)
        if name in self._by_code:
            return self._by_code[name], ""
        for end in range(len(name) - 1, 0, -1):
            if name[end] == "_" and name[:end] in self._by_code:
                return self._by_code[name[:end]], name[end + 1 :]
        raise Untranslatable(name)

    def call(self, function: str, arguments: tuple[Node, ...]) -> Result:
        if function == "count":
            return self._count(arguments)
        if function in _SAME:
            return ast.Call(_SAME[function], self.all_of(self._spread(arguments)))
        match function, arguments:
            case "is_empty", (one,):
                return self.answered(self.result(one), wanted=False)
            case "if" | "iif", (asked, then, otherwise):
                asked_for = ast.When(self.truth(self.result(asked)))
                return ast.Call("if", (asked_for, self.value(then), self.value(otherwise)))
            case "implode", (glue, *parts):
                return ast.Call("join", tuple(_glued(self.value(glue), self.all_of(tuple(parts)))))
            case "list", parts:
                return ast.Call("join", tuple(_glued(ast.Value(", "), self.all_of(parts))))
            case "countif", (value, *parts):
                return self._counted([self.compared("equals", self.result(one), self.result(value)) for one in parts])
            case "date", (Literal("Y"),):
                return ast.Call("year_of", (ast.Call("today"),))
            case "date", (Literal("Y-m-d"),):
                return ast.Call("today")
        raise Untranslatable(f"{function}()")

    def value(self, node: Node) -> ast.Expression:
        """As a value, what was written under "other" is its text; as a condition, that "other" was chosen."""
        found = super().value(node)
        if isinstance(node, Name) and (chosen := _choice_of(found)) and chosen[1] == "other":
            return ast.Answer(chosen[0], part="other")
        return found

    def compared(self, operator: str, left: Result, right: Result) -> ast.Condition:
        """Like any other language's, and knows what stands at a place of a ranking."""
        if isinstance(left, ast.Answer) and left.part == RANK:
            return self._ranked(operator, left, right)
        return super().compared(operator, left, right)

    def answered(self, result: Result, wanted: bool = True) -> ast.Condition:
        if isinstance(result, ast.Answer) and result.part == RANK:
            result = ast.Answer(result.question)
        return super().answered(result, wanted)

    def _count(self, arguments: tuple[Node, ...]) -> ast.Expression:
        """How many of its arguments are answered; of choices, how many were chosen."""
        asked = [self.result(node) for node in self._spread(arguments)]
        whole = self._whole_question(asked)
        if whole:
            return ast.Call("count", (whole,))
        if any(isinstance(one, ast.When) for one in asked):
            return self._counted([self.answered(one) for one in asked])
        return ast.Call("count", tuple(as_expression(one) for one in asked))

    def _whole_question(self, asked: list[Result]) -> ast.Answer | None:
        """The question of several choices, where the list names every one of them."""
        chosen = [_choice_of(one) for one in asked]
        questions = {one[0] for one in chosen if one}
        if len(questions) != 1 or None in chosen:
            return None
        question = questions.pop()
        item = self.items[question]
        wanted = {*item.choice_codes().values(), *(["other"] if item.settings.get("other") else [])}
        return ast.Answer(question) if {one[1] for one in chosen if one} >= wanted else None

    def _spread(self, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
        spread: list[Node] = []
        for node in arguments:
            spread += self._rows_of(node) if isinstance(node, Name) else [node]
        return tuple(spread)

    def _rows_of(self, node: Name) -> list[Node]:
        """`that.Q1` means every row of Q1."""
        if not node.name.startswith(("that.", "self.")):
            return [node]
        code = node.name.removesuffix(".NAOK").partition(".")[2]
        question, suffix = self.place(code)
        return [Name(f"{question.code}_{row.code}") for row in question.rows()] if not suffix else [Name(code)]

    def _counted(self, conditions: list[ast.Condition]) -> ast.Expression:
        return ast.Call(
            "sum", tuple(ast.Call("if", (ast.When(one), ast.Value(1.0), ast.Value(0.0))) for one in conditions)
        )

    def _by_id(self, digits: str, name: str) -> tuple[LimeQuestion, str]:
        for end in range(len(digits), 0, -1):
            if digits[:end] in self._questions:
                return self._questions[digits[:end]], digits[end:].lstrip("_")
        raise Untranslatable(name)

    def _part(self, question: LimeQuestion, suffix: str) -> Result:
        item = self.items[question.qid]
        if not suffix:
            return ast.Answer(item.key)
        if suffix == "other":
            return _other(item)
        beside = self._beside(question, suffix)
        if beside:
            return beside
        if item.our_kind == "multi":
            return ast.When(
                ast.Compare(ast.Answer(item.key), "includes", ast.Value(_known(item.choice_codes(), suffix)))
            )
        if item.our_kind == "ranking" and suffix.isdigit():
            return ast.Answer(item.key, row=suffix, part=RANK)
        return ast.Answer(item.key, row=_known(item.row_codes(), suffix))

    def _beside(self, question: LimeQuestion, suffix: str) -> ast.Answer | None:
        comments = self.items.get(f"{question.qid}:comment")
        if comments and suffix.endswith("comment"):
            row = suffix.removesuffix("comment").rstrip("_")
            return ast.Answer(comments.key, row=comments.row_codes().get(row, row))
        second = self.items.get(f"{question.qid}:scale_2")
        if second and suffix[-2:] in ("_0", "#0", "_1", "#1"):
            key = second.key if suffix[-1] == "1" else question.qid
            return ast.Answer(key, row=_known(second.row_codes(), suffix[:-2]))
        return None

    def _ranked(self, operator: str, left: ast.Answer, right: Result) -> ast.Condition:
        if operator not in ("equals", "not_equals") or not isinstance(right, ast.Value):
            raise Untranslatable(left.row)
        code = self.coded(ast.Answer(left.question), right.value)
        first = ast.Compare(ast.Answer(left.question, row=str(code)), "equals", ast.Value(float(left.row)))
        return first if operator == "equals" else negated(first)

    def _parsed(self, text: str) -> Node:
        self._left -= len(text)
        if self._left < 0:
            raise Untranslatable(text)
        try:
            return parse(text, GRAMMAR)
        except NotAnExpression as refused:
            raise Untranslatable(str(refused)) from None

    def _row(self, row: Condition) -> ast.Condition:
        if row.method not in _METHODS:
            raise Untranslatable(f"{row.field} {row.method} {row.value}")
        left = self._subject(row)
        value = row.value.strip()
        other = re.fullmatch(r"@(.*)@", value)
        if other:
            return self.compared(_METHODS[row.method], left, self.name(other[1]))
        item = self.items.get(left.question) if isinstance(left, ast.Answer) else None
        if item and item.our_kind == "multi" and value and row.method in ("==", "!="):
            chosen = self.holds("includes", as_expression(left), ast.Value(value))
            return chosen if row.method == "==" else negated(chosen)
        return self.compared(_METHODS[row.method], left, ast.Value(value))

    def _subject(self, row: Condition) -> Result:
        return self.name(row.field.lstrip("+").strip("{} ").removeprefix("INSERTANS:"))


def _other(item: Item) -> Result:
    if item.our_kind == "multi":
        return ast.When(ast.Compare(ast.Answer(item.key), "includes", ast.Value("other")))
    return ast.Answer(item.key, part="other")


def _known(codes: Mapping[str, str], code: str) -> str:
    if code not in codes:
        raise Untranslatable(code)
    return codes[code]


def _glued(glue: ast.Expression, parts: tuple[ast.Expression, ...]) -> list[ast.Expression]:
    found: list[ast.Expression] = []
    for part in parts:
        found += [glue, part] if found else [part]
    return found


def _choice_of(result: Result) -> tuple[str, str] | None:
    """The question and choice of "this choice was chosen", or None."""
    match result:
        case ast.When(ast.Compare(ast.Answer(question, "", ""), "includes", ast.Value(str(code)))):
            return question, code
    return None


def _without_ranks(result: R) -> R:
    for answer in ast.answers_in(result):
        if answer.part == RANK:
            raise Untranslatable(answer.row)
    return result
