"""What all our controls share: they paint with a look, and can be given another one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.theme.theme import Theme


class ThemedWidget:
    """A control that paints with a look; `fit` sets what follows from its sizes."""

    theme: Theme

    def apply_theme(self, theme: Theme) -> None:
        """Takes on a look."""
        self.theme = theme
        self.update_metrics()

    def update_metrics(self) -> None:
        """Sets fonts, margins and sizes from the look; called by `wear`."""


def has_visible_focus(event: QFocusEvent) -> bool:
    """Whether the focus came otherwise than by a mouse press: only then is a ring shown."""
    return event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason


def apply_theme_to_tree(root: QWidget, theme: Theme) -> None:
    """Gives every control below `root`, and `root` itself, the look; those within others first.

    So whoever places its controls by hand finds how large they now are.
    """
    for widget in reversed((root, *root.findChildren(QWidget))):
        if isinstance(widget, ThemedWidget):
            widget.apply_theme(theme)
            widget.updateGeometry()
            widget.update()


def paint_box(
    painter: QPainter, box: QRectF, radius: float, fill: QColor, edge: QColor, width: float = 1.0
) -> None:
    """A rounded box with an edge that lies inside `box`."""
    half = width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(edge, width))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def has_faint_line(theme: Theme) -> bool:
    """Whether a theme has a fainter line for what cannot be pressed; one of few colours has not."""
    return theme.color("hairline") != theme.color("ink")


def paint_dotted_box(
    painter: QPainter, box: QRectF, radius: float, edge: QColor, width: float = 1.0
) -> None:
    """An empty box with an edge of short dashes: it cannot be pressed now."""
    half = width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def paint_focus_ring(painter: QPainter, box: QRectF, radius: float, theme: Theme) -> None:
    """The focus ring: a light line inside a dark one, just within `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width, inset in (("surface", 4.0, 2.0), ("accent", 2.4, 1.4)):
        painter.setPen(QPen(theme.color(role), width))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
