"""Single views of the shipped atlas, shown without the rest of the program."""

from __future__ import annotations

from functools import cache
from time import monotonic

from PySide6.QtWidgets import QApplication, QWidget

from app.atlas.loader import Atlas, open_trusted
from app.body.regions import FigureId
from app.panels.document.view import DocumentView
from app.panels.view import PanelContext
from app.support.paths import assets, shipped_atlas
from app.theme.icons import Icons
from app.theme.theme import read_theme
from tests.visible_words import visible_words

_TIMEOUT_S = 30.0


@cache
def open_shipped_atlas() -> Atlas:
    return open_trusted(shipped_atlas())


@cache
def make_context(theme: str = "light", text_size: int = 100) -> PanelContext:
    """The context of a view; needs a QApplication."""
    loaded = read_theme(assets() / "themes", theme, text_size, 0)
    icons = Icons(assets() / "icons")
    return PanelContext(open_shipped_atlas(), "en", FigureId("woman"), loaded, icons, "")


def show_view(qtbot, view: QWidget, width: int = 560) -> QWidget:
    """Show a view at a width, and as high as it needs, once all its widgets are created."""
    qtbot.addWidget(view)
    view.resize(width, 1000)
    view.show()
    wait_until_complete(view)
    view.resize(width, view.heightForWidth(width))
    return view


def wait_until_complete(view: QWidget) -> None:
    """Process events until all widgets of a view are created."""
    end = monotonic() + _TIMEOUT_S
    while not all(part.is_complete for part in view.findChildren(DocumentView)):
        QApplication.processEvents()
        assert monotonic() < end, "the view is still incomplete"


def visible_text(widget: QWidget) -> str:
    """The text of everything visible."""
    return visible_words(widget)
