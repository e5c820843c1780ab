"""Every button that starts over resets the kiosk exactly once, and leaves nothing to undo."""

from __future__ import annotations

import pytest

from app.kiosk.config import KioskConfig
from app.session.actions import AddToList, OpenPage, Undo
from app.session.state import Page
from app.widgets.button import Button


@pytest.fixture
def visited(kiosk):
    """A kiosk whose visitor has put a region on the list and opened the list."""
    kiosk.start_visit()
    kiosk.wait_for_debounce()
    kiosk.workspace.apply(AddToList("lumbar"))
    kiosk.workspace.apply(OpenPage(Page.MY_LIST))
    kiosk.wait_for_debounce()
    return kiosk


def start_over_buttons(part):
    return [b for b in part.findChildren(Button) if b.text() == "Start over" and b.isVisible()]


@pytest.mark.parametrize("part", ["panel of the list", "bottom bar"])
def test_one_press_resets_once_and_leaves_nothing_to_undo(visited, part):
    workspace, resets = visited.workspace, []
    workspace.was_reset.connect(lambda: resets.append(part))
    parent = workspace.panel if part == "panel of the list" else visited.window.bottom_bar
    (button,) = start_over_buttons(parent)
    visited.touch(button)
    assert resets == [part]
    assert workspace.session.is_initial
    workspace.apply(Undo())
    assert workspace.session.is_initial
    assert not workspace.messages.is_visible


def test_the_button_of_the_idle_prompt_resets_once(visited):
    resets = []
    visited.workspace.was_reset.connect(lambda: resets.append("reset"))
    visited.pass_time(KioskConfig().idle_seconds - 10)
    visited.touch(visited.button("No, start over"))
    assert resets == ["reset"]
    assert visited.workspace.session.is_initial
