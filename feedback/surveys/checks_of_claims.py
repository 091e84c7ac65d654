"""Questions with two sides: their answers say that a statement is so, or that it is not. Pure."""

from __future__ import annotations

CLAIM_CHECK = "claim_check"
"""Construct of a question that asks whether something happened as a statement says."""
STEP_LIVED = "step_lived"
"""Construct of the question whether somebody lived a stage."""
SAME, DIFFERENTLY, NOT_SO, UNKNOWN = "yes", "differently", "no", "unknown"
"""Answers of a claim check, as they are stored. A yes/no question stores the first and the third."""
CONFIRMS = frozenset({SAME})
REFUTES = frozenset({DIFFERENTLY, NOT_SO})
"""What happened differently did not happen as stated; who does not know says neither."""
