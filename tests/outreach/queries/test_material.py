"""The questionnaires an organisation could send."""

from __future__ import annotations

from feedback.outreach.queries import material
from feedback.surveys import library as ready
from feedback.surveys.actions import library, questionnaires
from feedback.surveys.queries import questionnaires as drafts
from tests.factories.groups import three_groups
from tests.factories.journeys import journey
from tests.factories.people import Member
from tests.factories.surveys import asked, opened, published, questionnaire, standard
from tests.statements import counted as statements


def test_what_each_asks_and_whom_it_was_opened_to(acme: Member) -> None:
    groups = three_groups(acme)
    journey(acme, ("booking", "visit"))
    draft = questionnaire(acme, asked("guess", "csat", "booking", predicts=True), title="Guess")
    sent = published(acme, *standard(), title="Sent")
    opened(acme, sent, ["customers", "suppliers"])
    taken = acme.do(lambda: library.take(entries=[ready.entry("stage-employees")], stages={})[0].code)
    with acme.at_work():
        found = {one.code: one for one in material.own()}
    assert set(found) == {draft, sent, taken}
    assert (found[sent].stages, found[sent].kinds, found[sent].library) == (
        frozenset({"visit"}),
        frozenset({"customer", "supplier"}),
        "",
    )
    assert found[sent].groups == {groups["customers"].id, groups["suppliers"].id}
    assert found[sent].title == {"es": "Sent (es)", "en": "Sent"}
    assert (found[draft].stages, found[draft].predicts, found[draft].groups) == ({"booking"}, True, frozenset())
    assert (found[taken].stages, found[taken].library) == (frozenset(), "stage-employees")


def test_archived_ones_are_not_sent(acme: Member) -> None:
    journey(acme, ("visit",))
    code = questionnaire(acme)
    acme.do(lambda: questionnaires.archive(questionnaire=drafts.questionnaire(code)).id)
    with acme.at_work():
        assert material.own() == []


def test_another_organisations_are_not_ours(acme: Member, globex: Member) -> None:
    journey(globex, ("visit",))
    questionnaire(globex)
    with acme.at_work():
        assert material.own() == []


def test_three_reads_for_one_questionnaire_and_for_three(acme: Member) -> None:
    three_groups(acme)
    journey(acme, ("visit",))
    costs = []
    for number in range(3):
        opened(acme, published(acme, *standard(), title=f"Visit {number}"), ["customers"])
        with statements(acme.app) as seen, acme.at_work():
            material.own()
        costs.append(len(seen))
    assert costs == [3, 3, 3]
