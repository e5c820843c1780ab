"""Checks in pixels that the program highlights the right side of the body, and never the other.

States are painted by the program's own widgets, with a copy of the light theme in which a chosen
place is pure green and a hovered or focused one pure blue. Nothing else in a picture of the figure
has these colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import structs
from pypdf import PdfReader
from pypdf.generic import ContentStream
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRegion,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from scipy import ndimage

from app.atlas.loader import Atlas, open_trusted
from app.body.regions import BuildId, FigureId, Place, Side, View, covers
from app.canvas.canvas import FigureCanvas
from app.canvas.figure_layout import FigureViewport
from app.canvas.region_buttons import RegionButton
from app.canvas.region_tints import RegionTintCache
from app.canvas.scene_builder import SceneBuilder
from app.desktop.window import DesktopWindow
from app.handout.build import HandoutRequest, make_sheet
from app.handout.colors import ACCENT_COLOR, css_color, recolored_plate
from app.handout.html_page import write_html
from app.handout.make import RenderSettings
from app.handout.pdf import HandoutPages
from app.handout.pdf_lines import BODY_PT, PageStyle
from app.kiosk.overlays.attract import AttractCycle, AttractLayout, AttractTexts
from app.kiosk.window import KioskWindow
from app.painting.figure import paint_figure
from app.painting.plate_rect import PlateRect
from app.painting.scene import FigureScene
from app.present.audience.pane import AudienceResources
from app.present.audience.window import AudienceWindow
from app.session.actions import SetTextSize, ShowStep
from app.session.session import Session
from app.session.settings import Settings
from app.session.state import SKIN_TONES, ComparedView, Page, Showing, Spotlight
from app.support.paths import assets, shipped_atlas
from app.theme.region_colors import RegionColors
from app.theme.theme import load_fonts
from app.workspace.workspace import ThemeLoader, Workspace

GREEN, BLUE = 1, 2
_HIGHLIGHT_COLORS = {
    "accent": "#00ff00",
    "on_accent": "#00ff00",
    "primary": "#0000ff",
    "on_primary": "#0000ff",
}
"""The text of a highlighted label has the same colour, so that the label is one piece."""
GREEN_LIGHT = dict.fromkeys(
    SKIN_TONES, RegionColors((QColor("#00ff00"),) * 4, QColor("#808080"), QColor("#202020"))
)
"""The light on a chosen region; its edge has a colour of its own."""
SIZES = ((640, 400), (800, 600), (1280, 800), (2560, 1440))
TEXT_SIZES = (100, 150, 200)
OUTPUTS = (
    "explore",
    "explore focus",
    "explore hover",
    "explore spotlight",
    "picture",
    "kiosk",
    "kiosk focus",
    "audience",
    "audience spotlight",
    "compared",
    "attract",
    "handout pdf",
    "handout html",
)
OUTPUTS_WITH_LEADERS = (
    "explore",
    "explore focus",
    "explore spotlight",
    "picture",
    "kiosk",
    "kiosk focus",
)
"""Outputs in which each region in sight has a label or a number."""
_SOFT_EDGE = 15 / 1400
"""Softness of the edges of the light on a region, in plate widths, with a pixel or two to spare."""
_LINE = 8
"""A leader, and what a name covers of another region, is thinner than this, in pixels."""


class SideState(NamedTuple):
    """One picture to paint: in which output, at which sizes, with which place highlighted."""

    output: str
    size: tuple[int, int]
    text_size: int
    place: Place
    view: View
    figure: FigureId
    build: BuildId


def parameters(atlas: Atlas) -> tuple[tuple[object, ...], ...]:
    """All values of each field of a state."""
    places: list[Place] = []
    for region in atlas.regions:
        sides = (None, Side.LEFT, Side.RIGHT) if region in atlas.sides else (None,)
        places += [Place(region, side) for side in sides]
    return OUTPUTS, SIZES, TEXT_SIZES, tuple(places), atlas.views, atlas.figures, atlas.builds


def sort_states(states: Iterable[SideState]) -> list[SideState]:
    """Sort states so that windows change size, text size and plate as rarely as possible."""

    def rank(state: SideState) -> tuple[object, ...]:
        plate = state.view.value, state.figure, state.build
        return state.output.split()[0], state.size, state.text_size, *plate

    return sorted(states, key=rank)


def pairwise_states(atlas: Atlas, min_count: int) -> list[SideState]:
    """States with every pair of values of two fields, repeated until there are `min_count`."""
    values, states = parameters(atlas), {}
    while len(states) < min_count:
        missing = {
            ((a, x), (b, y))
            for a, b in combinations(range(len(values)), 2)
            for x, y in product(range(len(values[a])), range(len(values[b])))
        }
        while missing:
            numbers = _covering_state(values, missing, len(states))
            missing -= set(combinations(enumerate(numbers), 2))
            states[SideState(*(values[at][number] for at, number in enumerate(numbers)))] = None
    return sort_states(states)


def _covering_state(values, missing, turn: int) -> tuple[int, ...]:
    """The next state: a missing pair, and the values that cover most other missing pairs."""
    chosen = dict(min(missing))
    for field in range(len(values)):
        if field not in chosen:
            count = len(values[field])
            chosen[field] = max(
                ((number + turn) % count for number in range(count)),
                key=lambda number: sum(
                    tuple(sorted(((field, number), known))) in missing for known in chosen.items()
                ),
            )
    return tuple(chosen[field] for field in range(len(values)))


def sampled_states(atlas: Atlas) -> list[SideState]:
    """A small sample: every value of every field, and each output with each kind of place.

    The kinds are the left side, the right side and the whole of a region with two sides, and a
    region without sides. Outputs that share a window also share sizes and plates, because laying
    out and reading them takes most of the time.
    """
    _, sizes, text_sizes, places, views, figures, builds = parameters(atlas)
    paired = [region for region in atlas.regions if region in atlas.sides]
    kinds = (
        [Place(region, Side.LEFT) for region in paired],
        [Place(region, Side.RIGHT) for region in paired],
        [Place(region) for region in paired],
        [place for place in places if place.region not in atlas.sides],
    )
    windows = list(dict.fromkeys(output.split()[0] for output in OUTPUTS))
    states = []
    for number, output in enumerate(OUTPUTS):
        for kind, candidates in enumerate(kinds):
            turn = windows.index(output.split()[0]) + kind
            states.append(
                SideState(
                    output,
                    sizes[turn % len(sizes)],
                    text_sizes[turn % len(text_sizes)],
                    candidates[number % len(candidates)],
                    views[turn % len(views)],
                    figures[turn % len(figures)],
                    builds[turn % len(builds)],
                )
            )
    return sort_states(states)


def all_states(atlas: Atlas) -> list[SideState]:
    """Every combination of values; of the handout only those that differ on paper."""
    every = (SideState(*values) for values in product(*parameters(atlas)))
    return sort_states(
        state
        for state in every
        if not state.output.startswith("handout")
        or (state.size, state.text_size, state.view) == (SIZES[0], TEXT_SIZES[0], View.BACK)
    )


class Picture(NamedTuple):
    """A painted figure: its pixels, the rectangle of the plate, and the outlines in plate units.

    `free` is the part that no control covers; None if nothing is covered.
    """

    image: QImage
    plate_rect: PlateRect
    outlines: dict[Place, tuple[tuple[float, float], ...]]
    free: QRegion | None = None


def copy_themes(folder: Path) -> Path:
    """Copy the themes into a folder, with the highlight colours in the light one."""
    for file in (assets() / "themes").glob("*.toml"):
        text = file.read_text("utf-8")
        if file.stem == "light":
            for role, color in _HIGHLIGHT_COLORS.items():
                text, count = re.subn(rf'(?m)^{role} = ".*"$', f'{role} = "{color}"', text)
                assert count == 1, role
        (folder / file.name).write_text(text, "utf-8")
    return folder


class _FixedAttractCycle(AttractCycle):
    """An attract cycle that always shows the same Showing."""

    def showing_at_step(self, _turn: int) -> Showing:
        return self._showing


class StatePainter:
    """Paints states with windows that it keeps open."""

    def __init__(self, themes: Path) -> None:
        load_fonts(assets() / "fonts")
        self.atlas = open_trusted(shipped_atlas())
        self._theme_loader = replace(ThemeLoader.from_assets(assets(), 0), themes=themes)
        self._attract_builder = self._make_scene_builder()
        self._windows: dict[str, QWidget] = {}
        self._workspaces: list[Workspace] = []
        self._laid_out: dict[str, object] = {}

    def paint(
        self,
        state: SideState,
        place: Place | None,
        *,
        with_spotlight: bool,
        page: Page | None = None,
    ) -> list[Picture]:
        """Paint the figures of a state with another place, with or without its spotlight.

        With a page, the figure has as much room as beside a region; the first page leaves more.
        """
        kind, _, how = state.output.partition(" ")
        if kind == "handout":
            return [self._handout(state, how)]
        showing = Showing(
            figure=state.figure,
            build=state.build,
            view=state.view,
            text_size=state.text_size,
            place=None if how in ("focus", "hover") else place,
            page=page,
            spotlight=Spotlight() if how == "spotlight" and with_spotlight else None,
        )
        if kind == "compared":
            return self._compared(state, showing)
        if kind == "attract":
            return [self._attract_loop(state, showing)]
        if kind == "audience":
            return [self._audience_figure(state, showing)]
        return [self._workspace_figure(state, kind, how, showing, place)]

    def close(self) -> None:
        for window in self._windows.values():
            window.hide()
            window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _outlines(self, showing: Showing):
        return {o.place: o.points for o in self.atlas.outlines(showing.plate).regions}

    def _make_workspace(self, showing: Showing, *, is_desktop: bool) -> Workspace:
        session, loader = Session(showing), self._theme_loader
        workspace = Workspace(self.atlas, session, loader, "test", is_desktop=is_desktop)
        workspace.canvas.scene_builder.region_tints = RegionTintCache(GREEN_LIGHT)
        return workspace

    def _window(self, state: SideState, kind: str, showing: Showing) -> QWidget:
        """The window of this kind, laid out at the state's size and text size."""
        if kind not in self._windows:
            workspace = self._make_workspace(showing, is_desktop=kind != "kiosk")
            self._windows[kind] = (
                KioskWindow(workspace, shows_cursor=False)
                if kind == "kiosk"
                else _desktop_window(workspace)
            )
        window = self._windows[kind]
        if self._laid_out.get(kind) != (state.size, state.text_size):
            _show(window.workspace.session, replace(showing, place=None))
            window.resize(*state.size)
            window.show()
            while not window.workspace.canvas.has_painted:
                QApplication.processEvents()
            for _ in range(4):
                QApplication.sendPostedEvents()
                window.grab()
            self._laid_out[kind] = state.size, state.text_size
        return window

    def _workspace_figure(self, state, kind, how, showing, place) -> Picture:
        window = self._window(state, kind, showing)
        canvas = window.workspace.canvas
        _show(window.workspace.session, showing)
        outlines = self._outlines(showing)
        side = next((one for one in outlines if place and covers(place, one)), None)
        _set_focus(canvas, side if how == "focus" else None)
        canvas.set_hovered(side if how == "hover" else None)
        if kind == "picture":
            free = QRegion(canvas.visibleRegion()) - _covered(canvas)
            return Picture(_cut_out(window, canvas), canvas.plate_rect, outlines, free)
        free = QRegion(canvas.rect()) - _covered(canvas)
        return Picture(canvas.grab().toImage(), canvas.plate_rect, outlines, free)

    def _audience_figure(self, state: SideState, showing: Showing) -> Picture:
        figure = self._audience_window(state, "audience", showing).panes[0].figure
        figure.set_showing(showing, figure.scene().theme)
        return Picture(
            figure.grab().toImage(), _plate_rect(figure.scene()), self._outlines(showing)
        )

    def _attract_loop(self, state: SideState, showing: Showing) -> Picture:
        """A step of a kiosk's attract loop with this place."""
        theme = self._load_theme(showing, state.text_size)
        texts = AttractTexts("Questions?", "What it is.", "Touch the back", "Information.")
        box = AttractLayout.fit_to_size(QSize(*state.size), theme, texts).figure_box
        image = QImage(box.size(), QImage.Format.Format_RGB32)
        image.fill(theme.color("ground"))
        viewport = FigureViewport(box.width(), box.height())
        cycle = _FixedAttractCycle(self._attract_builder, showing)
        scene = cycle.scene_at_step(0, theme, viewport, 1.0)
        painter = QPainter(image)
        paint_figure(painter, scene)
        painter.end()
        return Picture(image, _plate_rect(scene), self._outlines(showing))

    def _compared(self, state: SideState, showing: Showing) -> list[Picture]:
        other = next(build for build in self.atlas.builds if build != state.build)
        compared = replace(showing, compared=ComparedView(build=other))
        window = self._audience_window(state, "compared", compared)
        window.set_showing(compared)
        QApplication.sendPostedEvents()
        return [
            Picture(
                pane.figure.grab().toImage(),
                _plate_rect(pane.figure.scene()),
                self._outlines(replace(showing, build=build)),
            )
            for pane, build in zip(window.panes, (state.build, other), strict=True)
        ]

    def _audience_window(self, state: SideState, kind: str, showing: Showing) -> AudienceWindow:
        if kind not in self._windows:
            workspace = self._make_workspace(showing, is_desktop=True)
            self._workspaces.append(workspace)
            resources = AudienceResources(
                self._load_theme, self._make_scene_builder, workspace.panel_context
            )
            self._windows[kind] = AudienceWindow(resources, replace(showing, place=None))
        window = self._windows[kind]
        if self._laid_out.get(kind) != state.size:
            window.resize(*state.size)
            window.show()
            QApplication.sendPostedEvents()
            self._laid_out[kind] = state.size
        return window

    def _load_theme(self, showing: Showing, text_size: int):
        return replace(self._theme_loader.load(showing), text_size=text_size)

    def _make_scene_builder(self) -> SceneBuilder:
        builder = SceneBuilder(self.atlas, self._theme_loader.skins)
        builder.region_tints = RegionTintCache(GREEN_LIGHT)
        return builder

    def _handout(self, state: SideState, how: str) -> Picture:
        request = HandoutRequest((state.place,), state.figure, state.build, "en")
        sheet = make_sheet(self.atlas, request)
        settings = RenderSettings.from_assets(assets(), "tone-2", "a4", large=False)
        figure = sheet.figures[0]
        data = self.atlas.plate_data(figure.plate)
        plate = recolored_plate(data, 200, settings.skin, settings.dress, figure.shorts)
        size = QSize(600, round(600 * figure.aspect))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        if how == "html":
            _paint_page(image, write_html(sheet, plate))
        else:
            # The texts do not matter here, and setting them takes most of the time.
            words = sheet.document
            first = words.regions[0]
            region = structs.replace(
                first, answers=first.answers[:1], check_first=(), risks=(), questions=()
            )
            bare = dict.fromkeys(("options", "recovery", "kept", "sources"), ())
            words = structs.replace(words, regions=(region,), numbers=None, card=None, **bare)
            sheet = replace(sheet, document=words)
            pages = HandoutPages(sheet, settings.fonts, PageStyle("a4", BODY_PT))
            _paint_pdf(image, pages.lay_out(plate).data())
        plate_rect = PlateRect(0.0, 0.0, float(size.width()), float(size.height()))
        return Picture(image, plate_rect, {one.place: one.points for one in figure.outlines})


