"""Tags of an improvement: short words of the organisation's own, for finding things again."""

from __future__ import annotations

from collections.abc import Iterable

from feedback.errors import message
from feedback.names import one_line, refusal

MOST, LONGEST = 12, 40


def tags_of(written: str | Iterable[str]) -> list[str]:
    """Tags from a list, or from words with commas between: each once however it is spelt, in the order written.

    Invalid where there are too many or one is too long.
    """
    found: dict[str, str] = {}
    for part in written.split(",") if isinstance(written, str) else written:
        if tag := one_line(part).lstrip("#").strip():
            found.setdefault(tag.casefold(), tag)
    tags = list(found.values())
    if len(tags) > MOST or any(len(tag) > LONGEST for tag in tags):
        raise refusal(
            "tags", message("At most %(most)s tags, each up to %(longest)s characters.", most=MOST, longest=LONGEST)
        )
    return tags
