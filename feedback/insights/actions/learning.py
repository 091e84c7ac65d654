"""Keeping what a run learned, so that comments that come later are read in the same way."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert

from feedback.analysis.learning import Learned, SentimentModel, StageModel
from feedback.db import db, here, table_of
from feedback.insights.models import LearnedModel, Run
from feedback.insights.queries import runs
from feedback.insights.queries.learning import SENTIMENT, STAGE


def write(models: Learned, run: Run) -> None:
    """Replace the models of this organisation by those of the run, and note on the run what each is worth."""
    db.session.execute(delete(LearnedModel), execution_options={"synchronize_session": False})
    rows = [
        *(_row(SENTIMENT, lang, model) for lang, model in sorted(models.sentiment.items())),
        *(_row(STAGE, lang, model) for lang, model in sorted(models.stages.items())),
    ]
    if rows:
        owner = {"organisation_id": here(), "run_id": run.id}
        db.session.execute(insert(table_of(LearnedModel)), [{**owner, **row} for row in rows])
    run.learned = [{name: value for name, value in row.items() if name != "body"} for row in rows]


def _row(kind: str, lang: str, model: SentimentModel | StageModel) -> dict[str, Any]:
    return {
        "kind": kind,
        "lang": lang,
        "examples": model.worth.examples,
        "agreement": model.worth.agreement,
        "before": model.worth.before,
        "share": model.worth.share,
        "body": model.to_json(),
    }


def keep(run: Run) -> None:
    """A run that goes on with another read with what that one had learned."""
    if run.continues_id is not None:
        run.learned = list(runs.run(run.continues_id).learned)
