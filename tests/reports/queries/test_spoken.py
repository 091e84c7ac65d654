"""Sentences beside shared points: of groups whose figure is shown, and nothing that says who wrote them."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden
from feedback.reports import queries
from feedback.reports.queries import documents
from feedback.reports.queries.spoken import spoken
from feedback.reports.veiling import veiled
from tests.factories.backlog import analysed, ground
from tests.factories.heard import heard
from tests.factories.people import Member

SAID = "They came two hours late; call me at 600 123 456."


def test_each_group_speaks_once_and_without_its_telephone(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6, text=SAID)
    heard(acme, "employees", "waiting", "neg", "visit", n=5)
    analysed(acme)
    with acme.app.test_request_context("/?lang=en"), acme.at_work():
        found = queries.report()
        shared = veiled(documents.document(found)).shared
        quotes = spoken(found, shared)[0]
    assert sorted(one.by.split(" · ")[0] for one in quotes) == ["Customers", "Employees"]
    assert "600" not in " ".join(one.words for one in quotes)
    assert any("two hours late" in one.words for one in quotes)


def test_a_group_whose_figure_is_held_back_is_not_heard(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=6)
    heard(acme, "employees", "waiting", "neg", "visit", n=4, text="Only four of us said this.")
    analysed(acme)
    with acme.app.test_request_context("/?lang=en"), acme.at_work():
        found = queries.report()
        shared = veiled(documents.document(found)).shared
        assert isinstance(shared[0].shares["employees"], Hidden)
        quotes = spoken(found, shared)[0]
    assert {one.by.split(" · ")[0] for one in quotes} == {"Customers"}
