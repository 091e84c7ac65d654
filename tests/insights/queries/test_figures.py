from __future__ import annotations

from feedback.analysis.disclosure import Hidden, Shown
from feedback.insights.queries import figures
from feedback.insights.queries import themes as theme_queries
from feedback.insights.rules import EVERYWHERE
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from tests.factories import surveys
from tests.factories.heard import answered_about, counted, heard
from tests.factories.people import Member
from tests.factories.runs import ground
from tests.statements import counted as statements


def codes(*wanted: str) -> dict[object, str]:
    return {group.id: group.code for group in stakeholders.groups() if group.code in wanted}


def test_themes_stand_by_the_people_who_raised_them(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "employees", "waiting", "pos", "booking", n=1)
    heard(acme, "customers", "treatment", "pos", "visit", n=2)
    counted(acme)
    with acme.at_work():
        waiting, treatment = figures.theme_table()
        group = {group.code: group.id for group in stakeholders.groups()}
        visit, booking = journeys.stage_named("visit").id, journeys.stage_named("booking").id
        assert (waiting.theme.code, waiting.people, waiting.mentions) == ("waiting", 4, 4)
        assert (waiting.negative, waiting.positive) == (Shown(0.75, 4), Shown(0.25, 4))
        assert waiting.places == [visit, booking]
        assert waiting.by_group[group["customers"]].people == Shown(3, 5)
        assert waiting.cells[(booking, group["employees"])].people == Shown(1, 1)
        assert (treatment.people, treatment.places) == (2, [visit])
        assert figures.theme_row(waiting.theme).people == 4


def test_a_person_who_speaks_at_two_stages_counts_once_in_all(acme: Member) -> None:
    ground(acme)
    code = surveys.published(
        acme, surveys.asked("one", "longtext", "visit"), surveys.asked("two", "longtext", "billing")
    )
    opened = surveys.opened(acme, code, ["customers"], mode="identified")
    surveys.answered(
        opened, "customers", 1, one={"text": "La espera fue terrible"}, two={"text": "La espera fue terrible"}
    )
    from tests.factories.runs import analysed

    analysed(acme)
    with acme.at_work():
        (row,) = figures.theme_table()
        assert (row.people, row.mentions, len(row.places)) == (1, 2, 2)


def test_a_protected_group_is_told_from_its_threshold_on(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 4)
    answered_about(opened, "employees", 8, "treatment", "pos")
    counted(acme)
    with acme.at_work():
        by_code = {row.theme.code: row for row in figures.theme_table()}
        group = stakeholders.group_named("employees").id
        assert by_code["waiting"].by_group[group].people == Hidden("too_few", 5)
        assert (by_code["waiting"].people, by_code["waiting"].negative) == (0, Hidden("nobody"))
        assert by_code["treatment"].by_group[group].people == Shown(8, 12)


def test_points_that_two_groups_raise_are_shared(acme: Member) -> None:
    ground(acme)
    for group in ("customers", "employees"):
        heard(acme, group, "waiting", "neg", "visit", n=5)
        heard(acme, group, "treatment", "pos", "visit", n=5)
    heard(acme, "customers", "billing", "neg", "billing", n=1)
    counted(acme)
    with acme.at_work():
        rows = figures.shared_points(codes("customers", "employees", "suppliers"))
        kinds = {(row.theme.code, row.place): row.point.kind for row in rows}
        visit, billing = journeys.stage_named("visit").id, journeys.stage_named("billing").id
        assert kinds[("waiting", visit)] == kinds[("waiting", EVERYWHERE)] == "shared"
        assert kinds[("billing", billing)] == "unknown"
        assert [row.point.kind for row in rows] == sorted(
            (row.point.kind for row in rows), key=["shared", "contested", "specific", "unknown"].index
        )
        told = next(row for row in rows if (row.theme.code, row.place) == ("waiting", visit))
        assert told.point.groups["suppliers"].asked is False
        share = told.point.groups["customers"]
        assert (share.n, share.people, share.share, share.negative) == (10, 5, 0.5, 1.0)


def test_a_group_that_was_asked_and_kept_back_says_from_how_many_on(acme: Member) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees", "suppliers"], mode="anonymous")
    answered_about(opened, "employees", 4)
    counted(acme)
    with acme.at_work():
        theme = theme_queries.theme_named("waiting")
        row = figures.shared_point(theme, EVERYWHERE, codes("employees", "suppliers", "customers"))  # type: ignore[arg-type]
        shown = {code: (share.asked, share.shown) for code, share in row.point.groups.items()}
        assert shown == {"employees": (True, False), "suppliers": (True, False), "customers": (False, False)}
        assert row.held == {"employees": 5}


def test_the_number_of_reads_does_not_grow(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    with acme.at_work(), statements(acme.app) as one:
        figures.theme_table()
        figures.shared_points(codes("customers"))  # type: ignore[arg-type]
    for theme in ("treatment", "billing", "noise"):
        heard(acme, "employees", theme, n=2, stage="booking")
    counted(acme)
    with acme.at_work(), statements(acme.app) as many:
        figures.theme_table()
        figures.shared_points(codes("customers"))  # type: ignore[arg-type]
    assert len(many) == len(one)
