"""Run Back Atlas from a clone: `python main.py`."""

from __future__ import annotations

try:
    from app.__main__ import run
except KeyboardInterrupt:
    raise SystemExit(130) from None

if __name__ == "__main__":
    run()
