"""Workshops: sessions that people join by link, without an account."""
