"""Every target of a step is a page."""

from __future__ import annotations

from flask import Flask

from feedback.cocreation import rules
from feedback.cocreation.addresses import OF_STEP, PAGES, address, page_of_step
from feedback.cocreation.rules import Facts


def test_every_target_is_a_page_of_the_organisation(app: Flask) -> None:
    with app.test_request_context("/o/acme/"):
        app.preprocess_request()
        assert {target: address(target) for target in PAGES} == {
            "groups": "/o/acme/groups",
            "evidence": "/o/acme/evidence",
            "outreach": "/o/acme/outreach",
            "themes": "/o/acme/themes",
            "strategies": "/o/acme/backlog/strategies",
            "journey": "/o/acme/journey",
            "journey_editor": "/o/acme/journey/edit",
            "backlog": "/o/acme/backlog",
            "programme": "/o/acme/programme",
        }
        assert [page_of_step(number) for number in range(1, 7)] == [address(target) for target in OF_STEP]


def test_steps_lead_to_known_targets() -> None:
    assert {step.target for step in rules.steps(Facts())} <= set(PAGES)
