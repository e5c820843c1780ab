"""Writes each plate also at half its size, which the first picture of a start shows.

    python assets/build/make_half_plates.py [FOLDER]

Run it after every change of a plate, and then `seal.py`. It needs Pillow only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

ATLAS = Path(__file__).resolve().parents[2] / "assets" / "atlases" / "back"
QUALITY = 88  # a little less than that of the plates: it is looked at for a tenth of a second


def write_half_plate(plate: Path, file: Path) -> None:
    """Write one plate at half its width and height, with lossy colours and lossless alpha."""
    with Image.open(plate) as image:
        size = image.width // 2, image.height // 2
        # By channel: Pillow would weigh the colours with the alpha, which the program does not.
        bands = [band.resize(size, Image.Resampling.BOX) for band in image.convert("RGBA").split()]
    file.parent.mkdir(exist_ok=True)
    half = Image.merge("RGBA", bands)
    half.save(file, "WEBP", quality=QUALITY, method=6, alpha_quality=100, exact=True)


def main() -> None:
    """Write the half plates of the given folder, or of the shipped atlas."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ATLAS
    plates = sorted((folder / "plates").glob("*.webp"))
    for plate in plates:
        write_half_plate(plate, folder / "half-plates" / plate.name)
    print(f"{folder}: {len(plates)} half plates")


if __name__ == "__main__":
    main()
