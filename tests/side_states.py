"""States in which a side is lit, painted by the program's own widgets, and what is wrong in pixels.

The theme is a copy of the light one in which what is chosen is pure green, and what is near or has
the focus pure blue: in a picture of the figure nothing else has these colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pypdf import PdfReader
from pypdf.generic import ContentStream
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QRegion
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from scipy import ndimage

from app.atlas.loader import Atlas, open_trusted
from app.body.regions import BuildId, FigureId, Place, Side, View, covers
from app.canvas.figure_layout import FigureViewport, PlateRect
from app.canvas.scene_builder import SceneBuilder
from app.desktop.window import DesktopWindow
from app.handout.build import HandoutRequest, make_sheet
from app.handout.colors import ACCENT_COLOR, css_color, recolored_plate
from app.handout.html_page import write_html
from app.handout.make import RenderSettings
from app.handout.pdf import HandoutPages
from app.handout.pdf_layout import BODY_PT, PageStyle
from app.kiosk.overlays.attract import AttractCycle, AttractLayout, AttractTexts
from app.kiosk.window import KioskWindow
from app.painting.figure import paint_figure
from app.present.audience.pane import AudienceResources
from app.present.audience.window import AudienceWindow
from app.session.session import Session
from app.session.settings import Settings
from app.session.state import ComparedView, Showing, Spotlight
from app.support.paths import assets, shipped_atlas
from app.theme.theme import load_fonts
from app.workspace.workspace import ThemeLoader, Workspace

GREEN, BLUE = 1, 2
_COLOURS = {
    "accent": "#00ff00",
    "on_accent": "#00ff00",
    "primary": "#0000ff",
    "on_primary": "#0000ff",
}
"""Words on a lit label have its colour too: each lit piece is whole."""
SIZES = ((640, 400), (800, 600), (1280, 800), (2560, 1440))
TEXT_SIZES = (100, 150, 200)
WAYS = (
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
MUST_POINT = ("explore", "explore focus", "explore spotlight", "picture", "kiosk", "kiosk focus")
"""Where each region in sight has a label or a number."""


class State(NamedTuple):
    """One thing to paint."""

    way: str
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
    return WAYS, SIZES, TEXT_SIZES, tuple(places), atlas.views, atlas.figures, atlas.builds


def in_order(states) -> list[State]:
    """So that a window changes its size, its letters and its plate as seldom as can be."""

    def rank(state: State) -> tuple[object, ...]:
        plate = state.view.value, state.figure, state.build
        return state.way.split()[0], state.size, state.text_size, *plate

    return sorted(states, key=rank)


def pairwise_states(atlas: Atlas, least: int) -> list[State]:
    """Every pair of values of two fields, again and again until there are enough states."""
    values, states = parameters(atlas), {}
    while len(states) < least:
        missing = {
            ((a, x), (b, y))
            for a, b in combinations(range(len(values)), 2)
            for x, y in product(range(len(values[a])), range(len(values[b])))
        }
        while missing:
            made = _covering(values, missing, len(states))
            missing -= set(combinations(enumerate(made), 2))
            states[State(*(values[at][number] for at, number in enumerate(made)))] = None
    return in_order(states)


def _covering(values, missing, turn: int) -> tuple[int, ...]:
    """The next state: a pair that is missing, and the values that find most other such pairs."""
    made = dict(min(missing))
    for field in range(len(values)):
        if field not in made:
            count = len(values[field])
            made[field] = max(
                ((number + turn) % count for number in range(count)),
                key=lambda number: sum(
                    tuple(sorted(((field, number), known))) in missing for known in made.items()
                ),
            )
    return tuple(made[field] for field in range(len(values)))


def whole_product(atlas: Atlas) -> list[State]:
    """Every state; of a handout only those that differ on paper."""
    every = (State(*values) for values in product(*parameters(atlas)))
    return in_order(
        state
        for state in every
        if not state.way.startswith("handout")
        or (state.size, state.text_size, state.view) == (SIZES[0], TEXT_SIZES[0], View.BACK)
    )


class Picture(NamedTuple):
    """A painted figure: its pixels, where the plate lies, and what has an outline.

    `free` is what is in sight, where no control lies over it; None is all of it.
    """

    image: QImage
    placing: PlateRect
    outlines: dict[Place, tuple[tuple[float, float], ...]]
    free: QRegion | None = None


def coloured_themes(folder: Path) -> Path:
    """Copies the themes; in the light one what is lit has a colour of its own."""
    for file in (assets() / "themes").glob("*.toml"):
        text = file.read_text("utf-8")
        if file.stem == "light":
            for role, colour in _COLOURS.items():
                text, count = re.subn(rf'(?m)^{role} = ".*"$', f'{role} = "{colour}"', text)
                assert count == 1, role
        (folder / file.name).write_text(text, "utf-8")
    return folder


class _FixedAttractLayout(AttractCycle):
    """An invitation that shows what it is told to."""

    def showing_at_step(self, turn: int) -> Showing:
        return self._showing


class Painter:
    """Paints states with windows that it keeps."""

    def __init__(self, themes: Path) -> None:
        load_fonts(assets() / "fonts")
        self.atlas = open_trusted(shipped_atlas())
        self._theme_loader = replace(ThemeLoader.from_assets(assets(), 0), themes=themes)
        self._inviter = self._composer()
        self._windows: dict[str, QWidget] = {}
        self._settled: dict[str, object] = {}

    def paint(self, state: State, place: Place | None, *, is_lit: bool) -> list[Picture]:
        """The figures that are painted; `is_lit` False leaves out the spotlight of the state."""
        kind, _, how = state.way.partition(" ")
        if kind == "handout":
            return [self._on_paper(state, how)]
        showing = Showing(
            figure=state.figure,
            build=state.build,
            view=state.view,
            text_size=state.text_size,
            place=None if how in ("focus", "hover") else place,
            spotlight=Spotlight() if how == "spotlight" and is_lit else None,
        )
        if kind == "compared":
            return self._compared(state, showing)
        if kind == "attract":
            return [self._inviting(state, showing)]
        if kind == "audience":
            return [self._for_audience(state, showing)]
        return [self._on_stage(state, kind, how, showing, place)]

    def close(self) -> None:
        for window in self._windows.values():
            window.hide()
            window.deleteLater()

    def _outlines(self, showing: Showing):
        return {o.place: o.points for o in self.atlas.outlines(showing.plate).regions}

    def _workspace(self, showing: Showing, *, is_desktop: bool) -> Workspace:
        return Workspace(
            self.atlas, Session(showing), self._theme_loader, "test", is_desktop=is_desktop
        )

    def _window(self, state: State, kind: str, showing: Showing) -> QWidget:
        """The window of a kind, settled in the state's size and text size."""
        made = kind not in self._windows
        if made:
            workspace = self._workspace(showing, is_desktop=kind != "kiosk")
            self._windows[kind] = (
                KioskWindow(workspace, shows_cursor=False)
                if kind == "kiosk"
                else DesktopWindow(workspace, Settings(), lambda _kept: None)
            )
        window = self._windows[kind]
        if self._settled.get(kind) != (state.size, state.text_size):
            window.workspace.session.replace_showing(replace(showing, place=None))
            window.resize(*state.size)
            window.show()
            window.workspace.canvas._on_first_paint()
            for _ in range(4):
                QApplication.sendPostedEvents()
                window.grab()
            self._settled[kind] = state.size, state.text_size
        return window

    def _on_stage(self, state, kind, how, showing, place) -> Picture:
        window = self._window(state, kind, showing)
        canvas = window.workspace.canvas
        window.workspace.session.replace_showing(showing)
        there = self._outlines(showing)
        side = next((one for one in there if place and covers(place, one)), None)
        canvas._on_focus_moved(side if how == "focus" else None)
        canvas._set_hovered(side if how == "hover" else None)
        if kind == "picture":
            free = QRegion(canvas.visibleRegion()) - _taken(canvas)
            return Picture(_cut_out(window, canvas), canvas.plate_rect, there, free)
        free = QRegion(canvas.rect()) - _taken(canvas)
        return Picture(canvas.grab().toImage(), canvas.plate_rect, there, free)

    def _for_audience(self, state: State, showing: Showing) -> Picture:
        window = self._audience(state, "audience", showing)
        figure = window.panes[0].figure
        figure.set_showing(showing, window._theme)
        return Picture(
            figure.grab().toImage(), figure._arrangement().plate_rect, self._outlines(showing)
        )

    def _inviting(self, state: State, showing: Showing) -> Picture:
        """A turn of a kiosk's invitation, with this place."""
        theme = self._theme(showing, state.text_size)
        words = AttractTexts("Questions?", "What it is.", "Touch the back", "Information.")
        box = AttractLayout.fit_to_size(QSize(*state.size), theme, words).figure_box
        image = QImage(box.size(), QImage.Format.Format_RGB32)
        image.fill(theme.color("ground"))
        room = FigureViewport(box.width(), box.height())
        scene = _FixedAttractLayout(self._inviter, showing).scene_at_step(0, theme, room, 1.0)
        painter = QPainter(image)
        paint_figure(painter, scene)
        painter.end()
        placing = self._inviter.layout(showing, theme, room).plate_rect
        return Picture(image, placing, self._outlines(showing))

    def _compared(self, state: State, showing: Showing) -> list[Picture]:
        other = next(one for one in self.atlas.builds if one != state.build)
        beside = replace(showing, compared=ComparedView(build=other))
        window = self._audience(state, "compared", beside)
        window.set_showing(beside)
        QApplication.sendPostedEvents()
        return [
            Picture(
                half.figure.grab().toImage(),
                half.figure._arrangement().plate_rect,
                self._outlines(half.figure._showing),
            )
            for half in window.panes
        ]

    def _audience(self, state: State, kind: str, showing: Showing) -> AudienceWindow:
        if kind not in self._windows:
            workspace = self._workspace(showing, is_desktop=True)
            self._windows[f"{kind}'s stage"] = workspace
            wear = AudienceResources(self._theme, self._composer, workspace.panel_context)
            self._windows[kind] = AudienceWindow(wear, replace(showing, place=None))
        window = self._windows[kind]
        if self._settled.get(kind) != state.size:
            window.resize(*state.size)
            window.show()
            QApplication.sendPostedEvents()
            self._settled[kind] = state.size
        return window

    def _theme(self, showing: Showing, text_size: int):
        return replace(self._theme_loader.load(showing), text_size=text_size)

    def _composer(self) -> SceneBuilder:
        return SceneBuilder(self.atlas, self._theme_loader.skins)

    def _on_paper(self, state: State, how: str) -> Picture:
        wanted = HandoutRequest((state.place,), state.figure, state.build, "en")
        sheet, press = (
            make_sheet(self.atlas, wanted),
            RenderSettings.from_assets(assets(), "tone-2", "a4", large=False),
        )
        figure = sheet.figure
        data = self.atlas.plate_data(figure.plate)
        plate = recolored_plate(data, 200, press.skin, press.garment_colors, figure.shorts)
        size = QSize(600, round(600 * figure.aspect))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        if how == "html":
            _paint_page(image, write_html(sheet, plate))
        else:
            pages = HandoutPages(sheet, plate, press.fonts, PageStyle("a4", BODY_PT), {})
            pages._pdf.add_page()
            pages._head()
            _paint_pdf(image, pages.data())
        placing = PlateRect(0.0, 0.0, float(size.width()), float(size.height()))
        return Picture(image, placing, {one.place: one.points for one in figure.outlines})


