"""SurveyJS JSON: pages of elements and panels. Pure.

Source: the SurveyJS Form Library reference ("Survey", "Page", "Question" classes) and the files people write, old
ones with `questions` in place of `elements` included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from feedback.errors import N_
from feedback.surveys.document import Layout
from feedback.surveys.importers.assembling import assemble
from feedback.surveys.importers.nesting import Group, Nest
from feedback.surveys.importers.normalised import Imported
from feedback.surveys.importers.opening import NotImportable, Upload
from feedback.surveys.importers.source import Item, Source
from feedback.surveys.importers.surveyjs_checks import apply_validators
from feedback.surveys.importers.surveyjs_logic import Logic
from feedback.surveys.importers.surveyjs_questions import items_of
from feedback.surveys.importers.surveyjs_texts import Tongues
from feedback.surveys.importers.surveyjs_types import PANELS, plain_type

Element = Mapping[str, Any]

_INSIDE = ("elements", "questions", "templateElements")
_READ = frozenset(
    {
        *("title", "description", "locale", "pages", "elements", "questions", "completedHtml", "calculatedValues"),
        *("questionsOnPageMode", "questionsOrder", "triggers", "showTitle", "requiredText", "completedHtmlOnCondition"),
    }
)
_LOOKS = ("show", "logo", "width", "theme", "css", "progress", "questionTitle", "questionDescription", "header", "font")
_LAYOUTS: Mapping[str, Layout] = {"singlePage": "page", "questionPerPage": "question", "inputPerPage": "question"}


def recognises(upload: Upload) -> bool:
    """Whether it is an object with pages of elements, or elements right away."""
    return _survey(upload.json) is not None


def read(upload: Upload) -> Imported:
    """The survey.

    Raises:
        NotImportable: it is no SurveyJS survey.
    """
    data = _survey(upload.json)
    if data is None:
        raise NotImportable(N_("This is not a SurveyJS survey: it has no pages and no elements."))
    return _Survey(data).imported()


def _survey(data: object) -> Element | None:
    """The survey itself, also where a tool put it in an object of its own."""
    if not isinstance(data, Mapping):
        return None
    inner = [data[name] for name in ("json", "survey", "surveyJson") if isinstance(data.get(name), Mapping)]
    return next((one for one in (data, *inner) if _has_elements(one)), None)


def _has_elements(data: Element) -> bool:
    pages = data.get("pages")
    listed = pages if isinstance(pages, list) else [data]
    return any(_is_element(one) for page in listed if isinstance(page, Mapping) for one in _elements(page)) or (
        isinstance(pages, list) and bool(pages) and all(isinstance(page, Mapping) for page in pages) and "title" in data
    )


def _is_element(one: Element) -> bool:
    return isinstance(one.get("type", ""), str) and ("name" in one or "html" in one) and "headline" not in one


def _elements(holder: Element) -> Iterator[Element]:
    for name in _INSIDE:
        given = holder.get(name)
        for one in given if isinstance(given, list) else ():
            if isinstance(one, Mapping):
                yield one


class _Survey:
    def __init__(self, data: Element) -> None:
        self.data = data
        self.tongues = Tongues(data)
        self.source = Source("surveyjs", base_language=self.tongues.base, languages=self.tongues.named)
        self.nest = Nest()
        self.elements: dict[str, Element] = {}

    def imported(self) -> Imported:
        self._whole()
        for page in self._pages():
            self.nest.begin(self._group(page), random=page.get("questionsOrder") == "random")
            self._walk(page)
            self.nest.end()
        self.source.parts = list(self.nest.parts())
        self.source.settle()
        logic = Logic(self.source, self.elements, self.data)
        logic.apply(self.nest)
        self.source.pipe = logic.piped
        return replace(assemble(self.source), languages=tuple(self.tongues.named))

    def _whole(self) -> None:
        said = self.tongues.words
        self.source.title = said(self.data.get("title"))
        self.source.intro = said(self.data.get("description"))
        self.source.thanks = said(self.data.get("completedHtml"))
        several = len(list(self._pages())) > 1
        mode = str(self.data.get("questionsOnPageMode", ""))
        self.source.layout = _LAYOUTS.get(mode, "section" if several else "page")
        for name, value in self.data.items():
            if name not in _READ and not name.startswith(_LOOKS) and value not in (None, False, "", [], {}):
                self.source.tell("", name, N_("This has no counterpart here and is left out."))

    def _pages(self) -> Iterator[Element]:
        pages = self.data.get("pages")
        if isinstance(pages, list):
            yield from (page for page in pages if isinstance(page, Mapping))
        if not isinstance(pages, list) or any(True for _ in _elements(self.data)):
            yield {name: self.data.get(name) for name in _INSIDE}

    def _group(self, holder: Element) -> Group:
        name = str(holder.get("name") or "")
        return Group(name, self.tongues.words(holder.get("title")), str(holder.get("visibleIf") or ""))

    def _walk(self, holder: Element) -> None:
        for element in _elements(holder):
            kind = plain_type(element)
            if kind in PANELS:
                self._panel(element, kind)
            else:
                self._question(element)

    def _panel(self, panel: Element, kind: str) -> None:
        self.nest.begin(self._group(panel))
        if kind == "paneldynamic":
            text = N_("These questions repeat there, once for each thing or person; here they are asked once.")
            self.source.tell(str(panel.get("name") or ""), "paneldynamic", text)
        if panel.get("description"):
            text = N_("A section has a title only: its description is left out.")
            self.source.tell(str(panel.get("name") or ""), "description", text)
        self._walk(panel)
        self.nest.end()

    def _question(self, element: Element) -> None:
        key = f"q{len(self.elements) + 1}"
        self.elements[key] = element
        first, *beside = items_of(element, key, self.tongues, self.source)
        apply_validators(first, element, self.tongues, self.source)
        self._add([first, *beside])

    def _add(self, items: list[Item]) -> None:
        for item in items:
            self.nest.add(item)
