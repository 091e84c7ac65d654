"""Tokens that other systems sign in with, and what their calls were answered."""
