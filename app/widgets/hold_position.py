"""Keeps a widget where it is on screen while what is above or below it changes its height."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QWidget

from app.widgets.scroll_column import ScrollColumn


@contextmanager
def held_in_place(widget: QWidget) -> Iterator[None]:
    """Scroll after the changes made inside the block, so that `widget` stays where it was."""
    area = scroll_area_around(widget)
    if area is None:
        yield
        return
    viewport, bar = area.viewport(), area.verticalScrollBar()
    before = widget.mapTo(viewport, QPoint()).y()
    yield
    finish_layout()
    bar.setValue(bar.value() + widget.mapTo(viewport, QPoint()).y() - before)


def finish_layout() -> None:
    """Carry out all layout that is due, which Qt would do in a later turn of the event loop."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def scroll_area_around(widget: QWidget) -> ScrollColumn | None:
    """The innermost scroll area that contains the widget."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, ScrollColumn):
        parent = parent.parentWidget()
    return parent


def show_beginning(widget: QWidget, height: int) -> None:
    """Scroll just so far that the first `height` pixels of a new widget are in sight."""
    area = scroll_area_around(widget)
    if area is None:
        return
    finish_layout()
    viewport, bar = area.viewport(), area.verticalScrollBar()
    bottom = widget.mapTo(viewport, QPoint()).y() + min(height, widget.height())
    bar.setValue(bar.value() + max(bottom - viewport.height(), 0))
