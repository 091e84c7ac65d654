"""A cell of the map as lines of text, for sheets where no markup can stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flask_babel import gettext

from feedback.analysis.disclosure import Shown
from feedback.errors import Message
from feedback.insights.map_page import MapPage
from feedback.insights.queries.journey_map import Result, StageLife
from feedback.insights.rules import MOMENTS
from feedback.insights.rules.holds import AGREED
from feedback.journeys.models import BlueprintItem
from feedback.journeys.rules import channel
from feedback.journeys.rules.blueprint import JUDGED, QUESTION, state_label
from feedback.journeys.rules.details import DIMENSIONS, dimension, duration
from feedback.journeys.rules.roles import part
from feedback.web.templating import number, percent, say, text

Writer = Callable[[MapPage, StageLife], Iterator[str]]


def lines(page: MapPage, code: str, life: StageLife) -> list[str]:
    """What stands in the cell of a row and a stage; [] where it has nothing to say."""
    if code in _WRITERS:
        return list(_WRITERS[code](page, life))
    return [_item(item) for item in page.layers.of_kind(life.stage, code)]


def result_words(result: Result | None) -> str:
    """A figure with its interval and n, or why there is none."""
    if result is None:
        return str(gettext("not asked"))
    if not isinstance(result, Shown):
        return say(result.message)
    bounds = "" if result.low is None else f" ({number(result.low, 1)}–{number(result.high, 1)})"
    return f"{number(result.value, 1)}{bounds}, n {number(result.n)}"


def _area(page: MapPage, life: StageLife) -> Iterator[str]:
    yield from (text(name) for name in page.layers.answering(life.stage))


def _goal(page: MapPage, life: StageLife) -> Iterator[str]:
    if life.stage.goal:
        yield text(life.stage.goal)


def _trigger(page: MapPage, life: StageLife) -> Iterator[str]:
    if life.stage.before_contact:
        yield gettext("before the first contact")
    if life.stage.trigger:
        yield text(life.stage.trigger)
    if life.stage.lasts_minutes:
        yield say(duration(life.stage.lasts_minutes))


def _touchpoints(page: MapPage, life: StageLife) -> Iterator[str]:
    for point in life.stage.touchpoints:
        sort = dimension(point.channel, point.dimension)
        owner = page.layers.areas.get(point.function_id) if point.function_id else None
        about = [say(channel(point.channel).label), say(DIMENSIONS[sort]) if sort else "", text(owner)]
        yield f"{text(point.name)} ({', '.join(one for one in about if one)})"
    if not life.stage.touchpoints:
        yield gettext("no contact")


def _curve(page: MapPage, life: StageLife) -> Iterator[str]:
    if life.stage.assumed_feeling is not None:
        yield f"{gettext('Drawn by the team')}: {number(life.stage.assumed_feeling, 1)}"


def _lived(page: MapPage, life: StageLife) -> Iterator[str]:
    for group in page.lived.groups:
        yield f"{text(group.name)}: {result_words(life.score(group.id))}"


def _predicted(page: MapPage, life: StageLife) -> Iterator[str]:
    for group in page.lived.groups:
        if group.id in life.predicted:
            yield f"{text(group.name)}: {result_words(life.predicted[group.id].result)}"


def _themes(page: MapPage, life: StageLife) -> Iterator[str]:
    for sign, loud in (("−", life.negative), ("+", life.positive)):
        yield from (f"{text(one.theme.names)} {sign}{number(one.mentions)}" for one in loud)


def _moments(page: MapPage, life: StageLife) -> Iterator[str]:
    for kind in dict.fromkeys(one.kind for one in life.moments):
        agreed = life.agreement(kind)
        held = kind != "truth" or page.layers.has_hold(life.stage)
        about: Sequence[Message | None] = [AGREED[agreed] if agreed else None]
        words = [say(one) for one in about if one] + ([] if held else [gettext("no hold on it")])
        yield f"{say(MOMENTS[kind])}{': ' if words else ''}{'; '.join(words)}"
        yield from (say(one.reason) for one in life.moments if one.kind == kind and one.reason)


def _roles(page: MapPage, life: StageLife) -> Iterator[str]:
    for role in page.layers.roles.get(life.stage.id, ()):
        if role.function_id in page.layers.areas:
            task = f" ({text(role.task)})" if role.task else ""
            yield f"{text(page.layers.areas[role.function_id])}: {say(part(role.part).label)}{task}"


def _claims(page: MapPage, life: StageLife) -> Iterator[str]:
    yield from (f"{number(times)} {say(state)}" for state, times in page.sureness(life.stage))


def _walked(page: MapPage, life: StageLife) -> Iterator[str]:
    for point, share in page.layers.walked(life.stage):
        yield f"{text(point.name)}: {percent(share.value)} ({percent(share.low)}–{percent(share.high)}), n {share.n}"


def _item(item: BlueprintItem) -> str:
    about = [text(item.said_when), text(item.need)]
    if item.minutes:
        about.append(say(duration(item.minutes)))
    if item.kind == QUESTION:
        about.append(text(item.answered) or gettext("answered nowhere"))
    if item.kind in JUDGED:
        about.append(say(state_label(item.state)))
    said = ", ".join(one for one in about if one)
    return text(item.text) + (f" ({said})" if said else "")


_WRITERS: dict[str, Writer] = {
    "area": _area,
    "goal": _goal,
    "trigger": _trigger,
    "touchpoints": _touchpoints,
    "curve": _curve,
    "lived": _lived,
    "predicted": _predicted,
    "themes": _themes,
    "moments": _moments,
    "roles": _roles,
    "claims": _claims,
    "walked": _walked,
}
