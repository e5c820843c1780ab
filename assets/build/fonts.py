"""Makes the fonts in assets/fonts/handout from the files of Google Fonts and Debian.

First, in an empty folder, run `npm pack @expo-google-fonts/NAME` for each name in PACKAGES and
unpack each package into a folder of that name. Then run `apt-get download fonts-noto-core` and
unpack it with `dpkg-deb -x fonts-noto-core_*.deb debian`. Finally run `python assets/build/fonts.py
FOLDER`. The fonts contain no hinting, which paper does not need, no scripts that the handout cannot
set (Devanagari), and only those symbols whose ranges are listed here.

The Arabic font is Debian's version 2.005. Later versions have separate glyphs for the dots of a
letter, and text of a PDF could then not be searched, copied or read aloud.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "assets" / "fonts" / "handout"
ALL = ((0, 0x10FFFF),)
# Noto Sans: all but Devanagari and its extensions
WESTERN = ((0, 0x8FF), (0xA00, 0x1CCF), (0x1D00, 0xA82F), (0xA840, 0xA8DF), (0xA900, 0x11AFF))
MATHS = ((0x2000, 0x25FF), (0x27C0, 0x2AFF))
PICTURES = ((0x2300, 0x23FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF))
SIGNS = ((0x2100, 0x2AFF),)
DEBIAN = "debian"
PACKAGES = {
    "noto-sans": ("NotoSans", WESTERN, ("Regular", "Bold")),
    DEBIAN: ("NotoSansArabic", ALL, ("Regular", "Bold")),
    "noto-sans-hebrew": ("NotoSansHebrew", ALL, ("Regular", "Bold")),
    "noto-sans-math": ("NotoSansMath", MATHS, ("Regular",)),
    "noto-sans-symbols": ("NotoSansSymbols", SIGNS, ("Regular",)),
    "noto-sans-symbols-2": ("NotoSansSymbols2", PICTURES, ("Regular",)),
}
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}


def make(folder: Path) -> None:
    for package, (name, ranges, weights) in PACKAGES.items():
        for weight in weights:
            file = folder / package / file_of(package, name, weight)
            font = TTFont(file, recalcTimestamp=False)
            options = Options()
            options.hinting = False
            options.layout_features = ["*"]
            options.name_IDs = ["*"]
            options.notdef_outline = True
            options.drop_tables += ["MATH"]
            cutter = Subsetter(options)
            has = font.getBestCmap()
            wanted = [one for one in has if any(low <= one <= high for low, high in ranges)]
            cutter.populate(unicodes=wanted)
            cutter.subset(font)
            made = OUT / f"{name}-{weight}.ttf"
            font.save(made)
            print(f"{made.name}: {made.stat().st_size} bytes")


def file_of(package: str, name: str, weight: str) -> str:
    if package == DEBIAN:
        return f"usr/share/fonts/truetype/noto/{name}-{weight}.ttf"
    return f"package/{WEIGHTS[weight]}/{name}_{WEIGHTS[weight]}.ttf"


if __name__ == "__main__":
    make(Path(sys.argv[1]))
