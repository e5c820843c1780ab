"""Who hands the sheet out: one small file, and a logo that is taken only under strict limits."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import tomli

from app.handout.letters import is_one_line
from app.handout.sheet import Clinic

MOST_LETTERS, MOST_BYTES, MOST_PIXELS = 120, 2_000_000, 4_000_000
LOGO_BOX = (600, 240)
_KEYS = ("name", "address", "phone")
_KINDS = ("PNG", "JPEG")


class LogoError(ValueError):
    """A logo that is not taken; one sentence says why, and what to do."""


def read_clinic(file: Path, warn: Callable[[str], None]) -> Clinic:
    """Read the file; what is missing or wrong is told and left empty.

    The logo lies beside the file as `logo.png`.
    """
    try:
        raw = tomli.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raw = {}
    except (OSError, ValueError, RecursionError) as error:
        warn(f"{file}: cannot be read ({error}): no clinic is named")
        raw = {}
    told: dict[str, str] = {}
    for key in _KEYS:
        value = raw.get(key, "")
        if isinstance(value, str) and len(value) <= MOST_LETTERS and is_one_line(value):
            told[key] = value
        else:
            told[key] = ""
            warn(f"{file}:{key}: it is not one short line: it is left out")
    return Clinic(told["name"], told["address"], told["phone"], _kept_logo(file, warn))


def clinic_text(clinic: Clinic) -> str:
    """Give the words of the file."""
    lines = (f'{key} = "{_escaped(getattr(clinic, key))}"' for key in _KEYS)
    return "\n".join(lines) + "\n"


def logo_beside(file: Path) -> Path:
    return file.with_name("logo.png")


def take_logo(data: bytes) -> bytes:
    """Make a small PNG without anything but its pixels.

    Raises:
        LogoError: it is no PNG or JPEG picture, or too large.
    """
    # Imported here: a clinic without a logo does not pay for it.
    from PIL import Image

    if len(data) > MOST_BYTES:
        raise LogoError("The logo is larger than 2 MB: make it smaller.")
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            is_small = opened.width * opened.height <= MOST_PIXELS
            picture = opened.convert("RGBA") if is_small else None
    except Exception as error:  # whatever a broken file makes the reader raise
        raise LogoError("The logo is no PNG or JPEG picture: choose another file.") from error
    if picture is None:
        raise LogoError("The logo has more than 4 million pixels: make it smaller.")
    picture.thumbnail(LOGO_BOX)
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    made = BytesIO()
    white.save(made, "PNG")
    return made.getvalue()


def _kept_logo(file: Path, warn: Callable[[str], None]) -> bytes:
    logo = logo_beside(file)
    try:
        return take_logo(logo.read_bytes())
    except FileNotFoundError:
        return b""
    except (OSError, LogoError) as error:
        warn(f"{logo}: {error}")
        return b""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
