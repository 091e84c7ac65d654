"""The one list of slices: builds the application, wires slots and events."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from flask import Blueprint, Flask, Request, Response, current_app, g, request, session, url_for
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_bootstrap import Bootstrap5
from flask_login import current_user
from werkzeug.local import LocalProxy
from werkzeug.middleware.proxy_fix import ProxyFix

from feedback import config as configuration
from feedback import db as database
from feedback import jobs
from feedback.accounts import queries as accounts
from feedback.accounts import session as sign_in_session
from feedback.config import Config
from feedback.errors import Invalid, NotFound, message
from feedback.web import addresses, errors, guards, headers, health, languages, limits, logs, templating, tone
from feedback.web.api import documentation, problems

SLICES = (
    "accounts",
    "stakeholders",
    "disclosure",
    "workshops",
    "journeys",
    "evidence",
    "surveys",
    "outreach",
    "insights",
    "followup",
    "backlog",
    "programme",
    "reports",
    "cocreation",
)
"""From the lowest to the highest; each may have `models`, `jobs`, `views` (`blueprint` or `blueprints`), `wiring`."""


COOKIELESS = frozenset({"respondent", "token"})
"""Kinds of guards whose views read and set no cookie."""


def build(config: Config | None = None) -> Flask:
    """An application for these settings (default: from the environment)."""
    # Read when NumPy loads. Threads of linear algebra only wait for each other where eight answer people already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app = Flask("feedback", static_folder="static", template_folder="templates")
    _configure(app, config or configuration.load())
    database.init(app, app.config["FEEDBACK"])
    _wire_web(app)
    app.extensions["feedback.steps"] = dict
    for name in SLICES:
        _wire_slice(app, name)
    return app


def _configure(app: Flask, config: Config) -> None:
    app.config.update(
        FEEDBACK=config,
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=config.upload_limit_mb * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=1000,
        TRUSTED_HOSTS=config.trusted_hosts,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=config.base_url.startswith("https://"),
        SESSION_COOKIE_NAME="feedback",
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
        SEND_FILE_MAX_AGE_DEFAULT=86400,
    )
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


class _Sessions(SecureCookieSessionInterface):
    """Respondents' pages set no cookie and do not differ by one, whatever an extension looks up in the session."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Without our cookie there is nothing to verify."""
        if self.get_cookie_name(app) not in request.environ.get("HTTP_COOKIE", ""):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not g.get("no_cookies"):
            super().save_session(app, session, response)


def _wire_web(app: Flask) -> None:
    app.session_interface = _Sessions()
    app.url_map.converters["int"] = addresses.Number
    app.url_rule_class = addresses.Route
    app.before_request(_start)
    app.teardown_request(lambda error: database.enter(None))
    logs.init(app)
    templating.init(app)
    tone.init(app)
    guards.csrf.init_app(app)
    limits.init(app)
    languages.init(app)
    headers.init(app)
    errors.init(app)
    Bootstrap5(app)
    sign_in_session.init(app)
    app.url_defaults(_same_organisation)
    app.context_processor(_shell)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(documentation.blueprint)


def _start() -> None:
    """Threads are reused: no request inherits the organisation of the one before."""
    database.enter(None)
    view_args = request.view_args or {}
    g.organisation_code = view_args.get("organisation")
    view = current_app.view_functions.get(request.endpoint or "")
    guard = getattr(view, "guard", None)
    g.no_cookies = guard is not None and guard.kind in COOKIELESS
    if problems.asked_here():
        g.language = problems.language()
    _refuse_nul()


def _refuse_nul() -> None:
    """Nobody types a NUL, and PostgreSQL cannot store or compare one: in an address it leads nowhere."""
    asked = request.args.values() if request.query_string else ()
    if "\0" in request.path or any("\0" in value for value in asked):
        raise NotFound()
    posted = () if g.no_cookies or request.method != "POST" else request.form.values()
    if any("\0" in value for value in posted):
        raise Invalid(message("There is a character in it that cannot be stored. Type it again."))


def _same_organisation(endpoint: str, values: dict[str, object]) -> None:
    """Links stay in the organisation of the page they stand on."""
    code = g.get("organisation_code")
    if code and "organisation" not in values and _takes_organisation(endpoint):
        values["organisation"] = code


def _takes_organisation(endpoint: str) -> bool:
    return current_app.url_map.is_endpoint_expecting(endpoint, "organisation")


def _shell() -> dict[str, object]:
    """What layouts need on every page: how the reader reads, who they are, the six steps."""
    if g.get("no_cookies") or g.get("error_page"):
        return {"theme": None}
    theme = session.get("theme")
    shell: dict[str, object] = {
        "theme": theme if theme in {"light", "dark"} else None,
        "person": current_user if current_user.is_authenticated else None,
        "links": {"preferences": url_for("accounts.reading")},
    }
    if g.get("access"):
        # A page renders many parts, each of which asks: once is enough.
        if "organisation_shell" not in g:
            g.organisation_shell = _organisation_shell()
        shell |= g.organisation_shell
    return shell


def _organisation_shell() -> dict[str, object]:
    links = {
        "home": url_for("cocreation.home"),
        "settings": url_for("accounts.settings"),
        "account": url_for("accounts.account"),
        "organisations": url_for("accounts.organisations"),
        "preferences": url_for("accounts.reading"),
        "sign_out": url_for("accounts.logout"),
    }
    organisation = accounts.organisation()
    route = {name: _of_route(name) for name in ("steps", "cycle_line")}
    return {"organisation": organisation, "site_name": organisation.name, "links": links, **route}


def _of_route(name: str) -> LocalProxy[Any]:
    """Read where a layout shows it: a part of a page that is asked for every second has no layout."""

    def found() -> object:
        if "route" not in g:
            g.route = current_app.extensions["feedback.steps"]()
        return g.route.get(name, "")

    return LocalProxy(found)


def _wire_slice(app: Flask, name: str) -> None:
    """Load the parts a slice has, by their fixed names."""
    for part in ("models", "jobs", "views", "api", "wiring"):
        module = _part(f"feedback.{name}.{part}")
        for blueprint in _blueprints(module):
            app.register_blueprint(blueprint)
        if hasattr(module, "wire"):
            module.wire(app)


def _part(name: str) -> object | None:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None


def _blueprints(module: object | None) -> tuple[Blueprint, ...]:
    """Flask's blueprints of a part; the journey has one of its own, which is a module of that name."""
    one = getattr(module, "blueprint", None)
    return tuple(getattr(module, "blueprints", ())) or ((one,) if isinstance(one, Blueprint) else ())


def start_worker(app: Flask) -> jobs.Worker:
    """Open the queue and work off jobs in a thread of this process."""
    config = app.config["FEEDBACK"]
    return jobs.Worker(app, jobs.open_queue(app, config.queue_url, config.var))
