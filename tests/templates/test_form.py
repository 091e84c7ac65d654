"""Forms: label above, help below, the error with its field, and a summary first."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
    widgets,
)
from wtforms.fields.choices import SelectChoice

from tests.templates.conftest import IMPORTS
from tests.templates.markup import every, faults, words

MODES = [SelectChoice("i", "Identified"), SelectChoice("a", "Anonymous")]


class StageForm(Form):
    token = HiddenField(default="t")
    name = StringField("Name", [validators.DataRequired("Write a name.")], description="As a customer would say it.")
    goal = TextAreaField("Goal", [validators.Optional(), validators.Length(max=5, message="At most 5 letters.")])
    kind = SelectField("Kind", choices=[SelectChoice("c", "Customers")], default="c")
    mode = RadioField("Mode", [validators.InputRequired("Choose one.")], choices=MODES)
    ways = SelectMultipleField(
        "Channels",
        choices=[SelectChoice("m", "Mail")],
        widget=widgets.ListWidget(),
        option_widget=widgets.CheckboxInput(),
    )
    when = DateField("Date", [validators.Optional()])
    file = FileField("File")
    silent = BooleanField("No contact", description="Nobody is asked.")

    def hidden_tag(self) -> str:
        return str(self.token())


@pytest.fixture
def stage_form(bare_app: Flask) -> StageForm:
    with bare_app.test_request_context():
        return StageForm()


def show(app: Flask, source: str, form: Form) -> str:
    with app.test_request_context():
        return app.jinja_env.from_string(IMPORTS + source).render(the_form=form)


def refused(**typed: str) -> StageForm:
    form = StageForm(MultiDict({"kind": "c", **typed}))
    form.validate()
    return form


def test_every_field_has_its_label(bare_app: Flask, stage_form: StageForm) -> None:
    html = show(bare_app, "{{ form(the_form, 'Save') }}", stage_form)
    assert faults(html) == []
    labelled = {label["for"] for label in every(html, "label")}
    typed = [field for tag in ("input", "select", "textarea") for field in every(html, tag)]
    assert {field["id"] for field in typed if field.get("type") != "hidden"} == labelled
    assert [words(html).count("Save"), every(html, "form")[0]["method"]] == [1, "post"]


def test_help_is_tied_to_its_field(bare_app: Flask, stage_form: StageForm) -> None:
    html = show(bare_app, "{{ field(the_form.name) }}", stage_form)
    assert every(html, "input")[0]["aria-describedby"] == "name-help"
    assert "aria-invalid" not in every(html, "input")[0]
    assert words(html) == "Name As a customer would say it."


def test_optional_is_said(bare_app: Flask, stage_form: StageForm) -> None:
    assert words(show(bare_app, "{{ field(the_form.when) }}", stage_form)) == "Date (optional)"


def test_an_error_stands_at_its_field(bare_app: Flask) -> None:
    html = show(bare_app, "{{ field(the_form.name) }}", refused())
    assert every(html, "input")[0]["aria-invalid"] == "true"
    assert every(html, "input")[0]["aria-describedby"] == "name-help name-error"
    assert [mark["id"] for mark in every(html, "p")] == ["name-help", "name-error"]
    assert words(html).endswith("Write a name.")


def test_what_was_typed_stays(bare_app: Flask) -> None:
    html = show(bare_app, "{{ form(the_form, 'Save') }}", refused(goal='far "too" <long>'))
    assert "far &#34;too&#34; &lt;long&gt;" in html


def test_the_summary_comes_first_with_links(bare_app: Flask) -> None:
    html = show(bare_app, "{{ form(the_form, 'Save') }}", refused(goal="far too long"))
    assert [link["href"] for link in every(html, "a")] == ["#name", "#goal", "#mode"]
    assert html.index("error-summary") < html.index("<form")
    targets = {item["id"] for tag in ("input", "textarea", "fieldset") for item in every(html, tag) if "id" in item}
    assert {"name", "goal", "mode"} <= targets
    assert words(html).startswith("3 things need your attention Name: Write a name.")


def test_no_summary_without_errors(bare_app: Flask, stage_form: StageForm) -> None:
    assert show(bare_app, "{{ error_summary(the_form) }}", stage_form).strip() == ""


def test_radios_are_a_group_with_a_legend(bare_app: Flask) -> None:
    html = show(bare_app, "{{ field(the_form.mode) }}", refused())
    assert every(html, "fieldset")[0]["aria-describedby"] == "mode-error"
    assert len(every(html, "legend")) == 1
    assert words(html) == "Mode Identified Anonymous Choose one."


def test_errors_of_the_whole_form_stand_in_the_summary(bare_app: Flask) -> None:
    form = refused(name="x", mode="i")
    form.form_errors = ["It changed meanwhile."]
    html = show(bare_app, "{{ error_summary(the_form) }}", form)
    assert "It changed meanwhile." in words(html)


def test_a_page_places_fields_itself(bare_app: Flask, stage_form: StageForm) -> None:
    html = show(bare_app, "{% call form(the_form, 'Save') %}{{ field(the_form.name) }}{% endcall %}", stage_form)
    assert [field["id"] for field in every(html, "input") if field["type"] != "hidden"] == ["name"]


def test_buttons_offer_a_way_back(bare_app: Flask, stage_form: StageForm) -> None:
    assert words(show(bare_app, "{{ buttons('Save', '/back') }}", stage_form)) == "Save Cancel"
