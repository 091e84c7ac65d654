"""How LimeSurvey's Expression Manager writes: names, operators and how they bind. Pure.

Source: LimeSurvey manual, "ExpressionScript".
"""

from __future__ import annotations

from feedback.surveys.importers.expressions import Grammar, Infix, Lexicon

_WORDS = frozenset(["and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge"])
_SGQA = r"\d+X\d+X\d+[A-Za-z0-9_#]*"
_NAME = rf"(?:INSERTANS|TOKEN|TOKENS|PARTICIPANT):[\w#:]+|{_SGQA}(?:\.[A-Za-z]+)*|[A-Za-z_]\w*(?:\.\w+)*"
LEXICON = Lexicon(
    symbols=("(", ")", ",", "==", "!=", "<=", ">=", "<", ">", "&&", "||", "!", "+", "-", "*", "/"),
    words=_WORDS,
    name=_NAME,
    escape="\\",
)
_COMPARE = {
    "equals": ("==", "eq"),
    "not_equals": ("!=", "ne"),
    "less": ("<", "lt"),
    "at_most": ("<=", "le"),
    "more": (">", "gt"),
    "at_least": (">=", "ge"),
}
GRAMMAR = Grammar(
    lexicon=LEXICON,
    infix={
        **dict.fromkeys(("||", "or"), Infix("or", 1)),
        **dict.fromkeys(("&&", "and"), Infix("and", 2)),
        **{sign: Infix(meaning, 4) for meaning, signs in _COMPARE.items() for sign in signs},
        "+": Infix("add", 6),
        "-": Infix("subtract", 6),
        "*": Infix("multiply", 7),
        "/": Infix("divide", 7),
    },
    prefix={
        **dict.fromkeys(("!", "not"), Infix("not", 8)),
        "-": Infix("negate", 8),
        "+": Infix("plus", 8),
    },
)
