"""The visitor of tests/visiting.py."""

from __future__ import annotations

from tests.visiting import open_stage, shipped_names, visitor

__all__ = ["open_stage", "shipped_names", "visitor"]
