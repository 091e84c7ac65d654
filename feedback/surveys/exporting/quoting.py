"""Earlier answers that a text repeats, as XLSForm writes them: `{age}` becomes `${age}`. Pure."""

from __future__ import annotations

import re

from feedback.surveys.document import Questionnaire
from feedback.surveys.exporting.naming import Names

_PLACE = re.compile(r"\{([A-Za-z_][\w.\-]{0,99})(?:\|[^{}|]{0,200})?\}")


def quoted(text: str, document: Questionnaire, names: Names) -> str:
    """The text with every place that names a question; what to say without an answer has no place there."""
    if "{" not in text:
        return text
    named = {one.code: names.of(one.id) for one in document.questions()}
    return _PLACE.sub(lambda found: f"${{{named[found[1]]}}}" if found[1] in named else found[0], text)
