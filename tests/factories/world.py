"""Two organisations with one of everything, for the sweeps over all routes.

What acme has, globex has too, under other ids, codes and numbers: so a foreign id can be told from the id of nothing
only by a product that looks across the wall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Flask

from feedback.accounts.webhooks import actions as telling
from feedback.backlog.actions import objectives, own_formulas, remarks, strategies, weights
from feedback.db import db
from feedback.followup.actions import cases
from feedback.insights.actions import moments, run_figures
from feedback.insights.actions import workshops as map_workshops
from feedback.journeys import actions as drawing
from feedback.journeys import queries as journeys
from feedback.journeys.actions import variants
from feedback.journeys.models import Stage
from feedback.journeys.queries import versions
from feedback.outreach.actions import coverage as outreach
from feedback.outreach.actions import mailings
from feedback.outreach.models import Mailing
from feedback.permissions import Role
from feedback.programme import actions as programme
from feedback.stakeholders.models import StakeholderGroup
from feedback.stakeholders.queries import groups as stakeholders
from feedback.surveys import library as ready
from feedback.surveys.actions import library
from feedback.surveys.queries import questionnaires
from feedback.surveys.queries import surveys as launched
from feedback.workshops.queries import votes as proposed
from tests.factories import (
    acts,
    backlog,
    blueprint,
    claims,
    contacts,
    cycles,
    effects,
    evidence,
    functions,
    groups,
    heard,
    invitations,
    issues,
    people,
    personas,
    reports,
    surveys,
    trackers,
    triggers,
    votes,
    walks,
    webhooks,
    wordings,
    workshops,
)
from tests.factories import cases as follow_ups
from tests.factories import journeys as journey_factory
from tests.factories import mailings as mailing_factory
from tests.factories import programme as programme_factory
from tests.factories.callers import system
from tests.factories.people import Member
from tests.installation import repeated

Value = str | int
Things = dict[str, list[Value]]
ACME_ONLY, GLOBEX_ONLY = "acme-queues", "globex-noise"
"""Codes of themes: a code that both organisations know leads each to a theme of its own."""


@dataclass(frozen=True)
class World:
    """Owners of two organisations, and the ids of their things.

    Ids are: argument of a route, or `blueprint.argument` where blueprints mean different things by it -> values.
    """

    acme: Member
    globex: Member
    acmes: Mapping[str, Sequence[Value]]
    globexes: Mapping[str, Sequence[Value]]

    def values_for(self, endpoint: str, argument: str) -> Sequence[Value]:
        """Values of acme's that fit the argument of the route; empty where the world has none."""
        blueprint = endpoint.rpartition(".")[0]
        return self.acmes.get(f"{blueprint}.{argument}") or self.acmes.get(argument, ())


@repeated
def build_world(app: Flask) -> World:
    """Both organisations, through the actions the pages use."""
    acme, globex = people.owner(app, "acme"), people.owner(app, "globex")
    acmes = _furnish(acme, ACME_ONLY, stage="visit", suffix="a", spare_improvements=1)
    return World(acme, globex, acmes, _furnish(globex, GLOBEX_ONLY, stage="arrival", suffix="g"))


def _furnish(of: Member, theme: str, *, stage: str, suffix: str, spare_improvements: int = 0) -> Things:
    """One of everything; `spare_improvements` come first, so that the numbers of two organisations differ."""
    codes = {kind: f"{kind}s-{suffix}" for kind in ("customer", "employee", "supplier")}
    made = {kind: groups.group(of, kind, code=code) for kind, code in codes.items()}
    journey_factory.journey(of, (stage, f"after-{stage}"))
    for _ in range(spare_improvements):
        backlog.improvement(of)
    known = _known(of, codes["customer"], theme, stage)
    return {
        **known,
        **_asked(of, [codes["customer"], codes["supplier"]], stage),
        **_drawn(of, stage, codes["employee"]),
        **_decided(of, codes["customer"], UUID(str(known["theme_id"][0]))),
        **_computed(of, codes["customer"], codes["employee"], stage),
        **_told(of),
        **_people(of, made["customer"]),
        **_portrayed(of, made["customer"], suffix),
        "group_id": [str(one.id) for one in made.values()],
        "api_groups.code": list(codes.values()),
        "api_contacts.contact_id": [str(contacts.person(of, made["customer"], f"ana@{suffix}.example"))],
        "token_id": [str(system(of, name="Warehouse").token_id)],
        "segment_id": [str(groups.segment(of, made["customer"]))],
        **_gathered(of, stage),
        **_voted(of),
        "wording_id": [str(wordings.wording(of))],
        "cycle_id": [str(cycles.closed(of))],
        "cycles.kind": ["json"],
        "schedule_id": [str(reports.schedule(of))],
        "user_id": [str(people.member(of.app, of.organisation, Role.ANALYST).user_id), str(of.user_id)],
    }


