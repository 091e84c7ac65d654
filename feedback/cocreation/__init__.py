"""Cycles, the six steps and what each still needs; the home page and the example organisation."""
