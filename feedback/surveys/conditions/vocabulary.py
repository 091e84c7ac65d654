"""The words that conditions and calculations are read back in. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.errors import N_, Message, message

Words = Message | str | int
"""Part of a sentence that is translated later."""

OPERATORS: Mapping[str, Message] = {
    "equals": message(N_("is")),
    "not_equals": message(N_("is something other than")),
    "less": message(N_("is less than")),
    "at_most": message(N_("is at most")),
    "more": message(N_("is more than")),
    "at_least": message(N_("is at least")),
    "includes": message(N_("includes")),
    "includes_any": message(N_("is one of")),
    "includes_all": message(N_("includes all of")),
    "answered": message(N_("is answered")),
    "not_answered": message(N_("is not answered")),
    "not_applicable": message(N_("does not apply to the person")),
    "shown": message(N_("was shown")),
}
"""What stands between the two sides of a comparison."""

GIVEN: Mapping[str, Message] = {
    "group": message(N_("the group")),
    "stage": message(N_("the stage")),
    "language": message(N_("the language")),
    "mode": message(N_("what people were promised")),
}
BUILT_IN: Mapping[str, Message] = {
    "none": message(N_("None of these")),
    "other": message(N_("Other")),
    "na": message(N_("Does not apply to me")),
}
YES_NO: Mapping[str, Message] = {"yes": message(N_("Yes")), "no": message(N_("No"))}
PARTS: Mapping[str, str] = {
    "importance": N_("the importance in %(question)s"),
    "satisfaction": N_("the satisfaction in %(question)s"),
    "other": N_("the words under “other” in %(question)s"),
}
OF_ONE: Mapping[str, str] = {
    "negate": N_("minus %(a)s"),
    "round": N_("%(a)s, rounded"),
    "floor": N_("%(a)s, rounded down"),
    "ceil": N_("%(a)s, rounded up"),
    "abs": N_("%(a)s without its sign"),
    "count": N_("how many were chosen in %(a)s"),
    "length": N_("the length of %(a)s"),
    "year_of": N_("the year of %(a)s"),
}
OF_TWO: Mapping[str, str] = {
    "add": N_("%(a)s plus %(b)s"),
    "subtract": N_("%(a)s minus %(b)s"),
    "multiply": N_("%(a)s times %(b)s"),
    "divide": N_("%(a)s divided by %(b)s"),
}
OF_MANY: Mapping[str, str] = {
    "sum": N_("the sum of %(list)s"),
    "mean": N_("the mean of %(list)s"),
    "min": N_("the smallest of %(list)s"),
    "max": N_("the largest of %(list)s"),
    "join": N_("%(list)s, one after the other"),
    "coalesce": N_("the first of %(list)s that is there"),
}
