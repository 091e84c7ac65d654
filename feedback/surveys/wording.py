"""What the editor and the pages of surveys call things. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.errors import Message, message

KINDS: Mapping[str, Message] = {
    "nps": message("Would recommend, 0 to 10 (NPS)"),
    "csat": message("Satisfaction, 1 to 5 (CSAT)"),
    "ces": message("How easy it was (CES)"),
    "rating": message("Rating on a scale"),
    "single": message("One choice"),
    "multi": message("Several choices"),
    "yesno": message("Yes or no"),
    "dropdown": message("One choice from a long list"),
    "matrix": message("The same options for several things (matrix)"),
    "ranking": message("Putting options in order (ranking)"),
    "importance": message("How important, and how good (pair)"),
    "kano": message("With it, and without it (Kano)"),
    "text": message("Short text"),
    "longtext": message("Long text"),
    "number": message("Number"),
    "date": message("Day"),
    "time": message("Time of day"),
    "email": message("E-mail address"),
    "phone": message("Telephone number"),
    "consent": message("Consent, a box to tick"),
    "info": message("Text to read, without a question"),
    "hidden": message("Value that comes with the link"),
    "calculation": message("Value worked out from other answers"),
}
SETTINGS: Mapping[str, Message] = {
    "look": message("How it looks"),
    "points": message("Points of the scale"),
    "first": message("The scale starts at"),
    "easy": message("Which end means easy"),
    "higher_is_better": message("The high end is the good one"),
    "low_label": message("Words at the low end"),
    "high_label": message("Words at the high end"),
    "other": message("Offer “other” with a text of one's own"),
    "other_text": message("What “other” is called"),
    "none": message("Offer “none of these”"),
    "none_text": message("What “none of these” is called"),
    "not_applicable": message("Offer “does not apply to me”"),
    "order": message("Order of the options"),
    "segment": message("Results may be shown by its answers"),
    "min": message("At least this many"),
    "max": message("At most this many"),
    "exclusive": message("Options that go with no other, by code, separated by commas"),
    "several": message("Several options may be marked in each row"),
    "values": message("What each option counts as, for a mean"),
    "required_rows": message("Rows that need an answer, by code, separated by commas; empty means all"),
    "unit": message("Unit"),
    "decimals": message("Decimals"),
    "earliest": message("Not before"),
    "latest": message("Not after"),
    "pattern": message("Pattern the text has to fit"),
    "longest": message("Most characters"),
    "agree_text": message("Words beside the box"),
    "name": message("Its name in the link"),
}
OF_NUMBERS: Mapping[str, Message] = {"min": message("Smallest number"), "max": message("Largest number")}
"""The same settings where they bound the number itself, not how many are marked."""
VALUES: Mapping[str, Message] = {
    "faces": message("Faces"),
    "stars": message("Stars"),
    "words": message("Words"),
    "buttons": message("Buttons"),
    "list": message("A list to choose from"),
    "high": message("The high end"),
    "low": message("The low end"),
    "given": message("As they are written here"),
    "random": message("Different for everybody"),
}
LAYOUTS: Mapping[str, Message] = {
    "page": message("Everything on one page"),
    "section": message("A page for each section"),
    "question": message("One question per screen"),
}
MODES: Mapping[str, Message] = {
    "identified": message("Identified"),
    "confidential": message("Confidential"),
    "anonymous": message("Anonymous"),
}
MODES_EXPLAINED: Mapping[str, Message] = {
    "identified": message("Identified: every answer can be read as it comes in, and followed up."),
    "confidential": message(
        "Confidential: who was invited is kept, but figures show only together, once the survey has closed."
    ),
    "anonymous": message(
        "Anonymous: nothing leads back to a person, not even with the database in hand. Figures show once it closed."
    ),
}
FEELINGS: Mapping[str, Message] = {
    "like": message("I would like it"),
    "expect": message("I take it for granted"),
    "neutral": message("It is all the same to me"),
    "accept": message("I could live with it"),
    "dislike": message("I would not like it"),
}
"""The answers to either half of a Kano question, as its page has them."""
KANO: Mapping[str, Message] = {
    "M": message("A must: missed where it lacks"),
    "O": message("The more the better"),
    "A": message("A delight: not missed where it lacks"),
    "I": message("All the same"),
    "R": message("Not wanted"),
    "Q": message("Contradicts itself"),
    "half": message("Only one of the two answered"),
}
"""What the two halves say together."""
SATISFACTION: Mapping[str, Message] = {
    "1": message("Very bad"),
    "2": message("Bad"),
    "3": message("So-so"),
    "4": message("Good"),
    "5": message("Very good"),
}
"""The words of a satisfaction question that has none of its own, as its page has them."""


def kind(code: str) -> Message:
    """What a kind of question is called; one that is not known, by its code."""
    return KINDS.get(code, Message(code))


def setting(name: str, of: str = "") -> Message:
    """What a setting is called, for a question of the kind `of`."""
    own = OF_NUMBERS if of == "number" else {}
    return own.get(name) or SETTINGS.get(name, Message(name))


def value(code: object) -> Message:
    """What a value of a setting is called; a number is its own name."""
    return VALUES.get(str(code), Message(str(code)))
