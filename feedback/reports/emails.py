"""The mail a report goes out in: its findings in words, the report as a file, where it stands, how to end it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import force_locale, gettext

from feedback import printing
from feedback.mail import Attachment, Mail
from feedback.reports import paper
from feedback.reports.document import Document, of_area
from feedback.reports.findings import findings
from feedback.spreadsheet import safe_file_name
from feedback.web.templating import say

TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
Files = Mapping[str, bytes]


def files(report: Document, language: str, *, area: str = "") -> dict[str, bytes]:
    """The veiled report in one language: as PDF, else as a page; and as workbook. Slow: never in a transaction."""
    with force_locale(language):
        held = of_area(report, area) if area else report
        made = {"xlsx": paper.sheets(held)}
        if printing.is_available():
            return {"pdf": paper.pdf(paper.page(report, area=area, veiled=True), one_sheet=bool(area)), **made}
        return {"html": paper.page(report, area=area, veiled=True, styled=True).encode(), **made}


def letter(
    report: Document, made: Files, *, to: str, name: str, language: str, link: str, key: str, area: str = ""
) -> Mail:
    """The mail of one member. `made`: the files that come along, by kind; `key`: the same at a retry."""
    with force_locale(language):
        title = paper.title_of(report, area)
        body = _body(of_area(report, area) if area else report, name, link)
    attached = tuple(Attachment(safe_file_name(title, kind), TYPES[kind], file) for kind, file in made.items())
    return Mail(to, title, body, key, to_name=name, language=language, files=attached)


def _body(held: Document, name: str, link: str) -> str:
    end = f"{link}/mails"
    first = _listed([say(one) for one in findings(held)])
    parts = (
        gettext("Hello %(name)s,", name=name),
        first or gettext("There is nothing to tell yet."),
        gettext("The report is attached. With all its figures, it is here:\n%(link)s", link=link),
        paper.stamp(held),
        gettext(
            "You get this because a member of the organisation chose you. You can end it here:\n%(link)s", link=end
        ),
    )
    return "\n\n".join(parts) + "\n"


def _listed(sentences: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in sentences)
