"""In which pages the form may stand in a frame, and what such a page has to hold. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from feedback.errors import N_, message
from feedback.names import refusal

MOST = 20
"""Origins of one survey: they travel in a header."""
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})*|\[[0-9a-f:.]{2,45}\]")
_PORTS = {"https": 443, "http": 80}


def origins_of(typed: Iterable[str]) -> list[str]:
    """Origins such as `https://shop.example`, each once, in the order they were typed; blanks are none.

    Raises:
        Invalid: at `origins`, where one is no origin, or they are too many.
    """
    found = list(dict.fromkeys(_origin(text.strip()) for text in typed if text.strip()))
    if len(found) > MOST:
        raise refusal("origins", message("At most %(most)s addresses.", most=MOST))
    return found


def _origin(text: str) -> str:
    origin = _read(text)
    if origin is None:
        words = N_("“%(text)s” is not the address of a website. Write it like https://shop.example, without a path.")
        raise refusal("origins", message(words, text=text[:100]))
    return origin


def _read(text: str) -> str | None:
    """Scheme, host and port as a browser names them; None where it is anything more or less."""
    try:
        parts = urlsplit(text.rstrip("/").lower())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:
        return None
    host = f"[{host}]" if ":" in host else host
    plain = not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in _PORTS or not plain or not _HOST.fullmatch(host):
        return None
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != _PORTS[parts.scheme] else "")


def snippet(base_url: str, address: str, title: str) -> str:
    """What somebody pastes into a page of theirs, to show the questionnaire at this open link there."""
    parts = {"src": f"{base_url}/static/js/embed.js", "data-survey": address, "data-title": title}
    values = " ".join(f'{name}="{escape(value)}"' for name, value in parts.items())
    return f"<script async {values}></script>"
