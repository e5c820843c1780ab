"""The version of Back Atlas, and of what it runs on."""

from __future__ import annotations

import sys

VERSION = "0.1.0"


def versions() -> str:
    """One line for a log or a report: versions of Back Atlas, Python, PySide6 and the system."""
    # Imported here because it takes 4 ms, and only a report needs it.
    import platform

    qt = sys.modules.get("PySide6")
    binding = f"PySide6 {qt.__version__}" if qt is not None else "Qt not loaded"
    system = f"{platform.system()} {platform.release()}"
    return f"Back Atlas {VERSION}, Python {platform.python_version()}, {binding}, {system}"
