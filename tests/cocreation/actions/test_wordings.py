"""Choosing words to avoid."""

from __future__ import annotations

import pytest

from feedback.accounts import queries as accounts
from feedback.analysis.tone import Avoided
from feedback.cocreation.actions import wordings as actions
from feedback.cocreation.queries import wordings
from feedback.errors import Invalid
from tests.factories.people import Member


def test_the_same_words_again_change_what_to_say_instead(acme: Member) -> None:
    first = acme.do(lambda: actions.avoid(lang="es", words="  caso \n difícil ", instead="duda").id)
    again = acme.do(lambda: actions.avoid(lang="es", words="Caso difícil", instead="pregunta").id)
    assert first == again
    with acme.at_work():
        assert wordings.avoided() == [Avoided("es", "caso difícil", "pregunta")]
        assert [entry.act for entry in accounts.audit()] == ["wording.avoided", "wording.avoided"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"lang": "de", "words": "Fall"}, "lang"),
        ({"lang": "es", "words": " "}, "words"),
        ({"lang": "es", "words": "x" * (actions.LONGEST + 1)}, "words"),
        ({"lang": "es", "words": "x", "instead": "y" * (actions.LONGEST + 1)}, "instead"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(acme: Member, given: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        acme.do(actions.avoid, **given)
    assert list(refused.value.fields) == [field]


def test_what_is_allowed_again_is_marked_no_longer(acme: Member) -> None:
    row = acme.do(lambda: actions.avoid(lang="es", words="caso").id)
    acme.do(lambda: actions.allow(wordings.wording(row)))
    with acme.at_work():
        assert wordings.avoided() == []
