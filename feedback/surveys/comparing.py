"""Which questions of two versions of a questionnaire stand in one series, and what changed in each. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question, Questionnaire, Texts
from feedback.surveys.question_types import TYPES


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question in two versions.

    `broken_by` says why its answers may not be compared, None when they may; `reworded` warns that the words changed
    though the scale did not. `arguable`: the author may judge otherwise. Answers on two scales are never one series,
    whoever says so.
    """

    question: str
    broken_by: Message | None = None
    reworded: bool = False
    arguable: bool = False

    @property
    def comparable(self) -> bool:
        """True when answers before and after stand in one series."""
        return self.broken_by is None

    def judged(self, word: bool | None) -> bool:
        """Whether they do when the author said `word` (None: nothing)."""
        return word if self.arguable and word is not None else self.comparable


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version: its number, its document, and the author's word where it differs from the comparison."""

    number: int
    document: Questionnaire
    comparability: Mapping[str, bool] = field(default_factory=dict, hash=False)


@dataclass(slots=True)
class _Thread:
    """One question through the versions: how it stood last, and the runs so far."""

    last: Question
    runs: list[list[int]]


def compare(before: Questionnaire, after: Questionnaire) -> dict[str, Comparison]:
    """Question id → comparison, for every question that stands in either version, older ones first."""
    old = {question.id: question for question in before.questions()}
    new = {question.id: question for question in after.questions()}
    return {question_id: _compare(question_id, old.get(question_id), new.get(question_id)) for question_id in old | new}


def series(versions: Sequence[Edition]) -> dict[str, tuple[tuple[int, ...], ...]]:
    """Question id → the runs of version numbers whose answers stand in one series, both in order.

    `versions` stand in order of their numbers. A question that was left out for a while goes on where it stopped,
    when it comes back as it was.
    """
    threads: dict[str, _Thread] = {}
    for version in versions:
        for question in version.document.questions():
            _go_on(threads, version, question)
    return {question_id: tuple(tuple(run) for run in thread.runs) for question_id, thread in threads.items()}


def own_words(comparisons: Mapping[str, Comparison], words: Mapping[str, bool]) -> dict[str, bool]:
    """Of what the author said, what differs from the comparison and may: the rest says nothing new."""
    return {
        question_id: word
        for question_id, word in words.items()
        if question_id in comparisons
        and comparisons[question_id].arguable
        and word != comparisons[question_id].comparable
    }


def changes(old: Question, new: Question) -> tuple[Message, ...]:
    """What changed in a question, in the words of the editor, most important first."""
    return tuple(words for words, part in _PARTS if part(old) != part(new))


def _go_on(threads: dict[str, _Thread], version: Edition, question: Question) -> None:
    thread = threads.get(question.id)
    if thread is None:
        threads[question.id] = _Thread(question, [[version.number]])
        return
    comparison = _compare(question.id, thread.last, question)
    if comparison.judged(version.comparability.get(question.id)):
        thread.runs[-1].append(version.number)
    else:
        thread.runs.append([version.number])
    thread.last = question


def _compare(question_id: str, old: Question | None, new: Question | None) -> Comparison:
    if old is None:
        return Comparison(question_id, message(N_("New in this version.")))
    if new is None:
        return Comparison(question_id, message(N_("Left out of this version.")))
    broken_by = _difference(old, new)
    return Comparison(question_id, broken_by, _reworded(old, new), _is_arguable(old, new))


def _difference(old: Question, new: Question) -> Message | None:
    if old.kind != new.kind:
        return message(N_("It is another kind of question now."))
    kind = TYPES.get(new.kind)
    if kind is None or kind.comparable_by(old) != kind.comparable_by(new):
        return message(N_("Its scale or its options changed."))
    if old.predicts != new.predicts:
        return message(N_("It asks about another person's experience now."))
    return None


def _is_arguable(old: Question, new: Question) -> bool:
    kind = TYPES.get(new.kind)
    same_scale = kind is not None and old.kind == new.kind and kind.scale(old) == kind.scale(new)
    return same_scale and old.predicts == new.predicts


def _reworded(old: Question, new: Question) -> bool:
    return any(
        new.text.has(language) and new.text.by_language[language] != words
        for language, words in old.text.by_language.items()
    )


def _texts(texts: Texts) -> dict[str, str]:
    return {language: words for language, words in texts.by_language.items() if words.strip()}


_PARTS: tuple[tuple[Message, Callable[[Question], object]], ...] = (
    (message(N_("another kind of question")), lambda one: one.kind),
    (message(N_("its words")), lambda one: _texts(one.text)),
    (message(N_("its help")), lambda one: _texts(one.help)),
    (message(N_("its options")), lambda one: [(choice.code, _texts(choice.text)) for choice in one.choices]),
    (message(N_("its rows")), lambda one: [(row.code, _texts(row.text)) for row in one.rows]),
    (message(N_("when it is shown")), lambda one: one.shown_when),
    (message(N_("what it works out")), lambda one: one.formula),
    (message(N_("whether an answer is needed")), lambda one: (one.required, one.soft)),
    (message(N_("its stage")), lambda one: one.stage),
    (message(N_("whose experience it asks about")), lambda one: one.predicts),
    (message(N_("its settings")), lambda one: dict(one.settings)),
    (message(N_("its code")), lambda one: one.code),
)
