"""How many answers a group needs, how many people to invite for them, and how sure a number of answers is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from feedback.analysis.statistics import finite_population_factor, z_score

# Rounding noise must not ask for one more person than the formula does.
NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Plan:
    """Answers needed, people to invite, and whether the group is large enough to give so many."""

    answers: int
    invitations: int
    enough: bool


def sample_size(population: int | None, margin: float, *, level: float = 0.95, share: float = 0.5) -> int:
    """Answers needed for a share to be within `margin` (0.05 is 5 points) at the level; at most the population.

    Cochran (1977), Sampling Techniques, 4.4: n0 = z^2 p (1 - p) / e^2, then n0 / (1 + (n0 - 1) / N) for a group of N;
    `population` None means one without limit. `share` 0.5 is the most cautious. An empty group needs 0 answers.
    """
    if not 0 < margin < 1 or not 0 < share < 1:
        raise ValueError("margin and share lie between 0 and 1")
    unlimited = z_score(level) ** 2 * share * (1 - share) / margin**2
    if population is None:
        return ceil(unlimited - NOISE)
    if population < 0:
        raise ValueError("a group does not have fewer than no people")
    needed = ceil(unlimited * population / (population + unlimited - 1) - NOISE) if population else 0
    return min(population, max(needed, min(1, population)))


def invitations(
    population: int | None,
    margin: float,
    response_rate: float,
    *,
    heard: int = 0,
    level: float = 0.95,
    share: float = 0.5,
) -> Plan:
    """Invitations that bring the answers still needed when `response_rate` (0..1, above 0) of the invited answer.

    `heard` people of the group answered already: they count, and are not invited again. Where the group is too small
    for that, everyone left is invited and `enough` is False.
    """
    if not 0 < response_rate <= 1:
        raise ValueError("a response rate lies above 0 and at most at 1")
    if heard < 0:
        raise ValueError("nobody is heard less than not at all")
    answers = max(0, sample_size(population, margin, level=level, share=share) - heard)
    wanted = ceil(answers / response_rate - NOISE)
    if population is None:
        return Plan(answers, wanted, True)
    left = max(0, population - heard)
    return Plan(answers, min(wanted, left), wanted <= left)


def margin_of(answers: int, population: int | None = None, *, level: float = 0.95, share: float = 0.5) -> float | None:
    """Half the width of the interval that so many answers give a share, 0..1; None without answers.

    The whole group answering leaves no margin.
    """
    if answers <= 0:
        return None
    factor = 1.0 if population is None else finite_population_factor(answers, population)
    return z_score(level) * sqrt(share * (1 - share) / answers) * factor
