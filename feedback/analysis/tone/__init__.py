"""Wording that puts blame on people, looks from the inside out, or asks badly: found, explained, with a better way.

Only what insiders write is ever checked, never what a customer, employee or supplier said.
"""

from feedback.analysis.tone.checking import check, check_in, marked
from feedback.analysis.tone.model import KINDS, Finding, Kind, Severity
from feedback.analysis.tone.naming import group_name
from feedback.analysis.tone.own import Avoided

__all__ = [
    "KINDS",
    "Avoided",
    "Finding",
    "Kind",
    "Severity",
    "check",
    "check_in",
    "group_name",
    "marked",
]
