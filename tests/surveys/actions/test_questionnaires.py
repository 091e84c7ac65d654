"""Drafts with a revision, versions that never change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select, update

from feedback.db import db
from feedback.errors import Conflict
from feedback.surveys import editing
from feedback.surveys.actions import questionnaires as actions
from feedback.surveys.actions.questionnaires import Unpublishable
from feedback.surveys.canonical import fingerprint
from feedback.surveys.document import Texts
from feedback.surveys.freezing import FrozenError
from feedback.surveys.history import KEPT
from feedback.surveys.models import Question, QuestionnaireRevision, QuestionnaireVersion
from feedback.surveys.queries import questionnaires as queries
from tests.factories import journeys, surveys
from tests.factories.people import Member
from tests.factories.surveys import asked, document


def publish(of: Member, code: str) -> tuple[int, str]:
    """Number and hash of the version that publishing gives."""

    def act() -> tuple[int, str]:
        version = actions.publish(questionnaire=queries.questionnaire(code))
        return version.number, version.sha256

    found: tuple[int, str] = of.do(act)
    return found


def rename(of: Member, code: str, title: str, revision: int) -> None:
    change = partial(editing.set_texts, title=Texts({"es": title}))
    of.do(lambda: actions.edit(questionnaire=queries.questionnaire(code), change=change, revision=revision))


def title_of(of: Member, code: str) -> str:
    with of.at_work():
        return str(queries.draft_of(queries.questionnaire(code)).title.text_in("es"))


def test_a_new_questionnaire_speaks_the_organisations_languages(acme: Member) -> None:
    code = acme.do(lambda: actions.create(title={"es": "  ¿Cómo\nfue? ", "en": ""}).code)
    with acme.at_work():
        draft = queries.draft_of(queries.questionnaire(code))
    assert code.rpartition("-")[0] == "como-fue"
    assert (draft.title.by_language, draft.languages, draft.base_language) == ({"es": "¿Cómo fue?"}, ("es", "en"), "es")
    assert [len(section.questions) for section in draft.sections] == [0]


def test_two_organisations_may_have_the_same_title(acme: Member, globex: Member) -> None:
    """Case 19: each finds its own, the codes differ, nobody finds the other's."""
    codes = {of.organisation: surveys.questionnaire(of, title="NPS") for of in (acme, globex)}
    assert len(set(codes.values())) == 2
    for of, other in ((acme, globex), (globex, acme)):
        with of.at_work():
            assert [row.code for row in queries.questionnaires()] == [codes[of.organisation]]
            assert queries.questionnaire_with_code(codes[other.organisation]) is None