def _known(of: Member, group: str, theme: str, stage: str) -> Things:
    """Evidence, imports, what people said, and a run over it."""
    mention_id = heard.heard(of, group, theme, stage=stage)[0]
    theme_id = heard.theme(of, theme)
    done = evidence.imported(of, "text,stars\nWaited two hours,2\n,\nToo late,no\n", group=group, **evidence.stars())
    return {
        "theme_id": [str(theme_id)],
        "insights.code": [theme],
        "editing.code": [theme],
        "history.code": [theme],
        "placing.code": [theme],
        **acts.corrected(of, theme, mention_id),
        "run_id": [str(heard.counted(of))],
        "evidence_id": [str(evidence.note(of, group))],
        "evidence_uploads.import_id": [str(evidence.upload(of))],
        "evidence_imports.import_id": [str(done)],
        "api_evidence.import_id": [str(done)],
    }


def _computed(of: Member, group: str, insiders: str, stage: str) -> Things:
    """What a run found to go with the verdict of a group, and what insiders believe that it lives."""

    def keep() -> None:
        figures = {"r": 0.8, "r_low": 0.7, "r_high": 0.9, "share": 0.5, "low": 0.3, "high": 0.6, "model_n": 60}
        subject = {"group_id": stakeholders.group_named(group).id, "stage_id": journeys.stage_named(stage).id}
        run_figures.write([{"kind": "driver", **subject, "n": 60, "k": 1, "figures": figures}])

    of.do(keep)
    guess = surveys.asked("guess", "csat", stage, predicts=True)
    believed = surveys.opened(of, surveys.published(of, guess, title="What they live"), [insiders], mode="identified")
    surveys.answered(believed, insiders, 2, guess=4)
    surveys.counted(believed)
    pair = {"guessing": [insiders], "living": [group]}
    origins = {f"improvement_origins.{name}": codes for name, codes in pair.items()}
    origins["improvement_origins.kind"] = ["pain"]
    return {"drivers.group": [group], **{f"drivers.{name}": codes for name, codes in pair.items()}, **origins}


def _asked(of: Member, to: list[str], stage: str) -> Things:
    """A questionnaire, a survey of it with answers, and a case from one of them."""
    questionnaire = surveys.published(of, *surveys.standard(stage), title=f"How was the {stage}?")
    survey = surveys.opened(of, questionnaire, to, mode="identified")
    answers = surveys.answered(survey, to[0], 6, nps=9, csat=4, single="a", text={"text": "It took long."})
    surveys.counted(survey)
    earlier = surveys.opened(of, questionnaire, to, mode="identified", wave=surveys.wave(of, "2020-01"))
    surveys.answered(earlier, to[0], 6, nps=3, csat=2)
    surveys.counted(earlier)
    check = of.do(lambda: library.take(entries=[ready.entry("cx-check")], stages={})[0].code)
    with of.at_work():
        draft = questionnaires.draft_of(questionnaires.questionnaire(questionnaire))
    case = of.do(lambda: cases.open_case(answers[0], reason="Call back.").id)
    return {
        "questionnaires.code": [questionnaire],
        "questionnaire_files.code": [questionnaire],
        "questionnaire_files.format": ["json"],
        "questionnaires.language": ["es"],
        "library.entry": ["cx-check"],
        "ready_journeys.code": ["field-service"],
        "reading.code": [surveys.opened(of, check, to, mode="identified").code],
        "survey_downloads.code": [survey.code],
        "questionnaires.section": [section.id for section in draft.sections],
        "questionnaires.question": [question.id for question in draft.questions()],
        "answering.survey": [survey.code],
        "answering.group": [to[0]],
        "answering.stage": [stage],
        "mailing_id": [str(_drafted(of, survey, to[0]))],
        "mailings.what": ["stop"],
        "mailings.change": ["take-back"],
        "invitation_id": [str(invitations.invited(survey, to[0], 900).invitation_id)],
        "surveys.code": [survey.code],
        "event_id": [str(triggers.told(of, "order-1", group=to[0], stage=stage).id)],
        "api_surveys.code": [survey.code],
        "api_results.code": [survey.code],
        "api_responses.code": [survey.code],
        "trigger_id": [str(triggers.trigger(survey, to[0], stage))],
        "channels.code": [survey.code],
        "channels.group": [to[0]],
        "channels.kind": ["badge"],
        "channels.format": ["svg"],
        "survey_results.code": [survey.code],
        "survey_results.question": [str(survey.questions["csat"][0])],
        "response_id": [str(answers[1])],
        "case_id": [str(case)],
        "note_id": [str(of.do(lambda: cases.add_note(case, text="Called.").id))],
    }


