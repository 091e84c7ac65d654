"""Designing a questionnaire. Every change is one post that works without a script; nobody's text is lost."""

from feedback.surveys.views.design import (
    conditions,
    preview,
    publishing,
    questions,
    sections,
    translate,
    versions,
    whole,
)
from feedback.surveys.views.design.page import blueprint

__all__ = [
    "blueprint",
    "conditions",
    "preview",
    "publishing",
    "questions",
    "sections",
    "translate",
    "versions",
    "whole",
]
