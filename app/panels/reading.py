"""What the views of the panel read from: the atlas, the language, the look and the icons."""

from __future__ import annotations

from dataclasses import dataclass

from app.atlas.loader import OpenAtlas
from app.body.regions import FigureId
from app.theme.icons import Icons
from app.theme.theme import Look


@dataclass(frozen=True, slots=True)
class Reading:
    """One frozen value for all views.

    `emergency` is the number of the country, or ""; `at_desk` whether files, printers and settings
    of this machine may be offered; `prints` whether there is a printer for visitors.
    """

    atlas: OpenAtlas
    language: str
    figure: FigureId
    look: Look
    icons: Icons
    emergency: str = ""
    at_desk: bool = True
    prints: bool = True