def _portrayed(of: Member, group: StakeholderGroup, suffix: str) -> Things:
    """A persona with a line, and a service walked through the map."""
    code = personas.persona(of, group, code=f"kin-{suffix}")
    return {
        "personas.group": [group.code],
        "personas.persona": [code],
        "personas.line_id": [str(personas.line(of, group, code))],
        "walk_id": [str(walks.chosen(of, f"order-{suffix}")[0])],
    }


def _gathered(of: Member, stage: str) -> Things:
    """A workshop on the map with a group of notes, and a moment that was declared from it."""
    room = workshops.map_workshop(of, (stage,))
    cluster = workshops.grouped(of, room, ["Nobody answers", "No sign of life"], "Silence", stage)
    for text in ("They decide here", "Here they stay"):
        workshops.sticky(of, room, text, stage, moment="truth")
    wish = {"stage_code": stage, "kind": "truth", "reason": "Two named it."}
    moment = of.do(lambda: map_workshops.declare_named(room.id, **wish).id)
    return {
        "workshop_id": [str(room.id)],
        "cluster_id": [str(cluster.id)],
        "map_workshops.moment_id": [str(moment)],
    }


def _voted(of: Member) -> Things:
    """A vote with a proposal."""
    room = votes.vote(of)
    votes.paper(of, room, {"Chairs": 3}, proposal="Coffee for who waits")
    with of.at_work():
        proposal = proposed.proposals(room.id)[0].id
    same = [str(room.id)]
    ours = dict.fromkeys(("votes.workshop_id", "api_votes.workshop_id", "vote_count.workshop_id"), same)
    return {**ours, "proposal_id": [str(proposal)]}


def _told(of: Member) -> Things:
    """A rule that opens cases, and a webhook with something in its log."""
    made, _ = webhooks.webhook(of, "https://hooks.example/x")
    message = of.do(lambda: telling.test(made).id)
    return {"rule_id": [str(follow_ups.rule(of))], "webhook_id": [str(made)], "message_id": [str(message)]}


def _people(of: Member, group: StakeholderGroup) -> Things:
    """A contact, and a file of people on its way in."""
    same = [str(group.id)]
    return {
        "contacts.group_id": same,
        "contact_id": [str(contacts.person(of, group))],
        "contact_imports.group_id": same,
        "contact_imports.import_id": [str(contacts.upload(of, group))],
    }


def _drafted(of: Member, survey: surveys.Opened, group: str) -> UUID:
    """An invitation nobody got yet."""
    given = {"group_id": survey.groups[group], "wish": mailing_factory.wish()}
    made: UUID = of.do(lambda: mailings.draft(survey=launched.survey(survey.code), **given).id)
    return made


def _mailed(of: Member, notice: UUID, group: str) -> UUID:
    """A mailing of a notice, as it is kept."""

    def keep() -> UUID:
        row = Mailing(kind="notice", about=notice, group_id=stakeholders.group_named(group).id, texts={})
        db.session.add(row)
        db.session.flush()
        return row.id

    made: UUID = of.do(keep)
    return made


def _drawn(of: Member, stage: str, group: str) -> Things:
    """The journey's parts: a stage with a touchpoint, a declared moment, a cell that does not apply."""
    first = journey_factory.current(of)[0]

    def mark() -> tuple[UUID, UUID]:
        declared = moments.declare(stage=journeys.stage_named(stage), kind="pain", reason="People say so.")
        about = {"stage": journeys.stage_named(stage), "group": stakeholders.group_named(group)}
        return declared.id, outreach.mark_not_applicable(**about, reason="They never come here.").id

    moment, cell = of.do(mark)
    return {
        **_behind(of, stage),
        **_staffed(of, stage),
        **_stated(of, stage, group),
        **_varied(of, first),
        "claims.kind": ["stage"],
        "claims.thing_id": [str(first.id)],
        "stage_id": [str(first.id)],
        "touchpoint_id": [str(journey_factory.touchpoint(of, first))],
        "moment_id": [str(moment)],
        "mark_id": [str(cell)],
        "lens": ["goal"],
    }


