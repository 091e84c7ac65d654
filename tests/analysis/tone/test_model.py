from __future__ import annotations

from feedback.analysis.tone.loading import built_in_rules
from feedback.analysis.tone.model import GROUPS, KINDS


def test_every_class_has_rules_and_kinds_it_is_looked_for_in() -> None:
    assert list(dict.fromkeys(rule.id.partition("/")[0] for rule in built_in_rules())) == list(GROUPS)
    assert {kind for group in GROUPS.values() for kind in group.kinds} == set(KINDS)
