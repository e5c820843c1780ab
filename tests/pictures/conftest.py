"""Fixtures of tests/visitor.py."""

from __future__ import annotations

from tests.visitor import open_workspace, shipped_names, visitor

__all__ = ["open_workspace", "shipped_names", "visitor"]
