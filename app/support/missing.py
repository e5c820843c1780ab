"""What is missing when Qt does not start, and how to get it: one sentence."""

from __future__ import annotations

import re

EXIT_MISSING = 69

APT_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 libx11-xcb1"
    " libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0"
    " libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)

_PACKAGE_OF = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libgl1",
    "libOpenGL": "libopengl0",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libdbus-1": "libdbus-1-3",
    "libxkbcommon": "libxkbcommon0",
    "libX11": "libx11-6",
    "libzstd": "libzstd1",
}

_LIBRARY = re.compile(r"(?P<stem>lib[\w.+-]+?)\.so[.\d]*: cannot open shared object")
_MODULE = re.compile(r"No module named '(?P<name>[\w.]+)'")
_QT = "PySide6-Essentials>=6.8,<6.12"
_PIP_NAME = {"PySide6": _QT, "shiboken6": _QT, "PIL": "pillow"}
_START = "Back Atlas cannot start:"


def sentence_for(error: ImportError) -> str:
    """Says which library or package an import did not find, and the command that brings it."""
    if found := _LIBRARY.search(str(error)):
        stem = found["stem"]
        packages = _PACKAGE_OF.get(stem, APT_PACKAGES)
        return f"{_START} the system library {stem} is missing. Get it: apt-get install {packages}"
    if found := _MODULE.search(str(error)):
        name = found["name"].partition(".")[0]
        return (
            f"{_START} the Python package {name} is missing."
            f' Get it: python -m pip install "{_PIP_NAME.get(name, name)}"'
        )
    return (
        f"{_START} Qt could not be loaded ({error})."
        f' Get it: python -m pip install --force-reinstall "{_QT}"'
    )
