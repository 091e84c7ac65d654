"""Every kind of question as its partial writes it: empty, typed, wrong, and not applicable."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from feedback.surveys.answering import parse_answers, typed_answers
from feedback.surveys.document import Question, Texts
from feedback.surveys.presenting import present
from feedback.surveys.question_types import TYPES
from tests.factories.questionnaires import DOES_NOT_APPLY, TYPED, WRONG, every_kind
from tests.templates.conftest import Render
from tests.templates.markup import faults, words

DOCUMENT = every_kind()
SEEN = [one for one in DOCUMENT.questions() if TYPES[one.kind].answerable or one.kind == "info"]
ASKED = [one for one in SEEN if one.kind != "info"]
STATES = {"empty": None, "typed": TYPED, "wrong": WRONG, "na": DOES_NOT_APPLY}
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """The elements of a piece of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def inputs(self) -> list[Attributes]:
        return [a for tag, a in self.elements if tag in ("input", "select", "textarea")]


def shown(one: Question, state: str, render: Render, lang: str = "en", anonymous: bool = False) -> str:
    posted = STATES[state]
    typed = None if posted is None else typed_answers([one], posted)[one.id]
    error = None if posted is None else parse_answers([one], posted)[1].get(one.id)
    (record,) = present(DOCUMENT, [one], lang, anonymous=anonymous)
    source = "{% from 'answer/field.html' import field %}{{ field(question, typed, error) }}"
    return render(source, lang, question=record, typed=typed, error=error and str(error))


def ids(questions: list[Question]) -> list[str]:
    return [one.code for one in questions]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("one", SEEN, ids=ids(SEEN))
def test_it_is_well_formed_and_every_reference_leads_somewhere(one: Question, state: str, render: Render) -> None:
    html = shown(one, state, render, anonymous=True)
    assert faults(html) == []
    elements = Page(html).elements
    found = Counter(a["id"] for _, a in elements if a.get("id"))
    assert not found or max(found.values()) == 1
    referred = [name for _, a in elements for name in (a.get("aria-describedby") or "").split()]
    referred += [a["for"] or "" for tag, a in elements if tag == "label" and "for" in a]
    assert set(referred) <= set(found)
    assert not [name for _, a in elements for name in a if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("one", ASKED, ids=ids(ASKED))
def test_its_fields_are_those_that_are_read(one: Question, render: Render) -> None:
    names = {a["name"] for a in Page(shown(one, "empty", render)).inputs()}
    other = {f"{one.field}.other"} if not one.settings.get("other") else set()
    assert names == set(TYPES[one.kind].fields(one)) - other


@pytest.mark.parametrize("one", ASKED, ids=ids(ASKED))
def test_nothing_is_chosen_before_anybody_chose(one: Question, render: Render) -> None:
    elements = Page(shown(one, "empty", render)).elements
    assert not [a for _, a in elements if "checked" in a or "selected" in a or "autofocus" in a]


@pytest.mark.parametrize("state", ["typed", "na"])
@pytest.mark.parametrize("one", ASKED, ids=ids(ASKED))
def test_a_browser_would_send_again_what_was_sent(one: Question, state: str, render: Render) -> None:
    posted = STATES[state] or {}
    wanted = {name: posted[name] for name in TYPES[one.kind].fields(one) if name in posted}
    assert sent(shown(one, state, render)) == wanted | (
        {one.field: ["no", *wanted.get(one.field, [])[1:]]} if (one.kind == "consent") else {}
    )


def sent(html: str) -> dict[str, list[str]]:
    """What a browser posts from these fields, without what is empty."""
    found: dict[str, list[str]] = {}
    select = ""
    for tag, a in Page(html).elements:
        if tag == "select":
            select = a["name"] or ""
        elif tag == "option" and "selected" in a:
            found.setdefault(select, []).append(a["value"] or "")
        elif tag == "input" and (a.get("type") not in ("radio", "checkbox") or "checked" in a) and a.get("value"):
            found.setdefault(a["name"] or "", []).append(a["value"] or "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n([^<]*)</textarea>', html):
        found |= {name: [text]} if text else {}
    return found


@pytest.mark.parametrize("one", [one for one in ASKED if one.required], ids=lambda one: one.code)
def test_what_is_needed_says_so_and_cannot_be_declined(one: Question, render: Render) -> None:
    html = shown(one, "empty", render)
    assert "needed" in words(html)
    assert "Prefer not to answer" not in words(html)


@pytest.mark.parametrize("one", ASKED, ids=ids(ASKED))
def test_radios_that_need_no_answer_can_be_taken_back(one: Question, render: Render) -> None:
    radios = [a for a in Page(shown(one, "empty", render)).inputs() if a.get("type") == "radio"]
    groups = {a["name"] for a in radios}
    empty = [a["name"] for a in radios if a["value"] == ""]
    assert sorted(empty) == ([] if one.required else sorted(groups))


@pytest.mark.parametrize("one", ASKED, ids=ids(ASKED))
def test_every_field_has_a_name_of_its_own(one: Question, render: Render) -> None:
    """Its label stands around it or points to it; a group has its question as legend."""
    html = shown(one, "empty", render)
    for tag, a in Page(html).elements:
        if tag in ("input", "select", "textarea") and a.get("type") != "hidden":
            field = [*re.finditer(rf'<{tag} [^>]*name="{re.escape(a["name"] or "")}"', html)][-1]
            before = html[: field.start()]
            inside = before.rfind("<label") > before.rfind("</label>")
            assert inside or f'for="{a.get("id")}"' in html


def test_an_option_of_a_scale_says_out_of_how_many_and_what_it_means(render: Render) -> None:
    by_code = {one.code: one for one in ASKED}
    assert "Good , 4 of 5" in words(shown(by_code["faces"], "empty", render))
    assert "0 of 10, not at all likely" in words(shown(by_code["nps"], "empty", render))
    assert "4 of 7, So-so" in words(shown(by_code["middle"], "empty", render))
    assert "5 of 5, very important" in words(shown(by_code["pair"], "empty", render))


def test_the_direction_of_effort_stands_on_the_page(render: Render) -> None:
    ces = next(one for one in ASKED if one.code == "ces")
    assert "1: very difficult 7: very easy" in words(shown(ces, "empty", render))


def test_a_row_that_is_missing_says_so_where_it_stands(render: Render) -> None:
    matrix = next(one for one in ASKED if one.code == "matrix")
    html = shown(matrix, "wrong", render)
    assert words(html).count("This row still needs an answer") == 2


@pytest.mark.parametrize("one", [one for one in ASKED if one.kind in ("dropdown", "ranking")], ids=lambda one: one.code)
def test_scripts_are_asked_for_only_where_they_help(one: Question, render: Render) -> None:
    asked = [a["data-kind"] for _, a in Page(shown(one, "empty", render)).elements if "data-kind" in a]
    assert asked == ([] if one.code == "short_list" else [one.kind])


def test_texts_in_another_language_are_marked(render: Render) -> None:
    one = Question("x", "x", "x", "number", Texts({"es": "¿Cuánto?"}), settings={"unit": {"es": "metros"}})
    section = DOCUMENT.sections[0]
    document = every_kind(sections=[])
    (record,) = present(
        type(document)(base_language="es", sections=(type(section)("s", questions=(one,)),)), [one], "en"
    )
    html = render("{% from 'answer/field.html' import field %}{{ field(question) }}", question=record)
    assert [a["lang"] for _, a in Page(html).elements if "lang" in a] == ["es", "es"]
