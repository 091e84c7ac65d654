"""What to improve first, and how sure that is: scores, ranks with their confidence sets, tiers.

`rank` takes the evidence of every line of the backlog and answers a `Ranking`.
"""

from feedback.analysis.priority.effort import UNSET_EFFORT, Effort
from feedback.analysis.priority.evidence import Direction, GroupEvidence, LineEvidence, Raised
from feedback.analysis.priority.moves import Moved
from feedback.analysis.priority.parts import GroupParts, Parts
from feedback.analysis.priority.ranking import Ranked, Ranking, rank
from feedback.analysis.priority.ranks import RankSets, rank_sets
from feedback.analysis.priority.separation import Separation
from feedback.analysis.priority.sheets import Flip, Order, Sheet, Standing, flips
from feedback.analysis.priority.tiers import Tier, tier_of, top_places
from feedback.analysis.priority.weights import EQUAL, Weights

__all__ = [
    "EQUAL",
    "UNSET_EFFORT",
    "Direction",
    "Effort",
    "Flip",
    "GroupEvidence",
    "GroupParts",
    "LineEvidence",
    "Moved",
    "Order",
    "Parts",
    "Raised",
    "RankSets",
    "Ranked",
    "Ranking",
    "Separation",
    "Sheet",
    "Standing",
    "Tier",
    "Weights",
    "flips",
    "rank",
    "rank_sets",
    "tier_of",
    "top_places",
]
