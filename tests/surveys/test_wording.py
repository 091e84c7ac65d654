"""Everything the editor offers has a name."""

from __future__ import annotations

from feedback.surveys import wording
from feedback.surveys.question_types import TYPES
from feedback.surveys.rules import MODES


def test_every_kind_setting_and_mode_has_a_name() -> None:
    assert list(wording.KINDS) == list(TYPES)
    assert set(wording.SETTINGS) == {setting.name for kind in TYPES.values() for setting in kind.settings}
    assert (tuple(wording.MODES), tuple(wording.MODES_EXPLAINED)) == (MODES, MODES)


def test_what_has_no_name_is_called_by_its_code() -> None:
    assert [wording.kind("picture").id, wording.setting("shape").id, wording.value(7).id] == ["picture", "shape", "7"]
