"""What could tell who wrote a comment, or whom it is about, taken out before anything is stored.

`redact` replaces addresses, links, card, account, phone and document numbers by a word in the comment's language.
It reduces the risk and does not remove it: how someone writes, and what about, still speaks. Prices, times, years,
room numbers and amounts stay.
"""

from feedback.analysis.redaction.kinds import Kind, placeholder
from feedback.analysis.redaction.redact import LONGEST, Redacted, redact

__all__ = ["LONGEST", "Kind", "Redacted", "placeholder", "redact"]
