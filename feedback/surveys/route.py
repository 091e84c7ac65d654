"""The way through a questionnaire: its pages for one link, which of them are shown, and how far there is to go. Pure.

A `Route` is made once per link and kept; a `Place` is where one person stands on it, worked out on every post.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback.surveys.conditions.ast import answers_in
from feedback.surveys.document import Question, Questionnaire, Texts
from feedback.surveys.flow import Flow, Plan, plan
from feedback.surveys.paging import Page, is_random, pages
from feedback.surveys.question_types import TYPES, Answered

KEPT_ORDERS = 64
"""Random orders kept at hand; another is worked out again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The page is the `number`th of at least `least` and at most `most`: what comes may depend on answers."""

    number: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Route:
    """The questions of one link in their order, and what can be known of them before anybody answers."""

    document: Questionnaire
    questions: tuple[Question, ...]
    plan: Plan
    needs: Mapping[str, frozenset[str]]
    """Question id -> every question whose answer decides, at whatever remove, whether it is shown."""
    random: bool
    repeats: bool
    """Whether its texts repeat answers, so that pages differ between people."""
    branches: bool
    """Whether what is shown depends on anything."""
    _orders: dict[int | None, tuple[Page, ...]] = field(default_factory=dict, compare=False)

    def pages(self, seed: int | None) -> tuple[Page, ...]:
        """Its pages, in the order of this seed where there is a random one; always one at least."""
        key = seed if self.random else None
        if key not in self._orders:
            if len(self._orders) >= KEPT_ORDERS:
                self._orders.clear()
            self._orders[key] = pages(self.document, self.questions, key) or (Page(()),)
        return self._orders[key]

    def place(
        self, at: str, seed: int | None, answers: Mapping[str, Answered], given: Mapping[str, str], today: date
    ) -> Place:
        """Where a person with these answers stands who looks at the page that begins with the question `at`."""
        flow = self.plan.flow(answers, given, today)
        found = self.pages(seed)
        shown = {question.id for question in flow.shown}
        number = next((n for n, page in enumerate(found) if page.questions and page.questions[0].id == at), 0)
        return Place(self, found, flow, frozenset(shown), number)


def route(document: Questionnaire, questions: Sequence[Question]) -> Route:
    """The route of a link that shows these questions of a document."""
    planned = plan(questions, document)
    branches = any(one.shown_when or planned.sections[one.id].shown_when for one in questions)
    return Route(
        document, tuple(questions), planned, _needs(planned), is_random(document), _repeats(document), branches
    )


def _repeats(document: Questionnaire) -> bool:
    """Whether any text has a place for an answer; a brace too many only costs a page that could have been kept."""
    texts = [document.title, document.intro, *(section.title for section in document.sections)]
    texts += [text for question in document.questions() for text in _texts_of(question)]
    return any("{" in written for text in texts for written in text.by_language.values())


def _texts_of(question: Question) -> Iterator[Texts]:
    yield from (question.text, question.help, question.missing_text, question.invalid_text)
    yield from (one.text for one in (*question.choices, *question.rows))
    kind = TYPES.get(question.kind)
    yield from (one.texts_of(question) for one in (kind.settings if kind else ()) if one.translated)


def _needs(planned: Plan) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for question in planned.order:
        nodes = (planned.sections[question.id].shown_when, question.shown_when, question.formula)
        direct = {one.question for node in nodes if node is not None for one in answers_in(node)}
        found[question.id] = frozenset(direct.union(*(found.get(one, frozenset()) for one in direct)))
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """One person on the route: the pages, what is shown of them, and the number of the page in front of them."""

    route: Route
    pages: tuple[Page, ...]
    flow: Flow
    shown: frozenset[str]
    number: int

    @property
    def questions(self) -> tuple[Question, ...]:
        """What this page shows."""
        return self.on(self.number)

    @property
    def start(self) -> str:
        """The id of the question the page begins with, whether or not that one is shown: the page's name."""
        page = self.pages[self.number].questions
        return page[0].id if page else ""

    def on(self, number: int) -> tuple[Question, ...]:
        """What the page with this number shows."""
        return tuple(question for question in self.pages[number].questions if question.id in self.shown)

    def at(self, number: int) -> Place:
        """The same person in front of another page."""
        return Place(self.route, self.pages, self.flow, self.shown, number)

    def first(self) -> Place:
        """The first page that has anything to show; where none has, the first of all."""
        start = self.at(0)
        return start if start.questions else start.next() or start

    def next(self) -> Place | None:
        """The next page that has anything to show; None on the last."""
        later = (number for number in range(self.number + 1, len(self.pages)) if self.on(number))
        number = next(later, None)
        return None if number is None else self.at(number)

    def back(self) -> Place | None:
        """The page before that has anything to show; None on the first."""
        earlier = (number for number in range(self.number - 1, -1, -1) if self.on(number))
        number = next(earlier, None)
        return None if number is None else self.at(number)

    def progress(self) -> Progress:
        """How far this page is; honest about pages that later answers may add or take away."""
        number = 1 + sum(1 for earlier in range(self.number) if self.on(earlier))
        ahead = [self._certainty(later) for later in range(self.number + 1, len(self.pages))]
        return Progress(number, number + sum(sure for sure, _ in ahead), number + sum(may for _, may in ahead))

    def _certainty(self, number: int) -> tuple[bool, bool]:
        """Whether a later page will be shown for certain, and whether it may be."""
        sure = may = False
        undecided = {question.id for page in self.pages[self.number :] for question in page.questions}
        for question in self.pages[number].questions:
            is_open = bool(self.route.needs[question.id] & undecided)
            may = may or is_open or question.id in self.shown
            sure = sure or (not is_open and question.id in self.shown)
        return sure, may
