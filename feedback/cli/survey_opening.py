"""`feedback survey open` and `close`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from feedback.cli.edge import act, finish_jobs, organisation, print_json, with_app
from feedback.db import inside
from feedback.journeys import queries as journeys
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import addresses
from feedback.surveys.actions import surveys as actions
from feedback.surveys.actions.questionnaires import Unpublishable
from feedback.surveys.models import Questionnaire, Survey
from feedback.surveys.queries import questionnaires
from feedback.surveys.queries import surveys as queries
from feedback.surveys.rules import MODES
from feedback.web.templating import say


@click.command("open")
@click.argument("questionnaire")
@click.option("--organisation", "code", required=True)
@click.option("--group", "groups", required=True, help="Codes separated by commas.")
@click.option("--stage", help="One stage; without it every stage the questions name.")
@click.option("--mode", type=click.Choice(MODES), help="Without it: customers identified, others anonymous.")
@click.option("--closes", type=click.DateTime(["%Y-%m-%d"]), help="Last day that answers are taken.")
@click.option("--json", "as_json", is_flag=True)
@with_app
def open_(
    questionnaire: str,
    code: str,
    groups: str,
    stage: str | None,
    mode: str | None,
    closes: datetime | None,
    as_json: bool,
) -> None:
    """Open a questionnaire to groups and print the links; one that is open like this already is printed again."""
    closes_on = closes.date() if closes else None
    with organisation(code):
        opened = act(_open, questionnaire, groups.split(","), stage, mode=mode, closes_on=closes_on)
        found = _links(queries.survey(opened))
    finish_jobs()
    if as_json:
        print_json({"survey": opened, "links": found})
    else:
        click.echo("\n".join(str(link["url"]) for link in found))


def _open(questionnaire: str, groups: Sequence[str], stage: str | None, **values: Any) -> str:
    chosen = dict.fromkeys(code.strip() for code in groups if code.strip())
    row = questionnaires.questionnaire_named(questionnaire)
    try:
        return actions.open_survey(
            questionnaire=row,
            groups=[stakeholders.group_named(code) for code in chosen],
            stage=journeys.stage_named(stage) if stage else None,
            **values,
        ).code
    except Unpublishable as refused:
        raise click.ClickException("\n".join(_in_the_way(row, refused))) from refused


def _in_the_way(row: Questionnaire, refused: Unpublishable) -> list[str]:
    """A line for every problem, by the code that the author gave the question."""
    codes = {question.id: question.code for question in questionnaires.draft_of(row).questions()}
    return [f"{codes.get(one.question, one.path)}: {say(one.message)}" for one in refused.problems]


def _links(row: Survey) -> list[dict[str, str | None]]:
    wanted = {one.group_id for one in row.groups}
    groups = [group for group in stakeholders.groups(include_archived=True) if group.id in wanted]
    stages = queries.stages_asked(row)
    own = stages[0].code if row.stage_id else None
    return [
        {"group": link.group.code, "stage": link.stage.code if link.stage else own, "url": link.url}
        for link in addresses.links(row, groups, stages)
    ]


@click.command()
@click.argument("code", metavar="SURVEY")
@with_app
def close(code: str) -> None:
    """Close a survey: it takes no more answers, and its results are counted. Closing it again changes nothing."""
    found = queries.survey_named(code)
    with inside(found.organisation_id):
        act(lambda: actions.close(queries.survey(code)))
    finish_jobs()
    click.echo(f"closed {code}", err=True)
