"""Starts Back Atlas from a clone."""

from __future__ import annotations

from app.startup import run

if __name__ == "__main__":
    run()
