"""Lists of options."""

from __future__ import annotations

import pytest

from feedback.surveys.importers.opening import NotImportable
from feedback.surveys.importers.source import Item, Option, Part, Source, Words
from feedback.surveys.importers.xlsform_choices import MOST, check_number, choice_lists
from feedback.surveys.importers.xlsform_columns import Line


def words(line: Line, name: str) -> Words:
    return line.words(name)


def test_options_keep_their_order_and_what_is_odd_is_told() -> None:
    source = Source("xlsform")
    rows = [
        Line(2, {"list_name": "a", "name": "1"}, {"label": Words({"": "One"})}),
        Line(3, {"list_name": "b", "name": "x", "country": "es"}),
        Line(4, {"list_name": "a", "name": "2"}, {"image": Words({"": "two.png"})}),
        Line(5, {"name": "stray"}),
    ]
    lists = choice_lists(rows, source, words)
    assert {name: [one.code for one in options] for name, options in lists.items()} == {"a": ["1", "2"], "b": ["x"]}
    assert [entry.construct for entry in source.report] == ["choices: country", "choices: image", "choices, 5"]


def test_one_list_at_thousands_of_questions_is_refused() -> None:
    options = [Option(str(number)) for number in range(1_000)]
    items = [Item(f"q{n}", f"q{n}", "single", "select_one", choices=options) for n in range(MOST // 1_000)]
    source = Source("xlsform", parts=[Part(items=items)])
    check_number(source)
    items.append(Item("more", "more", "single", "select_one", choices=options))
    with pytest.raises(NotImportable, match="more than 100000 options"):
        check_number(source)
