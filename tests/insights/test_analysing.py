from __future__ import annotations

import pytest

from feedback import jobs
from feedback.analysis.codebook import built_in_codebook
from feedback.analysis.pipeline import Parameters, analyse
from feedback.analysis.records import Comment
from feedback.insights.analysing import analyse_apart

COMMENTS = [Comment(f"{number:03d}", "The waiting time was terrible. Very kind staff.") for number in range(60)]
PARAMETERS = Parameters(chunk_size=20)


def test_another_process_finds_the_same_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    with jobs.pool(1) as executor:
        apart = analyse_apart(
            COMMENTS,
            built_in_codebook(),
            (),
            PARAMETERS,
            (),
            executor=executor,
            processes=2,
            progress=lambda done, total: told.append((done, total)),
        )
    here = analyse(COMMENTS, parameters=PARAMETERS)
    assert (apart.comments, apart.themes) == (here.comments, here.themes)
    assert {total for _, total in told} == {60}
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_goes_wrong_there_is_raised_here() -> None:
    with jobs.pool(1) as executor, pytest.raises(ValueError, match="keys must differ"):
        analyse_apart(
            COMMENTS[:1] * 2,
            built_in_codebook(),
            (),
            PARAMETERS,
            (),
            executor=executor,
            processes=1,
            progress=lambda done, total: None,
        )
