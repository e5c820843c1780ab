"""Chromium in kiosk mode with the first window of the program as a page, to compare starts with.

    python -m tests.bench.chromium FOLDER

writes the page: the plate in its colours, the bar, and all words where the program has them.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.display import HEIGHT, WIDTH

ROOT = Path(__file__).resolve().parents[2]
NEEDED = "Chromium is not measured: install Debian's package `chromium`."
_FLAGS = (
    "--kiosk",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--allow-file-access-from-files",
)
_STYLE = """
@font-face { font-family: Atkinson; src: url(font.ttf); font-weight: 100 900 }
body { margin: 0; overflow: hidden; font-family: Atkinson }
div, img { position: absolute; line-height: 1.3 }
"""


def command(page: Path, profile: Path) -> list[str] | None:
    """The command that shows a page with an empty profile; None without Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return None
    flags = [*_FLAGS, f"--user-data-dir={profile}", f"--window-size={WIDTH},{HEIGHT}"]
    if os.getuid() == 0:
        flags.append("--no-sandbox")
    return [program, *flags, page.as_uri()]


def write_page(folder: Path) -> tuple[Path, list[float]]:
    """Write the page in a process of its own; returns it and the rectangle of the plate."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    module = [sys.executable, "-m", "tests.bench.chromium", str(folder)]
    run = subprocess.run(module, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    rect: list[float] = json.loads(run.stdout.splitlines()[-1])
    return folder / "page.html", rect


def main(folder: Path) -> None:
    """Build the window, copy what it shows, and print the rectangle of the plate."""
    from PySide6.QtCore import QPoint

    from app.bootstrap.open_atlas import open_atlas
    from app.bootstrap.options import Options
    from app.bootstrap.qt_app import create_qt_app
    from app.desktop.application import build_window
    from app.session.settings import Settings
    from app.support.paths import assets

    app, _messages = create_qt_app()
    options = Options(size=(WIDTH, HEIGHT))
    window = build_window(open_atlas(None), options, Settings(), save=lambda _: None, motion_ms=0)
    window.show()
    while not window.workspace.is_ready:
        app.processEvents()
    canvas = window.workspace.canvas
    scene, at = canvas.scene(), canvas.mapTo(window, QPoint())
    plate = scene.plate_rect.translated(at)
    _save_plate(window, folder / "plate.webp")
    font = next((assets() / "fonts").glob("AtkinsonHyperlegibleNext*.ttf"))
    shutil.copy(font, folder / "font.ttf")
    ground = scene.theme.color("ground").name()
    bar = _box((0, 0, WIDTH, window.workspace.toolbar.height()), "background: #fff")
    picture = f'<img src="plate.webp" style="{_at(*plate.getRect())}">'
    words = [_words(*one) for one in _shown_words(window)]
    labels = [
        _words(
            scene.texts_by_region[label.region],
            (at.x() + label.box.x, at.y() + label.box.y, label.box.w, label.box.h),
            15,
            "background: #fff; border-radius: 16px; text-align: center",
        )
        for label in scene.layout.labels
    ]
    body = "".join([bar, picture, *labels, *words])
    page = f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>'
    page += f'<body style="background: {ground}">{body}</body>'
    (folder / "page.html").write_text(page, "utf-8")
    print(json.dumps(plate.getRect()))


def _save_plate(window: object, file: Path) -> None:
    """Save the plate in colour and in its full size, as a page would have it."""
    from typing import Any, cast

    from PIL import Image
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage

    canvas = cast("Any", window).workspace.canvas
    builder, showing, theme = canvas.scene_builder, canvas._showing, canvas._theme
    info = builder.atlas.plate_info(showing.plate)
    image = builder._image(showing, theme, QSize(info.width, info.height))
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = bytes(image.constBits())
    Image.frombytes("RGBA", (image.width(), image.height()), data).save(file, quality=92)


def _shown_words(window: object) -> list[tuple[str, tuple[float, float, float, float], float]]:
    """The words of all visible labels and buttons, with their boxes and sizes."""
    from typing import Any, cast

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

    found = []
    for widget in cast("Any", window).findChildren(QWidget):
        text = getattr(widget, "text", None)
        if not (isinstance(widget, QAbstractButton | QLabel) or callable(text)):
            continue
        words = text() if callable(text) else ""
        is_region = type(widget).__name__ == "RegionButton"
        if words and isinstance(words, str) and widget.isVisible() and not is_region:
            at, size = widget.mapTo(window, QPoint()), widget.font().pixelSize()
            box = at.x(), at.y(), widget.width(), widget.height()
            found.append((words, box, max(size, 12)))
    return found


def _words(text: str, box: tuple[float, float, float, float], size: float, style: str = "") -> str:
    return _box(box, f"font-size: {size}px; {style}", html.escape(text))


def _box(box: tuple[float, float, float, float], style: str, inside: str = "") -> str:
    return f'<div style="{_at(*box)}; {style}">{inside}</div>'


def _at(x: float, y: float, width: float, height: float) -> str:
    return f"left: {x}px; top: {y}px; width: {width}px; height: {height}px"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(sys.argv[1]))
