"""An import between its preview and "Import it"."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from feedback.db import now
from feedback.errors import Gone, Invalid, message
from feedback.surveys.document import Questionnaire, Texts
from feedback.surveys.importers.normalised import Entry
from feedback.surveys.pending import SECONDS, Pending, hand_out, take_back

HERE = UUID(int=1)
SECRET = "secret"
SHOWN = Pending(
    "a.xlsx",
    "hash",
    Questionnaire(title=Texts({"es": "Título"}), languages=("es",), base_language="es"),
    (Entry("q", "relevant", message("This condition cannot be translated (%(part)s): …", part="x")),),
)


def test_what_is_handed_out_comes_back() -> None:
    assert take_back(hand_out(SHOWN, SECRET, HERE), SECRET, HERE) == SHOWN


def test_nobody_else_can_hand_it_back_and_nothing_can_be_changed() -> None:
    token = hand_out(SHOWN, SECRET, HERE)
    for other in (token[:-2] + "xx", "", token + "x"):
        with pytest.raises(Gone):
            take_back(other, SECRET, HERE)
    with pytest.raises(Gone):
        take_back(token, SECRET, uuid4())
    with pytest.raises(Gone):
        take_back(token, "another secret", HERE)


def test_a_page_older_than_a_day_is_no_longer_valid() -> None:
    token = hand_out(SHOWN, SECRET, HERE)
    with time_machine.travel(now() + timedelta(seconds=SECONDS + 5)), pytest.raises(Gone):
        take_back(token, SECRET, HERE)


def test_what_does_not_fit_into_a_page_is_refused_with_another_way() -> None:
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=1_500_000))
    with pytest.raises(Invalid, match="feedback survey import"):
        hand_out(replace(SHOWN, document=Questionnaire(intro=Texts({"es": noise}))), SECRET, HERE)
