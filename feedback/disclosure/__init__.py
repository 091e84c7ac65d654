"""Releases: the frozen figures that anonymous results are shown from."""
