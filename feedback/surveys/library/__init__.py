"""Ready questionnaires, and drafts of one's own made from them. Pure; the content is in data files."""

from feedback.surveys.library.adopting import LEFT_OUT, NO_STAGE, adopt
from feedback.surveys.library.loading import companions, entries, entry, services
from feedback.surveys.library.model import Entry, LibraryStage, Service
from feedback.surveys.library.suggesting import suggest

__all__ = [
    "LEFT_OUT",
    "NO_STAGE",
    "Entry",
    "LibraryStage",
    "Service",
    "adopt",
    "companions",
    "entries",
    "entry",
    "services",
    "suggest",
]
