"""Steps 4 to 6: strategies, improvements, their order and the decisions."""
