"""Surveys, their results and their responses over the API."""

from feedback.surveys.api import responses, results, surveys

blueprints = (surveys.blueprint, results.blueprint, responses.blueprint)
"""One chapter each: what is asked, what came of it in figures, and single answers."""
