"""`feedback serve` and `feedback worker`."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import threading
from typing import Any

import click
from flask import Flask

from feedback.cli.database import upgrade
from feedback.cli.edge import application

log = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=int)
def serve(host: str, port: int) -> None:
    """Serve the pages, with jobs inside, until SIGTERM or SIGINT."""
    from waitress.server import create_server

    try:
        door = socket.create_server((host, port))
    except OSError as error:
        raise click.ClickException(f"http://{host}:{port}: {error.strerror}") from error
    # Bound first: with port 0 the address that links start with is only known now.
    address = f"http://{host}:{door.getsockname()[1]}"
    os.environ.setdefault("FEEDBACK_BASE_URL", address)
    app = application()
    upgrade(app)
    server = create_server(app, sockets=[door], threads=8, clear_untrusted_proxy_headers=True, ident=None)
    worker = _embedded_worker(app)
    spare_the_collector()
    _on_signals(lambda: _stop(server))
    click.echo(f"ready {address}")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        if worker:
            worker.stop()


def spare_the_collector() -> None:
    """What was made at the start stays to the end: looking through it for garbage costs every answer a little."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _embedded_worker(app: Flask) -> Any:
    if not app.config["FEEDBACK"].embedded_jobs:
        return None
    from feedback.app import start_worker

    worker = start_worker(app)
    worker.start()
    return worker


def _stop(server: Any) -> None:
    """Close the door and let requests under way finish; the process ends within ten seconds all the same."""
    threading.Timer(8.0, os._exit, args=(0,)).start()
    threading.Thread(target=_close, args=(server,), daemon=True).start()


def _close(server: Any) -> None:
    server.task_dispatcher.shutdown(cancel_pending=False, timeout=5)
    server.close()
    os._exit(0)


def _on_signals(stop: Any) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


@click.command()
def worker() -> None:
    """Work off jobs until SIGTERM or SIGINT; several workers may run at once."""
    app = application()
    upgrade(app)
    from feedback.app import start_worker

    ended = threading.Event()
    _on_signals(ended.set)
    working = start_worker(app)
    working.start()
    click.echo("ready", err=True)
    ended.wait()
    working.stop()
    os._exit(0)
