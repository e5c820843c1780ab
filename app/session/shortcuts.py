"""The one table of shortcuts: the window makes its shortcuts from it, and the list of keys too."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from app.support.qt_translation import translate


class WindowCommand(Enum):
    """What a shortcut of the window does."""

    SHOW_KEYS = "show-keys"
    WHEN_TO_CALL = "when-to-call"
    FIND = "find"
    GO_BACK = "go-back"
    GO_FORWARD = "go-forward"
    NEXT_PANE = "next-pane"
    PREVIOUS_PANE = "previous-pane"
    LARGER_TEXT = "larger-text"
    SMALLER_TEXT = "smaller-text"
    USUAL_TEXT = "usual-text"
    PRINT = "print"
    SAVE = "save"
    FULL_SCREEN = "full-screen"


SHORTCUTS: Mapping[WindowCommand, tuple[str, ...]] = {
    WindowCommand.SHOW_KEYS: ("F1", "?"),
    WindowCommand.WHEN_TO_CALL: ("Ctrl+E",),
    WindowCommand.FIND: ("Ctrl+F",),
    WindowCommand.GO_BACK: ("Alt+Left",),
    WindowCommand.GO_FORWARD: ("Alt+Right",),
    WindowCommand.NEXT_PANE: ("F6",),
    WindowCommand.PREVIOUS_PANE: ("Shift+F6",),
    WindowCommand.LARGER_TEXT: ("Ctrl++", "Ctrl+="),
    WindowCommand.SMALLER_TEXT: ("Ctrl+-",),
    WindowCommand.USUAL_TEXT: ("Ctrl+0",),
    WindowCommand.PRINT: ("Ctrl+P",),
    WindowCommand.SAVE: ("Ctrl+S",),
    WindowCommand.FULL_SCREEN: ("F11",),
}


def command_name(command: WindowCommand) -> str:
    """What a command does, in a few words."""
    return {
        WindowCommand.SHOW_KEYS: translate("Shortcuts", "Show this list of keys"),
        WindowCommand.WHEN_TO_CALL: translate("Shortcuts", "Show when to call for help"),
        WindowCommand.FIND: translate("Shortcuts", "Find words in the text, or find an area"),
        WindowCommand.GO_BACK: translate("Shortcuts", "Go back"),
        WindowCommand.GO_FORWARD: translate("Shortcuts", "Go forward again"),
        WindowCommand.NEXT_PANE: translate(
            "Shortcuts", "Go from the top bar to the figure, then to the text"
        ),
        WindowCommand.PREVIOUS_PANE: translate("Shortcuts", "The same in the other direction"),
        WindowCommand.LARGER_TEXT: translate("Shortcuts", "Larger text"),
        WindowCommand.SMALLER_TEXT: translate("Shortcuts", "Smaller text"),
        WindowCommand.USUAL_TEXT: translate("Shortcuts", "Normal text size"),
        WindowCommand.PRINT: translate("Shortcuts", "Look at the handout and print it"),
        WindowCommand.SAVE: translate("Shortcuts", "Save the handout"),
        WindowCommand.FULL_SCREEN: translate("Shortcuts", "Full screen on or off"),
    }[command]


def shortcut_of(command: WindowCommand) -> str:
    """The first key of a command, for its tooltip."""
    return SHORTCUTS[command][0]
