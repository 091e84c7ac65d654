"""One whole cycle of the example organisation through its real pages, as the person who leads it walks it.

From a line of the list to what the public reads, the kept report and the next cycle; once in English, once in Spanish.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from babel.support import NullTranslations, Translations
from playwright.sync_api import Locator, Page, expect

from feedback.cocreation.loading.content import EMAIL, PASSWORD
from tests.e2e.managing import PATIENCE, Manager
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("example")]

CATALOGUES = Path(__file__).parents[2] / "feedback" / "translations"
HOME = "/o/clima-sur"
HEARD = {"es": "Faltaba tiempo para explicar qué se hacía.", "en": "There was no time to explain what was being done."}
DONE = {"es": "Ahora se explica antes de empezar.", "en": "It is explained now before the work begins."}
NEXT = {"es": "Invierno sin esperas", "en": "A winter without waiting"}
LEARNED = {"es": "Preguntar antes de planear.", "en": "Ask before planning."}
BLOCKER = {"es": "Falta la plantilla nueva", "en": "The new form is missing"}


@cache
def catalogue(language: str) -> NullTranslations:
    """Read once: that takes as long as a page."""
    return Translations.load(CATALOGUES, [language])


@dataclass(frozen=True)
class Leader(Manager):
    """Who leads the cycle, in the language they read."""

    language: str

    def say(self, text: str, **values: str) -> str:
        """What the interface says for this English text."""
        said = catalogue(self.language).gettext(text)
        assert self.language == "en" or said != text, f"nobody translated {text!r}"
        return said % values if values else said

    def presses(self, text: str) -> None:
        with self.page.expect_navigation():
            self.press(self.say(text))

    def follows(self, text: str) -> None:
        with self.page.expect_navigation():
            self.follow(self.say(text))

    def is_told(self, text: str) -> None:
        """The line at the top of the page that follows an act."""
        expect(self.page.locator("main").get_by_text(self.say(text)).first).to_be_visible()

    def sees(self, text: str, **values: str) -> None:
        expect(self.page.locator("main")).to_contain_text(self.say(text, **values))

    def part(self, heading: str) -> Locator:
        """The part of the page under this heading."""
        named = self.page.get_by_role("heading", name=self.say(heading), exact=True)
        return self.page.locator("section", has=named).first

    def writes(self, name: str, texts: dict[str, str]) -> None:
        for code, text in texts.items():
            self.page.locator(f"main [name={name}_{code}]").fill(text)


@pytest.fixture(scope="module")
def company(example: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A copy of the example organisation, served by itself: what is closed here stays open in the other tests."""
    copy = Installation(tmp_path_factory.mktemp("cycle"))
    example.command("backup", str(copy.folder / "example.tar.gz"))
    shutil.copytree(example.folder / "keys", copy.folder / "keys")
    copy.command("restore", str(copy.folder / "example.tar.gz"))
    copy.start()
    yield copy
    copy.stop()


@pytest.mark.parametrize(("language", "locale", "number"), [("en", "en-GB", 3), ("es", "es-ES", 7)])
def test_a_cycle_from_the_list_to_the_next_one(
    company: Installation, visitors: Visitors, tmp_path: Path, language: str, locale: str, number: int
) -> None:
    page = visitors.desk(locale=locale)
    sign_in(page, company.address, EMAIL, PASSWORD)
    leader = Leader(page, company.address + HOME, language)
    title = look_and_decide(leader, number)
    register_its_effect_check(leader)
    plan_and_start(leader, title)
    report_and_finish(leader, title)
    write_and_publish(leader, title)
    the_public_reads_it(visitors.phone(locale=locale), company.address, language, title)
    close_with_its_report(leader, tmp_path)
    begin_the_next(leader)


def look_and_decide(leader: Leader, number: int) -> str:
    """The line is opened, its reasons are read, and a yes is recorded; returns its title."""
    leader.visit("backlog")
    expect(leader.page.locator("html")).to_have_attribute("lang", leader.language)
    line = leader.page.locator(f"li.line h3 a[href$='{HOME}/backlog/{number}']")
    title = line.inner_text()
    line.click()
    expect(leader.heading()).to_have_text(title)
    expect(leader.part("What people said").locator("blockquote.quote").first).to_be_visible()
    expect(leader.part("Decisions")).to_contain_text(leader.say("Nothing is decided yet."))
    leader.page.locator("[name=verdict][value=yes]").check()
    leader.presses("Record the decision")
    leader.is_told("The decision is recorded, with the figures it was made on.")
    expect(leader.part("Decisions")).not_to_contain_text(leader.say("Nothing is decided yet."))
    return title


