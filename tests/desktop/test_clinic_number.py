"""The page When to call shows the number of the clinic that is set at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.handout_actions import HandoutActions
from app.handout.sheet import Clinic
from app.present.audience.text import AudienceText
from app.session.actions import OpenPage
from app.session.settings import Settings
from app.session.state import Page, Showing
from tests.panels.helpers import make_context
from tests.visible_words import visible_words

UNSET = "clinic's number is not set here"


@pytest.fixture
def clinic_file(tmp_path):
    return tmp_path / "clinic.toml"


@pytest.fixture
def window(qtbot, clinic_file):
    window = build_window(
        open_atlas(None),
        Options(),
        Settings(),
        save=lambda _: None,
        motion_ms=0,
        clinic=clinic_file,
    )
    qtbot.addWidget(window)
    window.show()
    return window


def page_text(qtbot, window) -> str:
    """The words of the page When to call, opened again."""
    workspace = window.workspace
    workspace.apply(OpenPage(Page.ABOUT))
    qtbot.waitUntil(lambda: workspace.is_ready)
    workspace.apply(OpenPage(Page.WHEN_TO_CALL))
    qtbot.waitUntil(lambda: workspace.is_ready)
    return visible_words(workspace.panel)


def test_the_number_is_shown_as_soon_as_it_is_set(qtbot, window):
    assert UNSET in page_text(qtbot, window)
    handouts = window.workspace.findChild(HandoutActions)
    handouts.save_clinic(Clinic("Riverside", "1 Mill Lane", "020 7946 0000"))
    text = page_text(qtbot, window)
    assert "Clinic: 020 7946 0000" in text
    assert UNSET not in text


@pytest.mark.parametrize("content", [b"phone = ", b"\xff\xfe", b"phone = 5\n", b'phone = " "\n'])
def test_a_file_that_cannot_be_used_says_that_no_number_is_set(qtbot, window, clinic_file, content):
    clinic_file.write_bytes(content)
    text = page_text(qtbot, window)
    assert UNSET in text
    assert "Call an ambulance now" in text


@pytest.mark.parametrize("phone", ["020 7946 0000", ""])
def test_the_audience_reads_the_same_number(qtbot, phone):
    context = replace(make_context(), clinic_phone=phone)
    text = AudienceText(context, Showing(page=Page.WHEN_TO_CALL))
    qtbot.addWidget(text)
    text.show()
    qtbot.waitUntil(lambda: text.is_complete)
    words = visible_words(text)
    assert (f"Clinic: {phone}" in words) == bool(phone)
    assert (UNSET in words) != bool(phone)
