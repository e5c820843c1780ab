"""From the first page to a handout in few presses: by keys, by mouse, and by one finger."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.body.regions import Place, RegionId, Side
from app.desktop.handout_actions import HandoutActions
from app.document.plain import as_text
from app.handout.build import make_sheet
from app.handout.make import request_from_state
from app.panels.pages.appointment import AppointmentPage, AreaRow
from app.session.actions import OpenPage, SelectRegion, StartOver
from app.session.state import Page
from app.widgets.button_group import GroupButton
from tests.desktop.conftest import wait_until_ready
from tests.touch_input import tap
from tests.visible_words import visible_words

MOST_PRESSES = 6
HERNIA = "Will you check my sides for a hernia while I stand and cough?"


class Patient:
    """A person who counts the presses, each on a widget that is scrolled into sight before."""

    def __init__(self, window, press: Callable[[QWidget], None], qtbot) -> None:
        self.workspace, self._window, self._press = window.workspace, window, press
        self._qtbot, self.presses = qtbot, 0
        (self.handouts,) = self.workspace.findChildren(HandoutActions)

    def press(self, words: str) -> None:
        """Press the visible button of the panel that a screen reader calls so."""
        found = self.workspace.panel.findChildren(QAbstractButton)
        visible = (one for one in found if one.isVisible())
        self.press_widget(
            next(one for one in visible if (one.accessibleName() or one.text()) == words)
        )

    def press_side(self, region: str, side: str) -> None:
        """Press Left, Right or Both of an area."""
        buttons = self.row(region).sides.buttons
        self.press_widget(next(one for one in buttons if one.text() == side))

    def row(self, region: str) -> AreaRow:
        """The row of an area on the page."""
        page = self.workspace.panel.findChild(AppointmentPage)
        return next(row for row in page.rows if row.region == region)

    def press_widget(self, widget: QWidget) -> None:
        """Scroll a widget into sight and press it."""
        self.presses += 1
        panel = self.workspace.panel
        self.workspace.scroll_area.ensureWidgetVisible(panel, 0, 0)
        panel.scroll_area.ensureWidgetVisible(widget, 0, 40)
        self.workspace.scroll_area.ensureWidgetVisible(widget, 0, 40)
        self.settle()
        self._press(widget)
        self.settle()

    def settle(self) -> None:
        wait_until_ready(self._qtbot, self._window)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    @property
    def items(self) -> tuple[str, ...]:
        return self.workspace.session.showing.list_items


def by_mouse(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def by_finger(widget: QWidget) -> None:
    tap(widget, QPoint(min(widget.width() // 2, 60), widget.height() // 2))


def by_key(widget: QWidget) -> None:
    """Press Tab until the widget has the focus, then the space bar.

    Tab enters a group at its checked button, and the arrow keys lead on.
    """
    widget.window().activateWindow()
    _move_focus(_checked_in_group(widget), Qt.Key.Key_Tab)
    _move_focus(widget, Qt.Key.Key_Left)
    QTest.keyClick(widget, Qt.Key.Key_Space)


def _checked_in_group(widget: QWidget) -> QWidget:
    if not isinstance(widget, GroupButton):
        return widget
    group = widget.parentWidget().findChildren(GroupButton)
    return next(button for button in group if button.isChecked())


def _move_focus(widget: QWidget, key: Qt.Key) -> None:
    for _ in range(200):
        if QApplication.focusWidget() is widget:
            return
        QTest.keyClick(QApplication.focusWidget() or widget.window(), key)
    raise AssertionError(f"{key} does not lead to it")


@pytest.fixture(params=[by_key, by_mouse, by_finger], ids=lambda act: act.__name__)
def patient(window, request, qtbot):
    """A person at the first page of a window of 800x600."""
    window.resize(800, 600)
    window.workspace.session.apply(StartOver(is_final=True))
    QTest.qWaitForWindowActive(window)
    patient = Patient(window, request.param, qtbot)
    patient.settle()
    yield patient
    patient.handouts.wait_until_done()
    if patient.handouts.dialog is not None:
        patient.handouts.dialog.reject()


def test_six_presses_lead_from_the_first_page_to_a_handout(patient):
    patient.press("I have an appointment")
    patient.press("Love handles")
    patient.press_side("flank", "Right")
    patient.press(f"Add to my list: {HERNIA}")
    patient.press("Make a handout")
    assert patient.handouts.dialog is not None
    assert patient.handouts.dialog.isVisible()
    assert patient.presses <= MOST_PRESSES
    assert patient.items == ("flank:right", "flank.questions.hernia")


def test_the_sheet_is_about_the_areas_and_questions_that_were_chosen(patient):
    patient.press("I have an appointment")
    patient.press("Small of the back")
    patient.press("Base of the neck")
    patient.press("Add to my list: Do I need an MRI scan before any needle?")
    showing = patient.workspace.session.showing
    atlas = patient.workspace.atlas
    sheet = make_sheet(atlas, request_from_state(atlas, showing))
    assert [region.name for region in sheet.document.regions] == [
        "Small of the back",
        "Base of the neck",
    ]
    assert "Do I need an MRI scan before any needle?" in as_text(
        sheet.document.regions[0].questions
    )


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, None], ids=str)
def test_an_area_that_is_open_is_ticked_with_its_side_and_stands_first(patient, side):
    session = patient.workspace.session
    session.apply(SelectRegion(Place(RegionId("flank"), side)))
    session.apply(OpenPage(Page.APPOINTMENT))
    patient.settle()
    page = patient.workspace.panel.findChild(AppointmentPage)
    assert page.rows[0].region == "flank"
    patient.press("Love handles")
    patient.press("Small of the back")
    address = f"flank:{side.value}" if side else "flank"
    assert patient.items == (address, "lumbar")
    checked = page.rows[0].sides.findChildren(GroupButton)
    assert [one.text() for one in checked if one.isChecked()] == [
        side.value.title() if side else "Both"
    ]


def test_an_area_is_taken_off_by_another_press_and_its_questions_stay_in_sight(patient):
    patient.press("I have an appointment")
    patient.press("Love handles")
    patient.press(f"Add to my list: {HERNIA}")
    patient.press("Love handles")
    assert patient.items == ("flank.questions.hernia",)
    assert HERNIA in visible_words(patient.workspace.panel)
    patient.press(f"On my list: {HERNIA}")
    assert patient.items == ()
    assert HERNIA not in visible_words(patient.workspace.panel)


def sides_of(patient: Patient, region: str) -> list[str]:
    """The side that is shown as chosen for an area; none if it is not on the list."""
    row = patient.row(region)
    assert row.sides.isVisible()
    return [one.text() for one in row.sides.buttons if one.isChecked()]


def lit_places(patient: Patient) -> set[Place]:
    """What is lit on the figure."""
    return set(patient.workspace.canvas.scene().tints)


def place(region: str, side: Side | None = None) -> Place:
    return Place(RegionId(region), side)


BOTH_FLANKS = {place("flank", Side.LEFT), place("flank", Side.RIGHT)}


def test_an_area_with_two_sides_offers_them_before_it_is_ticked(patient):
    patient.press("I have an appointment")
    assert sides_of(patient, "flank") == []
    patient.press("Love handles")
    assert (patient.items, sides_of(patient, "flank")) == (("flank",), ["Both"])
    patient.press("Love handles")
    assert (patient.items, sides_of(patient, "flank")) == ((), [])


@pytest.mark.parametrize("patient", [by_mouse, by_finger], indirect=True)
@pytest.mark.parametrize(("side", "item"), [("Right", "flank:right"), ("Both", "flank")])
def test_a_press_on_a_side_ticks_its_area(patient, side, item):
    patient.press("I have an appointment")
    patient.press_side("flank", side)
    assert (patient.items, sides_of(patient, "flank")) == ((item,), [side])
    assert patient.row("flank").check.isChecked()


def test_what_is_ticked_is_lit_on_the_figure_on_its_side(patient):
    patient.press("I have an appointment")
    assert lit_places(patient) == set()
    patient.press("Love handles")
    assert lit_places(patient) == BOTH_FLANKS
    patient.press_side("flank", "Right")
    patient.press("Small of the back")
    assert lit_places(patient) == {place("flank", Side.RIGHT), place("lumbar")}
    patient.press("Open my list")
    assert lit_places(patient) == {place("flank", Side.RIGHT), place("lumbar")}
    patient.workspace.apply(OpenPage(None))
    patient.settle()
    assert lit_places(patient) == set()


@pytest.mark.parametrize("patient", [by_mouse], indirect=True)
def test_the_side_that_is_open_is_not_lit_beside_the_one_that_is_ticked(patient):
    session = patient.workspace.session
    session.apply(SelectRegion(place("flank", Side.LEFT)))
    session.apply(OpenPage(Page.APPOINTMENT))
    patient.settle()
    patient.press("Love handles")
    patient.press_side("flank", "Right")
    assert lit_places(patient) == {place("flank", Side.RIGHT)}
    session.apply(OpenPage(None))
    patient.settle()
    assert lit_places(patient) == {place("flank", Side.LEFT)}
