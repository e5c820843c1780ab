"""What moves on the figure: for how long, and nothing where motion is off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from app.body.regions import BuildId, Place, RegionId, Side, SkinId, View
from app.canvas.canvas import FigureCanvas
from app.canvas.label_motion import LabelMotion
from app.canvas.scene_builder import SceneBuilder
from app.painting.figure import paint_figure
from app.session.actions import SelectRegion, SetBuild, SetSkin, SetView
from app.session.session import Session
from app.session.state import Showing, ZoomFrame
from app.support.paths import assets
from app.workspace.workspace import ThemeLoader
from tests.speedups import load_fonts_once, shipped
from tests.touch_input import Finger

BRA_LINE = Place(RegionId("bra-line"))
FLANK = Place(RegionId("flank"), Side.LEFT)
SIZE = (640, 720)


class Stage:
    """A canvas that follows a session, with or without motion."""

    def __init__(self, qtbot, motion_ms: int) -> None:
        load_fonts_once()
        loader = ThemeLoader.from_assets(assets(), motion_ms)
        self.session = Session(Showing())
        self._theme = loader.load(self.session.showing)
        builder = SceneBuilder(shipped(), loader.skins)
        self.canvas = FigureCanvas(builder, self.session.showing, self._theme)
        qtbot.addWidget(self.canvas)
        self.session.changed.connect(self._show)
        self.canvas.action.connect(self.session.apply)
        self.canvas.resize(*SIZE)
        self.canvas.show()
        qtbot.waitUntil(lambda: self.canvas.has_painted)
        self._qtbot = qtbot

    def _show(self, showing: Showing) -> None:
        self.canvas.set_showing(showing, self._theme)

    def running(self) -> list[QVariantAnimation]:
        """The animations of the figure that run, without that of the names."""
        found = self.canvas.findChildren(QVariantAnimation)
        animations = [one for one in found if not isinstance(one, LabelMotion)]
        return [one for one in animations if one.state() == QVariantAnimation.State.Running]

    def durations(self) -> list[int]:
        return [animation.duration() for animation in self.running()]

    def pause_at(self, share: float) -> None:
        """Hold all running animations at a share of their time."""
        for animation in self.running():
            animation.pause()
            animation.setCurrentTime(round(share * animation.duration()))
            animation.resume()

    def wait(self) -> None:
        self._qtbot.waitUntil(lambda: not self.running())


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot, 150)


@pytest.fixture
def still(qtbot):
    return Stage(qtbot, 0)


def test_a_hovered_region_fades_in_within_120_ms(stage):
    stage.canvas.set_hovered(BRA_LINE)
    assert stage.durations() == [120]
    assert stage.canvas.scene().interaction.hover_progress < 1
    stage.wait()
    assert stage.canvas.scene().interaction.hover_progress == 1


def test_a_chosen_region_fades_in_over_160_ms(stage):
    stage.session.apply(SelectRegion(FLANK))
    assert stage.durations() == [160]
    assert stage.canvas.scene().interaction.choice_progress < 1
    stage.wait()
    assert stage.canvas.scene().interaction.choice_progress == 1


def test_a_list_lights_regions_until_it_lights_others(stage):
    stage.canvas.set_highlighted(frozenset({RegionId("bra-line")}))
    scene = stage.canvas.scene()
    assert scene.interaction.found == {"bra-line"}
    assert scene.is_hovered(BRA_LINE)
    assert not scene.is_hovered(FLANK)
    assert set(scene.tints) == {BRA_LINE}
    assert stage.durations() == [120]
    stage.wait()
    stage.canvas.set_highlighted(frozenset({RegionId("bra-line")}))
    assert stage.running() == []
    stage.canvas.set_highlighted(frozenset())
    assert stage.canvas.scene().interaction.found == frozenset()


@pytest.mark.parametrize("action", [SetSkin(SkinId("tone-6")), SetBuild(BuildId("fuller"))])
def test_builds_and_tones_cross_fade(stage, action):
    before = stage.canvas.grab().toImage()
    stage.session.apply(action)
    assert 150 <= stage.durations()[0] <= 200
    stage.pause_at(0.5)
    between = stage.canvas.scene()
    assert between.previous is not None
    assert 0 < between.fade < 1
    stage.wait()
    assert stage.canvas.scene().previous is None
    assert stage.canvas.grab().toImage() != before


def test_views_do_not_cross_fade(stage):
    stage.session.apply(SetView(View.BACK_LEFT))
    assert stage.running() == []
    assert stage.canvas.scene().previous is None


def test_a_new_view_ends_a_cross_fade(stage):
    stage.session.apply(SetSkin(SkinId("tone-6")))
    stage.session.apply(SetView(View.BACK_LEFT))
    assert stage.canvas.scene().previous is None


def test_the_ground_does_not_shine_through_a_cross_fade(still):
    scene = still.canvas.scene()
    mixed = replace(scene, previous=scene, fade=0.5)
    plain, faded = painted(scene), painted(mixed)
    for x, y in ((320, 300), (250, 420), (400, 500)):
        one, other = plain.pixelColor(x, y), faded.pixelColor(x, y)
        assert max(abs(one.red() - other.red()), abs(one.blue() - other.blue())) <= 2


def painted(scene) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    painter = QPainter(image)
    paint_figure(painter, scene)
    painter.end()
    return image


def test_zooming_with_a_button_is_eased(stage):
    before = stage.canvas.plate_rect
    stage.canvas.zoom_by(2.0)
    assert 150 <= stage.durations()[0] <= 200
    assert stage.canvas.plate_rect.width < before.width * 1.5
    stage.pause_at(0.5)
    assert before.width * 1.2 < stage.canvas.plate_rect.width < before.width * 2
    assert stage.canvas.scene().base_image is None
    stage.wait()
    assert stage.canvas.plate_rect.width == pytest.approx(before.width * 2)
    assert stage.canvas.scene().base_image is not None


def test_on_the_way_the_point_in_the_middle_stays_there(stage):
    middle = SIZE[0] / 2, SIZE[1] / 2
    before = stage.canvas.plate_rect.to_fraction(*middle)
    stage.canvas.zoom_by(2.0)
    for share in (0.1, 0.4, 0.8):
        stage.pause_at(share)
        assert stage.canvas.plate_rect.to_fraction(*middle) == pytest.approx(before, abs=0.002)


def test_a_plate_is_not_read_at_another_size_while_the_zoom_moves(stage):
    size = stage.canvas.scene().image.size()
    stage.canvas.zoom_by(2.0)
    stage.pause_at(0.9)
    assert stage.canvas.scene().image.size() == size
    stage.wait()
    assert stage.canvas.scene().image.width() == pytest.approx(2 * size.width(), abs=1)


def test_a_wheel_step_during_another_one_adds_to_it(stage):
    for _ in range(2):
        stage.canvas.zoom_by(1.5)
    assert stage.session.showing.frame.zoom == pytest.approx(2.25)
    stage.wait()
    assert stage.canvas.scene().plate_rect.width() == pytest.approx(
        stage.canvas.plate_rect.width, abs=0.01
    )


def test_two_fingers_zoom_without_easing(stage):
    finger = Finger(stage.canvas, QPoint(300, 300))
    finger.join(QPoint(60, 0))
    finger.move_both(QPoint(0, 0), QPoint(110, 0))
    finger.lift_both(QPoint(110, 0))
    assert stage.session.showing.frame.zoom > 1
    assert stage.running() == []


def test_a_press_stops_at_the_aim_of_a_zoom(stage):
    stage.canvas.zoom_by(2.0)
    QTest.mousePress(stage.canvas, Qt.MouseButton.LeftButton, pos=QPoint(320, 300))
    assert stage.running() == []
    QTest.mouseRelease(stage.canvas, Qt.MouseButton.LeftButton, pos=QPoint(320, 300))
    assert stage.session.showing.frame.zoom == pytest.approx(2.0)


def test_a_reset_ends_all_motion(stage):
    stage.session.apply(SetSkin(SkinId("tone-6")))
    stage.canvas.zoom_by(2.0)
    stage.canvas.reset()
    assert stage.running() == []
    assert stage.canvas.scene().previous is None


def test_without_motion_everything_is_there_at_once(still):
    still.canvas.set_hovered(BRA_LINE)
    still.canvas.set_highlighted(frozenset({RegionId("lumbar")}))
    for action in (SelectRegion(FLANK), SetSkin(SkinId("tone-6"))):
        still.session.apply(action)
        assert still.running() == []
    scene = still.canvas.scene()
    assert (scene.interaction.hover_progress, scene.interaction.choice_progress) == (1, 1)
    assert scene.previous is None
    width = still.canvas.plate_rect.width
    still.canvas.zoom_by(2.0)
    assert still.running() == []
    assert still.canvas.plate_rect.width == pytest.approx(2 * width)


def test_hovering_a_place_paints_it_and_nothing_else(still):
    bare = still.canvas.grab().toImage()
    still.canvas.set_hovered(FLANK)
    scene = still.canvas.scene()
    hovered = still.canvas.grab().toImage()
    shape = next(one for one in scene.shapes if one.place == FLANK)
    other = next(one for one in scene.shapes if one.place == Place(FLANK.region, Side.RIGHT))
    inside, outside = (one.path.boundingRect().center() + QPointF(8, 8) for one in (shape, other))
    assert hovered.pixelColor(inside.toPoint()) != bare.pixelColor(inside.toPoint())
    assert hovered.pixelColor(outside.toPoint()) == bare.pixelColor(outside.toPoint())


def test_the_frame_at_rest_is_that_of_the_state(stage):
    stage.canvas.zoom_by(3.0)
    stage.wait()
    assert stage.session.showing.frame == ZoomFrame(*_frame(stage))


def _frame(stage: Stage) -> tuple[float, float, float]:
    """Zoom and centre of the plate as it is painted."""
    rect = stage.canvas.plate_rect
    x, y = rect.to_fraction(SIZE[0] / 2, SIZE[1] / 2)
    frame = stage.session.showing.frame
    return frame.zoom, pytest.approx(x), pytest.approx(y)
