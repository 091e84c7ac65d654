"""Every page of the example organisation as people see it: phone and desk, light and dark, in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException

from feedback import config as configuration
from feedback import create_app
from feedback.cocreation.loading.content import EMAIL, PASSWORD, read
from feedback.web.languages import INTERFACE
from tests.e2e.answering import Form, answer, fetch, open_form
from tests.e2e.judging import Judge
from tests.e2e.serving import Installation
from tests.e2e.visiting import DESK, PHONE, Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

NARROW = {"width": 320, "height": 700}
TABLET = {"width": 768, "height": 1024}
NOT_PAGES = {
    "area_reports.pdf",
    "channels.picture",
    "channels.sheet_pdf",
    "contacts.export",
    "cycles.file",
    "decisions.export",
    "effects.chart",
    "evidence_imports.bad_rows",
    "evidence_imports.progress",
    "formula_files.effort",
    "formula_files.ice",
    "formula_files.kano",
    "formula_files.opportunity",
    "formula_files.own",
    "formula_files.rice",
    "formula_files.wsjf",
    "formulas.effort_chart",
    "insights.feelings",
    "insights.theme_trend",
    "drivers.drivers_chart",
    "drivers.gaps_chart",
    "journey.curve",
    "journey_paper.pdf",
    "kits.download",
    "mailings.progress",
    "notice_mails.progress",
    "prompts.sheet_pdf",
    "questionnaire_files.export",
    "reports.download",
    "reports.journey_workbook",
    "reports.pdf",
    "report_slides.download",
    "runs.progress",
    "survey_downloads.codebook",
    "survey_downloads.responses_csv",
    "survey_downloads.responses_jsonl",
    "survey_downloads.responses_xlsx",
    "survey_downloads.results_csv",
    "survey_results.chart",
    "survey_results.trend",
    "versions.export",
    "vote_count.live",
    "work_sheets.export",
    "work_timeline.picture",
    "workshop_board.live",
}
"""What answers with a file, an image or a part of a page."""
NOT_IN_THE_EXAMPLE = {
    "work_parts.edit_milestone",
    "report_mails.edit",
    "improvement_remarks.edit",
    "reviews.area",
    "tool_links.edit",
    "variants.edit",
    "walks.walk",
    "survey_results.marked_answers",
    "webhooks.webhook",
    "trackers.tracker",
    "issues.write",
    "questionnaires.review",
    "reading.reading",
    "contact_imports.preview",
    "evidence_uploads.preview",
    "evidence_imports.show",
    "notices.edit",
    "starting.begin",
    "touchpoints.edit",
    "workshop_board.cluster",
    "workshop_board.on_the_wall",
    "workshop_notes.bring",
    "workshops.workshop",
}
"""What needs something the example does not have; the story and the tests of the views look at them."""
REPEATED = """() => {
  const all = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [...new Set(all.filter((id, at) => all.indexOf(id) !== at))];
}"""
"""A label, a description or a link finds only the first of two things with one id."""


@dataclass
class Site:
    """The pages of a server, found as a person finds them: by following links."""

    app: Flask
    address: str
    organisation: str
    pages: dict[str, str] = field(default_factory=dict)
    """Endpoint -> path of the first page of it."""
    problems: list[str] = field(default_factory=list)
    """What was wrong on the way."""

    @cached_property
    def expected(self) -> set[str]:
        """Endpoints of pages that members can look at."""
        return {
            rule.endpoint
            for rule in self.app.url_map.iter_rules()
            if "GET" in (rule.methods or ()) and _is_member(self.app, rule.endpoint)
        } - NOT_PAGES

    def take(self, paths: list[str]) -> list[str]:
        """Keep those that lead to pages not known yet."""
        fresh = []
        for path in dict.fromkeys(paths):
            endpoint = self._endpoint(path)
            if endpoint in self.expected and endpoint not in self.pages:
                self.pages[endpoint] = path
                fresh.append(path)
        return fresh

    def _endpoint(self, path: str) -> str:
        try:
            return self.app.url_map.bind("127.0.0.1").match(urlsplit(path).path)[0]
        except HTTPException:
            return ""


def _is_member(app: Flask, endpoint: str) -> bool:
    guard = getattr(app.view_functions[endpoint], "guard", None)
    return guard is not None and guard.kind in ("member", "signed_in")


@pytest.fixture(scope="module")
def site(example: Installation, browser: Browser) -> Iterator[Site]:
    """Every page there is a link to, beginning at home; each is looked at, in English and Portuguese in turn."""
    found = Site(create_app(configuration.load(example.environ)), example.address, read().code)
    with Visitors(browser) as visitors:
        page = visitors.desk()
        sign_in(page, example.address, EMAIL, PASSWORD)
        waiting = found.take([f"/o/{found.organisation}/"])
        languages = cycle(("en", "pt"))
        while waiting:
            path = waiting.pop()
            # A preview speaks the languages of its questionnaire, and the example has none in Portuguese.
            lang = "en" if path.endswith("/preview") else next(languages)
            found.problems += [f"{path}: {problem}" for problem in looked_at(page, example.address + path, lang)]
            links = page.locator("a[href^='/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            waiting += found.take([link.replace(f"lang={lang}", "") for link in links])
    yield found


@pytest.fixture
def member(visitors: Visitors, example: Installation) -> Page:
    page = visitors.desk(locale="es-ES")
    sign_in(page, example.address, EMAIL, PASSWORD)
    return page


def test_every_page_is_reached_by_links(site: Site) -> None:
    assert site.expected - set(site.pages) <= NOT_IN_THE_EXAMPLE


def test_every_page_of_members_is_sound_in_english_or_portuguese(site: Site) -> None:
    """Status, language, console, width at 320 px."""
    assert site.problems == []


def test_every_page_of_members_is_sound_in_spanish(site: Site, member: Page) -> None:
    """The same, and, once per theme, what axe finds."""
    problems: list[str] = []
    judge = Judge(member)
    for endpoint, path in sorted(site.pages.items()):
        problems += [f"{endpoint}: {problem}" for problem in looked_at(member, site.address + path, "es")]
        problems += [f"{endpoint}: {finding}" for finding in judge.findings()]
    assert problems == []


def looked_at(page: Page, url: str, lang: str) -> list[str]:
    """Open the page and make it narrow."""
    page.set_viewport_size(DESK)
    answer = page.goto(f"{url}{'&' if '?' in url else '?'}lang={lang}")
    assert answer
    problems = [f"status {answer.status}"] if answer.status != 200 else []
    if (spoken := page.locator("html").get_attribute("lang")) != lang:
        problems.append(f"speaks {spoken}")
    if repeated := page.evaluate(REPEATED):
        problems.append(f"ids that stand twice: {', '.join(repeated)}")
    return problems + too_wide(page)


def too_wide(page: Page) -> list[str]:
    """Whether the page scrolls sideways, at each width."""
    problems = []
    for size in (DESK, TABLET, NARROW, PHONE):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > size["width"]:
            problems.append(f"{width} px wide at {size['width']} px")
    return problems


@pytest.fixture(scope="module")
def links(example: Installation) -> list[str]:
    """Addresses of the surveys that are open, as the command prints them."""
    surveys = json.loads(example.command("example", "--json"))["surveys"]
    return [example.address + urlsplit(one["url"]).path for one in surveys if not one["stage"]]


def test_pages_of_respondents_are_sound_and_only_the_form_has_a_script(
    visitors: Visitors, example: Installation, links: list[str]
) -> None:
    """Form, thanks, receipt, what was said, a code of nobody, links to nowhere; the browser measures with scripts."""
    page = visitors.phone(java_script_enabled=True)
    judge, problems = Judge(page), []
    for url, status in respondents_pages(example.address, links[0]):
        for lang in INTERFACE:
            answer = page.goto(f"{url}{'&' if '?' in url else '?'}lang={lang}")
            assert answer
            problems += [f"{url}: {answer.status}"] if answer.status != status else []
            problems += [f"{url}: {one}" for one in too_wide(page)]
        problems += [f"{url}: {one}" for one in judge.findings()]
        scripts = page.locator("script").evaluate_all("all => all.map(one => one.getAttribute('src'))")
        ours = ["/static/js/answer.js"] if page.locator("main[data-state=form]").count() else []
        problems += [f"{url}: {scripts}"] if scripts != ours and any(part in url for part in ("/s/", "/r/")) else []
    assert problems == []


def respondents_pages(address: str, link: str) -> list[tuple[str, int]]:
    code = answer(link, 3, "Todo bien.")
    return [
        (link, 200),
        (f"{address}/r/{code}?thanks", 200),
        (f"{address}/r/{code}", 200),
        (f"{address}/r", 404),
        (f"{address}/said/{read().code}", 200),
        (f"{address}/r/0000-0000-0000", 404),
        (f"{address}/s/nothing/nobody", 404),
        (f"{address}/w/nothing", 404),
        (f"{address}/login", 200),
        (f"{address}/forgot-password", 200),
    ]


def test_the_form_that_was_sent_empty_says_so_and_is_sound(visitors: Visitors, links: list[str]) -> None:
    """Nothing is stored, and the page says so first."""
    page = visitors.phone(java_script_enabled=True)
    judge = Judge(page)
    page.goto(links[0])
    page.get_by_role("button", name="Enviar mi respuesta").last.click()
    page.locator("[role=alert]").first.wait_for()
    assert page.locator("[role=alert]").count() == 1
    assert judge.findings() == []
    assert too_wide(page) == []


def test_a_form_that_is_closed_meanwhile_gives_back_what_was_typed(example: Installation, links: list[str]) -> None:
    """The link of a closed survey says so; what was typed stands there to be copied."""
    url = links[-1]
    form: Form = open_form(url)
    example.command("survey", "close", urlsplit(url).path.split("/")[2])
    reply = fetch(url, form.filled(2, "Esto lo escribí yo."))
    assert (reply.status, "Esto lo escribí yo." in reply.body) == (410, True)