def _cut_out(window: QWidget, canvas: QWidget) -> QImage:
    """The canvas in a picture of its window."""
    corner = canvas.mapTo(window, canvas.rect().topLeft())
    return window.grab().toImage().copy(QRect(corner, canvas.size()))


def _taken(canvas: QWidget) -> QRegion:
    """Where other controls lie on the canvas."""
    taken = QRegion()
    for child in canvas.parentWidget().findChildren(QWidget):
        if child is not canvas and not canvas.isAncestorOf(child) and child.isVisible():
            taken += QRegion(
                QRect(canvas.mapFromGlobal(child.mapToGlobal(child.rect().topLeft())), child.size())
            )
    return taken


def _paint_page(image: QImage, page: str) -> None:
    """The figure of a page as Qt paints SVG, without the plate."""
    svg = page[page.index("<svg ") : page.index("</svg>") + 6]
    svg = re.sub(r"<image [^>]*>", "", svg.replace(css_color(ACCENT_COLOR), "#00ff00"))
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    painter = QPainter(image)
    QSvgRenderer(svg.encode()).render(painter, QRectF(image.rect()))
    painter.end()


def _paint_pdf(image: QImage, data: bytes) -> None:
    """The polygons over the plate of a sheet's first page, by the operators of the file itself."""
    page = PdfReader(BytesIO(data)).pages[0]
    inks = {"fill": QColor(), "line": QColor()}
    path, plate, painter = QPainterPath(), QRectF(), QPainter(image)
    for values, operator in ContentStream(page.get_contents(), page.pdf).operations:
        numbers = [float(value) for value in values if isinstance(value, (int, float))]
        if operator in (b"rg", b"RG", b"g", b"G"):
            inks["fill" if operator.islower() else "line"] = _inked(numbers)
        elif operator == b"cm" and numbers[0] > 50:
            plate = QRectF(numbers[4], numbers[5], numbers[0], numbers[3])
        elif operator in (b"m", b"l") and not plate.isEmpty():
            x = (numbers[0] - plate.x()) / plate.width() * image.width()
            y = (1 - (numbers[1] - plate.y()) / plate.height()) * image.height()
            (path.moveTo if operator == b"m" else path.lineTo)(x, y)
        elif operator in (b"f", b"S", b"s"):
            _put(painter, path, inks, is_filled=operator == b"f")
            path = QPainterPath()
    painter.end()


