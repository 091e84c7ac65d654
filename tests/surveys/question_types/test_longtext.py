from feedback.surveys.question_types import TYPES, Answered
from tests.surveys.samples import question


def test_lines_are_kept():
    answer = TYPES["longtext"].parse(question("longtext"), {"longtext": ["uno\r\n\r\ndos "]})
    assert answer == Answered(text="uno\n\ndos")
