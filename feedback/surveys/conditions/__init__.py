"""Conditions and calculations as data: what they are, how they are written, what they say of a set of answers. Pure."""
