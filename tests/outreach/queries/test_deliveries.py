"""Who is left, and why."""

from __future__ import annotations

from feedback.db import now
from feedback.outreach.queries import deliveries
from feedback.outreach.queries.deliveries import Left
from tests.factories.mailings import GROUP, posting
from tests.factories.people import Member


def test_people_left_out_are_named_as_the_company_knows_them(acme: Member) -> None:
    with posting(acme) as post:
        ids = post.people(3)
        post.change(ids[0], opted_out_at=now(), reference="C-1")
        post.mailbox.refusals = {f"person2@{GROUP}.example": "550 5.7.1 No"}
        mailing = post.sent()
        with acme.at_work():
            left = deliveries.left_out(post.survey.id, post.survey.groups[GROUP])
            assert deliveries.count([mailing], "sent") == 1
            assert deliveries.answered(post.survey.id, post.survey.groups[GROUP]) == 0
        assert sorted(left, key=str) == [Left("C-1", "opted_out"), Left(f"person2@{GROUP}.example", "refused")]
