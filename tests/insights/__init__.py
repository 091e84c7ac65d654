"""Tests of insights. Rows are made at import: a table that refers to another one needs all of them loaded."""

from importlib import import_module

from feedback.app import SLICES

for _name in SLICES:
    try:
        import_module(f"feedback.{_name}.models")
    except ModuleNotFoundError as missing:
        if missing.name != f"feedback.{_name}.models":
            raise
