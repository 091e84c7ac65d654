"""What the API's resources are made with. A slice's `api.py`:

    blueprint = api_blueprint("groups", "Stakeholder groups.")

    @blueprint.post("/groups")
    @token("write")
    @blueprint.takes(NewGroup)
    @idempotent
    @blueprint.gives(201, GroupSchema)
    def create(body: dict[str, Any]) -> Any:
        '''Add a group.'''
        return actions.create_group(**body)

`@idempotent` runs the view in one write transaction, so it calls actions directly; a view without it uses
`feedback.web.guards.act`, as pages do. Errors are raised as everywhere (`feedback.errors`).
"""

from feedback.web.api.blueprints import Resource, api_blueprint, page_of
from feedback.web.api.callers import SCOPES, Answered, Caller, token
from feedback.web.api.cursors import PageArgs, from_all, page
from feedback.web.api.fields import Strict
from feedback.web.api.idempotency import idempotent
from feedback.web.api.problems import problem

__all__ = [
    "SCOPES",
    "Answered",
    "Caller",
    "PageArgs",
    "Resource",
    "Strict",
    "api_blueprint",
    "from_all",
    "idempotent",
    "page",
    "page_of",
    "problem",
    "token",
]
