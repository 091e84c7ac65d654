from __future__ import annotations

import pytest

from feedback.errors import Invalid
from feedback.insights.actions import themes as actions
from feedback.insights.queries import themes
from tests.factories.heard import theme
from tests.factories.people import Member


def test_a_name_is_kept_for_good(acme: Member) -> None:
    theme(acme)
    acme.do(lambda: actions.rename(themes.theme_named("waiting"), names={"es": " La  cola ", "en": ""}))
    with acme.at_work():
        row = themes.theme_named("waiting")
        assert (row.names, row.renamed) == ({"es": "La cola"}, True)


def test_a_theme_is_never_without_a_name(acme: Member) -> None:
    theme(acme)
    with pytest.raises(Invalid):
        acme.do(lambda: actions.rename(themes.theme_named("waiting"), names={"es": " "}))
    with acme.at_work():
        assert themes.theme_named("waiting").renamed is False
