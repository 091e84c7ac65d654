"""Every stored text tries to run: on every page it stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.hostile import COMPUTED, Hostile
from tests.e2e.serving import Installation
from tests.e2e.visiting import Visitors, sign_in
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.browser

DOWNLOADS = (
    ".csv",
    ".json",
    ".jsonl",
    ".xlsx",
    ".pptx",
    ".pdf",
    ".png",
    ".svg",
    "/export/json",
    "/export/xlsform",
    "/workbook",
)
AT_WORK = """() => {
  const found = [];
  const all = (selector, test = () => true) => [...document.querySelectorAll(selector)].filter(test);
  const runs = (value) => (value || "").trim().toLowerCase().startsWith("javascript:");
  if (all("[onerror], [onload], [onclick], img[src=x]").length) found.push("an element of the payload");
  if (all("script", (one) => one.textContent.includes("alert")).length) found.push("a script of the payload");
  if (all("a, area, use", (one) => runs(one.getAttribute("href"))).length) found.push("a link that runs");
  if (all("form", (one) => runs(one.getAttribute("action"))).length) found.push("a form that runs");
  return found;
}"""
WORDS = """() => {
  const typed = [...document.querySelectorAll("input, textarea")].map((one) => one.value);
  return [document.title, document.body.textContent, ...typed].join(" ").replace(/\\s+/g, " ");
}"""


@pytest.fixture
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Hostile]]:
    installation = Installation(tmp_path_factory.mktemp("hostile"))
    made = Hostile(installation)
    made.everything()
    installation.start()
    yield installation, made
    installation.stop()


@dataclass
class Walk:
    """Every page under an address, by its links; what was wrong, and the words that were seen."""

    page: Page
    root: str
    inside: str
    problems: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def over(self, *paths: str) -> None:
        waiting = list(paths)
        while waiting:
            path = waiting.pop()
            if urlsplit(path).path not in self.seen:
                self.seen.add(urlsplit(path).path)
                waiting += self._look(path)

    def _look(self, path: str) -> list[str]:
        answer = self.page.goto(self.root + path)
        assert answer
        if answer.status >= 500:
            self.problems.append(f"{path}: {answer.status}")
        words = str(self.page.evaluate(WORDS)) if "html" in answer.headers["content-type"] else ""
        self.words.append(words)
        wrong = [*self.page.evaluate(AT_WORK), *(f"{one} was computed" for one in COMPUTED if one in words)]
        self.problems += [f"{path}: {one}" for one in wrong]
        return [
            link
            for link in self._links(path)
            if link.startswith(self.inside) and not urlsplit(link).path.endswith(DOWNLOADS)
        ]

    def _links(self, path: str) -> list[str]:
        found = self.page.locator("a[href], img[src]").evaluate_all(
            "all => all.map(one => one.getAttribute('href') || one.getAttribute('src'))"
        )
        return [urljoin(path, str(link)) for link in found]


def test_nothing_that_is_stored_runs_on_any_page(
    organisation: tuple[Installation, Hostile], visitors: Visitors
) -> None:
    """Case 22: no dialog, nothing the policy had to stop, no element of it, nothing computed, all of it as text."""
    installation, made = organisation
    page = visitors.desk()
    sign_in(page, installation.address, made.of.email, PASSWORD)
    walk = Walk(page, installation.address, "/o/acme/")
    walk.over("/o/acme/", "/o/acme/reports", "/o/acme/settings", "/o/acme/nothing-here")
    for path in made.paths:
        walk.over(path)
    assert walk.problems == []
    assert visitors.problems == []
    words = " ".join(walk.words)
    assert {label for label, text in made.stored.items() if text not in words} == set()