def _put(painter: QPainter, path: QPainterPath, inks: dict[str, QColor], *, is_filled: bool):
    path.closeSubpath()
    if is_filled:
        painter.fillPath(path, inks["fill"])
    else:
        painter.strokePath(path, QPen(inks["line"], 3))


def _inked(numbers: list[float]) -> QColor:
    """Green for the accent, and grey for all other inks."""
    same = [round(value * 255) for value in numbers] == list(ACCENT_COLOR)
    return QColor("#00ff00") if same else QColor("#808080")


def faults(painter: Painter, state: State) -> list[str]:
    """What is wrong with a state, in words."""
    found: list[str] = []
    pictures = painter.paint(state, state.place, is_lit=True)
    for picture in pictures:
        if any(covers(state.place, place) for place in picture.outlines):
            found += _faults_of_seen(state, picture)
        elif (_highlight_mask(picture.image, GREEN) | _highlight_mask(picture.image, BLUE))[
            _open(picture)
        ].any():
            found.append("an unseen side is lit")
    # A caption takes more room if it names a place, and an invitation names what it can.
    is_alike = state.way not in ("compared", "attract")
    if is_alike and not any(covers(state.place, place) for place in pictures[0].outlines):
        bare = painter.paint(state, None, is_lit=False)
        if [one.image for one in bare] != [one.image for one in pictures]:
            found.append("an unseen side changes the picture")
    return found


