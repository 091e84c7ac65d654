"""Where the analysis runs, and where what it read waits: here, in processes of this machine, or on a Dask cluster.

Nothing of it runs in a thread that also answers people; the results are the same wherever it runs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from feedback import jobs
from feedback.analysis.spool import Folder
from feedback.errors import ProductError, message

ANSWERS_WITHIN = "10s"


@contextmanager
def executor(processes: int, dask: str = "", *, apart: bool = True) -> Iterator[Executor | None]:
    """An executor for chunks of work; None where they are best done here: one process, and nobody else waits for it.

    `dask` is the address of a scheduler whose workers have this package; `apart`: never in the caller's thread.
    """
    if dask:
        with _cluster(dask) as cluster:
            yield cluster
    elif processes < 2 and not apart:
        yield None
    else:
        with jobs.pool(processes) as pool:
            yield pool


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ProductError(message("FEEDBACK_DASK is set, but Dask is not installed: feedback[dask].")) from error
    try:
        client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ProductError(message("No Dask scheduler answers at FEEDBACK_DASK.")) from error
    with client:
        yield client.get_executor()


def folder(var: Path, organisation_id: UUID, run_id: UUID) -> Folder:
    """Where the chunks of a run wait. Those of other runs of the organisation go: nobody continues them."""
    ours = var / "analysis" / organisation_id.hex
    for other in ours.iterdir() if ours.is_dir() else ():
        if other.name != run_id.hex:
            shutil.rmtree(other, ignore_errors=True)
    return Folder(ours / run_id.hex)
