"""The mail a report goes out in: its findings in words, the report as a file, where it stands, how to end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import force_locale, gettext

from feedback import printing
from feedback.mail import Attachment, Mail
from feedback.reports import paper
from feedback.reports.document import Document, of_area
from feedback.reports.findings import findings
from feedback.reports.slides import outline
from feedback.spreadsheet import safe_file_name
from feedback.web.templating import say

TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "html": "text/html",
}
Files = Mapping[str, bytes]


def paper_kind() -> str:
    """What the report on paper is here: a PDF, else a page."""
    return "pdf" if printing.is_available() else "html"


def file(report: Document, kind: str, language: str, *, area: str = "") -> bytes:
    """The veiled report in one language, as `kind`: pdf, html, pptx or xlsx. Slow: never in a transaction."""
    with force_locale(language):
        if kind == "xlsx":
            return paper.sheets(of_area(report, area) if area else report)
        if kind == "pptx":
            return outline.file(report, cycle=paper.cycle_so_far())
        page = paper.page(report, area=area, veiled=True, styled=kind == "html")
        return paper.pdf(page, one_sheet=bool(area)) if kind == "pdf" else page.encode()


def letter(
    report: Document,
    made: Files,
    *,
    to: str,
    name: str,
    language: str,
    link: str,
    key: str,
    area: str = "",
    whole: bool = True,
) -> Mail:
    """The mail of one member. `made`: the files that come along, by kind; `key`: the same at a retry.

    `whole`: whether everything that was wanted does.
    """
    with force_locale(language):
        title = paper.title_of(report, area)
        body = _body(of_area(report, area) if area else report, name, link, whole)
    attached = tuple(Attachment(safe_file_name(title, kind), TYPES[kind], file) for kind, file in made.items())
    return Mail(to, title, body, key, to_name=name, language=language, files=attached)


def _body(held: Document, name: str, link: str, whole: bool) -> str:
    end = f"{link}/mails"
    first = _listed([say(one) for one in findings(held)])
    left = "" if whole else gettext("Not all of it fits into a mail: what is missing can be downloaded there.")
    parts = (
        gettext("Hello %(name)s,", name=name),
        first or gettext("There is nothing to tell yet."),
        gettext("The report is attached. With all its figures, it is here:\n%(link)s", link=link),
        left,
        paper.stamp(held),
        gettext(
            "You get this because a member of the organisation chose you. You can end it here:\n%(link)s", link=end
        ),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in sentences)
