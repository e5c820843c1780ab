"""Headers of pictures: other formats, wrong sizes and broken files are refused."""

from __future__ import annotations

import random
from io import BytesIO

import pytest
from PIL import Image

from app.atlas.validation.check_images import (
    MAX_IMAGE_BYTES,
    ImageError,
    ImageHeader,
    decode_image,
    read_image_header,
)
from tests.atlas.synthetic import png, webp


def saved(kind, mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, (37, 21)).save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        saved("PNG"),
        png(37, 21),
        saved("WEBP"),
        saved("WEBP", lossless=True),
        saved("WEBP", "RGBA", exif=b"Exif\x00\x00MM\x00*"),
    ],
)
def test_the_size_is_read_from_the_header(data):
    picture = read_image_header(data)
    assert (picture.width, picture.height) == (37, 21)
    decode_image(data, picture)


MOVING = saved("WEBP", save_all=True, append_images=[Image.new("RGB", (37, 21), "red")])
WIDE = bytearray(png(8, 8))
WIDE[16:20] = (5_000).to_bytes(4, "big")
NONE = bytearray(png(8, 8))
NONE[16:20] = bytes(4)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"", "neither"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither"),
        (saved("JPEG"), "neither"),
        (saved("GIF"), "neither"),
        (saved("PNG")[:-1], "its end"),
        (saved("PNG") + b"more", "its end"),
        (saved("WEBP")[:-2], "its end"),
        (saved("WEBP") + b"more", "its end"),
        (b"\x89PNG\r\n\x1a\n", "header is broken"),
        (b"RIFF\x16\0\0\0WEBPVP8?" + bytes(14), "header is broken"),
        (MOVING, "animated"),
        (bytes(WIDE), "4096"),
        (bytes(NONE), "4096"),
        (bytes(MAX_IMAGE_BYTES + 1), "larger"),
    ],
)
def test_anything_but_a_still_png_or_webp_is_refused(data, wrong):
    with pytest.raises(ImageError, match=wrong):
        read_image_header(data)


def test_a_broken_picture_with_a_valid_header_fails_to_decode():
    data = bytearray(webp(64, 64))
    data[25:] = bytes(len(data) - 25)
    with pytest.raises(ImageError, match="cannot be decoded"):
        decode_image(bytes(data), read_image_header(bytes(data)))


def test_a_wrong_size_in_the_header_is_found_by_decoding():
    with pytest.raises(ImageError, match="size"):
        decode_image(png(8, 8), ImageHeader("png", 9, 8))


def test_a_corrupted_picture_is_accepted_or_refused_without_another_error():
    chance = random.Random(3)
    outcomes = []
    for data in (saved("PNG"), saved("WEBP"), saved("WEBP", lossless=True)):
        for _ in range(150):
            corrupted = bytearray(data)
            corrupted[chance.randrange(len(data))] = chance.randrange(256)
            outcomes.append(outcome_of(bytes(corrupted)))
    assert set(outcomes) == {"accepted", "refused"}


def outcome_of(data):
    try:
        decode_image(data, read_image_header(data))
    except ImageError:
        return "refused"
    return "accepted"
