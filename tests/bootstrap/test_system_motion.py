"""The system's wish for less motion."""

from __future__ import annotations

from enum import Enum
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.bootstrap import system_motion
from app.bootstrap.system_motion import motion_ms, system_reduces_motion


class Preference(Enum):
    NoPreference = 0
    ReducedMotion = 1


def hints_of_qt_6_12(preference):
    hints = SimpleNamespace(motionPreference=lambda: preference)
    return SimpleNamespace(accessibility=lambda: hints)


@pytest.mark.parametrize("preference", Preference)
def test_from_qt_6_12_on_the_preference_decides(qapp, monkeypatch, preference):
    monkeypatch.setattr(QGuiApplication, "styleHints", lambda: hints_of_qt_6_12(preference))
    is_reduced = preference is Preference.ReducedMotion
    assert system_reduces_motion() is is_reduced
    assert motion_ms(150) == (0 if is_reduced else 150)


@pytest.mark.parametrize("is_animated", [True, False])
def test_on_windows_animated_menus_decide(qapp, monkeypatch, is_animated):
    monkeypatch.setattr(system_motion.sys, "platform", "win32")
    monkeypatch.setattr(QApplication, "isEffectEnabled", lambda _effect: is_animated)
    assert system_reduces_motion() is not is_animated


def test_where_qt_does_not_know_it_motion_stays(qapp, monkeypatch):
    monkeypatch.setattr(system_motion.sys, "platform", "linux")
    monkeypatch.setattr(QApplication, "isEffectEnabled", lambda _effect: False)
    assert motion_ms(150) == 150
