"""A language for formulas over the figures of a line, small enough to see all that it can do.

It has numbers, named inputs, + - * / ^ (or **), parentheses, `min`, `max`, `log`, `sqrt`, and `if(a > b, x, y)`. It has
no loops, no names of its own, no texts, no access to anything: a formula of `MOST_STEPS` steps takes as many array
operations, whatever is written. `parse` reads one, `work_out` applies it to many lines at once.
"""

from feedback.analysis.priority.formula_language.parsing import MOST_DEPTH, MOST_STEPS, parse
from feedback.analysis.priority.formula_language.reading import LARGEST_NUMBER, MOST_LETTERS, FormulaError
from feedback.analysis.priority.formula_language.tree import Node, inputs_of, steps
from feedback.analysis.priority.formula_language.working import LARGEST, Problem, Worked, work_out

__all__ = [
    "LARGEST",
    "LARGEST_NUMBER",
    "MOST_DEPTH",
    "MOST_LETTERS",
    "MOST_STEPS",
    "FormulaError",
    "Node",
    "Problem",
    "Worked",
    "inputs_of",
    "parse",
    "steps",
    "work_out",
]
