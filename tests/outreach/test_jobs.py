"""The worker as a process of its own, killed in the middle of a mail."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from flask import Flask

from feedback.outreach.actions import mailings
from tests.factories.mailings import GROUP, Post, posting
from tests.factories.people import owner

PATIENCE = 60


@contextmanager
def worker(app: Flask) -> Iterator[subprocess.Popen[bytes]]:
    """`feedback worker` on the installation of the app."""
    config = app.config["FEEDBACK"]
    names = ("VAR", "SECRET_KEY", "BUFFER_KEY_FILE", "SMTP_URL", "MAIL_FROM", "BASE_URL")
    environ = {f"FEEDBACK_{name}": str(config.values[name]) for name in names}
    command = [str(Path(sys.executable).with_name("feedback")), "worker"]
    process = subprocess.Popen(command, env={**os.environ, **environ}, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait(PATIENCE)


def killed_at(post: Post, number: int) -> None:
    """Let a worker send until the server has taken so many mails, and kill it before it hears so."""
    reached, taken = threading.Event(), len(post.mailbox.mails)

    def hold() -> None:
        if len(post.mailbox.mails) - taken >= number:
            reached.set()
            time.sleep(2)

    post.mailbox.on_data = hold
    with worker(post.of.app) as process:
        assert reached.wait(PATIENCE), "the worker sent nothing"
        process.kill()
        process.wait(PATIENCE)
    post.mailbox.on_data = None


def test_a_worker_that_is_killed_twice_loses_nothing_and_doubles_under_the_same_id(
    make_app: Callable[..., Flask],
) -> None:
    with posting(owner(make_app(), "acme")) as post:
        post.people(8)
        mailing = post.draft()
        post.of.do(mailings.send, mailing)
        for kills in (1, 2):
            killed_at(post, 2)
            assert sum(state == "sending" for state, _reason in post.fates(mailing).values()) == kills
            post.pass_time(timedelta(minutes=3))
        post.work()
        post.work(timedelta(minutes=3))
        assert post.fates(mailing) == {f"person{number}@{GROUP}.example": ("sent", "") for number in range(1, 9)}
        sent = Counter(
            (mail["Message-ID"], to) for mail, to in zip(post.mailbox.mails, post.mailbox.addresses(), strict=True)
        )
        assert len(sent) == 8
        assert max(sent.values()) <= 2
        assert sum(sent.values()) <= 10
