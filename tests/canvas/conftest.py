"""A visitor in front of the real workspace."""

from __future__ import annotations

from tests.visitor import open_workspace

__all__ = ["open_workspace"]
