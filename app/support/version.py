"""Which Back Atlas is this, and on what does it run?"""

from __future__ import annotations

import sys

VERSION = "0.1.0"


def versions() -> str:
    """One line for a log or a report: ours, Python's, Qt's, the system's."""
    import platform  # 4 ms, and only a report needs it

    qt = sys.modules.get("PySide6")
    binding = f"PySide6 {qt.__version__}" if qt is not None else "Qt not loaded"
    system = f"{platform.system()} {platform.release()}"
    return f"Back Atlas {VERSION}, Python {platform.python_version()}, {binding}, {system}"
