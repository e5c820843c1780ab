"""Whether the person has asked the system for less motion, as far as Qt knows."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication


def motion_ms(usual: int) -> int:
    """The length of an animation: `usual`, or 0 if the system asks for less motion."""
    return 0 if system_reduces_motion() else usual


def system_reduces_motion() -> bool:
    """Whether the settings of the system ask for less motion; False where Qt does not know.

    Qt 6.12 knows it on every system. Older versions know it only on Windows, as the setting for
    animated menus, which is off as soon as all animations are off.
    """
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)  # from Qt 6.10 on
    preference = getattr(accessibility() if accessibility else None, "motionPreference", None)
    if preference is not None:
        return bool(preference().name != "NoPreference")
    is_known = sys.platform == "win32"
    return is_known and not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
