"""XML read as a stream of events: no tree, no document type, no entities, no token without end.

A tree, as openpyxl's reader builds it, keeps an object per element: a few megabytes of packed `<c/>` fill
the memory of the machine. Here memory does not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from feedback.errors import message

from .limits import Unreadable, damaged

# expat looks through an unfinished token again with every piece, so its cost is the square of its length.
LONGEST_TOKEN = 2_000_000


class Events(DefusedExpatParser, ContentHandler):  # type: ignore[misc]
    """Base of the readers here: local names only, since producers use prefixes and two namespaces.

    The parser calls its own methods: the objects SAX makes for each element would cost most of the time.
    """

    def __init__(self) -> None:
        super().__init__(forbid_dtd=True)
        self.events = 0
        self.setContentHandler(self)

    def start_element(self, name: str, attrs: dict[str, str]) -> None:
        self.events += 1
        self.opened(name.rpartition(":")[2] if ":" in name else name, attrs)

    def end_element(self, name: str) -> None:
        self.events += 1
        self.closed(name.rpartition(":")[2] if ":" in name else name)

    def characters(self, content: str) -> None:
        self.events += 1
        self.text(content)

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        """An element began."""

    def closed(self, tag: str) -> None:
        """An element ended."""

    def text(self, content: str) -> None:
        """Text inside an element, possibly one of several pieces."""


def fed(source: Iterator[bytes], handler: Events) -> Iterator[None]:
    """Feed a document to the handler, stopping after each piece so that what it found can be taken away."""
    silent, seen = 0, 0
    for piece in source:
        _feed(handler, piece)
        silent = 0 if handler.events > seen else silent + len(piece)
        seen = handler.events
        if silent > LONGEST_TOKEN:
            raise damaged()
        yield
    _close(handler)
    yield


def read_all(source: Iterator[bytes], handler: Events) -> None:
    """Feed a whole document."""
    for _ in fed(source, handler):
        pass


def _feed(handler: Events, piece: bytes) -> None:
    try:
        handler.feed(piece)
    except DefusedXmlException as error:
        raise Unreadable(
            message("The workbook declares XML entities, which no spreadsheet program does, so it is not opened.")
        ) from error
    except SAXException as error:
        raise damaged() from error


def _close(handler: Events) -> None:
    try:
        handler.close()
    except SAXException as error:
        raise damaged() from error
