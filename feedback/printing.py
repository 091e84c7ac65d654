"""A page as PDF, by WeasyPrint where it is installed. Pure, and slow: it runs in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes.util import find_library
from functools import lru_cache
from importlib.util import find_spec

DRAWS_TEXT = "pango-1.0"
"""A library of the system, without which WeasyPrint cannot be loaded."""


@lru_cache(maxsize=1)
def is_available() -> bool:
    """Whether the extra `pdf` is installed, and what it draws with."""
    return find_spec("weasyprint") is not None and find_library(DRAWS_TEXT) is not None


ACCESSIBLE = "pdf/ua-1"
"""Tagged, with its language and its title, as screen readers want it (ISO 14289-1)."""


def pdf(html: str, css: str, variant: str | None = None, smaller: Sequence[str] = ()) -> bytes:
    """The page on paper, by this stylesheet, as this variant of PDF. Nothing the page names is read or fetched.

    `smaller`: further styles for what should fit one sheet, tried one after the other while it does not.
    """
    import weasyprint
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=())
    page = weasyprint.HTML(string=html, url_fetcher=nothing)
    for styles in (css, *(css + more for more in smaller)):
        laid_out = page.render(stylesheets=[weasyprint.CSS(string=styles, url_fetcher=nothing)], pdf_variant=variant)
        if len(laid_out.pages) == 1:
            break
    return bytes(laid_out.write_pdf(pdf_variant=variant))
