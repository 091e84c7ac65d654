from pathlib import Path

import pytest

import feedback
from feedback.surveys.question_types import TYPES


def test_the_nine_kinds():
    assert list(TYPES) == ["nps", "csat", "ces", "rating", "single", "multi", "yesno", "text", "longtext"]
    assert all(one.kind == kind for kind, one in TYPES.items())


@pytest.mark.parametrize("kind", TYPES)
def test_every_kind_has_a_template(kind):
    root = Path(feedback.__file__).parent / "templates" / "question_types"
    assert (root / f"{kind}.html").is_file()
