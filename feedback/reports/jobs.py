"""Work of reports outside requests: what is due goes out by e-mail, to each member once a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from feedback import jobs, mail
from feedback.accounts import queries as accounts
from feedback.accounts.models import Membership
from feedback.db import now
from feedback.errors import NotFound
from feedback.jobs import Task, job
from feedback.journeys.queries import functions
from feedback.mail import Mail
from feedback.permissions import PERMISSIONS, Permission, Role
from feedback.reports import actions, emails, rules
from feedback.reports.document import Document
from feedback.reports.models import ReportSchedule
from feedback.reports.queries import documents
from feedback.reports.queries import schedules as queries
from feedback.reports.veiling import veiled
from feedback.web.addresses import absolute
from feedback.web.languages import INTERFACE

SEND = "reports.send"


@jobs.each_round
def look_for_reports() -> None:
    """Once a minute: what is due; nothing where no mail server is set up, so that it goes once there is one."""
    if not mail.is_set_up():
        return
    for organisation_id, schedule_id in queries.due(now().date()):
        jobs.add(SEND, organisation_id=organisation_id, key=f"report:{schedule_id}", schedule=str(schedule_id))


@dataclass
class _Round:
    """One round of one report: its figures read once, each of its files made once a language."""

    schedule_id: UUID
    on: date
    shape: str
    workbook: bool
    area: str
    link: str
    report: Document
    made: dict[tuple[str, str], bytes] = field(default_factory=dict)

    def letter(self, member: Membership) -> Mail:
        user, language = member.user, _language(member.user.language)
        wanted = self._wanted(member)
        files = self._fitting(wanted, language)
        key = f"report-{self.schedule_id.hex}-{user.id.hex}-{self.on}"
        told = {"to": user.email, "name": user.name, "language": language, "link": self.link}
        whole = len(files) >= len(wanted)
        return emails.letter(self.report, files, **told, key=key, area=self.area, whole=whole)

    def _wanted(self, member: Membership) -> tuple[str, ...]:
        may = Permission.EXPORT in PERMISSIONS[Role(member.role)]
        found = rules.kinds(self.shape, workbook=self.workbook, may=may)
        return tuple(emails.paper_kind() if kind == "pdf" else kind for kind in found)

    def _fitting(self, wanted: tuple[str, ...], language: str) -> Mapping[str, bytes]:
        """What goes into one mail; where none of it does, the paper, which every report has."""
        made = {kind: self._file(kind, language) for kind in wanted}
        fits = rules.fitting({kind: len(file) for kind, file in made.items()})
        return {kind: self._file(kind, language) for kind in fits or (emails.paper_kind(),)}

    def _file(self, kind: str, language: str) -> bytes:
        if (kind, language) not in self.made:
            self.made[kind, language] = emails.file(self.report, kind, language, area=self.area)
        return self.made[kind, language]


@job(SEND, apart=True)
def send(task: Task) -> None:
    """Send a round to those who did not have it yet; what was sent stays sent when the job is tried again."""
    row = _due(UUID(task.payload["schedule"]))
    if row is None:
        return
    if left := queries.waiting(row):
        _send_round(task, _round(row), [member for _, member in left])
    with task.writing():
        actions.move_on(queries.schedule(row.id), today=now().date())


def _due(schedule_id: UUID) -> ReportSchedule | None:
    try:
        row = queries.schedule(schedule_id)
    except NotFound:
        return None
    return row if row.next_on <= now().date() else None


def _round(row: ReportSchedule) -> _Round:
    area = next((one.code for one in functions.all_functions() if one.id == row.function_id), "")
    link = absolute("reports.report", organisation=accounts.organisation().code)
    return _Round(row.id, row.next_on, row.shape, row.workbook, area, link, veiled(documents.document()))


def _send_round(task: Task, held: _Round, members: Sequence[Membership]) -> None:
    """Everybody is tried; NotSent at the end where somebody's mail is worth trying again."""
    again = 0
    letters = [(member.user_id, held.letter(member)) for member in members]
    with mail.server() as server:
        for done, (user_id, letter) in enumerate(letters, 1):
            outcome = server.send(letter)
            if outcome.state == "later" and not outcome.uncertain and task.fence < jobs.ATTEMPTS:
                again += 1
                continue
            _keep(task, held, user_id, refused=outcome.state != "sent", done=(done, len(letters)))
    if again:
        raise mail.NotSent(f"{again} not taken")


def _keep(task: Task, held: _Round, user_id: UUID, *, refused: bool, done: tuple[int, int]) -> None:
    with task.writing(*done):
        readers = queries.schedule(held.schedule_id).readers
        for one in readers:
            if one.user_id == user_id:
                actions.keep_sent(one, round_of=held.on, refused=refused)


def _language(wanted: str | None) -> str:
    return wanted if wanted in INTERFACE else mail.default_language()
