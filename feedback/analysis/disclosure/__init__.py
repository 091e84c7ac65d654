"""The one rule about what may be shown. Pages, charts, exports, API and mails ask here and nowhere else.

Ask `figure` for one number, `distribution` for the shares of a question, `family` for a parent cut into parts,
`quotes` for sentences, `response_rate` for how many answered. Each answers `Shown` or `Hidden(reason)`, and `Hidden`
carries the sentence that stands in the number's place. `threshold` says how many people a number needs.
"""

from feedback.analysis.disclosure.families import Node, family, leaves_enough, publishable, publishable_tree
from feedback.analysis.disclosure.figures import Measured, disclose, distribution, figure, quotes, response_rate
from feedback.analysis.disclosure.outcomes import Band, Hidden, Reason, Shown
from feedback.analysis.disclosure.thresholds import Audience, Mode, Thresholds, threshold

__all__ = [
    "Audience",
    "Band",
    "Hidden",
    "Measured",
    "Mode",
    "Node",
    "Reason",
    "Shown",
    "Thresholds",
    "disclose",
    "distribution",
    "family",
    "figure",
    "leaves_enough",
    "publishable",
    "publishable_tree",
    "quotes",
    "response_rate",
    "threshold",
]
