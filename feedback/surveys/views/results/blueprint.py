"""Where the pages of results hang."""

from flask import Blueprint

blueprint = Blueprint("survey_results", __name__)
STEP = 3
