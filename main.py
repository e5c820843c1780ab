"""Starts Back Atlas from a clone."""

from __future__ import annotations

from app.__main__ import run

if __name__ == "__main__":
    run()