def _desktop_window(workspace: Workspace) -> DesktopWindow:
    window = DesktopWindow(1280, 800)
    window.fill(workspace, Settings(), lambda _settings: None)
    return window


def _show(session: Session, showing: Showing) -> None:
    session.apply(SetTextSize(showing.text_size))
    session.apply(
        ShowStep(
            showing.place,
            showing.topic,
            showing.page,
            showing.figure,
            showing.build,
            showing.view,
            showing.frame,
            showing.spotlight,
        )
    )


def _set_focus(canvas: FigureCanvas, place: Place | None) -> None:
    """Send the focus event that a place gets from the keyboard; None takes the focus away."""
    for button in canvas.findChildren(RegionButton):
        if button.place == place:
            QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn))
            return
        if place is None:
            QApplication.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut))


def _plate_rect(scene: FigureScene) -> PlateRect:
    rect = scene.plate_rect
    return PlateRect(rect.x(), rect.y(), rect.width(), rect.height())


def _cut_out(window: QWidget, canvas: QWidget) -> QImage:
    """The canvas in a picture of its window."""
    corner = canvas.mapTo(window, canvas.rect().topLeft())
    return window.grab().toImage().copy(QRect(corner, canvas.size()))


def _covered(canvas: QWidget) -> QRegion:
    """The part of the canvas that other controls cover."""
    covered = QRegion()
    for child in canvas.parentWidget().findChildren(QWidget):
        if child is not canvas and not canvas.isAncestorOf(child) and child.isVisible():
            corner = canvas.mapFromGlobal(child.mapToGlobal(child.rect().topLeft()))
            covered += QRegion(QRect(corner, child.size()))
    return covered


