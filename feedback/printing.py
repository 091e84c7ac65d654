"""A page as PDF, by WeasyPrint where it is installed. Pure, and slow: it runs in a process of its own."""

from __future__ import annotations

from ctypes.util import find_library
from functools import lru_cache
from importlib.util import find_spec

DRAWS_TEXT = "pango-1.0"
"""A library of the system, without which WeasyPrint cannot be loaded."""


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Whether the extra `pdf` is installed, and what it draws with."""
    return find_spec("weasyprint") is not None and find_library(DRAWS_TEXT) is not None


def pdf(html: str, css: str) -> bytes:
    """The page on paper, by this stylesheet. Nothing the page names is read or fetched."""
    import weasyprint
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())
    page = weasyprint.HTML(string=html, url_fetcher=nothing)
    return bytes(page.write_pdf(stylesheets=[weasyprint.CSS(string=css, url_fetcher=nothing)]))