def _faults_of_seen(state: State, picture: Picture) -> Iterator[str]:
    is_near = state.way.endswith(("focus", "hover"))
    lit = [place for place in picture.outlines if covers(state.place, place)]
    lit = lit[:1] if is_near else lit
    others = [place for place in picture.outlines if place not in lit]
    if state.way == "attract":  # the one name that fits may lie over other regions
        others = [place for place in others if place.region == state.place.region]
    inside = _area(picture, lit, shrunk=3.0)
    around = _area(picture, lit, shrunk=-6.0)
    seen = _open(picture)
    colour = BLUE if is_near else GREEN
    tinted = _highlight_mask(picture.image, colour) & seen
    if (tinted & _area(picture, others, shrunk=6.0) & ~around).any():
        yield "another outline is lit"
    if not is_near and (inside & seen).any() and not (tinted & around).any():
        yield "the chosen side is not lit"
    if state.way.startswith("handout"):
        if (tinted & ~around).any():
            yield "something beside the chosen side is lit"
    elif inside.any() and not (inside & ~seen).any():
        is_reached = bool((_pure(picture.image, colour) & inside).any())
        yield from _faults_of_line(state, tinted, tinted & ~around, inside, is_reached=is_reached)


def _faults_of_line(state: State, tinted, beyond, inside, *, is_reached: bool) -> Iterator[str]:
    """What is wrong with what is lit beyond the side: a label and its line."""
    if beyond.any() and not is_reached:
        yield "a line is lit that does not end in the side"
    elif beyond.any() and not _hang_together(tinted, beyond, inside):
        yield "something is lit that no line joins to the side"
    if not is_reached and state.way in MUST_POINT:
        yield "neither a line nor a number is in the side"


