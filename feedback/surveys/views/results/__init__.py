"""Results of one survey: the page and its pictures."""

from feedback.surveys.views.results import marked, page, pictures
from feedback.surveys.views.results.blueprint import blueprint

__all__ = ["blueprint", "marked", "page", "pictures"]
