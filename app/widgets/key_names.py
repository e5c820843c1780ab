"""The names of keys as they are written on the screen, and the lists that they are shown in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from app.support.qt_translation import translate

_ARROWS = ("Left", "Right", "Up", "Down")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Keys that do the same, as QKeySequence writes them, and what they do."""

    keys: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one part of the program."""

    title: str
    rows: tuple[KeyRow, ...]


def key_text(key: str) -> str:
    """A key or combination for a person; `key` is written as for QKeySequence, such as "Ctrl+F"."""
    names = {
        "PgUp": translate("Keys", "Page Up"),
        "PgDown": translate("Keys", "Page Down"),
        "Esc": translate("Keys", "Escape"),
        "Return": translate("Keys", "Enter"),
    }
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    head, plus, last = text.rpartition("+")
    return head + plus + names.get(last, last) if last else text


def keys_text(keys: Sequence[str]) -> str:
    """Several keys in one line; all four arrows are named together."""
    head = keys[0].removesuffix(_ARROWS[0])
    if tuple(keys) == tuple(head + arrow for arrow in _ARROWS):
        first = key_text(keys[0]).removesuffix(key_text(_ARROWS[0]))
        arrows = translate("Keys", "arrow keys") if first else translate("Keys", "Arrow keys")
        return first + arrows
    return ", ".join(map(key_text, keys))
