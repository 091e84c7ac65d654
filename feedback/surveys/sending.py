"""Sending an answer, whoever brings it: the page, a form in a frame, another system over the API.

What has to be there, what is taken out, and how it is stored: so the verdict is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from flask import current_app

from feedback.analysis.redaction import redact
from feedback.config import Config
from feedback.errors import ProductError, message
from feedback.surveys import sealing
from feedback.surveys.actions import answering
from feedback.surveys.actions.answering import Filled, Kept
from feedback.surveys.conditions.evaluation import State
from feedback.surveys.invited import Invited
from feedback.surveys.queries.links import OpenLink
from feedback.surveys.question_types import Answered
from feedback.surveys.submissions import Submission
from feedback.web.guards import store

Answers = Mapping[str, Answered]


def must_say_something(states: Mapping[str, State]) -> None:
    """ProductError where every question was left empty: that is no answer."""
    if not any(state in ("answered", "not_applicable") for state in states.values()):
        raise ProductError(message("Answer at least one question before sending."))


def cleaned(link: OpenLink, answers: Answers, lang: str) -> tuple[Answers, tuple[str, ...]]:
    """The answers as they may be stored, and the kinds of what was taken out of them.

    Of an anonymous survey without what could name somebody; of others as they are.
    """
    if not link.anonymous:
        return answers, ()
    kinds: set[str] = set()

    def clean(text: str) -> str:
        result = redact(text, lang)
        kinds.update(str(kind) for kind in result.kinds)
        return result.text

    return {question_id: _cleaned(one, clean) for question_id, one in answers.items()}, tuple(sorted(kinds))


def _cleaned(answered: Answered, clean: Callable[[str], str]) -> Answered:
    if not answered.text and not answered.parts:
        return answered
    parts = {part: clean(given) if isinstance(given, str) else given for part, given in answered.parts.items()}
    return replace(answered, text=clean(answered.text) if answered.text else answered.text, parts=parts)


def keep(
    link: OpenLink,
    filled: Filled,
    submission: Submission,
    moment: datetime,
    *,
    saved: str | None = None,
    invited: Invited | None = None,
    said: bytes = b"",
) -> Kept:
    """Store an answer in a transaction of its own, by the promise of its survey; the receipt code, once it is safe.

    `saved` is the hash of the token under which it was saved to go on later; `said` everything that was sent, where
    the same submission with something else is to be refused.

    Raises:
        Gone: the survey takes no answers any more.
        Spent: the personal link was used for another submission.
        Reused: the submission was kept with something else.
    """
    config: Config = current_app.config["FEEDBACK"]
    secret = config.secret_key.encode()
    if said:
        filled = replace(filled, said=sealing.mac(config.buffer_key_file, "said", said))
    if link.anonymous:
        key_file = config.buffer_key_file
        kept = store(answering.keep_anonymous, link, filled, submission, secret, key_file, moment, invited)
    else:
        kept = store(answering.keep_identified, link, filled, submission, secret, moment, saved, invited)
    return cast(Kept, kept)
