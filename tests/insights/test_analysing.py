from __future__ import annotations

import socket
from pathlib import Path
from uuid import uuid4

import pytest

from feedback.analysis.pipeline import Parameters, analyse
from feedback.analysis.records import Comment
from feedback.errors import ProductError
from feedback.insights.analysing import executor, folder

COMMENTS = [Comment(f"{number:03d}", "The waiting time was terrible. Very kind staff.") for number in range(60)]
PARAMETERS = Parameters(chunk_size=20)


def test_one_process_works_here_unless_somebody_waits_for_it() -> None:
    with executor(1, apart=False) as here:
        assert here is None
    with executor(1) as apart:
        assert apart is not None
        found = analyse(COMMENTS, parameters=PARAMETERS, executor=apart)
    alone = analyse(COMMENTS, parameters=PARAMETERS)
    assert (found.comments, found.themes) == (alone.comments, alone.themes)
    assert found.state.to_bytes() == alone.state.to_bytes()


def test_two_workers_of_a_cluster_find_the_same() -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: feedback[dask]")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        executor(1, cluster.scheduler_address) as where,
    ):
        found = analyse(COMMENTS, parameters=PARAMETERS, executor=where)
    alone = analyse(COMMENTS, parameters=PARAMETERS)
    assert (found.comments, found.themes) == (alone.comments, alone.themes)


def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedback.insights.analysing.ANSWERS_WITHIN", "300ms")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ProductError, match="FEEDBACK_DASK"), executor(1, address):
        pass


def test_the_folder_of_a_run_drops_those_before_it(tmp_path: Path) -> None:
    ours, theirs = uuid4(), uuid4()
    first, second, other = uuid4(), uuid4(), uuid4()
    folder(tmp_path, ours, first).put("chunk", b"1")
    folder(tmp_path, theirs, other).put("chunk", b"1")
    assert folder(tmp_path, ours, first).get("chunk") == b"1"
    assert folder(tmp_path, ours, second).get("chunk") is None
    assert not (tmp_path / "analysis" / ours.hex / first.hex).exists()
    assert (tmp_path / "analysis" / theirs.hex / other.hex / "chunk").exists()
