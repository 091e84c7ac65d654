"""The expressions of other tools: cut into tokens, parsed by a table of operators, translated into ours. Pure.

A language brings a `Lexicon` (what its signs look like), a `Grammar` (how they bind) and a `Translator`
(what its names and functions mean here). Everything else is shared.
"""

from feedback.surveys.importers.expressions.parsing import Grammar, Infix, parse
from feedback.surveys.importers.expressions.syntax import Binary, Call, Items, Literal, Name, Node, Unary
from feedback.surveys.importers.expressions.tokens import Lexicon, NotAnExpression, Token, tokens
from feedback.surveys.importers.expressions.translating import Translator, Untranslatable

__all__ = [
    "Binary",
    "Call",
    "Grammar",
    "Infix",
    "Items",
    "Lexicon",
    "Literal",
    "Name",
    "Node",
    "NotAnExpression",
    "Token",
    "Translator",
    "Unary",
    "Untranslatable",
    "parse",
    "tokens",
]
