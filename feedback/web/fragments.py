"""A part of a page that is asked for again while work goes on."""

from __future__ import annotations

import hashlib

from flask import Response, make_response, request


def fragment(html: str) -> Response:
    """The part with an ETag of what it says: 304 where the asker has it already."""
    response = make_response(html)
    response.set_etag(hashlib.sha256(html.encode()).hexdigest()[:16])
    response.make_conditional(request)
    return response
