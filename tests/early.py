"""What must be settled before pytest-qt imports Qt: the platform, the home, a missing library."""

from __future__ import annotations

import os
import tempfile

import pytest

from app.support.missing import sentence_for

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# Sizes in tests are true pixels, whatever the desktop of the one who runs them is set to.
for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE"):
    os.environ.pop(name, None)
os.environ["BACK_ATLAS_HOME"] = tempfile.mkdtemp(prefix="back-atlas-tests-")

try:
    from PySide6 import QtWidgets
except ImportError as error:
    pytest.exit(sentence_for(error), returncode=69)

assert QtWidgets
