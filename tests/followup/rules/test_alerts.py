"""Which answers open a case by themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.errors import Invalid
from feedback.followup.rules import alerts
from feedback.followup.rules.alerts import Said, Scored, Wanted, Wrote

SCORES = (Scored("nps", 6, None), Scored("csat", 2, "visit"))
TEXTS = (Wrote("Me quiero dar de BAJA ya.", "visit"), Wrote("El cafe, frío", None))


def answer(scores: tuple[Scored, ...] = SCORES, texts: tuple[Wrote, ...] = TEXTS) -> Said:
    return Said(UUID(int=1), None, True, scores, texts)


def score(kind: str, at_most: float, stage: str = "") -> Wanted:
    return Wanted("score", {"kind": kind, "at_most": at_most}, stage)


def words(*wanted: str, stage: str = "") -> Wanted:
    return Wanted("words", {"words": list(wanted)}, stage)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (score("nps", 6), True),
        (score("nps", 5), False),
        (score("csat", 6), True),
        (score("ces", 6), False),
        (score("csat", 2, "visit"), True),
        (score("csat", 2, "booking"), False),
        (score("nps", 6, "visit"), False),
        (words("baja"), True),
        (words("baja", stage="visit"), True),
        (words("baja", stage="booking"), False),
        (words("dar de baja"), True),
        (words("de  bája"), True),
        (words("dar baja"), False),
        (words("baj"), False),
        (words("nada", "café"), True),
        (words("FRIO"), True),
        (Wanted("theme", {"theme": "waiting", "negative": True}), False),
    ],
)
def test_a_rule_fits_what_it_names_and_nothing_else(rule: Wanted, fits: bool) -> None:
    assert alerts.fits(rule, answer()) is fits


def test_a_word_inside_another_is_not_it() -> None:
    """In several languages; accents and capitals do not matter, whole words do."""
    held = alerts.phrases_of(["baja", "ligação", "lawyer", "ÜBER", "50%"])
    for text in ("Trabajamos", "bajada", "lawyers", "überall", "150"):
        assert not alerts.holds(text, held), text
    for text in ("¡BAJA!", "a ligacao caiu", "my Lawyer.", "uber", "el 50 % menos", "bajaaa"):
        assert alerts.holds(text, held), text


@given(st.text(max_size=40), st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=8))
def test_a_word_is_found_wherever_it_stands_by_itself(around: str, word: str) -> None:
    phrases = alerts.phrases_of([word])
    if phrases:
        assert alerts.holds(f"{around} {word} {around}", phrases)
        assert alerts.holds(word.upper(), alerts.phrases_of([word.upper()]))


@pytest.mark.parametrize(
    ("asked", "consents", "on_record", "opted_out", "may"),
    [
        (True, ["yes"], None, False, True),
        (True, ["no"], True, False, False),
        (True, [], True, False, False),
        (True, ["yes", "no"], True, False, False),
        (True, ["yes", "yes"], False, True, True),
        (False, [], True, False, True),
        (False, [], True, True, False),
        (False, [], None, False, False),
        (False, [], False, False, False),
    ],
)
def test_only_who_agreed_is_asked_back(
    asked: bool, consents: list[str], on_record: bool | None, opted_out: bool, may: bool
) -> None:
    assert alerts.may_ask_back(consents=consents, asked=asked, on_record=on_record, opted_out=opted_out) is may


def test_a_scale_whose_low_end_is_good_is_counted_from_there() -> None:
    assert [alerts.standing(number, 1, 7, True) for number in (1, 7)] == [1, 7]
    assert [alerts.standing(number, 1, 7, False) for number in (1, 2, 7)] == [7, 6, 1]
    assert alerts.standing(0, 0, 10, False) == 10


@pytest.mark.parametrize(
    ("make", "values", "field"),
    [
        (alerts.score_of, ("text", 3), "scale"),
        (alerts.score_of, ("nps", None), "at_most"),
        (alerts.score_of, ("nps", -1), "at_most"),
        (alerts.score_of, ("nps", 11), "at_most"),
        (alerts.words_of, (" , ;\n!",), "words"),
        (alerts.words_of, (",".join(f"word{number}" for number in range(51)),), "words"),
        (alerts.words_of, ("x" * 61,), "words"),
        (alerts.days_of, (None,), "due_days"),
        (alerts.days_of, (91,), "due_days"),
        (alerts.check_kind, ("mood",), "kind"),
    ],
)
def test_what_makes_no_rule_is_refused(make: Any, values: tuple[Any, ...], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        make(*values)
    assert list(refused.value.fields) == [field]


def test_what_makes_a_rule_is_kept_clean() -> None:
    assert alerts.words_of("baja, abogado\n  dar  de baja;baja") == {"words": ["baja", "abogado", "dar de baja"]}
    assert alerts.score_of("nps", 6) == {"kind": "nps", "at_most": 6}
    assert (alerts.days_of(0), alerts.days_of(90), alerts.check_kind("theme")) == (0, 90, "theme")


def test_everything_has_its_words() -> None:
    labels = [alerts.kind_label(kind) for kind in alerts.KINDS] + [alerts.scale_label(one) for one in alerts.SCALES]
    assert len({str(label) for label in labels}) == 7
