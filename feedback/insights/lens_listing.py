"""The journey through a lens as programs read it: figures that passed the disclosure rule, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from feedback.analysis.disclosure import Hidden
from feedback.insights.queries.journey_map import LoudTheme
from feedback.insights.queries.lenses import Lived, PartScore, Region


def lens_json(code: str) -> dict[str, Any]:
    """The parts of a lens with what each group lives there, and the stages it does not contain; NotFound."""
    lived = Lived()
    life, codes = lived.through(code), {group.id: group.code for group in lived.groups}
    parts = [{"code": part.key, "names": dict(part.name), **_region(part.region, codes)} for part in life.parts]
    outside = [{"code": one.stages[0].code, "names": dict(one.stages[0].name), **_region(one, codes)}
               for one in life.outside]  # fmt: skip
    return {"lens": life.cut.lens.code, "saved": life.cut.saved, "parts": parts, "outside": outside}


def _region(region: Region, codes: Mapping[UUID, str]) -> dict[str, Any]:
    moments = [{"stage": stage.code, "kind": one.kind, "source": one.source} for stage, one in region.moments]
    return {
        "stages": [stage.code for stage in region.stages],
        "groups": {codes[group]: _score(score) for group, score in region.scores.items()},
        "wrote": {codes[group]: people for group, people in region.wrote.items() if people},
        "themes": [*_loud(region.negative, "neg"), *_loud(region.positive, "pos")],
        "moments": moments,
    }


def _score(score: PartScore) -> dict[str, Any]:
    found = score.combined
    if isinstance(found.result, Hidden):
        return {"hidden": found.result.reason, "source": score.source}
    figure = {"score": found.result.value, "n": found.result.n, "low": found.result.low, "high": found.result.high}
    rests_on = {"counts": found.counts, "people_at_least": found.least, "stages_answered": score.answered}
    return {**figure, **rests_on, "source": score.source}


def _loud(themes: Sequence[LoudTheme], feeling: str) -> list[dict[str, Any]]:
    return [{"theme": one.theme.code, "feeling": feeling, "mentions": one.mentions} for one in themes]