def _paint_page(image: QImage, page: str) -> None:
    """Paint the SVG figure of a page, without the plate."""
    svg = page[page.index("<svg ") : page.index("</svg>") + 6]
    svg = re.sub(r"<image [^>]*>", "", svg.replace(css_color(ACCENT_COLOR), "#00ff00"))
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    painter = QPainter(image)
    QSvgRenderer(svg.encode()).render(painter, QRectF(image.rect()))
    painter.end()


def _paint_pdf(image: QImage, data: bytes) -> None:
    """Paint the polygons over the plate of the first page from the operators of the PDF file."""
    page = PdfReader(BytesIO(data)).pages[0]
    colors = {"fill": QColor(), "line": QColor()}
    path, plate, painter = QPainterPath(), QRectF(), QPainter(image)
    for values, operator in ContentStream(page.get_contents(), page.pdf).operations:
        numbers = [float(value) for value in values if isinstance(value, (int, float))]
        if operator in (b"rg", b"RG", b"g", b"G"):
            colors["fill" if operator.islower() else "line"] = _highlight_color(numbers)
        elif operator == b"cm" and numbers[0] > 50:
            plate = QRectF(numbers[4], numbers[5], numbers[0], numbers[3])
        elif operator in (b"m", b"l") and not plate.isEmpty():
            x = (numbers[0] - plate.x()) / plate.width() * image.width()
            y = (1 - (numbers[1] - plate.y()) / plate.height()) * image.height()
            (path.moveTo if operator == b"m" else path.lineTo)(x, y)
        elif operator in (b"f", b"S", b"s"):
            _paint_polygon(painter, path, colors, is_filled=operator == b"f")
            path = QPainterPath()
    painter.end()


