"""An atlas with few topics is shown as far as it goes; nothing is asked of it that it lacks."""

from __future__ import annotations

import pytest

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.session.settings import Settings
from app.session.state import Page


def windows_of(folder):
    return build_window(open_atlas(folder), Options(), Settings(), keep=lambda _: None, motion_ms=0)


@pytest.mark.parametrize("page", [None, *Page])
def test_every_page_of_a_small_atlas_opens(qtbot, atlas_folder, page):
    window = windows_of(atlas_folder)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.workspace.is_ready)
    session = window.workspace.session
    session.select_place(next(iter(window.workspace.canvas.places())))
    session.open_page(page)
    qtbot.waitUntil(lambda: window.workspace.is_ready)
    assert window.workspace.panel.is_complete
