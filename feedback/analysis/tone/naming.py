"""What classes of rules are called on pages."""

from __future__ import annotations

from feedback.errors import Message, message


def group_name(group: str) -> Message:
    """What a class of rules is called: "blaming" is "It puts the blame on people"."""
    return {
        "blaming": message("It puts the blame on people"),
        "inside_out": message("It looks from the inside out"),
        "disrespect": message("It talks down to people"),
        "double": message("It asks two things at once"),
        "leading": message("It suggests the answer"),
        "absolute": message("It knows only all or nothing"),
        "negation": message("It asks with a “not”"),
        "jargon": message("Words only insiders know"),
        "length": message("It is long"),
        "own": message("Your organisation avoids it"),
    }[group]