def _paint_polygon(
    painter: QPainter, path: QPainterPath, colors: dict[str, QColor], *, is_filled: bool
) -> None:
    path.closeSubpath()
    if is_filled:
        painter.fillPath(path, colors["fill"])
    else:
        painter.strokePath(path, QPen(colors["line"], 3))


def _highlight_color(numbers: list[float]) -> QColor:
    """Green for the accent colour, and grey for all others."""
    is_accent = [round(value * 255) for value in numbers] == list(ACCENT_COLOR)
    return QColor("#00ff00") if is_accent else QColor("#808080")


def find_faults(painter: StatePainter, state: SideState) -> list[str]:
    """Describe what is wrong with the pictures of a state; empty if nothing is."""
    found: list[str] = []
    pictures = painter.paint(state, state.place, with_spotlight=True)
    for picture in pictures:
        if any(covers(state.place, place) for place in picture.outlines):
            found += _faults_of_visible(state, picture)
            continue
        green, blue = (_highlight_mask(picture.image, color) for color in (GREEN, BLUE))
        if ((green | blue) & _free_mask(picture)).any():
            found.append("an unseen side is highlighted")
    # Captions and the attract loop name the place, so that their pictures differ anyway.
    is_comparable = state.output not in ("compared", "attract")
    if is_comparable and not any(covers(state.place, place) for place in pictures[0].outlines):
        is_chosen = not state.output.endswith(("focus", "hover"))
        page = Page.ABOUT if is_chosen else None
        plain = painter.paint(state, None, with_spotlight=False, page=page)
        if [one.image for one in plain] != [one.image for one in pictures]:
            found.append("an unseen side changes the picture")
    return found


