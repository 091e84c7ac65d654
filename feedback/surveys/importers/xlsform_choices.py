"""The lists of options of an XLSForm. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from feedback.errors import N_, message
from feedback.surveys.importers.opening import NotImportable
from feedback.surveys.importers.source import Option, Source, Words
from feedback.surveys.importers.xlsform_columns import Line

MOST = 100_000
"""Options of all questions together: a list that many questions use counts for each."""
_KNOWN = ("list_name", "name")

Lists = Mapping[str, list[Option]]


def choice_lists(lines: Iterable[Line], source: Source, words: Callable[[Line, str], Words]) -> Lists:
    """List name to its options in order; rows without a list or a name are told in the report."""
    found: dict[str, list[Option]] = {}
    for line in lines:
        list_name, code = " ".join(line.get("list_name").split()), line.get("name")
        if list_name and code:
            found.setdefault(list_name, []).append(Option(code, words(line, "label")))
            _tell_columns(source, line)
        elif line.cells or line.texts:
            text = N_("This row of options lacks the name of its list or its own: it is left out.")
            source.tell("", f"choices, {line.number}", text)
    return found


def check_number(source: Source) -> None:
    """Refuse a form whose lists, repeated at every question, fill the memory.

    Raises:
        NotImportable: there are more than `MOST` options.
    """
    if sum(len(item.choices) for item in source.items()) > MOST:
        raise NotImportable(message(N_("This form has more than %(most)s options."), most=MOST))


def _tell_columns(source: Source, line: Line) -> None:
    for name in line.cells:
        if name not in _KNOWN:
            text = N_("This column of the options is not used here: every option is always offered.")
            source.tell("", f"choices: {name}", text)
    for name in line.texts:
        if name != "label":
            source.tell("", f"choices: {name}", N_("Options have words only: pictures and sounds are left out."))
