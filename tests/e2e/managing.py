"""What a manager does in the browser, page by page, in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000
READING = 240_000
"""Milliseconds an analysis of some thousand comments may take on a busy machine."""
Texts = tuple[str, str]
"""The same in Spanish and in English."""


@dataclass(frozen=True)
class Manager:
    """Somebody signed in, at the pages of one organisation."""

    page: Page
    home: str

    def visit(self, path: str) -> None:
        answer = self.page.goto(f"{self.home}/{path}")
        assert answer and answer.status == 200, f"{path}: {answer and answer.status}"

    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def _write(self, name: str, texts: Texts) -> None:
        for code, text in zip(("es", "en"), texts, strict=True):
            self.page.locator(f"main [name={name}_{code}]").fill(text)

    def add_group(self, link: str, name: Texts, code: str, size: int) -> None:
        self.visit("groups")
        self.follow(link)
        self._write("name", name)
        self.page.locator("[name=size]").fill(str(size))
        self.page.locator("[name=code]").fill(code)
        self.press("Add the group")
        expect(self.page.get_by_role("link", name=name[1], exact=True)).to_be_visible()

    def draw_journey(self, name: Texts, stages: Sequence[Texts], touchpoint: Texts) -> None:
        """The stages in order, each with one touchpoint."""
        self.visit("journey/edit")
        self.follow("Begin the journey")
        self._write("name", name)
        self.page.locator("main form .btn-primary").click()
        for stage in stages:
            self.visit("journey/edit/stages/new")
            self._write("name", stage)
            self.press("Add the stage")
            self._add_touchpoint(touchpoint)

    def _add_touchpoint(self, name: Texts) -> None:
        form = self.page.locator("form[action$=touchpoints]")
        for code, text in zip(("es", "en"), name, strict=True):
            form.locator(f"[name=name_{code}]").fill(text)
        form.locator("button:not([name=check_wording])").last.click()
        expect(self.page.get_by_text(name[1]).first).to_be_visible()

    def start_questionnaire(self, title: Texts) -> None:
        self.visit("surveys")
        self.follow("Start a questionnaire")
        self._write("title", title)
        self.press("Start the questionnaire")
        expect(self.heading()).to_have_text(title[1])

    def add_question(self, kind: str, text: Texts, stage: str, options: Sequence[Texts] = ()) -> None:
        self.page.locator(f"#next-question button[value={kind}]").click()
        expect(self.page.locator("textarea[name^=text_]:focus")).to_be_visible()
        self._write("text", text)
        self.page.locator("[name=stage]").select_option(label=stage)
        for number, option in enumerate(options):
            self._write(f"choice_{number}", option)
        self.press("Save and close")
        expect(self.page.get_by_role("heading", name=text[1])).to_be_visible()

    def publish(self) -> None:
        self.press("Publish")
        expect(self.page.get_by_text("Version 1 is published.", exact=True).first).to_be_visible()

    def open_survey(self, questionnaire: str, *groups: str) -> dict[str, str]:
        """Open it to these groups, as is usual for them; returns the paths of their links by group."""
        self.visit("surveys/new")
        self.page.locator("[name=questionnaire]").select_option(label=questionnaire)
        for group in groups:
            self.page.locator(f"[name=groups][value={group}]").check()
        self.press("Open the survey")
        expect(self.page.get_by_text("Open: it takes answers.")).to_be_visible()
        links = [box.input_value() for box in self.page.locator("main input[readonly]").all()]
        whole = [urlsplit(link).path for link in links if "?stage=" not in link]
        return {path.rsplit("/", 1)[1]: path for path in whole}

    def close_survey(self, group_path: str) -> None:
        code = group_path.split("/")[2]
        self.visit(f"surveys/{code}")
        self.page.locator("summary", has_text="Close the survey").click()
        self.press("Close it now")
        expect(self.page).to_have_url(f"{self.home}/surveys/{code}/results")

    def import_file(self, file: Path, columns: Mapping[str, str]) -> None:
        """Upload, see how it is read, name its columns, import, and wait until it is in."""
        self.visit("evidence/import")
        self.page.locator("input[type=file]").set_input_files(file)
        self.press("Look at the file")
        expect(self.heading()).to_have_text(file.name)
        for name, label in columns.items():
            self.page.locator(f"[name={name}]").select_option(label=label)
        self.press("Import the file")
        expect(self.page.get_by_text("Finished").or_(self.page.get_by_text("Imported")).first).to_be_visible(
            timeout=PATIENCE
        )

    def analyse(self) -> None:
        self.visit("themes")
        self.press("Find themes")
        result = self.page.get_by_role("link", name="See the result")
        expect(result.or_(self.page.get_by_role("table")).first).to_be_visible(timeout=READING)
        self.visit("themes")
        expect(self.page.get_by_role("table")).to_be_visible()

    def sentences(self) -> list[str]:
        """What people said, over all pages of the list that is open."""
        found: list[str] = []
        while True:
            self.page.wait_for_load_state()  # A click is over when the next page begins to come.
            found += [" ".join(one.inner_text().split()) for one in self.page.locator("blockquote.quote p").all()]
            following = self.page.get_by_role("link", name="Next", exact=True)
            if not following.count():
                return found
            with self.page.expect_navigation():
                following.click()
