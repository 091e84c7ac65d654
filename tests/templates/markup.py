"""Reads rendered markup: its words, whether its tags close, what its elements say."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.wrong.append(f"{tag} has an attribute twice")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def faults(html: str) -> list[str]:
    """Tags that do not close, attributes given twice."""
    reader = _read(html)
    return reader.wrong + [f"<{tag}> stays open" for tag in reader.open]


def words(html: str) -> str:
    """The text a person sees, with single spaces."""
    return re.sub(r"[ \n\t]+", " ", " ".join(_read(html).words)).strip()


def every(html: str, tag: str) -> list[dict[str, str]]:
    """The attributes of each element of this name, in order."""
    return [attributes for name, attributes in _read(html).elements if name == tag]


def having(html: str, attribute: str) -> list[str]:
    """Each value of this attribute, in order."""
    return [attributes[attribute] for _, attributes in _read(html).elements if attribute in attributes]
