"""Every setting: its name, default and meaning. Settings come from the environment, prefix `FEEDBACK_`."""

from __future__ import annotations

import os
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

VERSION = version("feedback")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `parse` turns the environment's text into its value."""

    name: str
    default: str
    meaning: str
    parse: Callable[[str], Any] = str

    @property
    def variable(self) -> str:
        return f"FEEDBACK_{self.name}"


def _truth(text: str) -> bool:
    return text.strip().lower() in {"1", "true", "yes", "on"}


def _languages(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


SETTINGS: tuple[Setting, ...] = (
    Setting("VAR", "./var", "Folder for the database, uploads, the queue and the secret key."),
    Setting("DATABASE_URL", "", "SQLAlchemy address of the database; empty: SQLite in `VAR`/feedback.db."),
    Setting("REDIS_URL", "", "Redis shared by several web processes for rate limits; empty: memory of the process."),
    Setting("QUEUE_URL", "", "Wake-up queue of jobs: redis://… or postgresql://…; empty: SQLite in `VAR`/queue.db."),
    Setting("SMTP_URL", "", "Outgoing mail, smtp[s]://[user:password@]host:port; empty: no mail leaves."),
    Setting("MAIL_FROM", "feedback@localhost", "Sender address of outgoing mail."),
    Setting(
        "UNSUBSCRIBE_MAIL", "", "Mailbox of yours that requests for no more mail may go to, besides the link; or empty."
    ),
    Setting("BASE_URL", "", "Address people reach this installation at; links in mails and exports start with it."),
    Setting("SECRET_KEY", "", "Signs cookies and derives receipt codes; empty: made once in `VAR`/secret.key."),
    Setting(
        "BUFFER_KEY_FILE",
        "",
        "File with the key of the sealed buffer of anonymous answers; keep it out of backups. "
        "Empty: ~/.config/feedback/<installation id>.key.",
    ),
    Setting("TRUSTED_HOSTS", "", "More host names to answer to, separated by commas.", _languages),
    Setting("PROXY_HOPS", "0", "How many reverse proxies of yours stand in front; their headers are believed.", int),
    Setting("ANSWER_LIMIT", "1200", "Posted answers a minute per address and survey.", int),
    Setting("LOGIN_LIMIT", "10", "Wrong passwords per account in five minutes before 429.", int),
    Setting("API_LIMIT", "600", "Calls of the API a minute per token.", int),
    Setting("UPLOAD_LIMIT_MB", "32", "Largest uploaded file, in megabytes.", int),
    Setting("DEFAULT_LANGUAGE", "es", "Language of pages where the reader's own is not known."),
    Setting("STAGE_THRESHOLD", "0.5", "Certainty from which a suggested stage of a comment counts.", float),
    Setting("SHARED_SHARE", "0.05", "Share of a group that must raise a theme for it to be a shared point.", float),
    Setting("OLD_AFTER_DAYS", "120", "Days after which the newest answer of a cell counts as old.", int),
    Setting("PROCESSES", "1", "Processes the analysis may use on this machine.", int),
    Setting("DASK", "", "Address of a Dask scheduler that reads comments instead, as in tcp://host:8786; or empty."),
    Setting(
        "WEBHOOK_PRIVATE",
        "false",
        "Whether webhooks and issue trackers may use plain http and stand on this machine or in a private network.",
        _truth,
    ),
    Setting("LOG_LEVEL", "INFO", "Least level that is logged."),
    Setting("EMBEDDED_JOBS", "true", "Whether `serve` also works off jobs, in a thread.", _truth),
)


@dataclass(frozen=True)
class Config:
    """The settings of one installation, parsed; attribute names are the settings' in lower case."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name.upper()]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def var(self) -> Path:
        return Path(self.values["VAR"]).resolve()

    @property
    def database_url(self) -> str:
        url = self.values["DATABASE_URL"] or f"sqlite:///{self.var / 'feedback.db'}"
        for old in ("postgres://", "postgresql://"):
            if url.startswith(old):
                return "postgresql+psycopg://" + url[len(old) :]
        return str(url)

    @property
    def base_url(self) -> str:
        return str(self.values["BASE_URL"] or "http://127.0.0.1:8000").rstrip("/")

    @property
    def trusted_hosts(self) -> list[str]:
        host = urlsplit(self.base_url).hostname or "localhost"
        return sorted({host, "localhost", "127.0.0.1", *self.values["TRUSTED_HOSTS"]})

    @cached_property
    def secret_key(self) -> str:
        return str(self.values["SECRET_KEY"] or _kept(self.var / "secret.key", lambda: secrets.token_urlsafe(48)))

    @cached_property
    def buffer_key_file(self) -> Path:
        named = self.values["BUFFER_KEY_FILE"]
        if named:
            return Path(named)
        installation = _kept(self.var / "installation.id", lambda: str(uuid.uuid4()))
        return Path.home() / ".config" / "feedback" / f"{installation}.key"

    def replaced(self, **values: Any) -> Config:
        """A copy with some settings changed (names as in the environment, without the prefix)."""
        return Config({**self.values, **values})


def load(environ: Mapping[str, str] = os.environ) -> Config:
    """Read all settings; ValueError names the variable that cannot be read."""
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environ.get(setting.variable, setting.default)
        try:
            values[setting.name] = setting.parse(text)
        except ValueError as error:
            raise ValueError(f"{setting.variable}={text!r}: {error}") from error
    return Config(values)


def _kept(path: Path, make: Callable[[], str]) -> str:
    """What the file holds; made once, readable by its owner only, safe against two first starts at once."""
    try:
        return path.read_text("utf-8").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    fresh.touch(mode=0o600)
    fresh.write_text(make(), "utf-8")
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text("utf-8").strip()


def kept_secret(path: Path) -> str:
    """A random secret kept in a file of its own, made 0600 at first use."""
    return _kept(path, lambda: secrets.token_hex(32))
