from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from feedback.analysis.codebook import built_in_codebook
from feedback.insights.queries import themes
from feedback.permissions import Role
from tests.factories import evidence, surveys
from tests.factories.heard import answered_about, counted, heard, theme
from tests.factories.people import Member, member, post
from tests.factories.runs import analysed, ground, spoken
from tests.statements import counted as statements

Browser = Callable[..., FlaskClient]


def shown(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(f"/o/acme/{path}{'&' if '?' in path else '?'}lang=en")
    assert answer.status_code == status
    return unescape(answer.get_data(as_text=True))


def test_an_empty_page_says_what_is_missing(acme: Member, as_member: Browser) -> None:
    page = shown(as_member(acme), "themes")
    assert "Your themes will stand here." in page and "There is not one comment yet." in page
    ground(acme)
    evidence.note(acme)
    assert "One comment waits to be read." in shown(as_member(acme), "themes")


def test_themes_with_people_groups_and_feeling(acme: Member, as_member: Browser) -> None:
    spoken(acme)
    analysed(acme)
    page = shown(as_member(acme), "themes")
    first = built_in_codebook().by_id["billing"].names["en"]
    assert f"2 people talk about “{first}”, the most frequent theme." in page
    assert 'href="/o/acme/themes/waiting"' in page
    assert "6 comments read on" in page


def test_what_hurts_and_what_delights_stand_side_by_side(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=4)
    heard(acme, "employees", "treatment", "pos", "booking", n=3)
    counted(acme)
    page = shown(as_member(acme), "themes")
    hurts, delights = page.index('id="h-neg"'), page.index('id="h-pos"')
    assert hurts < page.index("100% of 4 mentions") < delights < page.index("100% of 3 mentions")
    assert as_member(acme).get("/o/acme/themes/feelings.svg?theme=dark").data.startswith(b"<svg ")


def listed(page: str) -> list[str]:
    """The themes of the table, in its order."""
    body = page[page.index("<tbody") : page.index("</tbody>")]
    return re.findall(r'rowheader"><a href="/o/acme/themes/([^"]+)"', body)


def test_the_list_is_narrowed_and_ordered_without_a_script(acme: Member, as_member: Browser) -> None:
    ground(acme)
    theme(acme, "queue", source="found", stability=0.9)
    heard(acme, "customers", "waiting", "neg", "visit", n=4)
    heard(acme, "employees", "treatment", "pos", "booking", n=3)
    heard(acme, "customers", "queue", "neg", None, n=1)
    counted(acme)
    browser = as_member(acme)
    for query, expected in {
        "": ["waiting", "treatment", "queue"],
        "?group=customers": ["waiting", "queue"],
        "?stage=booking": ["treatment"],
        "?stage=none": ["queue"],
        "?feeling=pos": ["treatment"],
        "?source=found": ["queue"],
        "?text=TREÁT": ["treatment"],
        "?sort=name": ["queue", "treatment", "waiting"],
        "?sort=positive": ["treatment", "waiting", "queue"],
        "?sort=stability": ["queue", "waiting", "treatment"],
    }.items():
        assert listed(shown(browser, f"themes{query}")) == expected
    assert "No theme fits." in shown(browser, "themes?text=nothing+like+it")
    for wrong in ("group=nobody", "stage=nowhere", "feeling=odd", "source=odd", "sort=odd"):
        assert browser.get(f"/o/acme/themes?{wrong}").status_code == 404


def test_dormant_and_dismissed_themes_are_folded_away(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=2)
    theme(acme, "silence")
    theme(acme, "nonsense", state="dismissed")
    counted(acme)
    page = shown(as_member(acme), "themes")
    assert listed(page) == ["waiting"]
    assert page.index("One theme that nobody raises now") < page.index('href="/o/acme/themes/silence"')
    assert page.index("One theme that you dismissed") < page.index('href="/o/acme/themes/nonsense"')


def test_a_viewer_reads_and_cannot_start(acme: Member, app: Any, as_member: Browser) -> None:
    spoken(acme)
    viewer = as_member(member(app, "acme", Role.VIEWER))
    assert "Find themes" not in shown(viewer, "themes")
    assert post(viewer, "/o/acme/themes/runs").status_code == 403
    assert post(viewer, "/o/acme/themes/waiting/name", {"name_es": "x"}).status_code == 403


def test_words_of_few_protected_people_are_not_on_the_page(acme: Member, as_member: Browser) -> None:
    ground(acme)
    opened = surveys.opened(acme, surveys.published(acme), ["employees"], mode="anonymous")
    answered_about(opened, "employees", 6, text="Our boss makes them wait.")
    counted(acme)
    browser = as_member(acme)
    for path in ("themes/waiting", "themes/sentences", "themes/sentences?theme=waiting&group=employees"):
        page = shown(browser, path)
        assert "Our boss" not in page
        assert "fewer than 10 people. Their sentences are not shown." in page


def test_a_theme_that_is_not_there(acme: Member, globex: Member, as_member: Browser) -> None:
    theme(globex, "theirs")
    for code in ("theirs", "nothing"):
        assert as_member(acme).get(f"/o/acme/themes/{code}").status_code == 404


def test_renaming(acme: Member, as_member: Browser) -> None:
    theme(acme)
    browser = as_member(acme)
    answer = post(browser, "/o/acme/themes/waiting/name", {"name_es": "La cola", "name_en": "The queue"})
    assert (answer.status_code, answer.location) == (303, "/o/acme/themes/waiting")
    with acme.at_work():
        assert themes.theme_named("waiting").names == {"es": "La cola", "en": "The queue"}


def test_a_name_that_cannot_be_stays_typed(acme: Member, as_member: Browser) -> None:
    theme(acme)
    answer = post(as_member(acme), "/o/acme/themes/waiting/name", {"name_es": "", "name_en": "x" * 200})
    assert answer.status_code == 422
    assert "x" * 200 in answer.get_data(as_text=True)


def test_shared_points_with_their_class(acme: Member, as_member: Browser) -> None:
    ground(acme)
    for group in ("customers", "employees"):
        heard(acme, group, "waiting", "neg", "visit", n=5)
    heard(acme, "customers", "noise", "neg", "billing", n=1)
    counted(acme)
    browser = as_member(acme)
    page = shown(browser, "themes/shared")
    assert "What they share most is “Waiting”: raised by Customers, Employees." in page
    assert "One theme that cannot be told apart yet" in page
    assert "No point is shared so far." in shown(browser, "themes/shared?stage=billing")
    assert "Shared points will stand here." in shown(browser, "themes/shared?stage=none")
    assert browser.get("/o/acme/themes/shared?stage=nothing").status_code == 404


def test_the_lists_ask_the_same_for_one_and_for_three(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", n=1)
    counted(acme)
    browser = as_member(acme)

    def reads(path: str) -> int:
        browser.get(path)
        with statements(acme.app) as seen:
            assert browser.get(path).status_code == 200
        return len(seen)

    paths = [f"/o/acme/themes{path}" for path in ("", "/waiting", "/shared", "/sentences?theme=waiting", "?sort=name")]
    few = [reads(path) for path in paths]
    for name in ("noise", "treatment", "waiting"):
        for group in ("customers", "employees"):
            heard(acme, group, name, n=2, stage="booking")
    counted(acme)
    assert [reads(path) for path in paths] == few


def test_a_group_that_nobody_asked_is_not_a_group_that_does_not_mind(acme: Member, as_member: Browser) -> None:
    ground(acme)
    heard(acme, "customers", "waiting", "neg", "visit", n=3)
    heard(acme, "employees", "noise", "neg", "visit", n=2)
    counted(acme)
    page = shown(as_member(acme), "themes/waiting")
    where = page[page.index("Where, on the journey") :]
    cells = re.sub(r"<[^>]+>", " ", where[where.index("<tbody") : where.index("</tbody")]).split()
    assert " ".join(cells) == "Visit 3 of 3 0 of 2"
    assert "Not asked anywhere: Suppliers." in page
