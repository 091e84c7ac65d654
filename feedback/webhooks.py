"""Telling other systems: signed messages over HTTP that never reach the inside of a network."""
