"""Makes a contact sheet: every figure in the tones given, with or without outlines.

Small quick renderings for a first look, or with --plates the plates of the atlas as they are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cloth
import fit
import make
import numpy as np
import outlines
import settings as S
import tint
from PIL import Image, ImageDraw


def _dress(fig: str, build: str, view: str) -> np.ndarray:
    return cloth.mask(make.pixels(fig, build, view))


def tiles(
    name: tuple[str, str, str], tones: list[str], args: argparse.Namespace
) -> list[Image.Image]:
    """One figure in every tone."""
    plate = (
        Image.open(make.plate_path(*name))
        if args.plates
        else make.picture(*name, args.samples, args.percent)
    )
    dress = _dress(*name)
    lines = outlines.region_paths(name[2], make.pixels(*name)) if args.outlines else {}
    out = []
    for tone in tones:
        image = tint.tinted(plate, dress, tone)
        draw = ImageDraw.Draw(image)
        for cubics in lines.values():
            line = [tuple(p) for p in fit.points(cubics)]
            draw.line(line + line[:2], fill=(255, 250, 240), width=3)
        out.append(
            image.resize((args.width, args.width * S.HEIGHT // S.WIDTH), Image.Resampling.LANCZOS)
        )
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("names", nargs="*", help="figure-build-view; none means all 18")
    parser.add_argument("--tones", nargs="+", default=["tone-2"])
    parser.add_argument("--plates", action="store_true")
    parser.add_argument("--outlines", action="store_true")
    parser.add_argument("--percent", type=int, default=28)
    parser.add_argument("--samples", type=int, default=8)
    parser.add_argument("--width", type=int, default=392)
    parser.add_argument("--columns", type=int, default=6)
    args = parser.parse_intermixed_args()
    found = [
        tile
        for f, b in S.names()
        for v in S.VIEWS
        if not args.names or make.name(f, b, v) in args.names
        for tile in tiles((f, b, v), args.tones, args)
    ]
    w, h = found[0].size
    columns = min(args.columns, len(found))
    sheet = Image.new("RGB", (w * columns, h * -(-len(found) // columns)), tint.GROUND)
    for i, tile in enumerate(found):
        sheet.paste(tile, (i % columns * w, i // columns * h))
    sheet.save(args.out)


if __name__ == "__main__":
    main()
