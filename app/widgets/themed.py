"""Base of all themed widgets, and the boxes and focus rings that they paint."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.theme.theme import Theme
from app.widgets.input_kind import uses_keyboard
from app.widgets.widget_tree import descendants


class ThemedWidget:
    """Mixin for a widget that paints itself with a theme and can change it."""

    theme: Theme

    def apply_theme(self, theme: Theme) -> None:
        """Use another theme, or the same one at another text size."""
        self.theme = theme
        self.update_metrics()

    def update_metrics(self) -> None:
        """Set fonts, margins and sizes from the theme; called by `apply_theme`."""


def has_visible_focus(event: QFocusEvent) -> bool:
    """True if a focus ring is needed: the widget gained the focus, and the keyboard is used."""
    is_pressed = event.reason() == Qt.FocusReason.MouseFocusReason
    return event.gotFocus() and not is_pressed and uses_keyboard()


def apply_theme_to_tree(root: QWidget, theme: Theme) -> None:
    """Apply a theme to `root` and all themed widgets below it, children before parents.

    A parent that places its children itself then finds their new sizes.
    """
    for widget in reversed((root, *descendants(root, QWidget))):
        if isinstance(widget, ThemedWidget):
            widget.apply_theme(theme)
            widget.updateGeometry()
            widget.update()


def paint_box(
    painter: QPainter, box: QRectF, radius: float, fill: QColor, edge: QColor, width: float = 1.0
) -> None:
    """Paint a rounded box whose edge, `width` pixels wide, lies inside `box`."""
    half = width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(edge, width))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def has_faint_line(theme: Theme) -> bool:
    """True if the theme has a faint line for disabled controls; high contrast has none."""
    return not theme.is_high_contrast


def paint_dotted_box(
    painter: QPainter, box: QRectF, radius: float, edge: QColor, width: float = 1.0
) -> None:
    """Paint an empty box with a dotted edge, the sign of a disabled control."""
    half = width / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, width, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)


def paint_focus_ring(painter: QPainter, box: QRectF, radius: float, theme: Theme) -> None:
    """Paint the focus ring just inside `box`: an accent line on a wider one of surface colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width, inset in (("surface", 4.0, 2.0), ("accent", 2.4, 1.4)):
        painter.setPen(QPen(theme.color(role), width))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