def _faults_of_visible(state: SideState, picture: Picture) -> Iterator[str]:
    is_transient = state.output.endswith(("focus", "hover"))
    highlighted = [place for place in picture.outlines if covers(state.place, place)]
    highlighted = highlighted[:1] if is_transient else highlighted
    others = [place for place in picture.outlines if place not in highlighted]
    if state.output == "attract":  # the only label that fits may cover other regions
        others = [place for place in others if place.region == state.place.region]

    def is_same(place: Place) -> bool:
        return place.region == state.place.region

    inside = _outline_mask(picture, highlighted, shrunk=3.0)
    # Light at the edge of the body reaches it, beyond the outline by as much as its edges are soft.
    reach = max(6.0, _SOFT_EDGE * picture.plate_rect.width)
    around = _outline_mask(picture, highlighted, shrunk=-reach)
    free = _free_mask(picture)
    color = BLUE if is_transient else GREEN
    tinted = _highlight_mask(picture.image, color) & free
    # A line may run over other regions, and a name over their edges, but never over another side.
    filled = ndimage.binary_opening(tinted, np.ones((_LINE, _LINE)))
    beside = _outline_mask(picture, [one for one in others if is_same(one)], shrunk=6.0)
    beyond = _outline_mask(picture, [one for one in others if not is_same(one)], shrunk=6.0)
    if (((tinted & beside) | (filled & beyond)) & ~around).any():
        yield "another outline is highlighted"
    if not is_transient and (inside & free).any() and not (tinted & around).any():
        yield "the chosen side is not highlighted"
    if state.output.startswith("handout"):
        if (tinted & ~around).any():
            yield "something beside the chosen side is highlighted"
    elif inside.any() and not (inside & ~free).any():
        is_reached = bool((_pure_mask(picture.image, color) & inside).any())
        yield from _faults_of_leader(state, tinted, tinted & ~around, inside, is_reached=is_reached)


