"""What stands where a number is missing: each reason reads and looks different, in every place that shows one."""

from __future__ import annotations

import re
from types import SimpleNamespace as Record

import pytest
from babel.support import Translations
from flask import Flask

from feedback.analysis.disclosure import Hidden
from feedback.errors import Message
from feedback.surveys.api.figures import REASONS, outcome
from feedback.surveys.queries.outcomes import NotYet
from feedback.surveys.results_file import _numbers
from tests.templates.conftest import Render
from tests.templates.markup import every, words

REASONS_GIVEN = {
    "too few": Hidden("too_few", 5),
    "gives away": Hidden("complement"),
    "not asked": Hidden("not_asked"),
    "no answers": Hidden("nobody"),
    "does not apply": Hidden("not_applicable"),
    "not yet": NotYet(),
}
LOOKS = {
    "too few": "look too-few",
    "gives away": "look too-few",
    "not asked": "look none-asked",
    "no answers": "look no-answer",
    "does not apply": "look not-applicable",
    "not yet": "look waiting",
}
STATES = {
    "too few": "too_few",
    "not asked": "not_asked",
    "no answers": "silent",
    "does not apply": "not_applicable",
    "not yet": "waiting",
}


def test_every_reason_reads_differently(render: Render) -> None:
    said = {name: words(render("{{ score(r) }}", r=one)) for name, one in REASONS_GIVEN.items()}
    assert said == {
        "too few": "too few",
        "gives away": "not shown",
        "not asked": "not asked",
        "no answers": "nobody answered",
        "does not apply": "does not apply",
        "not yet": "counted when it closes",
    }


def test_every_reason_looks_as_it_does_everywhere(render: Render) -> None:
    for macro in ("{{ score(r) }}", "{{ missing(r.reason) }}"):
        looks = {name: every(render(macro, r=one), "span")[0]["class"] for name, one in REASONS_GIVEN.items()}
        assert looks == LOOKS
    paragraphs = {name: every(render("{{ why_missing(r) }}", r=one), "p") for name, one in REASONS_GIVEN.items()}
    assert {name: found[0]["class"] for name, found in paragraphs.items()} == LOOKS


def test_the_coverage_plan_says_it_in_the_same_words(render: Render, app: Flask) -> None:
    macro = app.jinja_env.get_template("outreach/plan_parts.html")
    with app.test_request_context(headers={"Accept-Language": "en"}):
        module = macro.make_module({})
        for name, state in STATES.items():
            html = str(module.standing(Record(state=state, n=None, newest=None, old=False)))
            assert (words(html), every(html, "span")[0]["class"]) == (
                words(render("{{ score(r) }}", r=REASONS_GIVEN[name])),
                LOOKS[name],
            )


def test_cells_of_the_grid_are_told_apart(render: Render) -> None:
    cells = [("too_few", 0), ("not_asked", 0), ("asked", 0), ("waiting", None), ("not_applicable", 0), ("asked", 7)]
    html = [render("{{ coverage_cell(s, n, none) }}", s=state, n=n) for state, n in cells]
    assert len({words(one) for one in html}) == len(cells)
    assert len({every(one, "span")[0]["class"] for one in html}) == len(cells)


def test_files_and_the_api_say_the_sentence(app: Flask) -> None:
    with app.test_request_context():
        told = {name: outcome(one) for name, one in REASONS_GIVEN.items()}
    lines = [_numbers(one, str_of) for one in REASONS_GIVEN.values()]
    assert {one["hidden"] for one in told.values()} == set(REASONS)
    assert len({one["why"] for one in told.values()}) == len({line[-1] for line in lines}) == len(REASONS_GIVEN)
    assert all(line[:-1] == ["", "", "", ""] for line in lines)


def str_of(sentence: Message) -> str:
    return sentence.id % sentence.params


@pytest.mark.parametrize("language", ["es", "pt"])
def test_no_language_makes_two_reasons_one(app: Flask, language: str) -> None:
    found = Translations.load(f"{app.root_path}/translations", [language])
    sentences = [one.message.id for one in REASONS_GIVEN.values()]
    assert len({found.gettext(sentence) for sentence in sentences}) == len(sentences)


def test_looks_differ_in_line_and_not_in_colour_alone(app: Flask) -> None:
    """Dashed, dotted, underlined, hatched."""
    with open(f"{app.root_path}/static/css/components.css") as file:
        style = file.read()
    assert re.search(r"\.look\.too-few \{ border-style: dashed \}", style)
    assert re.search(r"\.look\.waiting \{ border-style: dotted \}", style)
    assert re.search(r"\.look\.no-answer \{ border-width: 0 0 2px", style)
    assert re.search(r"\.look\.none-asked[^{]*\{ background: repeating-linear-gradient", style)
