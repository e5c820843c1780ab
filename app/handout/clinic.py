"""Who hands the sheet out: one small file, and a logo that is taken only under strict limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from app.handout.font_coverage import is_one_line
from app.handout.sheet import Clinic
from app.support import toml_reader
from app.support.read_file import (
    TextEncodingError,
    UnreadableFileError,
    error_reason,
    read_file,
    read_text,
)
from app.support.schema_validation import warn_unknown_key
from app.support.validation_errors import ContentError, Findings, Location, ValidationWarning

MAX_LINE_LENGTH, MAX_LOGO_BYTES, MAX_LOGO_PIXELS = 120, 2_000_000, 4_000_000
LOGO_BOX = (600, 240)
_KEYS = ("name", "address", "phone")
_KINDS = ("PNG", "JPEG")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINES = re.compile(rf"^[ \t]*(?:{'|'.join(_KEYS)})[ \t]*=[^\n]*\n?", re.MULTILINE)


class LogoError(ValueError):
    """A logo that is not taken; one sentence says why, and what to do."""


def read_clinic(file: Path, remark: Callable[[ValidationWarning], None]) -> Clinic:
    """Read the file, and the logo beside it as `logo.png`; without them a clinic has no name.

    `remark` takes every key that is unknown.

    Raises:
        ContentError: one of the two cannot be read, or a line is wrong. A handout without the
            telephone number that its clinic put there must not be made.
    """
    findings = Findings()
    spot = Location(findings, str(file))
    raw = _table(file, spot)
    name, address, phone = (_line(raw, key, spot.at(key)) for key in _KEYS)
    for key in raw:
        if key not in _KEYS:
            warn_unknown_key(key, _KEYS, spot)
    logo = _read_logo(Location(findings, str(logo_path(file))), file)
    if findings.errors:
        raise ContentError(findings.errors)
    for one in findings.warnings:
        remark(one)
    return Clinic(name, address, phone, logo)


def read_clinic_leniently(file: Path) -> Clinic:
    """Give the lines that can be read, without the logo: for the page where the rest is mended."""
    spot = Location(Findings(), str(file))
    raw = _table(file, spot)
    name, address, phone = (_line(raw, key, spot) for key in _KEYS)
    return Clinic(name, address, phone)


def _table(file: Path, spot: Location) -> Mapping[str, Any]:
    try:
        data = read_file(file)
    except FileNotFoundError:
        return {}
    except OSError as error:
        _report_os_error(error, spot)
        return {}
    return toml_reader.read_toml(data, spot) or {}


def _line(raw: Mapping[str, Any], key: str, spot: Location) -> str:
    value = raw.get(key, "")
    if isinstance(value, str) and len(value) <= MAX_LINE_LENGTH and is_one_line(value):
        return value
    wrong = f"it is not one line of at most {MAX_LINE_LENGTH} letters"
    spot.report(wrong, f'write {key} = "..." in one line')
    return ""


def _report_os_error(error: OSError, spot: Location) -> None:
    if isinstance(error, UnreadableFileError):
        spot.report(error.reason, error.fix)
    else:
        spot.report(
            f"it cannot be read ({error_reason(error)})", "look whose it is, and who may read it"
        )


def format_clinic(clinic: Clinic, before: str = "") -> str:
    """Give the words of the file; of the one `before`, all lines that are not known stay."""
    lines = (f'{key} = "{_escaped(getattr(clinic, key))}"' for key in _KEYS)
    fresh = "\n".join(lines) + "\n"
    table = _TABLE.search(before)
    head = before[: table.start()] if table else before
    kept = fresh + _LINES.sub("", head) + before[len(head) :]
    return kept if _rest(kept) == _rest(before) else fresh


def read_existing_text(file: Path) -> str:
    """Give what the file holds before it is written anew; one that cannot be read is put aside."""
    try:
        text = read_text(file)
    except FileNotFoundError:
        return ""
    except (OSError, TextEncodingError):
        text = None
    if text is not None and _rest(text) is not None:
        return text
    with suppress(OSError):
        file.replace(file.with_name(f"{file.name}.broken"))
    return ""


def _rest(text: str) -> dict[str, Any] | None:
    """What a file holds that is not known; None where it cannot be read."""
    raw = toml_reader.read_toml(text.encode(), Location(Findings(), ""))
    return None if raw is None else {key: raw[key] for key in raw.keys() - frozenset(_KEYS)}


def logo_path(file: Path) -> Path:
    return file.with_name("logo.png")


def normalize_logo(data: bytes) -> bytes:
    """Make a small PNG without anything but its pixels.

    Raises:
        LogoError: it is no PNG or JPEG picture, or too large.
    """
    # Imported here: a clinic without a logo does not pay for it.
    from PIL import Image

    if len(data) > MAX_LOGO_BYTES:
        raise LogoError("The logo is larger than 2 MB: make it smaller.")
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            is_small = opened.width * opened.height <= MAX_LOGO_PIXELS
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


def _read_logo(spot: Location, file: Path) -> bytes:
    try:
        return normalize_logo(read_file(logo_path(file), MAX_LOGO_BYTES))
    except FileNotFoundError:
        pass
    except OSError as error:
        _report_os_error(error, spot)
    except LogoError as error:
        spot.report(*str(error).rstrip(".").split(": ", 1))
    return b""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
