"""Steps 4 and 5: runs of the analysis, themes, shared points, the living map, moments."""
