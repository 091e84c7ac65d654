"""Who could still know what somebody answered in an anonymous survey: the table that managers and respondents read.

It says what holds and where it ends. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedback.errors import Message, message


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody, and what they could know."""

    who: Message
    knows: Message


WHO_COULD_KNOW: tuple[Knower, ...] = (
    Knower(
        message("The person who answers"),
        message("Everything, and nobody else needs to: no list says who answered what."),
    ),
    Knower(
        message("Whoever reads the results"),
        message("Figures and sentences of enough people. Who was invited, never who answered what."),
    ),
    Knower(
        message("Whoever sends or receives the mail"),
        message("That somebody got an invitation. Not whether they answered, nor what."),
    ),
    Knower(
        message("Whoever gets hold of a backup or a copy of the database"),
        message("The answers in no order, without name, address, device or hour; nothing leads to a person."),
    ),
    Knower(
        message("Whoever controls the server while the survey is open"),
        message(
            "Could watch answers as they arrive. No program can rule that out; once it closed nothing is left to see."
        ),
    ),
    Knower(
        message("Somebody who knows how you write"),
        message("Might recognise you by your words. Numbers and addresses are taken out of them, your style is not."),
    ),
)

ERASING: tuple[Message, ...] = (
    message("Nobody can look your answer up, so nobody can change or remove it for you: that is what anonymous means."),
    message("What is kept of an invitation, your name and address, is removed when you ask for it."),
)
"""What can be erased of an anonymous answer, and what cannot."""
