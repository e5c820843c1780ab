"""Words rendered by Qt and words on a page of a handout, as pictures to compare."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
import pypdfium2
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter, QRawFont, QTextLayout, QTextOption

from app.support.paths import assets

SCALE = 5
"""Pixels per point."""
_DARK = 60
_FOOT_PT = 60
_WIDEST = 1_600
_LEEWAY = 4
"""Pixels by which the two pictures of a word may differ in size."""


class PlacedWord(NamedTuple):
    """A word with the name of its font file; `turned` means that it runs from right to left."""

    text: str
    font: str = "AtkinsonHyperlegibleNext-Regular"
    turned: bool = False


@lru_cache(maxsize=16)
def pages(data: bytes) -> list[np.ndarray]:
    """Every page without its footer, as darkness from 0 (white) to 255; shape (height, width)."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    shown = [page.render(scale=SCALE, grayscale=True).to_numpy() for page in document]
    return [255 - page.reshape(page.shape[:2])[: -_FOOT_PT * SCALE] for page in shown]


def difference(data: bytes, blank: bytes) -> np.ndarray:
    """The difference of two files on the first page that differs."""
    for one, other in zip(pages(data), pages(blank), strict=True):
        found = np.maximum(one, other) - np.minimum(one, other)
        if found.max() > _DARK:
            return found
    raise AssertionError("the files do not differ")


def word_images(ink: np.ndarray, count: int) -> list[np.ndarray]:
    """The words of one line from left to right, separated at the `count - 1` widest gaps."""
    columns = np.flatnonzero((ink > _DARK).any(axis=0))
    gaps = np.diff(columns)
    breaks = np.sort(np.argsort(gaps, kind="stable")[len(gaps) - count + 1 :]) + 1
    parts = np.split(columns, breaks)
    return [_cut(ink[:, part[0] : part[-1] + 1]) for part in parts]


@lru_cache
def render_with_qt(word: PlacedWord, size: float) -> np.ndarray:
    """The word rendered by Qt alone, with its font and a size in points."""
    file = next((assets() / "fonts").rglob(f"{word.font}.ttf"))
    number = QFontDatabase.addApplicationFont(str(file))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    font = QFont(family)
    font.setPixelSize(round(size * SCALE))
    font.setBold(file.stem.endswith("Bold"))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # The PDF has no ligatures, and no kerning in our own font.
    font.setFeature(QFont.Tag("liga"), 0)
    font.setKerning("Noto" in word.font)
    layout = QTextLayout(word.text, font)
    option = QTextOption()
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if word.turned else Qt.LayoutDirection.LeftToRight
    )
    layout.setTextOption(option)
    layout.beginLayout()
    layout.createLine().setLineWidth(_WIDEST)
    layout.endLayout()
    runs = [run for run in layout.glyphRuns() if run.boundingRect().width() > 0]
    names = {run.rawFont().familyName() for run in runs}
    assert names == {QRawFont.fromFont(font).familyName()}, f"Qt took {names} for {word}"
    image = QImage(_WIDEST, round(3 * size * SCALE), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    layout.draw(painter, QPointF(0, size * SCALE))
    painter.end()
    raw = np.frombuffer(image.constBits(), np.uint8)
    return _cut(255 - raw.reshape(image.height(), image.bytesPerLine()).astype(int))


def similarity(one: np.ndarray, other: np.ndarray) -> float:
    """The part of the ink of each word within a pixel of the other's, from 0 to 1."""
    if any(abs(one.shape[axis] - other.shape[axis]) > _LEEWAY for axis in (0, 1)):
        return 0.0
    first = np.pad(one > one.max() / 2, _LEEWAY)
    best = 0.0
    for down in range(2 * _LEEWAY - 2):
        for right in range(2 * _LEEWAY - 2):
            second = np.zeros_like(first)
            part = (other > other.max() / 2)[: len(first) - down, : first.shape[1] - right]
            second[down : down + part.shape[0], right : right + part.shape[1]] = part
            both = (first & _thick(second)).sum() / first.sum()
            best = max(best, min(both, (second & _thick(first)).sum() / second.sum()))
    return best


def _thick(ink: np.ndarray) -> np.ndarray:
    """The ink, one pixel thicker on every side."""
    wide = ink.copy()
    for axis in (0, 1):
        wide |= np.roll(wide, 1, axis) | np.roll(wide, -1, axis)
    return wide


def _cut(ink: np.ndarray) -> np.ndarray:
    rows, columns = np.nonzero(ink > _DARK)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
