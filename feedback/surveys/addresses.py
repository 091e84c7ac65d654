"""Links that respondents open, absolute, as the world reaches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import current_app

from feedback.journeys.models import Stage
from feedback.stakeholders.models import StakeholderGroup
from feedback.surveys import link_values
from feedback.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class SurveyLink:
    """One address to give to a group: for one stage, or (None) for everything the survey asks."""

    group: StakeholderGroup
    stage: Stage | None
    url: str


def link(
    survey: Survey, group: StakeholderGroup, stage: Stage | None = None, values: Mapping[str, str] | None = None
) -> str:
    """The open link of a group, at one stage where it is given; `values` ride along, and nobody can change them.

    Raises:
        Invalid: a name or a value that no link can carry.
    """
    parts = {"survey": survey.code, "group": group.code, **({"stage": stage.code} if stage else {})}
    path = current_app.url_map.bind("").build("answering.form", parts)
    sealed = urlencode({"v": signed_values(survey, values)}) if values else ""
    return (
        f"{current_app.config['FEEDBACK'].base_url}{path}{'&' if stage and sealed else '?' if sealed else ''}{sealed}"
    )


def signed_values(survey: Survey, values: Mapping[str, str]) -> str:
    """What stands under `v` in a link of this survey: the values and a seal, `<values>.<seal>`.

    An anonymous survey takes none of them.

    Raises:
        Invalid: a name or a value that no link can carry.
    """
    key = current_app.config["FEEDBACK"].secret_key.encode()
    return link_values.sign(key, survey.code, values)


def links(survey: Survey, groups: Sequence[StakeholderGroup], stages: Sequence[Stage]) -> list[SurveyLink]:
    """Per group one link for everything and, where the survey asks about several stages, one per stage."""
    chosen: list[Stage | None] = [None, *(stages if len(stages) > 1 else ())]
    return [SurveyLink(group, stage, link(survey, group, stage)) for group in groups for stage in chosen]
