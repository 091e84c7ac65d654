"""Several choices, with a least and a most, and options that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from feedback.errors import N_, Message, message
from feedback.surveys.document import Question
from feedback.surveys.question_types.base import (
    Answered,
    Fault,
    Form,
    InvalidAnswer,
    values,
)
from feedback.surveys.question_types.choosing import (
    NONE,
    OTHER,
    ChoiceType,
    must_exist,
    option_codes,
    other_text,
)
from feedback.surveys.question_types.settings import Setting, codes, whole

LEAST = whole("min", 1, 1, 100)
MOST = whole("max", None, 1, 100)
EXCLUSIVE = codes("exclusive")


class Multi(ChoiceType):
    """`min` and `max` bound how many; `exclusive` options, and "none", go with no other.

    Text under "other" means "other" was chosen too.
    """

    kind = "multi"
    fewest = 1  # a box alone is marked or not
    settings: ClassVar[tuple[Setting, ...]] = (
        LEAST,
        MOST,
        EXCLUSIVE,
        *ChoiceType.settings,
    )

    def read(self, question: Question, form: Form) -> Answered | None:
        text = other_text(question, form)
        sent = values(form, question.field) + ((OTHER,) if text else ())
        must_exist(question, sent)
        chosen = tuple(code for code in option_codes(question) if code in sent)
        if not chosen:
            return None
        self._check_number(question, chosen)
        return Answered(choices=chosen, text=text)

    def missing(self, question: Question) -> Message:
        return message(
            N_("Your answer is missing. Choose at least %(least)s."),
            least=LEAST.of(question),
        )

    def faults(self, question: Question) -> Iterator[Fault]:
        yield from super().faults(question)
        yield from _number_faults(question)
        strangers = set(EXCLUSIVE.of(question)) - set(option_codes(question))
        for code in sorted(strangers):
            yield Fault(
                "settings/exclusive",
                message(N_("There is no option with the code “%(code)s”."), code=code),
            )

    def _check_number(self, question: Question, chosen: tuple[str, ...]) -> None:
        least, most = LEAST.of(question), MOST.of(question)
        alone = any(code == NONE or code in EXCLUSIVE.of(question) for code in chosen)
        if alone and len(chosen) > 1:
            raise InvalidAnswer(
                message(N_("One of the options you marked says that no other applies. Keep it alone, or take it off."))
            )
        if len(chosen) < least and not alone:
            raise InvalidAnswer(
                message(
                    N_("You marked %(n)s. Mark at least %(least)s."),
                    n=len(chosen),
                    least=least,
                )
            )
        if most is not None and len(chosen) > most:
            raise InvalidAnswer(
                message(
                    N_("You marked %(n)s. Mark at most %(most)s."),
                    n=len(chosen),
                    most=most,
                )
            )


def _number_faults(question: Question) -> Iterator[Fault]:
    least, most = LEAST.of(question), MOST.of(question)
    if least > len(option_codes(question)):
        yield Fault(
            "settings/min",
            message(N_("There are fewer options than people would have to mark.")),
        )
    if most is not None and most < least:
        yield Fault(
            "settings/max",
            message(N_("The most that may be marked is below the least.")),
        )
