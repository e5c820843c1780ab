"""A reading of the shipped atlas for tests of single views."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.atlas.loader import open_trusted
from app.body.regions import FigureId
from app.panels.view import PanelContext
from app.support.paths import assets, shipped_atlas
from app.theme.icons import Icons
from app.theme.theme import read_theme
from app.widgets.event_loop import IncrementalColumn


def make_context(theme: str = "light", text_size: int = 100) -> PanelContext:
    look = read_theme(assets() / "themes", theme, text_size, 0)
    atlas = open_trusted(shipped_atlas())
    return PanelContext(atlas, "en", FigureId("woman"), look, Icons(assets() / "icons"), "")


def show_view(qtbot, view: QWidget, width: int = 560) -> QWidget:
    """Shows a view as wide as asked and as tall as it wishes, once all of it is made."""
    qtbot.addWidget(view)
    view.resize(width, 1000)
    view.show()
    wait_until_complete(qtbot, view)
    view.resize(width, view.heightForWidth(width))
    return view


def wait_until_complete(qtbot, view: QWidget) -> None:
    """Waits until all of a view has been made."""
    qtbot.waitUntil(
        lambda: all(part.is_complete for part in view.findChildren(IncrementalColumn)),
        timeout=30_000,
    )


def visible_text(widget: QWidget) -> str:
    """All words in sight."""
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())
