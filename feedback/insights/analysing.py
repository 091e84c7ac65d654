"""The analysis in a process of its own: nothing of it runs in a thread that also answers people. Pure."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing.connection import Connection

from feedback.analysis.codebook import Codebook
from feedback.analysis.pipeline import Analysis, Parameters, analyse
from feedback.analysis.records import Comment
from feedback.analysis.stages import StageWords
from feedback.analysis.themes import Theme

Progress = Callable[[int, int], None]
LISTEN = 0.2
"""Seconds between two tellings of progress, also where nothing moved."""


def analyse_apart(
    comments: Sequence[Comment],
    codebook: Codebook,
    stages: Sequence[StageWords],
    parameters: Parameters,
    known: Sequence[Theme],
    *,
    executor: Executor,
    processes: int,
    progress: Progress,
) -> Analysis:
    """`analyse` in a process of `executor`, which opens more where `processes` allows; what it raises is raised.

    `progress` hears (comments read, comments in all) here, in the caller's thread, again and again until all is done.
    """
    receiver, sender = multiprocessing.get_context("spawn").Pipe(duplex=False)
    with receiver, sender:
        future = executor.submit(_analyse, comments, codebook, stages, parameters, known, processes, sender)
        _listen(future, receiver, progress, len(comments))
        return future.result()


def _listen(future: Future[Analysis], receiver: Connection, progress: Progress, total: int) -> None:
    done = 0
    while not future.done():
        while receiver.poll(LISTEN):
            done = receiver.recv()
        progress(done, total)


def _analyse(
    comments: Sequence[Comment],
    codebook: Codebook,
    stages: Sequence[StageWords],
    parameters: Parameters,
    known: Sequence[Theme],
    processes: int,
    sender: Connection,
) -> Analysis:
    def tell(done: int, total: int) -> None:
        sender.send(done)

    def run(executor: Executor | None) -> Analysis:
        return analyse(
            comments,
            codebook=codebook,
            stages=stages,
            parameters=parameters,
            executor=executor,
            progress=tell,
            known=known,
        )

    if processes < 2:
        return run(None)
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        return run(pool)
