"""What a journey may be drawn of: channels, assumed feelings, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from feedback.errors import Invalid, Message, message
from feedback.names import refusal, slug

LONGEST_GOAL = 500
MOST_STAGES = 60
MOST_TOUCHPOINTS = 60
OTHER = "other"
_STEPS = {"up": -1, "down": 1}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way people and the company meet; `icon` is its drawing in icons.svg."""

    code: str
    label: Message
    icon: str
    also: tuple[str, ...] = ()
    """Other words for it in imported files."""


CHANNELS: tuple[Channel, ...] = (
    Channel("shop", message("Shop or office"), "place", ("store", "office", "branch", "counter", "desk", "reception")),
    Channel("visit", message("Home or field visit"), "place", ("home", "home_visit", "field", "on_site", "delivery")),
    Channel("in_person", message("In person"), "person", ("face_to_face", "person", "staff")),
    Channel("phone", message("Phone"), "phone", ("call", "telephone", "call_centre", "call_center")),
    Channel("web", message("Web"), "web", ("website", "online", "portal", "internet")),
    Channel("app", message("App"), "app", ("mobile", "mobile_app")),
    Channel(
        "chat", message("Chat or text message"), "chat", ("sms", "whatsapp", "messenger", "telegram", "text_message")
    ),
    Channel("mail", message("E-mail"), "mail", ("email", "e_mail")),
    Channel("social", message("Social networks"), "people", ("social_media", "social_network", "social_networks")),
    Channel("paper", message("Letter or paper"), "paper", ("letter", "post", "print", "document", "postal_mail")),
    Channel(
        "ad_online", message("Advertising online"), "web", ("online_ad", "online_advertising", "advertising_online")
    ),
    Channel(
        "ad_offline", message("Advertising offline"), "flag", ("advertising", "ad", "offline_ad", "advertising_offline")
    ),
    Channel("word_of_mouth", message("Word of mouth"), "people", ("recommendation", "referral", "friends")),
    Channel(OTHER, message("Another channel"), "link"),
)
_CHANNELS = {channel.code: channel for channel in CHANNELS}
_WORDS = {word: channel.code for channel in CHANNELS for word in (channel.code, *channel.also)}

FEELINGS: tuple[tuple[int, Message], ...] = (
    (1, message("Very bad")),
    (2, message("Bad")),
    (3, message("Neither good nor bad")),
    (4, message("Good")),
    (5, message("Very good")),
)


def channel(code: str) -> Channel:
    """The channel with this code; the other one where a code is no longer known."""
    return _CHANNELS.get(code, _CHANNELS[OTHER])


def channel_meant(word: str) -> str | None:
    """The code of the channel a file means by a word ("E-mail", "call centre"); None where it is not known."""
    return _WORDS.get(slug(word).replace("-", "_"))


def channel_of(code: str) -> str:
    """The code itself; Invalid where there is no such channel."""
    if code not in _CHANNELS:
        raise refusal("channel", message("Choose a channel."))
    return code


def feeling_of(value: float | None) -> float | None:
    """An assumed feeling, 1 (very bad) to 5 (very good), or none."""
    if value is not None and not 1 <= value <= 5:
        raise refusal("feeling", message("A feeling goes from 1 (very bad) to 5 (very good)."))
    return value


def feeling_word(value: float) -> Message:
    """The word nearest to a feeling 1..5."""
    return FEELINGS[min(4, max(0, int(value + 0.5) - 1))][1]


def room_for_one(there: int, most: int) -> None:
    """Invalid where the list is full: more stages or contacts than anybody can read."""
    if there >= most:
        raise Invalid(message("There is room for %(most)s. Take one out first.", most=most))


def moved(rows: Sequence[T], row: T, direction: str) -> list[T]:
    """The rows with one of them one place "up" or "down"; at the ends of the list nothing changes."""
    order = list(rows)
    here = order.index(row)
    there = min(len(order) - 1, max(0, here + _STEPS.get(direction, 0)))
    order.insert(there, order.pop(here))
    return order
