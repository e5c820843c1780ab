"""Every page of an atlas with few topics opens, though most of its content is missing."""

from __future__ import annotations

from app.bootstrap.open_atlas import open_atlas
from app.session.actions import OpenPage, SelectRegion
from app.session.state import Page
from tests.desktop.conftest import open_window, wait_until_ready


def test_every_page_of_a_small_atlas_opens(qtbot, atlas_folder):
    window = open_window(qtbot, open_atlas(atlas_folder))
    qtbot.addWidget(window)
    workspace = window.workspace
    incomplete = []
    for page in (None, *Page):
        workspace.apply(SelectRegion(next(iter(workspace.canvas.places()))))
        workspace.apply(OpenPage(page))
        wait_until_ready(qtbot, window)
        if not workspace.panel.is_complete:
            incomplete.append(page)
        workspace.reset()
    assert not incomplete
