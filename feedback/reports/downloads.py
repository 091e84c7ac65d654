"""Reports as files to keep."""

from __future__ import annotations

from flask import Response

from feedback.spreadsheet import content_disposition

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html; charset=utf-8",
}


def attached(body: bytes, title: str, kind: str) -> Response:
    """A file to keep: pdf, xlsx, pptx or html."""
    return Response(body, content_type=TYPES[kind], headers={"Content-Disposition": content_disposition(title, kind)})
