"""What a theme says, in whole sentences of three languages."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask, g
from flask_babel import force_locale

from feedback.analysis.changes import Change
from feedback.analysis.disclosure import Shown
from feedback.analysis.statistics import Estimate
from feedback.insights import telling
from feedback.insights.presenting import Names
from feedback.insights.queries.figures import ThemeRow
from feedback.insights.queries.periods import Period, Trend
from feedback.insights.queries.together import Company
from feedback.insights.rules import EVERYWHERE, Place
from feedback.insights.voices import Tallied, Voice, Voices
from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from tests.insights.rows import GROUP, STAGE, row, said

OTHER, LATER = uuid4(), uuid4()


def names() -> Names:
    groups = [
        StakeholderGroup(id=GROUP, code="c", kind="customer", name={"en": "Customers", "es": "Clientes"}),
        StakeholderGroup(id=OTHER, code="e", kind="employee", name={"en": "Staff", "es": "Equipo"}),
    ]
    stages = [
        Stage(id=STAGE, code="visit", name={"en": "The visit", "es": "La visita"}),
        Stage(id=LATER, code="bill", name={"en": "The bill", "es": "La factura"}),
    ]
    return Names(groups, stages)


def told(app: Flask, one: ThemeRow, lang: str = "en", company: Company | None = None, **more: object) -> list[str]:
    with app.test_request_context("/o/acme/themes"), force_locale(lang):
        g.organisation_code = "acme"
        themes = {one.theme.id: one.theme, **more.get("themes", {})}  # type: ignore[dict-item]
        voices = more.get("voices") or Voices([])
        found = telling.of_theme(one, names(), company or Company(), themes, voices)  # type: ignore[arg-type]
    return [sentence.text for sentence in found]


def test_who_where_and_how_strongly(app: Flask) -> None:
    one = row("waiting", negative=6, positive=2, neutral=2)
    assert told(app, one) == [
        "10 people raise it, of those who wrote: 10 of 100 in “Customers”.",
        "Of its 10 mentions, 60% are unfavourable and 20% favourable: it hurts most at “The visit” (6 of 10 there) "
        "and pleases most at “The visit” (2 of 10).",
    ]


def test_in_spanish_and_portuguese(app: Flask) -> None:
    one = row("waiting", negative=3, neutral=1)
    assert told(app, one, "es") == [
        "Lo mencionan 4 personas de las que escribieron: 4 de 100 en «Clientes».",
        "De sus 4 menciones, el 75\xa0% son desfavorables y el 0\xa0% favorables: donde más duele es en «La visita» "
        "(3 de 4).",
    ]
    assert told(app, one, "pt") == [
        "4 pessoas mencionam o tema, entre as que escreveram: 4 de 100 em “Clientes”.",
        "Das suas 4 menções, 75% são desfavoráveis e 0% favoráveis: onde mais dói é em “La visita” (3 de 4).",
    ]


def test_a_single_mention_has_no_percentages(app: Flask) -> None:
    assert told(app, row("waiting", positive=1)) == [
        "One person raises it, of those who wrote: 1 of 100 in “Customers”.",
        "Its one mention, at “The visit”, is favourable.",
    ]
    assert told(app, row("waiting", neutral=1), "es")[1] == "Su única mención, en «La visita», es neutra."
    assert told(app, row("waiting", negative=1, place=None))[1].endswith("“Stage unknown”, is unfavourable.")


def test_nothing_is_told_that_may_not_be(app: Flask) -> None:
    one = row("waiting", terms=["queue"])
    assert told(app, one) == ["The word that tells it apart is “queue”."]
    assert told(app, row("waiting")) == []


@pytest.mark.parametrize(
    ("negative", "positive", "expected"),
    [
        (0, 3, "it pleases most at “The visit” (3 of 6 there)."),
        (0, 0, "0% are unfavourable and 0% favourable."),
    ],
)
def test_every_feeling_has_its_sentence(app: Flask, negative: int, positive: int, expected: str) -> None:
    one = row("waiting", negative=negative, positive=positive, neutral=3 if positive else 2)
    assert told(app, one)[1].endswith(expected)


def test_no_stage_stands_behind_every_stage(app: Flask) -> None:
    one = row("waiting", negative=2)
    louder: dict[tuple[Place, object], object] = {(None, GROUP): said(9, 9, 9, 0), **one.cells}
    assert "it hurts most at “The visit”" in told(app, ThemeRow(one.theme, one.by_group, louder))[1]  # type: ignore[arg-type]


def everybody(theme: object, people: int) -> list[Tallied]:
    wrote = Tallied(None, EVERYWHERE, GROUP, None, 1, Voice(people=100))
    return [wrote, Tallied(theme, EVERYWHERE, GROUP, None, 1, Voice(people=people, mentions=people))]  # type: ignore[arg-type]


def test_what_goes_with_it_stands_beside_it_more_often_than_elsewhere(app: Flask) -> None:
    one, price = row("waiting", negative=5), row("price", negative=5)
    company = Company(10, {price.theme.id: 5})
    known = {"themes": {price.theme.id: price.theme}}
    rare = told(app, one, company=company, voices=Voices(everybody(price.theme.id, 10)), **known)
    assert rare[2] == (
        "In 5 of 10 comments about it people also speak of “Price”: 50%, against 10% among everybody who wrote."
    )
    usual = told(app, one, company=company, voices=Voices(everybody(price.theme.id, 90)), **known)
    assert len(usual) == 2
    few = told(app, one, company=Company(10, {price.theme.id: 2}), voices=Voices(everybody(price.theme.id, 1)), **known)
    assert len(few) == 2


@pytest.mark.parametrize(
    ("lang", "items", "expected"),
    [
        ("es", ["«cola»", "«espera»"], "«cola» y «espera»"),
        ("es", ["«cola»", "«incidencia»"], "«cola» e «incidencia»"),
        ("es", ["agua", "hielo"], "agua y hielo"),
        ("es", ["uno", "dos", "Hilos"], "uno, dos e Hilos"),
        ("pt", ["a", "b", "c"], "a, b e c"),
        ("en", ["a", "b"], "a and b"),
        ("es", ["sola"], "sola"),
    ],
)
def test_lists_read_as_people_say_them(app: Flask, lang: str, items: list[str], expected: str) -> None:
    with app.test_request_context(), force_locale(lang):
        assert telling.listed(items) == expected


@pytest.mark.parametrize(("after", "word"), [(0.4, "more"), (0.1, "less")])
def test_a_change_is_told_with_its_beginning(app: Flask, after: float, word: str) -> None:
    periods = [Period(date(2026, month, 1), 1, None, Shown(0.2, 30, 0.1, 0.3)) for month in (1, 2, 3)]
    change = Change(2, 0.2, after, Estimate(after - 0.2, -0.1, 0.3, 30), 0.01)
    with app.test_request_context(), force_locale("en"):
        sentence = telling.moved(Trend(GROUP, tuple(periods), change), names())
    assert sentence == f"“Customers”: raised {word} since March 2026, 20% before and {after:.0%} after."
