"""Processes of a pool and the process that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

STARTS_A_POOL = """
import os, sys
from feedback import jobs

if __name__ == "__main__":
    with jobs.pool(2) as executor:
        print(*{executor.submit(os.getpid).result() for _ in range(4)}, flush=True)
        sys.stdin.read()
"""


def test_a_pool_does_not_outlive_a_process_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "starts_a_pool.py"
    script.write_text(STARTS_A_POOL)
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        children = [int(one) for one in parent.stdout.readline().split()]
        assert children and all(_lives(one) for one in children)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        until = time.monotonic() + 20
        while any(_lives(one) for one in children) and time.monotonic() < until:
            time.sleep(0.05)
        assert not [one for one in children if _lives(one)]


def _lives(pid: int) -> bool:
    """Whether it still runs; one that ended and that nobody has taken note of does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
