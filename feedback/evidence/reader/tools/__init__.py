"""Whose export a table is: each tool has its own way of writing a header."""

from .recognise import TOOLS, heading_of_tool

__all__ = ["TOOLS", "heading_of_tool"]
