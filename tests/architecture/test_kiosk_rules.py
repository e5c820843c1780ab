"""Does everything a kiosk imports keep its rules, and does each rule find a planted offender?"""

from __future__ import annotations

import pytest

from tests.architecture.kiosk_rules import (
    KIOSK_RULES,
    kiosk_sources,
    no_markup,
    no_system_dialog,
    only_plain_labels,
)
from tests.architecture.rules import Source, sources

KIOSK = "app/kiosk/planted.py"
PLAIN = """
class Words(QLabel):
    def __init__(self):
        self.setTextFormat(Qt.TextFormat.PlainText)
"""
PAINTED = """
class Picture(QLabel):
    def paintEvent(self, event):
        paint(self)
"""
HALF_PAINTED = """
class Words(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
"""
OFFENDERS = [
    *(
        (no_system_dialog, f"from PySide6.QtWidgets import {name}")
        for name in (
            "QFileDialog",
            "QColorDialog",
            "QFontDialog",
            "QInputDialog",
            "QErrorMessage",
            "QMessageBox",
            "QMenu",
            "QToolTip",
            "QCompleter",
        )
    ),
    (no_system_dialog, "def late():\n    from PySide6.QtPrintSupport import QPrintDialog"),
    (no_system_dialog, "from PySide6.QtWidgets import QFileDialog as Q"),
    (
        no_system_dialog,
        "from PySide6 import QtWidgets\nQtWidgets.QMessageBox.about(a, b, c)",
    ),
    (no_system_dialog, "from PySide6.QtGui import QDesktopServices"),
    (no_system_dialog, "services.openUrl(address)"),
    (no_system_dialog, "QApplication.aboutQt()"),
    (no_markup, "from PySide6.QtWidgets import QTextBrowser"),
    (no_markup, "label.setTextFormat(Qt.TextFormat.RichText)"),
    (no_markup, "label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)"),
    (no_markup, "label.linkActivated.connect(self.open)"),
    (only_plain_labels, "class Words(QLabel):\n    pass"),
    (only_plain_labels, HALF_PAINTED),
    (only_plain_labels, "class Words(ThemedWidget, QtWidgets.QLabel):\n    pass"),
]
INNOCENT = [
    (no_system_dialog, "from PySide6.QtWidgets import QDialog"),
    (no_markup, "label.setTextFormat(Qt.TextFormat.PlainText)"),
    (only_plain_labels, PLAIN),
    (only_plain_labels, PAINTED),
]


@pytest.fixture(scope="module")
def kiosk_files() -> list[Source]:
    return kiosk_sources(sources())


@pytest.mark.parametrize("rule", KIOSK_RULES, ids=lambda rule: rule.__name__)
def test_every_file_of_a_kiosk_keeps_the_rule(rule, kiosk_files) -> None:
    assert [f"{file.path}: {found}" for file in kiosk_files for found in rule(file)] == []


@pytest.mark.parametrize(("rule", "text"), OFFENDERS)
def test_a_planted_offender_is_found(rule, text) -> None:
    assert list(rule(Source(KIOSK, text)))


@pytest.mark.parametrize(("rule", "text"), INNOCENT)
def test_what_is_allowed_passes(rule, text) -> None:
    assert not list(rule(Source(KIOSK, text)))


def test_the_rules_cover_what_a_kiosk_imports_from_other_packages() -> None:
    files = [
        Source(
            "app/kiosk/application.py", "def late():\n    from app.workspace.planted import Thing"
        ),
        Source("app/workspace/planted.py", "from app.panels import deeper"),
        Source("app/panels/deeper.py", "QMessageBox"),
        Source("app/present/far.py", "QMessageBox"),
    ]
    found = [file.path for file in kiosk_sources(files)]
    assert sorted(found) == [
        "app/kiosk/application.py",
        "app/panels/deeper.py",
        "app/workspace/planted.py",
    ]


def test_the_rules_cover_more_than_the_kiosk_package_and_less_than_the_program(kiosk_files) -> None:
    found = {file.path for file in kiosk_files}
    assert {"app/cli/kiosk.py", "app/kiosk/input_filter.py", "app/workspace/workspace.py"} <= found
    assert not found & {
        "app/desktop/handout_actions.py",
        "app/desktop/application.py",
        "app/present/steps/files.py",
    }
    assert len(found) < len(sources())


def test_every_rule_has_a_planted_offender() -> None:
    assert {rule for rule, _ in OFFENDERS} == set(KIOSK_RULES)