def _faults_of_leader(
    state: SideState, tinted, beyond, inside, *, is_reached: bool
) -> Iterator[str]:
    """Check what is highlighted beyond the side: a label and its leader."""
    if beyond.any() and not is_reached:
        yield "a leader is highlighted that does not end in the side"
    elif beyond.any() and not _is_connected(tinted, beyond, inside):
        yield "something is highlighted that no leader joins to the side"
    if not is_reached and state.output in OUTPUTS_WITH_LEADERS:
        yield "neither a leader nor a number is in the side"


def _is_connected(tinted, beyond, inside) -> bool:
    """True if each highlighted piece beyond the side reaches into it."""
    box = ndimage.find_objects(tinted.astype(np.uint8))[0]
    tinted, beyond, inside = tinted[box], beyond[box], inside[box]
    # The light rim of a dot separates it from its leader.
    joined = ndimage.binary_dilation(tinted, np.ones((3, 3)), iterations=2)
    pieces, _ = ndimage.label(joined, structure=np.ones((3, 3)))
    out = set(np.unique(pieces[beyond])) - {0}
    return out <= set(np.unique(pieces[inside]))


def _bands(image: QImage):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return (data[:, : image.width(), at].astype(np.int16) for at in (2, 1, 0))


def _highlight_mask(image: QImage, color: int):
    """The pixels in which a highlight colour dominates."""
    red, green, blue = _bands(image)
    if color == GREEN:
        return (green > red + 40) & (green > blue + 40)
    return (blue > red + 70) & (blue > green + 70)


def _pure_mask(image: QImage, color: int):
    """The pixels of exactly that colour: a leader, a dot or an edge, but no hatching over skin."""
    red, green, blue = _bands(image)
    lead, rest = (green, blue) if color == GREEN else (blue, green)
    return (lead > 245) & (red < 12) & (rest < 12)


def _free_mask(picture: Picture):
    """The pixels that no control covers."""
    mask = QImage(picture.image.size(), QImage.Format.Format_Grayscale8)
    mask.fill(255 if picture.free is None else 0)
    painter = QPainter(mask)
    for box in picture.free or ():
        painter.fillRect(box, Qt.GlobalColor.white)
    painter.end()
    data = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), -1)
    return data[:, : mask.width()] > 0


def _outline_mask(picture: Picture, places: list[Place], *, shrunk: float):
    """The pixels inside outlines that are shrunk by a number of pixels, or grown if negative."""
    outlines = tuple(picture.outlines[place] for place in places)
    size = (picture.image.width(), picture.image.height())
    return _polygon_mask(outlines, picture.plate_rect, size, shrunk)


@lru_cache(maxsize=32)
def _polygon_mask(outlines, plate_rect: PlateRect, size: tuple[int, int], shrunk: float):
    mask = QImage(*size, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    painter = QPainter(mask)
    for points in outlines:
        shape = QPainterPath()
        shape.addPolygon(QPolygonF([QPointF(*plate_rect.to_pixels(point)) for point in points]))
        shape.closeSubpath()
        painter.fillPath(shape, Qt.GlobalColor.white)
        edge = Qt.GlobalColor.black if shrunk > 0 else Qt.GlobalColor.white
        painter.strokePath(shape, QPen(edge, 2 * abs(shrunk)))
    painter.end()
    data = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), -1)
    return data[:, : mask.width()] > 0
