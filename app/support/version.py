"""Which Back Atlas is this, and on what does it run?"""

from __future__ import annotations

import platform
import sys

VERSION = "0.1.0"


def versions() -> str:
    """One line for a log or a report: ours, Python's, Qt's, the system's."""
    qt = sys.modules.get("PySide6")
    binding = f"PySide6 {qt.__version__}" if qt is not None else "Qt not loaded"
    return f"Back Atlas {VERSION}, Python {platform.python_version()}, {binding}, {_system()}"


def _system() -> str:
    return f"{platform.system()} {platform.release()}"