def _varied(of: Member, first: Stage) -> Things:
    """A way through the journey, and its newest version: acme's has one more, so that the numbers differ."""
    goals = ["To be met", "To be helped"] if first.code == "visit" else ["To be met"]
    for goal in goals:
        said = {"name": first.name, "goal": {"en": goal}, "silent": False, "assumed_feeling": None}
        journey_factory.change(of, first, drawing.change_stage, **said)
    way = f"way-{first.code}"
    of.do(lambda: variants.add_variant(journeys.journey(), name={"en": way}, stages=[first.id]))
    with of.at_work():
        newest = versions.newest(first.journey_id)
        return {"variants.code": [way], "versions.number": [newest.number if newest else 0]}


def _behind(of: Member, stage: str) -> Things:
    """What stands behind a stage: two tools tied by hand, and a key flow that comes by."""
    tools = [blueprint.item(of, stage, "tool", name, state="missing") for name in ("Calls", "Agenda")]
    return {
        "item_id": [str(tools[1])],
        "link_id": [str(blueprint.link(of, *tools))],
        "blueprint.kind": ["wait"],
        "flows.code": [blueprint.flow(of, f"To {stage}", (stage,))],
    }


def _staffed(of: Member, stage: str) -> Things:
    """An area with a role at the stage."""
    code = functions.area(of, f"team-{stage}")
    functions.fill(of, stage, code, "does")
    return {"areas.code": [code], "functions.function": [code], "reviews.code": [code], "area_reports.code": [code]}


def _stated(of: Member, stage: str, group: str) -> Things:
    """A claim about the stage with something that speaks for it."""
    claim = claims.stated(of, stage, "It goes fast")
    link = claims.linked(of, claim, "evidence", evidence.note(of, group, "It went fast"))
    return {"claim_id": [str(claim)], "support_id": [str(link)]}


def _talked(of: Member, number: int) -> Things:
    """What a member says about an improvement, and what it is for."""

    def talk() -> tuple[UUID, UUID]:
        said = remarks.remark(backlog.found(number).id, text="We tried it once.", by=backlog.access(of))
        return said.id, objectives.add_objective(name={"es": "Que vuelvan", "en": "People come back"}).id

    said, aim = of.do(talk)
    return {"remark_id": [str(said)], "objective_id": [str(aim)]}


def _decided(of: Member, group: str, theme_id: UUID) -> Things:
    """An improvement under way with a milestone and a notice, a strategy, named weights, a point set aside."""
    number = programme_factory.started(of)
    notice = programme_factory.notice(of, number, published=False)

    def decide() -> tuple[UUID, ...]:
        strategies.set_aside(theme_id, reason="Not this year.")
        part = programme.add_milestone(backlog.found(number).id, title="Agree on the hours")
        [line] = programme.add_checks(backlog.found(number).id, texts=["Call the printer"])
        plan = strategies.add_strategy(name={"es": "Avisar", "en": "Tell"})
        own = own_formulas.write_formula(name="Own", text="people", higher_first=True)
        return part.id, line.id, plan.id, weights.save_weights(name="Half", weights={group: 1.0}).id, own.id

    part, line, plan, vector, own = of.do(decide)
    effects.looked_at(of, number)
    return {
        "number": [number],
        **_talked(of, number),
        "milestone_id": [str(part)],
        "check_id": [str(line)],
        "strategy_id": [str(plan)],
        "vector_id": [str(vector)],
        "formula_id": [str(own)],
        "notice_id": [str(notice)],
        "notice_mails.mailing_id": [str(_mailed(of, notice, group))],
        **_tracked(of, number),
    }


def _tracked(of: Member, number: int) -> Things:
    """A tracker, and an issue that could not be opened in it."""
    connected = trackers.tracker(of, "https://127.0.0.1")  # Where nothing is ever sent.
    return {"tracker_id": [str(connected)], "issue_id": [str(issues.given_up(of, number, connected))]}
