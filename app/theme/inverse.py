"""The colours of a message that stands out from the page: dark on a light page, or the reverse."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QColor

from app.theme.theme import Theme

_HOVER_SHARE = 0.22


def inverse_theme(theme: Theme) -> Theme:
    """The theme with ground and ink exchanged, for toasts and tooltips."""
    ground, ink, tint = (theme.color(role) for role in ("ink", "surface", "tint"))
    hover = _mixed(ground, ink, _HOVER_SHARE)
    colors = {
        **theme.colors,
        **dict.fromkeys(("ground", "surface", "sunken", "on_primary"), ground),
        **dict.fromkeys(("ink", "quiet"), ink),
        **dict.fromkeys(("primary", "accent"), ink if theme.is_high_contrast else tint),
        "tint": hover,
        "line": ink,
        "hairline": ink if theme.is_high_contrast else hover,
    }
    return replace(theme, dark=not theme.dark, colors=colors)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two others; `share` is that of the second."""
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))
