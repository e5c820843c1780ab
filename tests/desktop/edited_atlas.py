"""A copy of the shipped atlas with one edited text, whose manifest does not match any more."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.support.paths import shipped_atlas

EDITED_FILE = "texts/en/regions/flank.toml"
NEW_WORD = "Zebra. "
_OLD_TEXT = "Maybe, for adults with firm skin"


def make_edited_copy(folder: Path) -> Path:
    shutil.copytree(shipped_atlas(), folder)
    file = folder / EDITED_FILE
    text = file.read_text("utf-8")
    assert _OLD_TEXT in text
    file.write_text(text.replace(_OLD_TEXT, NEW_WORD + _OLD_TEXT, 1), "utf-8")
    return folder
