"""A kiosk whose config names a country shows that country's emergency number to every visitor."""

from __future__ import annotations

import pytest

from app.atlas.emergency import emergency_text
from app.session.actions import AddToList, OpenPage, ShowQrCodes
from app.session.state import Page
from app.support.translation import source_text
from app.widgets.text_label import TextLabel

LOCAL_EMERGENCY_TEXT = emergency_text("", source_text)


@pytest.mark.parametrize(
    ("country", "number"), [("gb", "999"), ("eu", "112"), ("", LOCAL_EMERGENCY_TEXT)]
)
def test_the_when_to_call_page_has_the_number_and_lists_every_sign(open_kiosk, country, number):
    kiosk = open_kiosk(country=country)
    kiosk.start_visit()
    kiosk.apply(OpenPage(Page.WHEN_TO_CALL))
    text = kiosk.visible_text()
    assert f"Emergency: {number}" in text
    assert f"Call {number} now for any of these." in text
    assert "[" not in text
    for sign in ("a temperature of 38 °C (100.4 °F) or more", "no urine all day"):
        assert sign in text


@pytest.mark.parametrize("has_number", [True, False])
def test_the_when_to_call_page_has_the_number_of_the_clinic(open_kiosk, tmp_path, has_number):
    if has_number:
        (tmp_path / "clinic.toml").write_text('phone = "01 234 567"\n', "utf-8")
    kiosk = open_kiosk()
    kiosk.start_visit()
    kiosk.apply(OpenPage(Page.WHEN_TO_CALL))
    text = kiosk.visible_text()
    assert ("Clinic: 01 234 567" in text) == has_number
    assert ("clinic's number is not set here" in text) != has_number


def text_of_all_codes(kiosk) -> str:
    """The text of every code, as it is shown beside the code, without the number of the code."""
    pieces = []
    while True:
        text = kiosk.window.overlay.findChildren(TextLabel)[-1].text()
        pieces.append(text.split(" ", 1)[1])
        next_code = kiosk.button("Next code")
        if not next_code.isEnabled():
            return " ".join(pieces).replace(" \u00b7 ", "\n")
        next_code.click()


@pytest.mark.parametrize(("country", "number"), [("gb", "999"), ("", LOCAL_EMERGENCY_TEXT)])
def test_the_qr_codes_have_the_number(open_kiosk, country, number):
    kiosk = open_kiosk(country=country)
    kiosk.start_visit()
    kiosk.apply(AddToList("lumbar.check-first.asked"), ShowQrCodes())
    text = text_of_all_codes(kiosk)
    assert f"Call {number} if a leg suddenly turns weak" in text
    assert "[" not in text
