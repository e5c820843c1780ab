"""Messages for missing packages and libraries, with the command that installs them.

They also cover an installation that the user has no permission to read.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path


def find_unreadable(folder: Path) -> Path | None:
    """The first parent of a folder, the folder itself or a file in it that the user may not read.

    None if all can be read, and also if something does not exist.
    """
    for part in (*reversed(folder.parents), folder):
        mode = os.X_OK | os.R_OK if part == folder else os.X_OK
        if not _has_access(part, mode):
            return part if os.path.lexists(part) else None
    return next((file for file in sorted(folder.iterdir()) if not _has_access(file, os.R_OK)), None)


def _has_access(part: Path, mode: int) -> bool:
    """Whether the process has access, as its effective user where that can be checked."""
    return os.access(part, mode, effective_ids=os.access in os.supports_effective_ids)


def unreadable_message(part: Path) -> str:
    """The message for a part of the installation that the user may not read."""
    return (
        f"{CANNOT_START} the user {_user()} may not read {part}, which Qt needs."
        " Install the program where this user may read it, for example below /opt"
    )


def _user() -> str:
    """The name of the user who runs this process, not what an environment variable says."""
    if sys.platform == "win32":
        return os.environ.get("USERNAME", "")
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


APT_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3 libx11-xcb1"
    " libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0"
    " libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
    " libwayland-cursor0"
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
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxcb-cursor": "libxcb-cursor0",
    "libzstd": "libzstd1",
}

_MISSING_LIBRARY = re.compile(r"(?P<stem>lib[\w.+-]+?)\.so[.\d]*: cannot open shared object")
_MISSING_MODULE = re.compile(r"No module named '(?P<name>[\w.]+)'")
_QT = "PySide6-Essentials>=6.8,<6.12"
PIP_REQUIREMENTS = {
    "PIL": "pillow",
    "PySide6": _QT,
    "defusedxml": "defusedxml",
    "fpdf": "fpdf2",
    "msgspec": "msgspec",
    "platformdirs": "platformdirs",
    "pypdfium2": "pypdfium2",
    "rapidfuzz": "rapidfuzz",
    "segno": "segno",
    "shiboken6": _QT,
    "tomli": "tomli",
    "uharfbuzz": "uharfbuzz",
}
"""The packages of our dependencies, by the name that is imported; only these are offered to pip.

Any other name could be registered by a stranger.
"""
_LOADING_MODULE = re.compile(r"(?:importing|loading) (?P<name>Qt\w+|Shiboken)")
_QT_LIBRARIES = ("libQt6", "libpyside6", "libshiboken6")
CANNOT_START = "Back Atlas cannot start:"


def import_error_message(error: ImportError) -> str:
    """The message for a failed import: the missing library or package, and how to install it."""
    if found := _MISSING_LIBRARY.search(str(error)):
        stem = found["stem"]
        if stem.startswith(_QT_LIBRARIES):
            return _qt_library_message(stem)
        packages = _PACKAGE_OF.get(stem, APT_PACKAGES)
        missing = f"the system library {stem} is missing"
        return f"{CANNOT_START} {missing}. Install it: apt-get install {packages}"
    name = error.name or _module_in(str(error))
    root = name.partition(".")[0]
    if root not in PIP_REQUIREMENTS or getattr(sys, "frozen", False):
        part = f"the module {name}" if name else f"a part of the program ({error})"
        return (
            f"{CANNOT_START} {part} is missing or broken, so the files of the program or of its"
            " Python are incomplete. Install Back Atlas again"
        )
    if isinstance(error, ModuleNotFoundError) or _MISSING_MODULE.search(str(error)):
        return (
            f"{CANNOT_START} the Python package {root} is missing."
            f' Install it: python -m pip install "{PIP_REQUIREMENTS[root]}"'
        )
    return (
        f"{CANNOT_START} {root} could not be loaded ({error})."
        f' Install it again: python -m pip install --force-reinstall "{PIP_REQUIREMENTS[root]}"'
    )


def _module_in(message: str) -> str:
    """The module that the message of an ImportError names, where its `name` is empty."""
    if found := _MISSING_MODULE.search(message):
        return found["name"]
    found = _LOADING_MODULE.search(message)
    return f"PySide6.{found['name']}" if found else ""


def _qt_library_message(stem: str) -> str:
    """The message for a missing library of PySide6 itself, which apt-get does not install."""
    # Imported here because only this message needs it.
    from importlib.util import find_spec

    found = find_spec("PySide6")
    for place in found.submodule_search_locations or () if found else ():
        if (part := find_unreadable(Path(place) / "Qt" / "lib")) is not None:
            return unreadable_message(part)
    return (
        f"{CANNOT_START} {stem}, which comes with PySide6, is missing."
        f' Install it again: python -m pip install --force-reinstall "{_QT}"'
    )
