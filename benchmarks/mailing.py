"""Invitations by e-mail: 10,000 to a local mail server, 1 % of the addresses bad, the worker killed twice.

What is promised: nobody who can be reached is lost, nobody gets more than one mail twice over a kill (and that under
the same Message-ID), and a bad address stops nobody else. `python benchmarks/mailing.py 2000` measures with fewer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from _serving import TICKS, installation, load, table

sys.path.insert(0, str(Path(__file__).parent.parent))

from sqlalchemy import func, insert, select

from feedback import config, create_app
from feedback.cli.database import upgrade
from feedback.db import db, everywhere, table_of
from feedback.outreach.actions import mailings
from feedback.outreach.models import Delivery
from feedback.stakeholders.models import Contact
from tests.factories.mailings import GROUP, Post, posting
from tests.factories.people import owner

PEOPLE = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
BAD_EVERY, KILLS, PATIENCE = 100, (0.3, 0.6), 1800.0


@contextmanager
def worker(environ: dict[str, str], used: list[tuple[float, float]]) -> Iterator[subprocess.Popen[bytes]]:
    """`feedback worker`; what it used is added to `used`: CPU seconds and the most memory in MB."""
    command = [str(Path(sys.executable).with_name("feedback")), "worker"]
    process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        used.append(_used(process.pid))
        process.kill()
        process.wait(15)


def _used(pid: int) -> tuple[float, float]:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    status = Path(f"/proc/{pid}/status").read_text()
    most = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / TICKS, int(most.split()[1]) / 1024


def fill(post: Post) -> None:
    """The people, every hundredth with an address that does not exist."""
    rows = [
        {
            "organisation_id": post.of.organisation_id,
            "group_id": post.survey.groups[GROUP],
            "key": f"mail:{address(number)}",
            "email": address(number),
            "name": f"Person {number}",
            "lang": ("es", "en")[number % 2],
        }
        for number in range(PEOPLE)
    ]
    post.of.do(lambda: db.session.execute(insert(table_of(Contact)), rows) and None)
    post.mailbox.refusals = {address(number): "550 5.1.1 No such user" for number in range(0, PEOPLE, BAD_EVERY)}


def address(number: int) -> str:
    return f"person{number}@example.org"


def taken(post: Post) -> int:
    return len(post.mailbox.mails)


def open_rows(post: Post) -> int:
    with post.of.app.app_context(), everywhere():
        count = db.session.scalar(select(func.count()).where(Delivery.state.in_(("waiting", "sending"))))
        db.session.rollback()
        return int(count or 0)


def until(done: object, said: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        if time.monotonic() > end:
            raise RuntimeError(said)
        time.sleep(0.05)


def measure(environ: dict[str, str]) -> None:
    app = create_app(config.load(environ))
    upgrade(app)
    with posting(owner(app, "acme")) as post:
        fill(post)
        environ |= {"FEEDBACK_SMTP_URL": post.mailbox.url, "FEEDBACK_MAIL_FROM": "feedback@acme.example"}
        mailing = post.draft()
        post.of.do(mailings.send, mailing)
        used: list[tuple[float, float]] = []
        began = time.monotonic()
        for share in KILLS:
            with worker(environ, used):
                until(lambda share=share: taken(post) >= share * PEOPLE, "the worker sends nothing")
        with worker(environ, used):
            reachable = PEOPLE - len(post.mailbox.refusals)
            until(lambda: len(set(post.mailbox.addresses())) >= reachable - len(KILLS), "mails are missing")
            sending = time.monotonic() - began
            until(lambda: open_rows(post) == 0, "mails are still open")
        whole = time.monotonic() - began
        report(post, mailing, used, sending, whole)


def report(post: Post, mailing: object, used: list[tuple[float, float]], sending: float, whole: float) -> None:
    pairs = zip(post.mailbox.mails, post.mailbox.addresses(), strict=True)
    sent = Counter((str(mail["Message-ID"]), to) for mail, to in pairs)
    people = Counter(to for _identity, to in sent)
    reachable = {address(number) for number in range(PEOPLE)} - set(post.mailbox.refusals)
    states = Counter(state for state, _reason in post.fates(mailing).values())  # type: ignore[arg-type]
    cpu = sum(seconds for seconds, _memory in used)
    rows: list[list[object]] = [
        ["people, of whom cannot be reached", f"{PEOPLE:,}, {len(post.mailbox.refusals)}"],
        ["workers killed", len(KILLS)],
        ["lost", len(reachable - set(people))],
        ["doubled, same Message-ID", sum(count - 1 for count in sent.values())],
        ["doubled, another Message-ID", sum(count - 1 for count in people.values())],
        ["outcomes", ", ".join(f"{state} {count}" for state, count in sorted(states.items()))],
        ["seconds of sending (mails a second)", f"{sending:.0f} ({PEOPLE / sending:.0f})"],
        ["seconds until the cut-off mails were tried again", f"{whole:.0f}"],
        ["CPU ms of workers per mail", f"{1000 * cpu / PEOPLE:.1f}"],
        ["most memory of a worker, MB", f"{max(memory for _cpu, memory in used):.0f}"],
    ]
    table(["mailing", load()], rows)


def main() -> None:
    with installation() as environ:
        measure(environ)


if __name__ == "__main__":
    main()
