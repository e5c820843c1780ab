"""Starts Back Atlas as `python -m app`."""

from __future__ import annotations

from app.startup import run

if __name__ == "__main__":
    run()
