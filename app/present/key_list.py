"""The list of the keys while presenting, from the tables that the program itself uses."""

from __future__ import annotations

from app.present.mark_shortcuts import PRESENT_SHORTCUTS, PresentCommand
from app.present.remote import RemoteAction, keys_of
from app.support.qt_translation import translate
from app.widgets.key_names import KeyGroup, KeyRow


def presenting_keys() -> KeyGroup:
    """The keys of a remote, then those of the marks."""
    remote = {
        RemoteAction.NEXT: translate("PresentKeys", "Next step"),
        RemoteAction.PREVIOUS: translate("PresentKeys", "Step before"),
        RemoteAction.START: translate("PresentKeys", "Open the audience window, or show live"),
        RemoteAction.FREEZE: translate("PresentKeys", "Hold what the audience sees"),
        RemoteAction.BLANK: translate("PresentKeys", "Blank the audience screen"),
        RemoteAction.TOGGLE_BLANK: translate("PresentKeys", "Blank the audience screen, and back"),
        RemoteAction.PRIVACY_SCREEN: translate("PresentKeys", "Privacy curtain, and back"),
    }
    marks = {
        PresentCommand.UNDO: translate("PresentKeys", "Undo the last mark"),
        PresentCommand.REDO: translate("PresentKeys", "Draw it again"),
        PresentCommand.MARK_REGION: translate("PresentKeys", "Mark the chosen area"),
    }
    rows = [KeyRow(keys_of(action), meaning) for action, meaning in remote.items()]
    rows += [KeyRow(PRESENT_SHORTCUTS[command], text) for command, text in marks.items()]
    return KeyGroup(translate("PresentKeys", "While presenting"), tuple(rows))
