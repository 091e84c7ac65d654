"""Telling people by e-mail what came of their answers: whom, in which words, how far it is."""
