from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from feedback.accounts.queries import audit
from feedback.errors import Conflict, Invalid
from feedback.insights.actions import themes as actions
from feedback.insights.actions import undoing
from feedback.insights.models import Theme
from feedback.insights.queries import acts, themes
from feedback.permissions import Access
from tests.factories.acts import main_themes, standing, themes_said
from tests.factories.heard import heard, theme
from tests.factories.people import Member
from tests.factories.runs import KIND, WAITED, analysed, ground, spoken


def done(of: Member, action: Callable[..., Theme], code: str, **values: Any) -> None:
    of.do(lambda: action(themes.theme_named(code), **values).id)


def undone(of: Member, code: str, kind: str) -> None:
    """Take back the last act of a kind on a theme."""

    def undo() -> None:
        act = acts.last_act(themes.theme_named(code).id, kind)
        assert act is not None
        undoing.undo(act.id)

    of.do(undo)


def by(one: Member) -> Access:
    return Access(one.user_id, one.organisation_id, one.role)


def found(of: Member, code: str) -> Theme:
    with of.at_work():
        return themes.theme_named(code)


def test_a_name_survives_runs_and_its_undoing_gives_the_old_one_back(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before = found(acme, "waiting").names
    done(acme, actions.rename, "waiting", names={"es": "La  cola", "en": "The queue"}, by=by(acme))
    analysed(acme)
    assert found(acme, "waiting").names == {"es": "La cola", "en": "The queue"}
    undone(acme, "waiting", "rename")
    analysed(acme)
    assert (found(acme, "waiting").names, found(acme, "waiting").renamed) == (before, False)


def test_a_name_that_cannot_be(acme: Member) -> None:
    theme(acme)
    with pytest.raises(Invalid) as refused:
        done(acme, actions.rename, "waiting", names={"es": "x" * 200})
    assert list(refused.value.fields) == ["name_es"]


def test_no_run_takes_a_sentence_from_a_locked_theme(acme: Member) -> None:
    """The codebook would never find this sentence there."""
    ground(acme)
    heard(acme, "customers", "parking", n=1, text=KIND)
    acme.do(lambda: setattr(themes.theme_named("parking"), "source", "human"))
    done(acme, actions.lock, "parking")
    analysed(acme)
    assert "parking" in themes_said(acme)[KIND]
    undone(acme, "parking", "lock")
    analysed(acme)
    assert "parking" not in themes_said(acme)[KIND]


def test_dismissing_survives_runs_and_restoring_gives_back_what_stood(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before, mains = standing(acme), main_themes(acme)
    done(acme, actions.dismiss, "waiting")
    assert "waiting" not in themes_said(acme)[WAITED] and "waiting" not in main_themes(acme).values()
    analysed(acme)
    assert "waiting" not in themes_said(acme)[WAITED] and "waiting" not in main_themes(acme).values()
    done(acme, actions.restore, "waiting")
    assert (standing(acme), main_themes(acme)) == (before, mains)
    undone(acme, "waiting", "restore")
    assert "waiting" not in themes_said(acme)[WAITED]
    undone(acme, "waiting", "dismiss")
    analysed(acme)
    assert (standing(acme), main_themes(acme)) == (before, mains)


@pytest.mark.parametrize("act", [actions.lock, actions.unlock, actions.accept, actions.dismiss, actions.set_examples])
def test_nothing_is_done_to_a_theme_that_counts_no_more(acme: Member, act: Callable[..., Theme]) -> None:
    theme(acme, state="dismissed")
    with pytest.raises(Conflict):
        done(acme, act, "waiting", **({"examples": ["x"]} if act is actions.set_examples else {}))


def test_a_locked_theme_and_the_overall_impression_are_not_dismissed(acme: Member) -> None:
    theme(acme, locked=True)
    theme(acme, "overall")
    for code in ("waiting", "overall"):
        with pytest.raises(Conflict):
            done(acme, actions.dismiss, code)


def test_an_accepted_theme_keeps_name_and_sentences(acme: Member) -> None:
    ground(acme)
    heard(acme, "customers", "found-1", n=2, text=KIND)
    acme.do(lambda: setattr(themes.theme_named("found-1"), "source", "found"))
    done(acme, actions.accept, "found-1")
    analysed(acme)
    row = found(acme, "found-1")
    assert (row.locked, row.renamed, row.names) == (True, True, {"es": "Found-1", "en": "Found-1"})
    assert "found-1" in themes_said(acme)[KIND]
    undone(acme, "found-1", "accept")
    assert (found(acme, "found-1").locked, found(acme, "found-1").renamed) == (False, False)


def test_examples_teach_the_next_run_and_their_undoing_unteaches_it(acme: Member) -> None:
    spoken(acme)
    analysed(acme)
    before = standing(acme)
    code = acme.do(
        lambda: actions.add(names={"es": "Ayuda"}, examples=["the staff were helpful", "friendly staff"]).code
    )
    assert code not in themes_said(acme)[KIND]
    analysed(acme)
    assert code in themes_said(acme)[KIND] and code not in themes_said(acme)[WAITED]
    undone(acme, code, "add")
    assert code not in themes_said(acme)[KIND]
    analysed(acme)
    assert standing(acme) == before


def test_examples_are_cleaned_and_bounded(acme: Member) -> None:
    theme(acme)
    done(acme, actions.set_examples, "waiting", examples=[" la  cola ", "", "la cola"])
    assert found(acme, "waiting").examples == ["la cola"]
    for wrong in (["x" * 301], [str(one) for one in range(31)]):
        with pytest.raises(Invalid) as refused:
            done(acme, actions.set_examples, "waiting", examples=wrong)
        assert list(refused.value.fields) == ["examples"]
    undone(acme, "waiting", "examples")
    assert found(acme, "waiting").examples == []


def test_every_act_is_in_the_audit_log(acme: Member) -> None:
    theme(acme)
    for act in (actions.lock, actions.unlock, actions.dismiss, actions.restore):
        done(acme, act, "waiting", by=by(acme))
    with acme.at_work():
        acts_of = [entry.act for entry in audit() if entry.act.startswith("theme.")]
    assert sorted(acts_of) == ["theme.dismiss", "theme.lock", "theme.restore", "theme.unlock"]