def _hang_together(tinted, beyond, inside) -> bool:
    """Whether each lit piece beyond the side reaches into it."""
    box = ndimage.find_objects(tinted.astype(np.uint8))[0]
    tinted, beyond, inside = tinted[box], beyond[box], inside[box]
    # A dot has a light rim, which parts it from its line.
    joined = ndimage.binary_dilation(tinted, np.ones((3, 3)), iterations=2)
    pieces, _ = ndimage.label(joined, structure=np.ones((3, 3)))
    out = set(np.unique(pieces[beyond])) - {0}
    return out <= set(np.unique(pieces[inside]))


def _bands(image: QImage):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return (data[:, : image.width(), at].astype(np.int16) for at in (2, 1, 0))


def _highlight_mask(image: QImage, colour: int):
    """The pixels in which the colour of what is lit leads."""
    red, green, blue = _bands(image)
    if colour == GREEN:
        return (green > red + 40) & (green > blue + 40)
    return (blue > red + 70) & (blue > green + 70)


def _pure(image: QImage, colour: int):
    """The pixels of that colour alone: a line, a dot or an edge, but no hatching over skin."""
    red, green, blue = _bands(image)
    lead, rest = (green, blue) if colour == GREEN else (blue, green)
    return (lead > 245) & (red < 12) & (rest < 12)


def _open(picture: Picture):
    """A mask of what nothing else lies over."""
    mask = QImage(picture.image.size(), QImage.Format.Format_Grayscale8)
    mask.fill(255 if picture.free is None else 0)
    painter = QPainter(mask)
    for box in picture.free or ():
        painter.fillRect(box, Qt.GlobalColor.white)
    painter.end()
    data = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), -1)
    return data[:, : mask.width()] > 0


def _area(picture: Picture, places: list[Place], *, shrunk: float):
    """A mask of outlines, smaller by so many pixels all round, or larger."""
    outlines = tuple(picture.outlines[place] for place in places)
    size = (picture.image.width(), picture.image.height())
    return _mask(outlines, picture.placing, size, shrunk)


@lru_cache(maxsize=32)
def _mask(outlines, placing: PlateRect, size: tuple[int, int], shrunk: float):
    mask = QImage(*size, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    painter = QPainter(mask)
    for points in outlines:
        shape = QPainterPath()
        shape.addPolygon(QPolygonF([QPointF(*placing.to_pixels(point)) for point in points]))
        shape.closeSubpath()
        painter.fillPath(shape, Qt.GlobalColor.white)
        edge = Qt.GlobalColor.black if shrunk > 0 else Qt.GlobalColor.white
        painter.strokePath(shape, QPen(edge, 2 * abs(shrunk)))
    painter.end()
    data = np.frombuffer(mask.constBits(), np.uint8).reshape(mask.height(), -1)
    return data[:, : mask.width()] > 0