def test_whoever_saves_second_overwrites_nothing(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    rename(acme, code, "first", revision=1)
    with pytest.raises(Conflict):
        rename(acme, code, "second", revision=1)
    assert title_of(acme, code) == "first"
    rename(acme, code, "second", revision=2)
    assert title_of(acme, code) == "second"


def test_publishing_freezes_document_hash_and_questions(acme: Member) -> None:
    stages = {stage.code: stage.id for stage in journeys.journey(acme)}
    guess = asked("guess", "csat", "visit", predicts=True, construct="kindness")
    code = surveys.questionnaire(acme, asked("nps", "nps"), guess)
    number, sha256 = publish(acme, code)
    with acme.at_work():
        version = queries.newest_version(queries.questionnaire(code).id)
        draft = queries.draft_of(queries.questionnaire(code))
        rows = [
            (row.identity, row.code, row.kind, row.stage_id, row.predicts, row.construct, row.position)
            for row in version.questions
        ]
    assert (number, sha256) == (1, fingerprint(draft))
    first, second = (UUID(question.id) for question in draft.questions())
    assert rows == [
        (first, "nps", "nps", None, False, None, 0),
        (second, "guess", "csat", stages["visit"], True, "kindness", 1),
    ]


def test_publishing_the_same_again_is_the_same_version(acme: Member) -> None:
    code = surveys.questionnaire(acme, asked("nps", "nps"))
    first = publish(acme, code)
    assert publish(acme, code) == first
    rename(acme, code, "changed", revision=1)
    assert publish(acme, code)[0] == 2
    rename(acme, code, "Your visit (es)", revision=2)
    assert publish(acme, code)[0] == 3


def test_a_stage_the_journey_does_not_have_is_named(acme: Member) -> None:
    journeys.journey(acme)
    code = surveys.questionnaire(acme, asked("c", "csat", "nowhere"))
    with pytest.raises(Unpublishable) as refused:
        publish(acme, code)
    assert str(refused.value) == "The journey has no stage “nowhere”."
    assert list(refused.value.fields) == ["/sections/0/questions/0/stage"]


def test_ids_that_are_no_uuid_become_one_that_follows_from_them(acme: Member) -> None:
    code = surveys.questionnaire(acme, asked("nps", "nps", id="q1"))
    assert publish(acme, code)[0] == 1
    with acme.at_work():
        (question,) = queries.draft_of(queries.questionnaire(code)).questions()
    assert str(UUID(question.id)) == question.id


def test_a_copy_asks_other_questions(acme: Member) -> None:
    code = surveys.questionnaire(acme, asked("nps", "nps"))
    copy = acme.do(lambda: actions.duplicate(questionnaire=queries.questionnaire(code)).code)
    with acme.at_work():
        before, after = (queries.draft_of(queries.questionnaire(one)) for one in (code, copy))
    assert after.title.by_language == {"es": "Your visit (es) (copia)", "en": "Your visit (copy)"}
    (old,), (new,) = list(before.questions()), list(after.questions())
    assert (replace(new, id=old.id), new.id == old.id) == (old, False)


def test_what_is_put_away_leaves_the_list_and_comes_back(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    acme.do(lambda: actions.archive(questionnaire=queries.questionnaire(code)) and None)
    with acme.at_work():
        assert queries.questionnaires() == []
        assert [row.code for row in queries.questionnaires(include_archived=True)] == [code]
    acme.do(lambda: actions.bring_back(questionnaire=queries.questionnaire(code)) and None)
    with acme.at_work():
        assert [row.code for row in queries.questionnaires()] == [code]


def version_of(code: str) -> QuestionnaireVersion:
    version = queries.newest_version(queries.questionnaire(code).id)
    assert version is not None
    return version


def test_a_published_version_never_changes(acme: Member) -> None:
    code = surveys.published(acme, asked("nps", "nps"))

    def change() -> None:
        version_of(code).document = "{}"

    def rewire() -> None:
        version_of(code).questions[0].stage_id = uuid4()

    attempts = [
        change,
        rewire,
        lambda: db.session.delete(version_of(code)),
        lambda: db.session.delete(version_of(code).questions[0]),
        lambda: db.session.execute(update(QuestionnaireVersion).values(number=7)),
        lambda: db.session.execute(delete(Question)),
    ]
    for attempt in attempts:
        with pytest.raises(FrozenError):
            acme.do(attempt)
    with acme.at_work():
        version = version_of(code)
        assert (version.number, version.sha256) == (1, fingerprint(queries.document_of(version)))
        assert [question.stage_id for question in version.questions] == [None]


def test_a_draft_from_a_file_is_found_by_its_hash(acme: Member) -> None:
    code = acme.do(lambda: actions.create_from(document=document(asked("nps", "nps")), source_hash="abc").code)
    with acme.at_work():
        assert queries.questionnaire_from("abc").code == code
        assert queries.questionnaire_from("abd") is None


def retitle(title: str) -> Any:
    return partial(editing.set_texts, title=Texts({"es": title}))


def edit(of: Member, code: str, change: Any, revision: int, part: Any = None) -> None:
    of.do(
        lambda: (
            actions.edit(questionnaire=queries.questionnaire(code), change=change, revision=revision, part=part)
            and None
        )
    )


def revision_of(of: Member, code: str) -> int:
    with of.at_work():
        return queries.questionnaire(code).revision


def test_a_change_that_changes_nothing_makes_no_revision(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    edit(acme, code, lambda draft: draft, 1)
    assert revision_of(acme, code) == 1


def test_the_same_change_sent_twice_is_done_once(acme: Member) -> None:
    """Its answer got lost, and the page sent it again with the revision that it knew."""
    code = surveys.questionnaire(acme)
    for _ in range(2):
        edit(acme, code, retitle("Uno"), 1)
    assert (revision_of(acme, code), title_of(acme, code)) == (2, "Uno")


def test_two_people_in_two_questions_do_not_get_in_each_others_way(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    with acme.at_work():
        first, second, *_rest = queries.draft_of(queries.questionnaire(code)).questions()
    for question in (first, second):
        change = partial(editing.update_question, question_id=question.id, changes={"required": True})
        edit(acme, code, change, 1, part=lambda draft, one=question.id: draft.question(one))
    with acme.at_work():
        found = list(queries.draft_of(queries.questionnaire(code)).questions())
    assert [one.required for one in found] == [True, True, False, False]


def test_two_people_in_one_question_are_told(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    with acme.at_work():
        first = next(queries.draft_of(queries.questionnaire(code)).questions())
    edit(acme, code, partial(editing.update_question, question_id=first.id, changes={"required": True}), 1)
    change = partial(editing.update_question, question_id=first.id, changes={"code": "mine"})
    with pytest.raises(Conflict):
        edit(acme, code, change, 1, part=lambda draft: draft.question(first.id))
    with pytest.raises(Conflict):
        edit(acme, code, change, 1)


def test_only_so_many_steps_are_kept(acme: Member, globex: Member) -> None:
    code, theirs = surveys.questionnaire(acme), surveys.questionnaire(globex)
    edit(globex, theirs, retitle("theirs"), 1)
    for number in range(1, KEPT + 5):
        edit(acme, code, retitle(str(number)), number)
    for of, kept in ((acme, KEPT), (globex, 1)):
        with of.at_work():
            assert db.session.scalar(select(func.count()).select_from(QuestionnaireRevision)) == kept


def test_undo_asks_for_the_revision_one_saw(acme: Member) -> None:
    code = surveys.questionnaire(acme)
    edit(acme, code, retitle("Uno"), 1)
    with pytest.raises(Conflict):
        acme.do(lambda: actions.undo(questionnaire=queries.questionnaire(code), revision=1) and None)
    acme.do(lambda: actions.undo(questionnaire=queries.questionnaire(code), revision=2) and None)
    assert (title_of(acme, code), revision_of(acme, code)) == ("Your visit (es)", 3)
