"""Which comments of a run say nearly the same: marks and texts of all of them, kept small."""

from __future__ import annotations

import os
import tempfile
from array import array
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from feedback.analysis.likeness import NOTHING, Marks, folds

_WIDTH = len(NOTHING)


class Copies:
    """Marks in 40 bytes a comment, and their texts in a file without a name, which is gone with the process."""

    def __init__(self) -> None:
        self._marks = array("Q")
        self._ends = array("Q", [0])
        self._file = tempfile.TemporaryFile(prefix="feedback-")  # noqa: SIM115 - open as long as this is

    def add(self, marked: Iterable[Marks], texts: Iterable[str]) -> None:
        """The next comments, side by side."""
        for marks in marked:
            self._marks.extend(marks)
        written = [text.encode("utf-8", "surrogatepass") for text in texts]
        for body in written:
            self._ends.append(self._ends[-1] + len(body))
        self._file.write(b"".join(written))

    def __len__(self) -> int:
        return len(self._marks) // _WIDTH

    @property
    def exact(self) -> NDArray[np.uint64]:
        """The marks of plain texts, one per comment."""
        return self._table()[:, 0]

    def folds(self) -> dict[int, str]:
        """Place of a comment to its fold, of those that share theirs."""
        marked: Sequence[Marks] = self._table()  # type: ignore[assignment]
        return folds(marked, self.text)

    def close(self) -> None:
        self._file.close()

    def _table(self) -> NDArray[np.uint64]:
        return (
            np.frombuffer(self._marks, dtype=np.uint64).reshape(-1, _WIDTH)
            if self._marks
            else np.zeros((0, _WIDTH), np.uint64)
        )

    def text(self, place: int) -> str:
        """The text of the comment at a place."""
        self._file.flush()
        start, end = self._ends[place], self._ends[place + 1]
        return os.pread(self._file.fileno(), end - start, start).decode("utf-8", "surrogatepass")