def register_its_effect_check(leader: Leader) -> None:
    """What should move is said before the work begins, in the decimals of the reader."""
    leader.follows("See how the work goes")
    leader.follows("Did it help?")
    leader.page.locator("main [name=minimum]").fill({"es": "0,3", "en": "0.3"}[leader.language])
    leader.presses("Register it")
    leader.is_told("It is registered. Answers from now on are its baseline, until the work starts.")


def plan_and_start(leader: Leader, title: str) -> None:
    leader.visit("programme")
    leader.page.get_by_role("link", name=title, exact=True).first.click()
    plan = leader.part("The plan")
    plan.locator("[name=owner]").select_option(index=1)
    plan.locator("[name=due_on]").fill(str(date.today() + timedelta(days=60)))
    leader.presses("Keep the plan")
    leader.is_told("The plan is kept.")
    leader.presses("Start it")
    leader.is_told("It is in progress from today.")


def report_and_finish(leader: Leader, title: str) -> None:
    """Whoever looks at the board sees how far it is and what stands in its way."""
    leader.page.locator("[name=percent]").fill("60")
    leader.page.locator("[name=blocker]").fill(BLOCKER[leader.language])
    leader.presses("Keep this report")
    leader.is_told("Your report is kept.")
    leader.visit("programme/board")
    card = leader.page.locator("[data-column=in_progress] [data-card]", has_text=title)
    expect(card).to_contain_text("60")
    expect(card).to_contain_text(leader.say("In the way: %(what)s", what=BLOCKER[leader.language]))
    card.get_by_role("link", name=title).click()
    leader.presses("It is done")
    leader.is_told("It is done. Now tell those who asked for it.")


def write_and_publish(leader: Leader, title: str) -> None:
    """A draft, looked at once more as a whole, then public."""
    leader.follows("Tell those who asked for it")
    expect(leader.page.locator("main [name=kind][value=done]")).to_be_checked()
    leader.writes("heard", HEARD)
    leader.writes("answer", DONE)
    leader.presses("Keep the draft")
    leader.is_told("The draft is kept. Nobody else sees it until you publish it.")
    leader.page.get_by_role("link", name=leader.say("Publish: %(name)s", name=title)).click()
    for text in (*HEARD.values(), *DONE.values()):
        expect(leader.page.locator("main")).to_contain_text(text)
    leader.sees("Nothing in it seems to hurt anybody or to tell who said it.")
    leader.presses("Publish it")
    leader.is_told("Everyone can read it now, and so can whoever holds the code of an answer about its stage.")


def the_public_reads_it(page: Page, address: str, language: str, title: str) -> None:
    """Somebody without an account, on a phone without scripts."""
    page.goto(f"{address}/said/clima-sur")
    told = page.locator("article", has=page.get_by_role("heading", name=title))
    expect(told).to_contain_text(HEARD[language])
    expect(told).to_contain_text(DONE[language])


def close_with_its_report(leader: Leader, folder: Path) -> None:
    leader.visit("cycles")
    name = leader.heading().inner_text()
    leader.follows("Close the cycle")
    leader.page.locator("[name=learned]").fill(LEARNED[leader.language])
    leader.presses("Close it and keep its report")
    leader.is_told("The cycle is closed and its report is kept. Begin the next one when you are ready.")
    expect(leader.heading()).to_have_text(name)
    expect(leader.part("What we take along")).to_contain_text(LEARNED[leader.language])
    document = downloaded(leader, folder)
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert document.get_metadata_dict()["Title"].startswith(leader.say("Management report"))
    for expected in (name, leader.say("In short"), LEARNED[leader.language]):
        assert expected in text


def downloaded(leader: Leader, folder: Path) -> pypdfium2.PdfDocument:
    """The report as PDF in the reader's language; it is made after the cycle is closed."""
    link = leader.page.locator(f"main a[href*='report.pdf'][href*='lang={leader.language}']")
    expect(
        link.or_(leader.page.get_by_text(leader.say("The files are being made; look again in a moment.")))
    ).to_be_visible()
    waited = 0
    while not link.count() and (waited := waited + 200) < PATIENCE:
        leader.page.wait_for_timeout(200)
        leader.page.reload()
    with leader.page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename.endswith(".pdf")
    coming.value.save_as(folder / "report.pdf")
    return pypdfium2.PdfDocument(folder / "report.pdf")


def begin_the_next(leader: Leader) -> None:
    """It begins from what is known, and the one before stands among the earlier ones."""
    before = leader.heading().inner_text()
    leader.visit("cycles")
    leader.follows("Begin a cycle")
    leader.writes("name", NEXT)
    leader.page.locator("[name=starts_on]").fill(str(date.today()))
    leader.presses("Save the cycle")
    leader.is_told("The cycle is saved.")
    expect(leader.heading()).to_have_text(NEXT[leader.language])
    expect(leader.part("What is known").locator("li").first).to_be_visible()
    expect(leader.part("Earlier cycles").get_by_role("link", name=before)).to_be_visible()
