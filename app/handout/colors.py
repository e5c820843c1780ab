"""Colors of the handout: text palette, CSS notation, and the plate recolored in a skin tone."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw

Rgb = tuple[int, int, int]

TEXT_COLOR, MUTED_COLOR, FAINT_COLOR = (27, 36, 40), (85, 96, 101), (120, 130, 135)
ACCENT_COLOR, HEADING_COLOR, TINT_COLOR = (179, 58, 16), (12, 84, 98), (230, 239, 240)
LINE_COLOR = (190, 198, 201)
CAUTION_COLORS = (253, 246, 227), (178, 112, 0)
URGENT_COLORS = (252, 237, 235), (155, 28, 28)
CAUTION_WORDS_COLOR = 122, 79, 0
NOTICE_COLORS = TINT_COLOR, HEADING_COLOR
"""The ground of a callout, and the bar at its side."""


def css_color(color: Rgb) -> str:
    """Return a color in CSS notation."""
    return "#{:02x}{:02x}{:02x}".format(*color)


_SKIN_AT = (0, 16, 40, 72, 104, 136, 168, 200, 228, 255)
_GLOSS_AT = (0, 19, 57, 75)
_DRESS_AT = (0, 128, 255)


@dataclass(frozen=True, slots=True)
class SkinColors:
    """The colors of a skin tone: those of matte skin, and those laid over it for the gloss."""

    stops: tuple[Rgb, ...]
    gloss: tuple[Rgb, ...]


def recolored_plate(
    data: bytes,
    width: int,
    skin: SkinColors,
    dress: tuple[Rgb, ...],
    shorts: tuple[tuple[float, float], ...],
) -> Image.Image:
    """Return the plate in a skin tone on white.

    `data` is the plate as a file, `width` the width of the result in pixels. `dress` are the colors
    of the ramp for the shorts; `shorts` is their outline in units of plate width. Light and gloss
    become colors as on the screen: `app/painting/tint.py`.
    """
    plate = Image.open(BytesIO(data)).convert("RGBA")
    plate = plate.resize(
        (width, round(width * plate.height / plate.width)), Image.Resampling.LANCZOS
    )
    red, _, blue, alpha = plate.split()
    light = plate.convert("RGB").convert("L")
    gloss = _through(ImageChops.difference(red, blue), skin.gloss, _GLOSS_AT)
    body = ImageChops.screen(_through(light, skin.stops, _SKIN_AT), gloss)
    area = Image.new("L", plate.size, 0)
    ImageDraw.Draw(area).polygon([(x * width, y * width) for x, y in shorts], fill=255)
    body.paste(_through(light, dress, _DRESS_AT), mask=area)
    white = Image.new("RGB", plate.size, "white")
    white.paste(body, mask=alpha)
    return white


def _through(light: Image.Image, stops: tuple[Rgb, ...], places: tuple[int, ...]) -> Image.Image:
    bands = [light.point(_ramp([stop[band] for stop in stops], places)) for band in range(3)]
    return Image.merge("RGB", bands)


def _ramp(stops: list[int], places: tuple[int, ...]) -> list[int]:
    values: list[int] = []
    for low, high, first, last in zip(places, places[1:], stops, stops[1:], strict=False):
        steps = high - low
        values += [round(first + (last - first) * at / steps) for at in range(steps)]
    return values + [stops[-1]] * (256 - len(values))


def parse_color(text: str) -> Rgb:
    """Read a color written as #RRGGBB."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
