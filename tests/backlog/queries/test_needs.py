"""Which improvement was drafted from which need."""

from __future__ import annotations

from feedback.backlog.actions import needs as actions
from feedback.backlog.queries import needs as queries
from feedback.journeys.queries import needs as lacking
from tests.factories.blueprint import item
from tests.factories.journeys import journey
from tests.factories.people import Member


def test_a_need_knows_its_improvement_and_no_other(acme: Member, globex: Member) -> None:
    for of in (acme, globex):
        journey(of)
    first, second = (item(acme, "visit", "question", text) for text in ("Where?", "When?"))
    with acme.at_work():
        need, other = lacking.need_of_item(first), lacking.need_of_item(second)
    assert need is not None and other is not None
    number = acme.do(lambda: actions.draft(need).number)
    with acme.at_work():
        found = queries.of_need(need)
        assert (found and found.number, queries.of_need(other)) == (number, None)
    with globex.at_work():
        assert dict(queries.drafted()) == {}
