"""The clinic named on handouts: the file clinic.toml, and a logo within strict limits."""

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
from app.support.translation import Translate, source_text
from app.support.validation_errors import ContentError, Findings, Location, ValidationWarning

MAX_LINE_LENGTH, MAX_LOGO_BYTES, MAX_LOGO_PIXELS = 120, 2_000_000, 4_000_000
LOGO_BOX = (600, 240)
_KEYS = ("name", "address", "phone")
_FORMATS = ("PNG", "JPEG")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINES = re.compile(rf"^[ \t]*(?:{'|'.join(_KEYS)})[ \t]*=[^\n]*\n?", re.MULTILINE)


class LogoError(ValueError):
    """A logo is refused. The message is one sentence: the reason and what to do."""


def read_clinic(file: Path, remark: Callable[[ValidationWarning], None]) -> Clinic:
    """Read clinic.toml and the `logo.png` beside it; a clinic without them is empty.

    `remark` receives a warning for every unknown key.

    Raises:
        ContentError: a file cannot be read or a line is wrong. Such a handout is not made, because
            it would lack the telephone number that the clinic wants on it.
    """
    findings = Findings()
    location = Location(findings, str(file))
    raw = _table(file, location)
    name, address, phone = (_line(raw, key, location.at(key)) for key in _KEYS)
    for key in raw:
        if key not in _KEYS:
            warn_unknown_key(key, _KEYS, location)
    logo = _read_logo(Location(findings, str(logo_path(file))), file)
    if findings.errors:
        raise ContentError(findings.errors)
    for one in findings.warnings:
        remark(one)
    return Clinic(name, address, phone, logo)


def read_clinic_leniently(file: Path) -> Clinic:
    """Return the lines that can be read, without the logo: for the page that corrects the file."""
    location = Location(Findings(), str(file))
    raw = _table(file, location)
    name, address, phone = (_line(raw, key, location) for key in _KEYS)
    return Clinic(name, address, phone)


def _table(file: Path, location: Location) -> Mapping[str, Any]:
    try:
        data = read_file(file)
    except FileNotFoundError:
        return {}
    except OSError as error:
        _report_os_error(error, location)
        return {}
    return toml_reader.read_toml(data, location) or {}


def _line(raw: Mapping[str, Any], key: str, location: Location) -> str:
    value = raw.get(key, "")
    if isinstance(value, str) and len(value) <= MAX_LINE_LENGTH and is_one_line(value):
        return value
    wrong = f"it is not one line of at most {MAX_LINE_LENGTH} letters"
    location.report(wrong, f'write {key} = "..." in one line')
    return ""


def _report_os_error(error: OSError, location: Location) -> None:
    if isinstance(error, UnreadableFileError):
        location.report(error.reason, error.fix)
    else:
        location.report(
            f"it cannot be read ({error_reason(error)})", "look whose it is, and who may read it"
        )


def format_clinic(clinic: Clinic, before: str = "") -> str:
    """Return the text of clinic.toml; unknown lines of the text `before` are kept."""
    lines = (f'{key} = "{_escaped(getattr(clinic, key))}"' for key in _KEYS)
    fresh = "\n".join(lines) + "\n"
    table = _TABLE.search(before)
    head = before[: table.start()] if table else before
    merged = fresh + _LINES.sub("", head) + before[len(head) :]
    return merged if _unknown_keys(merged) == _unknown_keys(before) else fresh


def read_existing_text(file: Path) -> str:
    """Return the text of the file before it is replaced.

    A file that cannot be read is renamed, so that its content is not lost.
    """
    try:
        text = read_text(file)
    except FileNotFoundError:
        return ""
    except (OSError, TextEncodingError):
        text = None
    if text is not None and _unknown_keys(text) is not None:
        return text
    with suppress(OSError):
        file.replace(file.with_name(f"{file.name}.broken"))
    return ""


def _unknown_keys(text: str) -> dict[str, Any] | None:
    """The unknown keys of a file with their values; None if it cannot be parsed."""
    raw = toml_reader.read_toml(text.encode(), Location(Findings(), ""))
    return None if raw is None else {key: raw[key] for key in raw.keys() - frozenset(_KEYS)}


def logo_path(file: Path) -> Path:
    """Return the path of the logo beside clinic.toml."""
    return file.with_name("logo.png")


def normalize_logo(data: bytes, translate: Translate = source_text) -> bytes:
    """Convert a picture to a small PNG that contains nothing but its pixels.

    `translate` is used for the error messages.

    Raises:
        LogoError: it is not a PNG or JPEG picture, or it is too large.
    """
    # Imported late: only a clinic with a logo needs it.
    from PIL import Image

    if len(data) > MAX_LOGO_BYTES:
        raise LogoError(translate("Logo", "The logo is larger than 2 MB: make it smaller."))
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            is_small = opened.width * opened.height <= MAX_LOGO_PIXELS
            picture = opened.convert("RGBA") if is_small else None
    except Exception as error:  # Pillow raises many kinds of errors for a broken file
        text = translate("Logo", "The logo is no PNG or JPEG picture: choose another file.")
        raise LogoError(text) from error
    if picture is None:
        text = translate("Logo", "The logo has more than 4 million pixels: make it smaller.")
        raise LogoError(text)
    picture.thumbnail(LOGO_BOX)
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    png = BytesIO()
    white.save(png, "PNG")
    return png.getvalue()


def _read_logo(location: Location, file: Path) -> bytes:
    try:
        return normalize_logo(read_file(logo_path(file), MAX_LOGO_BYTES))
    except FileNotFoundError:
        return b""  # a clinic needs no logo
    except OSError as error:
        _report_os_error(error, location)
    except LogoError as error:
        location.report(*str(error).rstrip(".").split(": ", 1))
    return b""


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
