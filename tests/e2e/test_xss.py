"""Every stored text tries to run: on every page it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
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
SEEN = """() => {
  const found = [];
  const all = (selector, test = () => true) => [...document.querySelectorAll(selector)].filter(test);
  const runs = (value) => (value || "").trim().toLowerCase().startsWith("javascript:");
  if (all("[onerror], [onload], [onclick], img[src=x]").length) found.push("an element of the payload");
  if (all("script", (one) => one.textContent.includes("alert")).length) found.push("a script of the payload");
  if (all("a, area, use", (one) => runs(one.getAttribute("href"))).length) found.push("a link that runs");
  if (all("form", (one) => runs(one.getAttribute("action"))).length) found.push("a form that runs");
  const typed = all("input, textarea").map((one) => one.value);
  return {
    wrong: found,
    words: [document.title, document.body.textContent, ...typed].join(" ").replace(/\\s+/g, " "),
    links: all("a[href], img[src]").map((one) => one.getAttribute("href") || one.getAttribute("src")),
  };
}"""
LIBRARY = re.compile(r"/library/[^/]+")
"""What comes with the product: of what is stored these pages show what every page does, so one of a kind is seen."""


@pytest.fixture
def organisation(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Iterator[tuple[Installation, Hostile]]:
    installation = Installation(tmp_path_factory.mktemp("hostile"))
    installation.begin_with(template)
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
            if (place := LIBRARY.sub("/library/*", urlsplit(path).path)) not in self.seen:
                self.seen.add(place)
                waiting += self._look(path)

    def _look(self, path: str) -> list[str]:
        answer = self.page.goto(self.root + path)
        assert answer
        if answer.status >= 500:
            self.problems.append(f"{path}: {answer.status}")
        seen = self.page.evaluate(SEEN)
        words = str(seen["words"]) if "html" in answer.headers["content-type"] else ""
        self.words.append(words)
        wrong = [*seen["wrong"], *(f"{one} was computed" for one in COMPUTED if one in words)]
        self.problems += [f"{path}: {one}" for one in wrong]
        links = [urljoin(path, str(link)) for link in seen["links"]]
        return [link for link in links if link.startswith(self.inside) and not urlsplit(link).path.endswith(DOWNLOADS)]


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
