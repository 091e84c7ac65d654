"""The story of tests/e2e/test_hotel.py in the browser, told with the 3,221 Cuban hotel comments.

    python benchmarks/hotel_story.py

The corpus is looked for in FEEDBACK_CORPORA, else in ../shared/data/feedback beside the repository; without it this
says so in one line.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis import CORPORA

FILE = "survey_es_cuba_hotels.csv.gz"


def main() -> int:
    if not (CORPORA / FILE).is_file():
        print(f"hotel story: not told, {CORPORA / FILE} is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        comments = Path(folder) / "opiniones.csv"
        comments.write_bytes(gzip.decompress((CORPORA / FILE).read_bytes()))
        started = time.perf_counter()
        environ = {**os.environ, "FEEDBACK_HOTEL_COMMENTS": str(comments)}
        command = [sys.executable, "-m", "pytest", "-q", "tests/e2e/test_hotel.py"]
        told = subprocess.run(command, env=environ, cwd=Path(__file__).resolve().parents[1], check=False)
        how = "held" if told.returncode == 0 else "did not hold"
        print(f"hotel story with {FILE}: {how}, {time.perf_counter() - started:.0f} s")
    return told.returncode


if __name__ == "__main__":
    sys.exit(main())
