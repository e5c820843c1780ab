"""Figure, build, skin, view, text size, theme and zoom."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.body.regions import Place, RegionId, Side, TopicId, View
from app.session.actions import SetTextSize, SetTheme
from app.session.state import TEXT_SIZES, Showing
from app.widgets.themed import ThemedWidget


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("Man", "figure", "man"),
        ("Fuller", "build", "fuller"),
        ("Skin tone 5", "skin", "tone-5"),
        ("From the left", "view", View.BACK_LEFT),
    ],
)
def test_one_touch_changes_the_figure(visitor, name, field, value):
    if field != "view":
        visitor.open_figure_choices()
    before = visitor.canvas.grab().toImage()
    visitor.click(visitor.button(name))
    assert getattr(visitor.workspace.session.showing, field) == value
    assert visitor.canvas.grab().toImage() != before


def test_the_bra_line_has_another_name_on_a_man(visitor):
    visitor.press("bra-line")
    assert "Bra line" in visitor.visible_text()
    visitor.open_figure_choices()
    visitor.click(visitor.button("Man"))
    assert "Bra line" not in visitor.visible_text().split("\n")
    assert "Below the shoulder blades" in visitor.visible_text()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_theme_reaches_every_label(visitor, theme):
    visitor.press("flank", Side.LEFT)
    visitor.apply(SetTheme(theme))
    labels = visitor.workspace.findChildren(QLabel)
    themes = {label.theme.name for label in labels if isinstance(label, ThemedWidget)}
    assert themes == {theme}


SIZES = [(1024, 600), (1280, 800), (1080, 1920)]
TOPICS = [None, "check-first", "procedure", "suits", "risks", "options", "questions"]
DEFAULT = {((1280, 800), 100, topic) for topic in (None, "risks")} | {((1024, 600), 200, "options")}


@pytest.mark.parametrize(
    ("size", "percent", "topic"),
    [
        pytest.param(*one, marks=[] if one in DEFAULT else pytest.mark.slow)
        for one in itertools.product(SIZES, (100, 130, 200), TOPICS)
    ],
)
def test_no_label_is_cut_and_nothing_scrolls_sideways(shared_workspace, percent, size, topic):
    topic = TopicId(topic) if topic else None
    showing = Showing(text_size=percent, place=Place(RegionId("flank")), topic=topic)
    panel = shared_workspace(showing, size).workspace.panel
    for label in panel.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
            right = label.mapTo(panel, QPoint(label.width(), 0)).x()
            assert right <= panel.width(), label.text()


def positions(visitor):
    """Position and size of every visible control and label."""
    workspace = visitor.workspace
    widgets = [*workspace.findChildren(QAbstractButton), *workspace.findChildren(QLabel)]
    return {
        (type(one).__name__, one.accessibleName() or one.text()): (
            one.mapTo(workspace, QPoint()).toTuple(),
            one.size().toTuple(),
        )
        for one in widgets
        if one.isVisible()
    }


@pytest.mark.parametrize("size", [(1280, 800), (540, 960)])
def test_larger_text_is_laid_out_as_in_a_window_that_opened_with_it(open_workspace, size):
    opened = open_workspace(Showing(text_size=TEXT_SIZES[-1]), size)
    changed = open_workspace(Showing(), size)
    while changed.workspace.session.showing.text_size < TEXT_SIZES[-1]:
        changed.workspace.toolbar.increase_text_size()
        changed.settle()
    assert positions(changed) == positions(opened)


@pytest.mark.parametrize("size", [(480, 640), (540, 960), (700, 1000), (1024, 600)])
def test_controls_on_the_figure_do_not_overlap(shared_workspace, size):
    visitor = shared_workspace(Showing(), size)
    pane = visitor.workspace.figure_pane
    controls = [pane.figure_button, pane.views, pane.zoom_in, pane.zoom_out, pane.zoom_reset]
    for percent in (100, 130, 175, 200):
        visitor.apply(SetTextSize(percent))
        visitor.click(visitor.button("Zoom in"))
        assert pane.zoom_reset.isVisible()
        for one, other in itertools.combinations(controls, 2):
            assert not one.geometry().intersects(other.geometry()), percent
        assert all(pane.rect().contains(one.geometry()) for one in controls), percent


def test_the_wheel_zooms_around_the_pointer(visitor):
    at = QPointF(visitor.point_in_region("lumbar"))
    before = visitor.canvas.plate_rect.to_fraction(at.x(), at.y())
    event = QWheelEvent(
        at,
        visitor.canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 360),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(visitor.canvas, event)
    after = visitor.canvas.plate_rect.to_fraction(at.x(), at.y())
    assert visitor.workspace.session.showing.frame.zoom > 1.3
    assert after == pytest.approx(before, abs=0.01)


def test_zoom_buttons_zoom_in_and_back_to_the_whole_figure(visitor):
    visitor.click(visitor.button("Zoom in"))
    assert visitor.workspace.session.showing.frame.zoom > 1
    visitor.click(visitor.button("Show the whole figure"))
    assert visitor.workspace.session.showing.frame.zoom == 1


def test_a_zoomed_figure_can_still_be_touched(visitor):
    visitor.click(visitor.button("Zoom in"))
    visitor.press("lumbar")
    assert visitor.chosen.region == "lumbar"
