from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from feedback import jobs
from feedback.analysis.disclosure import Hidden
from feedback.insights.models import Comment
from feedback.insights.queries import themes
from feedback.insights.queries.mentions import Sentences, mentions_of
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys.actions import surveys as survey_actions
from feedback.surveys.queries import surveys as survey_queries
from tests.factories import evidence, surveys
from tests.factories.heard import answered_about, heard
from tests.factories.people import Member
from tests.factories.runs import KIND, analysed, ground
from tests.statements import counted as statements


def waiting() -> UUID:
    return themes.theme_named("waiting").id


def texts(found: Sentences) -> list[str]:
    return sorted(one.words for one in found.found)


def closed(of: Member, survey: surveys.Opened) -> None:
    of.do(lambda: survey_actions.close(survey_queries.survey(survey.code)))
    jobs.work_off(of.app)


def test_a_sentence_stands_in_its_comment_with_where_it_comes_from(acme: Member) -> None:
    ground(acme)
    with acme.at_work():
        stage = journeys.stage_named("visit").id
    text = f"{KIND}. Waiting two hours is a disgrace."
    evidence.note(acme, text=text, stage_id=stage, dated=date(2026, 3, 17), source="Reviews")
    analysed(acme)
    with acme.at_work():
        found = mentions_of([waiting()])
        (one,) = found.found
        assert (one.text, one.words) == (text, "Waiting two hours is a disgrace.")
        assert (one.sentiment, one.stage_id, one.suggested) == ("neg", stage, False)
        assert (one.source, one.month, one.wave, one.question) == ("Reviews", date(2026, 3, 1), None, None)
        assert (one.themes, one.response_id) == ((waiting(),), None)
        assert (found.total, found.hidden) == (1, {})


def test_an_identified_answer_has_its_question_version_and_month(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme, title="Visit"), ["customers"], mode="identified")
    at = datetime(2026, 5, 9, 12, tzinfo=UTC)
    (response,) = surveys.answered(opened, "customers", 1, at, text={"text": "La espera fue terrible."})
    analysed(acme)
    with acme.at_work():
        (one,) = mentions_of([waiting()]).found
        assert (one.source, one.version) == ({"es": "Visit (es)", "en": "Visit"}, 1)
        assert (one.question, one.month) == ({"es": "¿text?", "en": "text?"}, date(2026, 5, 1))
        assert one.response_id == response


