"""One thread."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_info

from feedback.analysis.learning.threads import one_thread


def test_linear_algebra_uses_one_thread_within() -> None:
    assert np.ones((2, 2)).sum() == 4  # the library is there
    with one_thread():
        assert {pool["num_threads"] for pool in threadpool_info()} <= {1}
