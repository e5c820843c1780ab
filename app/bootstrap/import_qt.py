"""Import Qt without what PySide adds to every later import of a module."""

from __future__ import annotations

import builtins
import importlib


def import_qt() -> None:
    """Import the widgets of Qt, then take away PySide's import hook.

    The hook looks for "PySide6" in the source of each module that is imported, for programs that
    change the names of Qt's methods with `from __feature__ import`. This takes up to 14 ms of a
    start, and `linecache` keeps all the sources, 4 MB.
    """
    importlib.import_module("PySide6.QtWidgets")
    hook, original = getattr(builtins, "__feature_import__", None), "__orig_import__"
    if hook is not None and builtins.__import__ is hook and hasattr(builtins, original):
        builtins.__import__ = getattr(builtins, original)
