"""A kiosk whose rules name its country shows that country's number to every visitor."""

from __future__ import annotations

import pytest

from app.atlas.emergency import emergency_text
from app.kiosk.handout_actions import qr_code_overlay
from app.session.state import Page
from app.support.translation import source_text

LOCAL_EMERGENCY_TEXT = emergency_text("", source_text)


@pytest.mark.parametrize(
    ("country", "number"), [("gb", "999"), ("eu", "112"), ("", LOCAL_EMERGENCY_TEXT)]
)
def test_the_page_when_to_call_names_it_and_lists_every_sign(open_kiosk, country, number):
    kiosk = open_kiosk(country=country)
    kiosk.come()
    kiosk.station.session.open_page(Page.WHEN_TO_CALL)
    kiosk.settle()
    read = kiosk.reads()
    assert f"Emergency: {number}" in read
    assert f"Call {number} now for any of these." in read
    assert "[" not in read
    for sign in ("a temperature of 38 °C (100.4 °F) or more", "no urine all day"):
        assert sign in read


@pytest.mark.parametrize(("country", "number"), [("gb", "999"), ("", LOCAL_EMERGENCY_TEXT)])
def test_the_codes_for_a_phone_name_it(open_kiosk, atlas, country, number):
    kiosk = open_kiosk(country=country)
    kiosk.come()
    kiosk.station.session.keep("lumbar.check-first.asked")
    kiosk.settle()
    codes = qr_code_overlay(atlas, kiosk.showing, kiosk.window)
    pieces = " ".join(piece.split(" ", 1)[1] for piece in codes._texts)
    assert f"Call {number} for sudden leg weakness" in pieces
    assert "[" not in pieces
