"""An organisation every stored text of which tries to be more than text."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from feedback import config as configuration
from feedback import create_app
from feedback.accounts import queries as accounts
from feedback.backlog.actions import strategies, weights
from feedback.cli.database import upgrade
from feedback.db import now
from feedback.followup.actions import cases
from feedback.insights.actions import moments, runs, themes
from feedback.insights.queries import themes as theme_queries
from feedback.journeys import actions as drawing
from feedback.journeys import queries as journeys
from feedback.outreach.actions import coverage as outreach
from feedback.programme import actions as programme
from feedback.programme.queries import notices
from feedback.stakeholders.queries import groups as stakeholders
from feedback.workshops import queries as workshop_queries
from tests.e2e.serving import Installation
from tests.factories import backlog, evidence, groups, people, surveys, workshops
from tests.factories import journeys as journey_factory
from tests.factories import programme as programme_factory
from tests.factories.people import Member

PAYLOAD = (
    'javascript:alert(1)"><img src=x onerror=alert(1)><script>alert(1)</script><svg/onload=alert(1)>p{{7*7}}q${7*7}'
)
COMPUTED = ("p49", "q49", "q$49")
"""What stands on a page where a text was taken for a template."""
Texts = dict[str, str]


def hostile(label: str) -> str:
    """A text that says where it was stored, at its end."""
    return f"{PAYLOAD}[{label}]"


class Hostile:
    """The organisation while it is made; `stored` are its texts by their labels, `paths` what respondents see."""

    def __init__(self, installation: Installation) -> None:
        self.app = create_app(configuration.load(installation.environ))
        upgrade(self.app)
        self.of: Member = people.owner(self.app, "acme")
        self.stored: dict[str, str] = {}
        self.paths: list[str] = []

    def text(self, label: str) -> str:
        self.stored[label] = hostile(label)
        return self.stored[label]

    def texts(self, label: str) -> Texts:
        return dict.fromkeys(("es", "en"), self.text(label))

    def do(self, action: Callable[[], object]) -> object:
        return self.of.do(action)

    def everything(self) -> None:
        self._people()
        self._journey()
        self._known()
        self._asked()
        self._analysed()
        self._decided()
        self._workshop()

    def _people(self) -> None:
        def rename() -> None:
            accounts.organisation().name = self.text("org")
            self_ = accounts.user_by_email(self.of.email)
            assert self_ is not None
            self_.name = self.text("member")

        self.do(rename)
        for kind in ("customer", "employee", "supplier"):
            made = groups.group(self.of, kind, code=f"{kind}s", name=self.texts(kind))
            groups.segment(self.of, made, self.text(f"{kind[0]}attr"), self.text(f"{kind[0]}value"))

    def _journey(self) -> None:
        def draw() -> None:
            drawn = drawing.create_journey(name=self.texts("journey"), code="journey")
            for code in ("visit", "billing"):
                name, goal = self.texts(code), self.texts(f"{code[:4]}goal")
                stage = drawing.add_stage(drawn, name=name, goal=goal, code=code)
                drawing.add_touchpoint(stage, name=self.texts(f"{code[:4]}tp"), channel="phone", code="call")

        self.do(draw)
        customers, stage = "suppliers", journey_factory.current(self.of)[1]
        reason = self.text("unlived")
        self.do(
            lambda: (
                outreach.mark_not_applicable(
                    stage=journeys.stage(stage.id), group=stakeholders.group_named(customers), reason=reason
                ).id
            )
        )

    def _known(self) -> None:
        """Notes, and a file with a hostile name, columns and texts; one row cannot be read."""
        for number in range(4):
            text = f"We waited an hour in the queue. {self.text(f'note{number}')}"
            evidence.note(self.of, text=text, source=self.text("source"), stage_id=None)
        header = self.text("column")
        self.stored["file"] = name = f"{hostile('file').replace('/', '_')}.csv"
        rows = "".join(f'"{_quoted(self.text(f"row{number}"))} We waited very long.",4\n' for number in range(4))
        bad = f'"{_quoted(self.text("badrow"))}",{_quoted("many")}\n'
        content = f'"{_quoted(header)}",stars\n{rows}{bad}'
        evidence.imported(self.of, content, name, **evidence.stars())

    def _asked(self) -> None:
        """A questionnaire with every kind of question; answers of identified customers."""
        options = [{"code": f"o{number}", "text": self.texts(f"option{number}")} for number in range(2)]
        asked = [
            surveys.asked("csat", "csat", "visit", text=self.texts("csat"), help=self.texts("help")),
            surveys.asked("single", "single", "visit", text=self.texts("single"), choices=options),
            surveys.asked("multi", "multi", "visit", text=self.texts("multi"), choices=options),
            surveys.asked("text", "longtext", "visit", text=self.texts("longtext")),
        ]
        questionnaire = surveys.published(self.of, *asked, title=self.text("title"))
        survey = surveys.opened(self.of, questionnaire, ["customers"], mode="identified")
        anonymous = surveys.opened(self.of, questionnaire, ["employees"], mode="anonymous")
        said = {"text": f"We waited an hour in the queue. {self.text('answer')}"}
        answers = surveys.answered(survey, "customers", 6, csat=1, single="o0", multi=["o0", "o1"], text=said)
        surveys.counted(survey)
        reason = self.text("case")
        self.do(lambda: cases.open_case(answers[0], reason=reason).id)
        surveys.answered(anonymous, "employees", 12, csat=2, single="o1", multi=["o1"], text=said)
        surveys.closed(anonymous)
        self.paths += [f"/s/{survey.code}/customers", f"/s/{anonymous.code}/employees"]

    def _analysed(self) -> None:
        from feedback import jobs

        self.do(lambda: runs.start_run().id)
        jobs.work_off(self.app)
        names = self.texts("theme")
        self.do(lambda: themes.rename(theme_queries.theme("waiting"), names=names).code)
        reason = self.text("moment")
        self.do(lambda: moments.declare(stage=journeys.stage_named("visit"), kind="pain", reason=reason).id)

    def _decided(self) -> None:
        number = backlog.improvement(self.of, "visit", title=self.texts("improved"), hypothesis=self.text("why"))
        backlog.decided(self.of, number, reason=self.text("decision"))
        plan, milestone = self.texts("strategy"), self.text("part")
        blocker, half = self.text("blocker"), self.text("weights")

        def work() -> None:
            found = backlog.found(number).id
            programme.start(found)
            programme.report(found, percent=20, blocker=blocker)
            programme.add_milestone(found, title=milestone)
            strategies.add_strategy(name=plan)
            weights.save_weights(name=half, weights={"customers": 1.0, "employees": 1.0, "suppliers": 1.0})

        self.do(work)
        heard, answer = self.texts("heard"), self.texts("did")
        made = programme_factory.notice(self.of, number, published=False, heard=heard, answer=answer)
        # The check before publishing stops such words; the page has to stand them all the same.
        self.do(lambda: setattr(notices.notice(made), "published_at", now()))
        self.paths.append("/said/acme")

    def _workshop(self) -> None:
        room = workshops.workshop(self.of, self.text("wasked"))
        participant: UUID = workshops.note(self.of, room, self.text("wnote"))
        with self.of.at_work():
            code = workshop_queries.workshop(room.id).code
        self.paths.append(f"/w/{code}?participant={participant}")


def _quoted(text: str) -> str:
    return text.replace('"', '""')
