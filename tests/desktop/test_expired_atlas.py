"""An atlas that was to be renewed says so wherever it is opened."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.session.settings import Settings
from app.session.state import Page
from tests.atlas.synthetic import make_atlas


@pytest.fixture
def opened(qtbot, tmp_path):
    """Opens a window over an atlas written that many days before its last day."""

    windows = []  # kept until the test ends

    def of(days: int):
        folder = make_atlas(tmp_path / "made")
        head = folder / "atlas.toml"
        written = dt.date.today() - dt.timedelta(days=395) + dt.timedelta(days=days)
        text = head.read_text("utf-8").replace("date = 2026-01-31", f"date = {written}")
        head.write_text(text, "utf-8")
        window = build_window(
            open_atlas(folder), Options(), Settings(), keep=lambda _: None, motion_ms=0
        )
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: window.workspace.is_ready)
        return window

    return of


def words_in(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_an_atlas_in_its_time_says_nothing(opened):
    assert not opened(60).workspace.banner.isVisible()


def test_an_expired_atlas_says_so_above_everything(opened):
    stage = opened(-60).workspace
    assert stage.banner.isVisible()
    assert "was to be renewed by" in words_in(stage.banner)


@pytest.mark.parametrize(("days", "is_said"), [(60, False), (-60, True)])
def test_the_region_and_the_page_about_say_it_too(qtbot, opened, days, is_said):
    stage = opened(days).workspace
    session = stage.session
    session.select_place(next(iter(stage.canvas.places())))
    qtbot.waitUntil(lambda: stage.is_ready)
    assert ("out of date" in words_in(stage.panel)) is is_said
    session.open_page(Page.ABOUT)
    qtbot.waitUntil(lambda: stage.is_ready)
    assert ("That day has passed" in words_in(stage.panel)) is is_said
