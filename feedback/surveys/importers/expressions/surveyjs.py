"""Expressions of SurveyJS: `{q} = 'a' and {list} contains 'b' or {name} notempty`, `iif(…)`. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedback.surveys.conditions import ast
from feedback.surveys.importers.expressions.parsing import Grammar, Infix, parse
from feedback.surveys.importers.expressions.syntax import Node
from feedback.surveys.importers.expressions.tokens import Lexicon
from feedback.surveys.importers.expressions.translating import Result, Translator, Untranslatable, written
from feedback.surveys.importers.source import Item

REFERENCE = r"\{\s*([^{}]*?)\s*\}"
_WITH_SIGNS = r"(\{[^{}]*\})"
"""Keeps the signs: a bare word is a text, where the same word between them names a question."""
_COMPARED = {
    "=": "equals",
    "==": "equals",
    "===": "equals",
    "equal": "equals",
    "!=": "not_equals",
    "!==": "not_equals",
    "<>": "not_equals",
    "notequal": "not_equals",
    "<": "less",
    "less": "less",
    "<=": "at_most",
    "lessorequal": "at_most",
    ">": "more",
    "greater": "more",
    ">=": "at_least",
    "greaterorequal": "at_least",
    "contains": "includes",
    "contain": "includes",
    "*=": "includes",
    "notcontains": "not_includes",
    "notcontain": "not_includes",
    "anyof": "includes_any",
    "allof": "includes_all",
    "noneof": "not_includes_any",
}
_WORDS = frozenset(word for word in _COMPARED if word.isalpha()) | {
    "and",
    "or",
    "empty",
    "notempty",
    "negate",
    "power",
}

GRAMMAR = Grammar(
    lexicon=Lexicon(
        symbols=(
            *(sign for sign in _COMPARED if not sign.isalpha()),
            *("&&", "||", "!", "+", "-", "*", "/", "%", "^", "(", ")", "[", "]", ","),
        ),
        words=_WORDS,
        name=r"[^\W\d][\w.-]*",
        references=(_WITH_SIGNS,),
        escape="\\",
    ),
    infix={
        "or": Infix("or", 1),
        "||": Infix("or", 1),
        "and": Infix("and", 2),
        "&&": Infix("and", 2),
        **{sign: Infix(meaning, 4) for sign, meaning in _COMPARED.items()},
        "+": Infix("add", 5),
        "-": Infix("subtract", 5),
        "*": Infix("multiply", 6),
        "/": Infix("divide", 6),
        "%": Infix("modulo", 6),
        "^": Infix("power", 7),
        "power": Infix("power", 7),
    },
    prefix={"!": Infix("not", 8), "negate": Infix("not", 8), "-": Infix("negate", 8)},
    suffix={"empty": Infix("not_answered", 4), "notempty": Infix("answered", 4)},
    constants={"true": True, "false": False, "undefined": "", "null": ""},
)

_INSIDE = ("panel.", "parentpanel.")
_COMMENT = "-comment"
_SAME = {
    "iif": "if",
    "sum": "sum",
    "min": "min",
    "max": "max",
    "avg": "mean",
    "round": "round",
    "trunc": "floor",
    "year": "year_of",
    "getyear": "year_of",
    "currentdate": "today",
    "today": "today",
}


def parsed(text: str) -> Node:
    """The tree of an expression.

    Raises:
        NotAnExpression: it is none.
    """
    return parse(text, GRAMMAR)


class SurveyJs(Translator):
    """`names` are what questions are called, to the keys of items; `values` the file's calculated values."""

    def __init__(self, items: Mapping[str, Item], names: Mapping[str, str], values: Mapping[str, Node]) -> None:
        super().__init__(items)
        self.names = {**{name.lower(): key for name, key in names.items()}, **names}
        self.values = values
        self._open: set[str] = set()

    def name(self, name: str) -> Result:
        if not name.startswith("{"):
            return self._answer(_bare(name)) or ast.Value(name)
        inner = name[1:-1].strip()
        found = self._calculated(inner) or self._answer(_bare(inner))
        if found is None:
            raise Untranslatable(name)
        return found

    def call(self, function: str, arguments: tuple[Node, ...]) -> Result:
        match function.lower(), arguments:
            case "iif", (when, then, otherwise):
                branches = (ast.When(self.truth(self.result(when))), self.value(then), self.value(otherwise))
                return ast.Call("if", branches)
            case "currentyear", ():
                return ast.Call("year_of", (ast.Call("today"),))
        known = _SAME.get(function.lower())
        if known is None or known == "if" or (known == "today") != (not arguments):
            raise Untranslatable(f"{function}()")
        return ast.Call(known, self.all_of(arguments))

    def coded(self, answer: ast.Answer, value: ast.Literal) -> ast.Literal:
        """True and false are answers too: those of a yes-or-no question."""
        return super().coded(answer, written(value) if isinstance(value, bool) else value)

    def _calculated(self, name: str) -> Result | None:
        if name not in self.values or name in self._open:
            return None
        self._open.add(name)
        try:
            return self.value(self.values[name])
        finally:
            self._open.discard(name)

    def _answer(self, name: str) -> Result | None:
        ways: tuple[Callable[[str], Result | None], ...] = (self._whole, self._comment, self._count, self._row)
        return next((found for way in ways if (found := way(name)) is not None), None)

    def _item(self, name: str) -> Item | None:
        item = self.items.get(self.names.get(name) or self.names.get(name.lower(), ""))
        return None if item is None or item.our_kind == "info" else item

    def _whole(self, name: str) -> Result | None:
        item = self._item(name)
        return ast.Answer(item.key) if item else None

    def _comment(self, name: str) -> Result | None:
        item = self._item(name[: -len(_COMMENT)]) if name.lower().endswith(_COMMENT) else None
        return ast.Answer(item.key, part="other") if item else None

    def _count(self, name: str) -> Result | None:
        item = self._item(name.removesuffix(".length")) if name.endswith(".length") else None
        return ast.Call("count", (ast.Answer(item.key),)) if item else None

    def _row(self, name: str) -> Result | None:
        question, dot, row = name.rpartition(".")
        item = self._item(question) if dot else None
        code = item.row_codes().get(row) if item else None
        return ast.Answer(item.key, row=code) if item and code else None


def _bare(name: str) -> str:
    """Inside a panel that repeats there, a question is called by the panel too; here it is asked once."""
    lowered = name.lower()
    return next((name[len(start) :] for start in _INSIDE if lowered.startswith(start)), name)
