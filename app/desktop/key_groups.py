"""The groups of the list of keys that every window has."""

from __future__ import annotations

from app.session.shortcuts import SHORTCUTS, command_name
from app.support.qt_translation import translate
from app.widgets.key_names import KeyGroup, KeyRow


def window_keys() -> KeyGroup:
    """The shortcuts of the window."""
    rows = tuple(KeyRow(keys, command_name(command)) for command, keys in SHORTCUTS.items())
    return KeyGroup(translate("Shortcuts", "Everywhere"), rows)


def reading_keys() -> KeyGroup:
    """The keys that Qt and the text views handle."""
    rows = (
        (
            ("Tab", "Shift+Tab"),
            translate("Shortcuts", "Go to the next button or field, or the one before"),
        ),
        (("Esc",), translate("Shortcuts", "Go back, or close what is open")),
        (("Left", "Right"), translate("Shortcuts", "On a tab: open the tab next to it")),
        (("PgUp", "PgDown"), translate("Shortcuts", "Scroll the text")),
        (("Home", "End"), translate("Shortcuts", "Go to the top or the bottom of the text")),
        (("Alt+Up", "Alt+Down"), translate("Shortcuts", "On My list: move the line you are on")),
        (("Ctrl+C",), translate("Shortcuts", "Copy the selected text")),
        (("Ctrl+A",), translate("Shortcuts", "Select all the text on the page")),
    )
    title = translate("Shortcuts", "Reading")
    return KeyGroup(title, tuple(KeyRow(keys, meaning) for keys, meaning in rows))
