"""Icons: the path of an SVG file, which widgets paint in any colour and size."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QPainterPath

from app.support.svg_path import parse_path_data

ICON_GRID = 24.0
"""Edge of the square on which every icon is drawn, in SVG units."""
_D = re.compile(r'\sd="([^"]+)"')


class Icons:
    """Reads icons from a folder, each of them once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths: dict[str, QPainterPath] = {}

    def path(self, name: str) -> QPainterPath:
        """The filled path of the icon `name`, in units of `ICON_GRID`.

        Raises:
            OSError: there is no such icon.

        """
        if name not in self._paths:
            self._paths[name] = self._read(name)
        return self._paths[name]

    def _read(self, name: str) -> QPainterPath:
        text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        path = QPainterPath()
        for data in _D.findall(text):
            for command, numbers in parse_path_data(data):
                _draw(path, command, numbers)
        return path


def _draw(path: QPainterPath, command: str, numbers: tuple[float, ...]) -> None:
    if command == "M":
        path.moveTo(*numbers)
    elif command == "L":
        path.lineTo(*numbers)
    elif command == "C":
        path.cubicTo(*numbers)
    else:
        path.closeSubpath()
