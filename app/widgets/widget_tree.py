"""What is below a widget."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject

_Kind = TypeVar("_Kind", bound=QObject)


def descendants(root: QObject, kind: type[_Kind]) -> list[_Kind]:
    """All objects of a kind below `root`, each before its own children.

    With `findChildren` PySide would take `root` for the parent of all of them, and so drop or
    delete them with the wrong object.
    """
    found: list[_Kind] = []
    for child in root.children():
        if isinstance(child, kind):
            found.append(child)
        found += descendants(child, kind)
    return found
