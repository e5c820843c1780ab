"""An atlas past its expiry date says so wherever it is opened."""

from __future__ import annotations

import datetime as dt

import pytest

from app.bootstrap.open_atlas import open_atlas
from app.session.actions import OpenPage, SelectRegion
from app.session.state import Page
from tests.atlas.synthetic import make_atlas
from tests.desktop.conftest import open_window, wait_until_ready
from tests.visible_words import visible_words


@pytest.mark.parametrize(("days_left", "is_expired"), [(60, False), (-60, True)])
def test_a_message_the_region_and_the_page_about_say_that_an_atlas_has_expired(
    qtbot, tmp_path, days_left, is_expired
):
    folder = make_atlas(tmp_path / "made")
    header = folder / "atlas.toml"
    date = dt.date.today() - dt.timedelta(days=395 - days_left)
    header.write_text(
        header.read_text("utf-8").replace("date = 2026-01-31", f"date = {date}"), "utf-8"
    )
    window = open_window(qtbot, open_atlas(folder))
    qtbot.addWidget(window)
    workspace = window.workspace
    assert workspace.messages.is_visible is is_expired
    assert ("was due for review by" in workspace.messages.text) is is_expired

    workspace.apply(SelectRegion(next(iter(workspace.canvas.places()))))
    wait_until_ready(qtbot, window)
    assert ("Out of date." in visible_words(workspace.panel)) is is_expired

    workspace.apply(OpenPage(Page.ABOUT))
    wait_until_ready(qtbot, window)
    assert ("That date has passed" in visible_words(workspace.panel)) is is_expired
