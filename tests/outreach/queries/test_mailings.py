"""What managers see of mailings."""

from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.outreach.queries import mailings as queries
from feedback.surveys.queries import surveys as launched
from tests.factories import surveys
from tests.factories.mailings import GROUP, posting
from tests.factories.people import Member


def rate(post: object) -> object:
    with post.of.at_work():  # type: ignore[attr-defined]
        return queries.rate(launched.survey(post.survey.code), post.survey.groups[GROUP])  # type: ignore[attr-defined]


def test_the_response_rate_of_an_identified_survey_is_live_and_exact(acme: Member) -> None:
    with posting(acme) as post:
        ids = post.people(3)
        post.sent()
        post.use(ids[0])
        assert rate(post) == Shown(1 / 3, 3)


def test_the_response_rate_of_a_protected_survey_waits_for_its_release_and_is_rounded(acme: Member) -> None:
    with posting(acme, "anonymous") as post:
        ids = post.people(7)
        post.sent()
        post.use(*ids[:3])
        assert isinstance(rate(post), Hidden)
        surveys.closed(post.survey)
        assert rate(post) == Shown(0.45, 7)


def test_fewer_than_five_invited_have_no_rate(acme: Member) -> None:
    with posting(acme, "anonymous") as post:
        post.people(4)
        post.sent()
        surveys.closed(post.survey)
        assert isinstance(rate(post), Hidden)
