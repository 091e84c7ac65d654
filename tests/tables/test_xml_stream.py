from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedback.tables.limits import Unreadable
from feedback.tables.xml_stream import LONGEST_TOKEN, Events, fed, read_all


class Seen(Events):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def opened(self, tag: str, attrs: dict[str, str]) -> None:
        self.seen.append(f"<{tag} {dict(attrs.items())}")

    def closed(self, tag: str) -> None:
        self.seen.append(f">{tag}")

    def text(self, content: str) -> None:
        self.seen.append(content)


def seen(*pieces: bytes) -> list[str]:
    handler = Seen()
    read_all(iter(pieces), handler)
    return handler.seen


def test_local_names_attributes_and_text_across_pieces() -> None:
    assert seen(b'<x:a xmlns:x="u"><x:', b'b r="1">t</x:b></x:a>') == [
        "<a {'xmlns:x': 'u'}",
        "<b {'r': '1'}",
        "t",
        ">b",
        ">a",
    ]


def test_events_come_piece_by_piece() -> None:
    handler = Seen()
    feed = fed(iter([b"<a><b/>", b"<c/></a>"]), handler)
    next(feed)
    assert handler.seen == ["<a {}", "<b {}", ">b"]


BOMB = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'


@pytest.mark.parametrize("document", [BOMB, OUTSIDE, b'<!DOCTYPE l SYSTEM "http://e/d.dtd"><l/>'])
def test_entities_and_document_types_are_refused_before_anything_is_read(document: bytes) -> None:
    handler = Seen()
    with pytest.raises(Unreadable, match="entities"):
        read_all(iter([document]), handler)
    assert handler.seen == []


@pytest.mark.parametrize("document", [b"", b"<a>", b"<a></b>", b"text", b"<a>&nope;</a>", b"\xff\xfe\0"])
def test_what_is_not_xml_is_damaged(document: bytes) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        seen(document)


@pytest.mark.parametrize("start", [b'<a b="', b"<!--", b"<?pi ", b"<a "])
def test_a_token_without_end_is_given_up(start: bytes) -> None:
    fed_bytes = 0

    def endless() -> Iterator[bytes]:
        nonlocal fed_bytes
        yield b"<r>" + start
        while True:
            fed_bytes += 65_536
            yield b"x" * 65_536

    with pytest.raises(Unreadable, match="damaged"):
        read_all(endless(), Seen())
    assert fed_bytes <= LONGEST_TOKEN + 2 * 65_536
