"""Every read of the programme: the work (`work`) and what people are told (`notices`)."""

from __future__ import annotations

from feedback.programme.queries.notices import (
    all_notices,
    is_anything_published,
    notice,
    notices_about,
    organisation_with_code,
    published,
    published_about,
    scores_of,
)
from feedback.programme.queries.work import (
    LISTED,
    all_work,
    check,
    implementation,
    implementations,
    milestone,
    unfinished_yes,
)

__all__ = [
    "LISTED",
    "all_notices",
    "all_work",
    "check",
    "implementation",
    "implementations",
    "is_anything_published",
    "milestone",
    "notice",
    "notices_about",
    "organisation_with_code",
    "published",
    "published_about",
    "scores_of",
    "unfinished_yes",
]
