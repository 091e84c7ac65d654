"""What a run goes on with, how it reads and writes, and what became of the themes: its steps, each on its own."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from feedback.analysis.codebook import Codebook
from feedback.analysis.decisions import Decisions
from feedback.analysis.identity import Change, compare
from feedback.analysis.learning import NOTHING, Learned, Placed, Rated, learn
from feedback.analysis.mapping import Tick, mapped
from feedback.analysis.pipeline import Parameters, Stream, analyse_stream, reading_digest
from feedback.analysis.records import AnalysedComment, Comment
from feedback.analysis.spool import Folder
from feedback.analysis.stages import StageWords
from feedback.analysis.state import State
from feedback.analysis.themes import Theme
from feedback.insights.actions import results
from feedback.insights.models import Run
from feedback.insights.queries import corrections, gathering, learning, placing, sampled, themes
from feedback.insights.queries import runs as run_queries
from feedback.insights.queries.sampled import Sampled
from feedback.insights.rules.scope import ADDED, ALL, Scope, learns_anew, scope
from feedback.journeys import queries as journeys

CHUNK = 500
"""Comments written in one transaction: a fraction of a second, so that answers are taken meanwhile."""
TELL_EVERY = 2.0
"""Seconds between two notes of progress, each of which is a transaction and renews the lease."""
_BEFORE, _WRITTEN, _LEARNED = "before", "written", "learned"
_TAUGHT = "taught_by"
Step = Callable[[int, int], AbstractContextManager[object]]
"""One transaction of the job, which notes (done, in all) and renews its lease; it refuses once the job was stopped."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What a run reads and with what. `state` is that of the run it continues, `continues_id`, where it reads only what
    was added; `total` counts the comments it is going to read, `teaching` those that were learned from.
    """

    parameters: Parameters
    codebook: Codebook
    stages: list[StageWords]
    decisions: Decisions
    known: list[Theme]
    scope: Scope
    total: int
    teaching: int
    learned: Learned = NOTHING
    state: State | None = None
    continues_id: UUID | None = None
    snapshot: str | None = None

    @property
    def reading(self) -> str:
        """The digest of how comments are read."""
        return reading_digest(self.codebook, self.stages, self.parameters, self.learned, self.decisions)

    @property
    def kept(self) -> dict[str, object]:
        """The parameters, as the run keeps them."""
        counts_from = placing.threshold()
        return {**asdict(self.parameters), "counts_from": counts_from, "reading": self.reading, _TAUGHT: self.teaching}


def planned(row: Run) -> Plan:
    """Decide what a run reads: everything, or no more than came since the newest one where that is enough."""
    # Every stage is suggested that words point to; from which certainty on it counts is asked when it is read.
    plan = Plan(
        parameters=Parameters(seed=row.seed, stage_threshold=0.0),
        codebook=themes.codebook(),
        stages=gathering.stage_words(),
        decisions=corrections.decisions(),
        known=[*themes.found_before(), *themes.made_by_people()],
        scope=ALL,
        total=gathering.count(),
        teaching=learning.count(),
        learned=learning.learned(),
    )
    earlier, state = run_queries.newest_state()
    if earlier is None or state is None or row.scope == ALL:
        return plan
    taught, new = int(earlier.parameters.get(_TAUGHT, 0)), gathering.count(unread=True)
    if learns_anew(plan.teaching, taught) or scope(state, plan.reading, new) == ALL:
        return plan
    continued = {"state": state, "continues_id": earlier.id, "snapshot": earlier.snapshot}
    return replace(plan, scope=ADDED, total=new, teaching=taught, **continued)  # type: ignore[arg-type]


def taught(plan: Plan, executor: Executor | None, folder: Folder, tick: Tick) -> Plan:
    """The plan with what is learned for it; what an earlier attempt learned holds for this one too."""
    if plan.scope == ADDED:
        return plan
    kept = folder.get(_LEARNED)
    if kept is not None:
        return replace(plan, learned=Learned.from_json(json.loads(kept)))
    there = learning.examples()
    lesson = Lesson(there.rated, there.placed, tuple(plan.stages), plan.parameters.seed)
    (learned,) = mapped(executor, learn_lesson, [lesson], tick) if there.enough else [NOTHING]
    folder.put(_LEARNED, json.dumps(learned.to_json()).encode())
    return replace(plan, learned=learned)


class Lesson(NamedTuple):
    """What is learned in one go, wherever that happens."""

    rated: list[Rated]
    placed: list[Placed]
    stages: tuple[StageWords, ...]
    seed: int


def learn_lesson(lesson: Lesson) -> Learned:
    return learn(lesson.rated, lesson.placed, stages=lesson.stages, seed=lesson.seed)


@dataclass
class Telling:
    """Notes progress now and then; half of the way is reading, the other half writing."""

    step: Step
    total: int
    at: float = 0.0

    def tick(self) -> None:
        """Nothing that can be counted was done; the lease is renewed."""
        self.reading(0, self.total)

    def reading(self, done: int, total: int) -> None:
        """So many comments of all were read."""
        if time.monotonic() - self.at >= TELL_EVERY:
            with self.step(done, 2 * max(self.total, total)):
                self.at = time.monotonic()


@dataclass
class Reading:
    """Comments as they are read from the database, and the digest of them in the end."""

    unread: bool
    before: str | None = None
    count: int = 0
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def comments(self) -> Iterator[Comment]:
        for page in gathering.gather(unread=self.unread):
            for comment in page:
                self._digest.update(f"{comment.key}\0{comment.text}\0".encode("utf-8", "surrogatepass"))
                self.count += 1
                yield comment

    @property
    def snapshot(self) -> str:
        """Of what was added: of the snapshot it goes on from, and of it; the same one where nothing was."""
        if self.before is None:
            return self._digest.hexdigest()
        if not self.count:
            return self.before
        return hashlib.sha256(f"{self.before} {self._digest.hexdigest()}".encode()).hexdigest()


def read(plan: Plan, reading: Reading, executor: Executor | None, folder: Folder, telling: Telling) -> Stream:
    """Read what the plan says; chunks that wait in the folder are not read again."""
    return analyse_stream(
        reading.comments(),
        total=plan.total,
        codebook=plan.codebook,
        stages=plan.stages,
        parameters=plan.parameters,
        executor=executor,
        progress=telling.reading,
        known=plan.known,
        learned=plan.learned,
        decisions=plan.decisions,
        state=plan.state,
        spool=folder,
    )


@dataclass(eq=False)
class Writing:
    """Writes a result in chunks. Done again after a crash it goes on behind the last chunk that was written."""

    step: Step
    row: Run
    stream: Stream
    folder: Folder
    digest: str
    after: Sampled | None = None
    _done: int = 0

    def write(self) -> None:
        total = self.stream.count
        with self.step(total, 2 * total):
            theme_ids = results.write_themes(self.stream.themes, self.row.id)
        stage_ids = {stage.code: stage.id for stage in journeys.stages()}
        written = self._written()
        for chunk in self._chunks():
            self._note(chunk)
            self._done += len(chunk)
            if self._done > written:
                with self.step(total + self._done, 2 * total):
                    results.write_comments(chunk, theme_ids, stage_ids)
                self.folder.put(_WRITTEN, f"{self.digest} {self._done}".encode())

    def _chunks(self) -> Iterator[list[AnalysedComment]]:
        for chunk in self.stream.chunks():
            for start in range(0, len(chunk), CHUNK):
                yield chunk[start : start + CHUNK]

    def _written(self) -> int:
        """How many comments an earlier attempt at the very same result wrote."""
        digest, _, done = (self.folder.get(_WRITTEN) or b"").decode().partition(" ")
        return int(done) if digest == self.digest else 0

    def _note(self, chunk: list[AnalysedComment]) -> None:
        if self.after is None:
            return
        for one in chunk:
            carried = {hit.theme for mention in one.mentions for hit in mention.themes}
            self.after.add(gathering.comment_id(one.key), carried)


def before(plan: Plan, folder: Folder) -> Sampled | None:
    """What the comments carried before this run, as it was before its first attempt wrote; None where nothing moves."""
    if plan.scope == ADDED:
        return None
    kept = folder.get(_BEFORE)
    if kept is not None:
        value = json.loads(kept)
        return Sampled.of_json(UUID(value["bound"]), value)
    found = sampled.before(max(plan.total, run_queries.comments()))
    folder.put(_BEFORE, json.dumps({"bound": found.bound.hex, **found.as_json()}).encode())
    return found


def outdated(plan: Plan) -> bool:
    """Whether people decided something while it was under way: the run knows nothing of it."""
    return corrections.decisions().digest != plan.decisions.digest


def changes(before: Sampled | None, after: Sampled | None) -> tuple[Change, ...]:
    """What became of the themes, by the comments both runs read; none for the first run."""
    if before is None or after is None or not before.read:
        return ()
    return compare(before.members, after.members, before.read & after.read)
