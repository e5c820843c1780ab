"""Checks of pictures: the size in the header of a PNG or WebP file, and decoding."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

MAX_IMAGE_BYTES = 4_000_000
MAX_SIDE_PIXELS = 4_096

_PNG = b"\x89PNG\r\n\x1a\n"
_ANIMATED = 0x02


class ImageError(ValueError):
    """A picture is refused; the message gives the reason in plain words."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """The header of a picture; `kind` is png or webp."""

    kind: str
    width: int
    height: int


def read_image_header(data: bytes) -> ImageHeader:
    """Read the header without decoding the picture.

    Raises:
        ImageError: it is not a still PNG or WebP picture of an allowed size.
    """
    if len(data) > MAX_IMAGE_BYTES:
        raise ImageError(f"it is larger than {MAX_IMAGE_BYTES} bytes")
    if data.startswith(_PNG):
        picture = _png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        picture = _webp(data)
    else:
        raise ImageError("it is neither a WebP nor a PNG file")
    if not (0 < picture.width <= MAX_SIDE_PIXELS and 0 < picture.height <= MAX_SIDE_PIXELS):
        raise ImageError(f"a side has no pixels, or more than {MAX_SIDE_PIXELS}")
    return picture


def _png(data: bytes) -> ImageHeader:
    if len(data) < 33 or data[8:16] != b"\x00\x00\x00\x0dIHDR":
        raise ImageError("its header is broken")
    if not data.endswith(b"IEND\xaeB`\x82"):
        raise ImageError("its end is missing, or something follows it")
    return ImageHeader(
        "png", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    )


def _webp(data: bytes) -> ImageHeader:
    size = int.from_bytes(data[4:8], "little") + 8
    if len(data) < 30 or size != len(data):
        raise ImageError("its end is missing, or something follows it")
    kind = data[12:16]
    if kind == b"VP8X":
        if data[20] & _ANIMATED:
            raise ImageError("it is animated")
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    elif kind == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    elif kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (26, 28))
    else:
        raise ImageError("its header is broken")
    return ImageHeader("webp", width, height)


def decode_image(data: bytes, picture: ImageHeader) -> None:
    """Decode a whole picture to check that it is intact; for validation only.

    The header limits the size, so Pillow's warning of a decompression bomb cannot occur: 4,096
    pixels a side are a fifth of its limit, and a picture with another size is refused.

    Raises:
        ImageError: the picture cannot be decoded, or its size differs from its header.
    """
    from PIL import Image

    size = (0, 0)
    try:
        with Image.open(BytesIO(data), formats=(picture.kind,)) as image:
            size = image.size
            if size == (picture.width, picture.height):
                image.load()
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise ImageError(f"it cannot be decoded ({type(error).__name__})") from None
    if size != (picture.width, picture.height):
        raise ImageError("its size differs from that in its header")
