"""Inviting a whole group at once."""

from __future__ import annotations

from feedback.outreach.actions import inviting
from tests.factories.mailings import GROUP, posting
from tests.factories.people import Member


def test_where_nobody_can_be_written_to_there_is_no_mailing(acme: Member) -> None:
    with posting(acme, "anonymous") as post:
        (one,) = post.people(1)
        post.change(one, consent=False)
        given = (post.survey.id, post.survey.groups[GROUP])
        assert acme.do(inviting.invite_all, *given) is None
        post.change(one, consent=True)
        mailing = acme.do(inviting.invite_all, *given)
        post.work()
        assert post.fates(mailing) == {f"person1@{GROUP}.example": ("sent", "")}
        assert "anónima" in post.mailbox.mails[0].get_content()
        assert acme.do(inviting.invite_all, *given) is None
