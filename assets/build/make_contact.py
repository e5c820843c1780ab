"""Makes a contact sheet of small, quick renderings with their outlines, and keeps nothing else."""

from __future__ import annotations

import argparse
from pathlib import Path

import figure
import fit
import make
import numpy as np
import outlines
import plates
import settings as S
from PIL import Image, ImageDraw

SKIN = np.array(
    [(0, 24, 12, 10), (110, 150, 98, 78), (180, 214, 164, 138), (236, 250, 226, 208)], float
)


def tint(image: Image.Image, dress: list[fit.Cubic]) -> Image.Image:
    """Colour the plate with a skin tone and coloured shorts, on a light background."""
    data = np.asarray(image).astype(float)
    grey, alpha = data[..., 0], data[..., 3:] / 255
    skin = np.stack([np.interp(grey, SKIN[:, 0], SKIN[:, i]) for i in (1, 2, 3)], 2)
    mask = Image.new("L", image.size)
    ImageDraw.Draw(mask).polygon([tuple(p) for p in fit.points(dress)], fill=255)
    cloth = grey[..., None] / 236 * np.array([120.0, 150, 166])
    rgb = np.where(np.asarray(mask)[..., None] > 0, cloth, skin) * alpha + 240 * (1 - alpha)
    return Image.fromarray(rgb.astype(np.uint8))


def tile(fig: str, build: str, view: str, percent: int, samples: int) -> Image.Image:
    """One small picture."""
    small = make.light(fig, build, view, samples, percent)
    size = (S.WIDTH, S.HEIGHT)
    big = [
        np.asarray(Image.fromarray(small[..., i]).resize(size, Image.Resampling.BICUBIC))
        for i in (0, 1)
    ]
    body = figure.figure(fig, build, view)
    index, weight, _ = figure.seen(body)
    dress = outlines.dress_path(fig, index, weight)
    image = tint(
        plates.commit(
            fig, np.clip(np.stack(big, 2), 0, None), index, weight, figure.silhouette(body)
        ),
        dress,
    )
    draw = ImageDraw.Draw(image)
    for cubics in outlines.region_paths(fig, view, index, weight).values():
        line = [tuple(p) for p in fit.points(cubics)]
        draw.line(line + line[:2], fill=(255, 250, 240), width=6)
    return image.resize(
        (S.WIDTH * percent // 100, S.HEIGHT * percent // 100), Image.Resampling.LANCZOS
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--percent", type=int, default=28)
    parser.add_argument("--samples", type=int, default=6)
    args = parser.parse_args()
    tiles = [
        tile(f, b, v, args.percent, args.samples)
        for f, b in S.names()
        for v in S.VIEWS
        if not args.names or make.name(f, b, v) in args.names
    ]
    w, h = tiles[0].size
    columns = min(6, len(tiles))
    sheet = Image.new("RGB", (w * columns, h * -(-len(tiles) // columns)), (240, 240, 240))
    for i, t in enumerate(tiles):
        sheet.paste(t, (i % columns * w, i // columns * h))
    sheet.save(args.out)


if __name__ == "__main__":
    main()
