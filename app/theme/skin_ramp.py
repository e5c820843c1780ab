"""The colours of a skin tone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class SkinRamp:
    """The colours of a skin tone.

    `stops` are those of matte skin, from the darkest shade to the brightest light; `gloss` are
    those laid over it, from no gloss to full gloss.
    """

    stops: tuple[QColor, ...]
    gloss: tuple[QColor, ...]
