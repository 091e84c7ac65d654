"""A questionnaire as a file to take away: our own JSON, or an XLSForm. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from feedback.errors import N_, Invalid, Message, UnknownName, message
from feedback.surveys.document import Questionnaire

Speak = Callable[[Message], str]


class NotExportable(Invalid):
    """The questionnaire does not fit into a file of this format; the message says which one it fits into."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what people call it, the end of its file names, its media type, and the module that writes it."""

    name: str
    extension: str
    mimetype: str
    module: str
    binary: bool = False

    def write(self, document: Questionnaire, speak: Speak = str) -> bytes:
        """The file. `speak` says notes in the reader's language.

        Raises:
            NotExportable: something in the questionnaire does not fit.
        """
        content: bytes = import_module(f"{__name__}.{self.module}").write(document, speak)
        return content


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Mapping[str, Format] = {
    "json": Format("JSON", "json", "application/json", "own"),
    "xlsform": Format("XLSForm", "xlsx", _XLSX, "xlsform", binary=True),
}
"""Every format by the name that commands and addresses have for it."""


def format_named(name: str) -> Format:
    """The format of this name; UnknownName."""
    if name not in FORMATS:
        text = N_("There is no format “%(format)s”. Known are: %(known)s.")
        raise UnknownName(message(text, format=name, known=", ".join(FORMATS)))
    return FORMATS[name]
