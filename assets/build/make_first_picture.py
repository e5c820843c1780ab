"""Writes what the first picture of a start is painted from.

    python assets/build/make_first_picture.py

These are the plates at half their size (`half-plates` in the atlas), and the colours and shapes
that it needs of the themes and the atlas (`assets/first-picture.json`). Run it after every change
of a plate, an outline, a theme or a skin tone, with `seal.py` before it, because it reads only a
sealed atlas, and after it. It needs the environment of the program.
"""

from __future__ import annotations

import itertools
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
ATLAS = ROOT / "assets" / "atlases" / "back"
THEMES = ROOT / "assets" / "themes"
FILE = ROOT / "assets" / "first-picture.json"
THEME_COLORS = ("ground", "surface", "hairline", "dress")
QUALITY = 88  # a little less than that of the plates: it is looked at for a tenth of a second
ALPHA_QUALITY = 100  # without loss, so that no edge jumps


def write_half_plate(plate: Path, file: Path) -> None:
    """Write one plate at half its width and height."""
    with Image.open(plate) as image:
        size = image.width // 2, image.height // 2
        # By channel: Pillow would weigh the colours with the alpha, which the program does not.
        bands = [band.resize(size, Image.Resampling.BOX) for band in image.convert("RGBA").split()]
    file.parent.mkdir(exist_ok=True)
    half = Image.merge("RGBA", bands)
    half.save(file, "WEBP", quality=QUALITY, method=6, alpha_quality=ALPHA_QUALITY, exact=True)


def first_picture() -> dict[str, Any]:
    """The content of first-picture.json."""
    sys.path.insert(0, str(ROOT))
    from app.atlas.loader import open_trusted
    from app.body.regions import PlateKey

    atlas = open_trusted(ATLAS)
    plates = {}
    figures, builds = atlas.figures, atlas.builds
    for key in itertools.starmap(PlateKey, itertools.product(figures, builds, atlas.views)):
        outlines = atlas.outlines(key)
        shorts = [[round(x, 5), round(y, 5)] for x, y in outlines.shorts]
        plates[key.stem] = {"aspect": outlines.aspect, "shorts": shorts}
    return {
        "figures": atlas.figures,
        "builds": atlas.builds,
        "views": [view.value for view in atlas.views],
        "languages": atlas.languages,
        "themes": {
            file.stem: {name: found[name] for name in THEME_COLORS}
            for file in sorted(THEMES.glob("*.toml"))
            if "ground" in (found := _toml(file))
        },
        "skins": {
            tone: {"stops": found["stops"], "gloss": found["gloss"]}
            for tone, found in _toml(THEMES / "skins.toml").items()
        },
        "plates": plates,
    }


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def main() -> None:
    """Write all files."""
    content = first_picture()  # before the half plates change, because it reads a sealed atlas
    plates = sorted((ATLAS / "plates").glob("*.webp"))
    for plate in plates:
        write_half_plate(plate, ATLAS / "half-plates" / plate.name)
    FILE.write_text(json.dumps(content, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(plates)} half plates and {FILE}")


if __name__ == "__main__":
    main()
