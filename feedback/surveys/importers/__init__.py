"""Questionnaires of other tools, read into ours. Pure: bytes in, records out.

A format is a module with `recognises(upload) -> bool` and `read(upload) -> Imported`, and an entry in `FORMATS`.
Its reader fills a `source.Source`; `assembling.assemble` makes the import of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from feedback.errors import N_, UnknownName, message
from feedback.surveys.importers.normalised import (
    KINDS,
    Entry,
    Imported,
    ImportedChoice,
    ImportedQuestion,
    ImportedSection,
    as_json,
)
from feedback.surveys.importers.opening import NotImportable, Upload, upload_of

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what its tool is called, what its bytes look like, and the module of this package that reads it."""

    name: str
    shapes: tuple[str, ...]
    module: str

    def load(self) -> ModuleType:
        """Its module: only the one that is needed, since one of them brings a spreadsheet library."""
        return import_module(f"{__name__}.{self.module}")


OWN = "own"
"""The module of what was exported here, which is no other tool's."""
FORMATS: Mapping[str, Format] = {
    "limesurvey": Format("LimeSurvey", ("xml",), "limesurvey"),
    "limesurvey_tsv": Format("LimeSurvey (TSV)", ("text",), "limesurvey_tsv"),
    "xlsform": Format("XLSForm", ("zip", "ole"), "xlsform"),
    "qualtrics": Format("Qualtrics", ("json",), "qualtrics"),
    "formbricks": Format("Formbricks", ("json",), "formbricks"),
    "feedback": Format("", ("json",), OWN),
    "surveyjs": Format("SurveyJS", ("json",), "surveyjs"),
}
"""Every format by the name `--format` takes, in the order in which a file is tried."""
ALSO = {"lss": "limesurvey", "tsv": "limesurvey_tsv", "xlsx": "xlsform", "xls": "xlsform", "qsf": "qualtrics"}
"""Other names people have for them."""


def inspect(path_or_bytes: str | Path | bytes, name: str = "", format: str = AUTO) -> Imported:
    """Read a questionnaire of another tool. What the file is, its bytes say; the name only helps the message.

    Raises:
        NotImportable: it is none of the formats, not whole, or not safe to read; the message says which.
        UnknownName: there is no such format.
    """
    upload = upload_of(path_or_bytes, name)
    found = _chosen(format) if format != AUTO else _recognised(upload)
    try:
        imported: Imported = found.load().read(upload)
    except RecursionError:
        raise NotImportable(N_("This file is nested deeper than any questionnaire.")) from None
    return imported


def _chosen(format: str) -> Format:
    wanted = ALSO.get(format, format)
    if wanted not in FORMATS:
        text = N_("There is no format “%(format)s”. Known are: %(known)s.")
        raise UnknownName(message(text, format=format, known=", ".join((AUTO, *FORMATS))))
    return FORMATS[wanted]


def _recognised(upload: Upload) -> Format:
    for one in FORMATS.values():
        if upload.shape in one.shapes and one.load().recognises(upload):
            return one
    raise NotImportable(
        message(
            N_(
                "This is not a questionnaire that can be read here. It can come from %(known)s, or be one that was "
                "exported here."
            ),
            known=", ".join(one.name for one in FORMATS.values() if one.module != OWN),
        )
    )


__all__ = [
    "ALSO",
    "AUTO",
    "FORMATS",
    "KINDS",
    "Entry",
    "Format",
    "Imported",
    "ImportedChoice",
    "ImportedQuestion",
    "ImportedSection",
    "NotImportable",
    "Upload",
    "as_json",
    "inspect",
    "upload_of",
]
