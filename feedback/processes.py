"""What a process that works for another one does before its first work. Imports little: each of them loads it."""

from __future__ import annotations

import os
import threading
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, killed or not.

    A pool's process holds both ends of the pipe it reads its work from, so nothing else would ever tell it.
    """
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def _wait(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
