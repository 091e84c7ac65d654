"""The order of the words an organisation avoids."""

from __future__ import annotations

from feedback.cocreation.actions import wordings as actions
from feedback.cocreation.queries import wordings
from tests.factories.people import Member


def test_by_language_and_words_and_only_ones_own(acme: Member, globex: Member) -> None:
    for lang, words in (("es", "usuario"), ("es", "caso"), ("en", "user")):
        acme.do(actions.avoid, lang=lang, words=words)
    globex.do(actions.avoid, lang="en", words="case")
    with acme.at_work():
        assert [(row.lang, row.words) for row in wordings.wordings()] == [
            ("en", "user"),
            ("es", "caso"),
            ("es", "usuario"),
        ]