def test_a_protected_answer_has_its_wave_and_nothing_finer(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential")
    at = datetime(2026, 5, 9, 12, tzinfo=UTC)
    surveys.answered(opened, "employees", 10, at, text={"text": "La espera fue terrible."})
    closed(acme, opened)
    analysed(acme)
    with acme.at_work():
        found = mentions_of([waiting()])
        assert found.total == 10
        assert {(one.month, one.response_id) for one in found.found} == {(None, None)}
        assert all(one.wave for one in found.found)


def test_words_of_fewer_people_than_the_threshold_are_kept_back_and_said_so(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    surveys.answered(opened, "employees", 9, text={"text": "La espera es nuestra vergüenza secreta."})
    closed(acme, opened)
    heard(acme, "customers", "waiting", text="We wait.", n=1)
    analysed(acme)
    with acme.at_work():
        found = mentions_of([waiting()])
        assert texts(found) == ["We wait."]
        assert (found.total, found.hidden) == (1, {stakeholders.group_named("employees").id: Hidden("too_few", 10)})
        mine = mentions_of([waiting()], group_id=stakeholders.group_named("employees").id)
        assert (mine.found, mine.total) == ((), 0)


def test_what_is_not_released_is_never_read(acme: Member) -> None:
    """A row that should not be there yet, so that the rule has something to keep back."""
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 30, text="Not yet.")
    with acme.at_work():
        found = mentions_of([waiting()])
        assert (found.found, found.total) == ((), 0)
        assert list(found.hidden.values()) == [Hidden("too_few", 10)]


def test_sentences_by_place_group_and_feeling(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=1, text="At the visit.")
    heard(acme, "employees", "waiting", "pos", "booking", n=1, text="At booking.")
    heard(acme, "customers", "waiting", "neu", None, n=1, text="Nowhere.")
    heard(acme, "customers", "noise", "neg", "visit", n=1, text="Another theme.")
    with acme.at_work():
        group, visit = stakeholders.group_named("employees").id, journeys.stage_named("visit").id
        assert texts(mentions_of([waiting()], place=visit)) == ["At the visit."]
        assert texts(mentions_of([waiting()], place=None)) == ["Nowhere."]
        assert texts(mentions_of([waiting()], group_id=group)) == ["At booking."]
        assert texts(mentions_of([waiting()], sentiment="neu")) == ["Nowhere."]
        assert texts(mentions_of([waiting()])) == ["At booking.", "At the visit.", "Nowhere."]
        assert len(mentions_of(None).found) == 4


def test_a_suggested_stage_counts_from_the_threshold_on(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", stage=None, n=2)

    def suggest() -> None:
        stage = journeys.stage_named("visit").id
        for row, certainty in zip(acme_comments(), (0.5, 0.49), strict=True):
            row.suggested_stage_id, row.stage_certainty = stage, certainty

    acme.do(suggest)
    with acme.at_work():
        found = mentions_of([waiting()], place=journeys.stage_named("visit").id)
        assert [one.suggested for one in found.found] == [True]
        assert mentions_of([waiting()], place=None).total == 1


def acme_comments() -> list[Comment]:
    from feedback.db import db

    return list(db.session.scalars(db.select(Comment)))


def test_pages_hold_every_sentence_once_in_one_order(acme: Member) -> None:
    ground(acme)
    for number in range(7):
        heard(acme, "customers", "waiting", n=1, text=f"Waiting number {number}.")
    with acme.at_work():
        pages = [mentions_of([waiting()], offset=offset, limit=3) for offset in (0, 3, 6)]
        ids = [one.id for page in pages for one in page.found]
        assert [len(page.found) for page in pages] == [3, 3, 1]
        assert ids == [one.id for one in mentions_of([waiting()]).found] and len(set(ids)) == 7
        assert ids == sorted(ids)


def test_so_many_of_each_group(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=5)
    heard(acme, "employees", "waiting", n=1)
    with acme.at_work():
        found = mentions_of([waiting()], order="strongest", per_group=2)
        by_group = [one.group_id for one in found.found]
        assert {group: by_group.count(group) for group in by_group} == {
            stakeholders.group_named("customers").id: 2,
            stakeholders.group_named("employees").id: 1,
        }


def test_the_clearest_sentence_of_a_readable_length_comes_first(acme: Member) -> None:
    ground(acme)
    long = "We waited. " * 40
    heard(acme, "customers", "waiting", n=1, text=long)
    heard(acme, "customers", "waiting", n=1, text="We waited far too long.")
    with acme.at_work():
        assert [one.words for one in mentions_of([waiting()], order="strongest").found] == [
            "We waited far too long.",
            long,
        ]


def test_another_organisation_reads_nothing_of_it(acme: Member, globex: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1)
    ground(globex)
    with acme.at_work():
        theme = waiting()
    with globex.at_work():
        assert mentions_of([theme]).found == ()
        assert mentions_of(None).found == ()


def test_the_number_of_reads_does_not_grow(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="confidential")
    surveys.answered(opened, "employees", 10, text={"text": "La espera fue terrible."})
    closed(acme, opened)
    analysed(acme)
    with acme.at_work(), statements(acme.app) as one:
        mentions_of([waiting()], limit=1)
    heard(acme, "customers", "waiting", n=3)
    with acme.at_work(), statements(acme.app) as many:
        mentions_of([waiting()], limit=9)
    assert len(many) == len(one)
