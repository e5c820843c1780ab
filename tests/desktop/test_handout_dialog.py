"""The dialog of a handout: its preview, what goes on it, and what follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.body.regions import Place, RegionId, Side
from app.desktop.handout_actions import HandoutActions
from app.desktop.handout_preview import PreviewJob
from app.document.handout_parts import EVERY_PART
from app.handout.choices import HandoutChoices
from app.handout.sheet import Clinic
from app.session.actions import MakeHandout, SelectRegion, SetMarks, SetTextSize
from app.session.marks import NO_MARKS, Mark, MarkRole, MarkTool
from app.session.state import Showing
from app.widgets import early_press
from app.widgets.button import Button

FLANK = Place(RegionId("flank"), Side.LEFT)


@pytest.fixture(autouse=True)
def no_early_press(monkeypatch):
    """Presses count at once, except in the test of that."""
    monkeypatch.setattr(early_press, "EARLY_MS", 0)


@pytest.fixture(scope="module")
def atlas(shipped):
    return shipped


@pytest.fixture(scope="module")
def window(window):
    window.workspace.session.apply(SelectRegion(FLANK))
    return window


@pytest.fixture
def actions(window, monkeypatch):
    (actions,) = window.workspace.findChildren(HandoutActions)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    yield actions
    actions.wait_until_done()
    if actions.dialog is not None:
        actions.dialog.reject()


@pytest.fixture
def dialog(window, actions, qtbot):
    """The open dialog with its first preview."""
    window.workspace.session.apply(MakeHandout())
    dialog = actions.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.pages.pages), timeout=30_000)
    return dialog


def press(widget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_preview_shows_every_page_as_a_picture(dialog):
    assert len(dialog.pages.pages) == 3
    names = [page.accessibleName() for page in dialog.pages.pages]
    assert names == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    for page in dialog.pages.pages:
        image = page.pixmap().toImage()
        places = [(x, y) for x in range(40, 380, 3) for y in range(40, 500, 3)]
        dark = [image.pixelColor(x, y).lightness() < 128 for x, y in places]
        assert any(dark)
        assert not all(dark)


def test_a_wider_dialog_shows_wider_pages_and_not_wider_choices(dialog, qtbot):
    page = dialog.pages.pages[0]
    dialog.resize(860, 720)
    qtbot.wait(200)
    narrow, choices = page.width(), dialog.panel.width()
    dialog.resize(1200, 720)
    qtbot.waitUntil(lambda: page.width() > narrow + 300)
    assert dialog.panel.width() == choices
    assert page.pixmap().width() == page.width()
    dialog.resize(860, 720)
    qtbot.waitUntil(lambda: page.width() == narrow)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_dialog_is_never_larger_than_the_screen(window, actions, monkeypatch, percent):
    small = QSize(800, 600)
    monkeypatch.setattr("app.widgets.window_size.available_size", lambda _: small)
    window.workspace.session.apply(SetTextSize(percent))
    actions.open_dialog()
    size = actions.dialog.size()
    window.workspace.session.apply(SetTextSize(100))
    assert size.boundedTo(small) == size


def test_the_second_press_of_a_double_click_closes_nothing(window, actions, monkeypatch, qtbot):
    monkeypatch.setattr(early_press, "EARLY_MS", 600_000)
    actions.open_dialog()
    dialog = actions.dialog
    close = next(one for one in dialog.findChildren(Button) if one.text() == "Close")
    press(close)
    QTest.mouseDClick(close, Qt.MouseButton.LeftButton)
    assert actions.dialog is dialog
    monkeypatch.setattr(early_press, "EARLY_MS", 0)
    qtbot.wait(5)
    press(close)
    assert actions.dialog is None


def test_a_key_closes_the_dialog_at_once(window, actions):
    actions.open_dialog()
    QTest.keyClick(actions.dialog, Qt.Key.Key_Escape)
    assert actions.dialog is None


def test_what_is_left_out_is_left_out_of_the_preview(dialog, qtbot):
    press(dialog.panel.parts["options"])
    press(dialog.panel.parts["card"])
    qtbot.waitUntil(lambda: len(dialog.pages.pages) == 2, timeout=30_000)
    assert dialog.panel.choices.parts == EVERY_PART - {"card", "options"}


def test_large_print_and_paper_are_in_the_choices(dialog, qtbot):
    assert dialog.panel.choices == HandoutChoices("a4", large=False)
    press(dialog.panel.large)
    press(dialog.panel.paper.rows[1])
    assert dialog.panel.choices == HandoutChoices("letter", large=True)
    qtbot.waitUntil(lambda: len(dialog.pages.pages) > 4, timeout=30_000)


def test_without_marks_the_marks_cannot_be_chosen(dialog):
    assert not dialog.panel.parts["marks"].isVisible()
    assert dialog.panel.parts["numbers"].isVisible()


def test_marks_can_be_left_out_of_a_handout_with_marks(window, actions, qtbot):
    mark = Mark(MarkTool.PEN, MarkRole.PLAN, ((0.4, 0.4), (0.5, 0.5)))
    session = window.workspace.session
    session.apply(SetMarks(NO_MARKS.with_marks_on(session.showing.plate, (mark,))))
    actions.open_dialog()
    assert actions.dialog is not None
    row = actions.dialog.panel.parts["marks"]
    assert row.isVisible()
    assert row.isChecked()
    press(row)
    assert "marks" not in actions.dialog.panel.choices.parts
    session.apply(SetMarks(NO_MARKS))


def test_saving_asks_for_a_name_and_offers_what_comes_next(dialog, qtbot, tmp_path, monkeypatch):
    asked, opened = [], []
    today = dt.date.today()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    home = documents if Path(documents).is_dir() else str(Path.home())
    proposed = f"{home}/Love handles - {today.day} {today:%b %Y}.pdf"
    file = tmp_path / "mine.pdf"

    def ask(_parent, _title, name, _kinds):
        asked.append(name)
        return str(file), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", ask)

    def open_url(url):
        opened.append(url.toLocalFile())
        return url.toLocalFile() == str(file)

    monkeypatch.setattr("app.desktop.saved_handout.QDesktopServices.openUrl", open_url)
    press(dialog.panel.parts["options"])
    before = dialog.pages.geometry()
    press(dialog.save_button)
    qtbot.waitUntil(lambda: dialog.status.text().startswith("Handout saved"), timeout=30_000)
    assert asked == [proposed]
    assert "All the options, side by side" not in PdfReader(file).pages[1].extract_text()
    assert dialog.pages.geometry().top() == before.top()
    buttons = {one.text(): one for one in dialog.findChildren(Button) if one.isVisible()}
    press(buttons["Open"])
    text = f"mine.pdf is opened. If nothing appears, you find it in {tmp_path}."
    assert dialog.status.text() == text
    buttons = {one.text(): one for one in dialog.findChildren(Button) if one.isVisible()}
    press(buttons["Show in folder"])
    text = f"No program on this computer opens it. You find mine.pdf in {tmp_path}."
    assert dialog.status.text() == text
    assert opened == [str(file), str(tmp_path)]
    assert "Print" in buttons
    press(dialog.save_button)
    assert asked == [proposed, str(tmp_path / Path(proposed).name)]


def test_the_dialog_prints_what_was_chosen(dialog, actions, monkeypatch):
    printed = []
    monkeypatch.setattr(actions, "print_to", lambda *of: printed.append(of))

    class Dialog:
        def __init__(self, *_of):
            pass

        def exec(self):
            return True

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Dialog)
    monkeypatch.setattr("PySide6.QtPrintSupport.QPrinter.printerName", lambda _: "Office")
    press(dialog.panel.large)
    press(dialog.print_button)
    ((name, showing, choices),) = printed
    assert name == "Office"
    assert showing.place == FLANK
    assert choices.large is True


def test_only_one_dialog_is_open_at_a_time(dialog, actions):
    actions.open_dialog()
    assert actions.dialog is dialog


def test_a_closed_dialog_can_be_opened_again_with_the_usual_choices(dialog, actions, qtbot):
    press(dialog.panel.large)
    dialog.reject()
    assert actions.dialog is None
    actions.open_dialog()
    assert actions.dialog is not None
    assert actions.dialog.panel.choices == HandoutChoices("a4", large=False)


def test_a_screen_reader_finds_check_boxes_with_their_state(dialog):
    interface = QAccessible.queryAccessibleInterface(dialog.panel.large)
    assert interface.role() == QAccessible.Role.CheckBox
    assert not interface.state().checked
    QTest.keyClick(dialog.panel.large, Qt.Key.Key_Space)
    assert interface.state().checked


def test_of_several_changes_only_the_last_is_shown(atlas, qtbot, qapp):
    job = PreviewJob(atlas, replace(Showing(), place=FLANK), Clinic, qapp)
    made = []
    job.finished.connect(made.append)
    wanted = [HandoutChoices("a4", large=on) for on in (False, True, False, True)]
    for choices in wanted:
        job.request(choices)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    assert [preview.choices for preview in made] == [wanted[-1]]
    assert len(made[0].pages) > 4
    job.deleteLater()


def test_an_error_of_the_preview_is_shown_as_a_sentence(atlas, qtbot, qapp):
    job = PreviewJob(atlas, replace(Showing(), place=FLANK), broken_clinic, qapp)
    made = []
    job.finished.connect(made.append)
    job.request(HandoutChoices("a4"))
    qtbot.waitUntil(lambda: bool(made), timeout=30_000)
    assert made[0].pages == ()
    assert made[0].error == "clinic.toml cannot be read"
    job.deleteLater()


def broken_clinic():
    raise OSError("clinic.toml cannot be read")
