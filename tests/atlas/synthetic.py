"""Writes a synthetic atlas of any size, for tests and the bench; its text is filler."""

from __future__ import annotations

import hashlib
import json
import math
import struct
import zlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image

FIGURE, BUILD, VIEW = "woman", "average", "back"
STEM = f"{FIGURE}-{BUILD}-{VIEW}"
WIDTH, HEIGHT = 1400, 1680  # of the drawing
PIXELS = 350, 420  # of the plate
FILLER_TEXT = "quiet water moves below the old stone bridge while the birds wait in the reeds "


def make_atlas(folder: Path, regions: int = 2, *, words: int = 700) -> Path:
    """Write an atlas; each region has an outline of 12 curves and a text of `words` letters."""
    ids = [f"region-{number}" for number in range(regions)]
    for name, text in _texts(ids, words).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    plate = folder / "plates" / f"{STEM}.webp"
    plate.parent.mkdir(exist_ok=True)
    plate.write_bytes(webp(*PIXELS))
    return folder


def add_shared(folder: Path, topic: str) -> None:
    """Add a shared topic."""
    texts, head = folder / "texts" / "en", folder / "atlas.toml"
    names = texts / "names.toml"
    (texts / "shared" / f"{topic}.toml").write_text(SHARED.replace("recovery", topic), "utf-8")
    listed = head.read_text("utf-8").replace("shared_topics = [", f'shared_topics = ["{topic}", ')
    head.write_text(listed, "utf-8")
    named = names.read_text("utf-8").replace("[topics]", f'[topics]\n{topic} = "{topic.title()}"')
    names.write_text(named, "utf-8")


def write_manifest(folder: Path) -> dict[str, str]:
    """Write the manifest and give the table of known good hashes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "manifest.json"
    }
    manifest = (json.dumps({"files": hashes}, indent=1) + "\n").encode()
    (folder / "manifest.json").write_bytes(manifest)
    return {"made": hashlib.sha256(manifest).hexdigest()}


def _texts(ids: list[str], words: int) -> dict[str, str]:
    texts = {f"texts/en/regions/{name}.toml": region(name, words) for name in ids}
    return texts | {
        "atlas.toml": _atlas(ids),
        "figures.json": _figures(),
        "references.toml": REFERENCES,
        "numbers.toml": NUMBERS,
        "texts/en/names.toml": _names(ids),
        "texts/en/numbers.toml": NUMBER_WORDS,
        "texts/en/terms.toml": TERMS,
        "texts/en/shared/recovery.toml": SHARED,
        f"outlines/{STEM}.svg": svg(ids),
    }


def _atlas(ids: list[str]) -> str:
    regions = "".join(f'\n[[regions]]\nid = "{name}"\nsides = false\n' for name in ids)
    return f"""schema = 1
id = "made"
title = "Made"
version = "1"
date = 2026-01-31
expires_months = 13
languages = ["en"]
figures = ["{FIGURE}"]
builds = ["{BUILD}"]
views = ["{VIEW}"]
region_topics = ["risks"]
shared_topics = ["recovery"]
{regions}"""


def _names(ids: list[str]) -> str:
    regions = "".join(
        f'[regions.{name}]\nplain = "Plain {name}"\nmedical = "Fat {name}"\n' for name in ids
    )
    return f"""{regions}
[topics]
risks = "Risks"
recovery = "Recovery"
[figures]
{FIGURE} = "Woman"
[builds]
{BUILD} = "Average"
[views]
{VIEW} = "From behind"
"""


def region(name: str, words: int = 700) -> str:
    prose = (FILLER_TEXT * (words // len(FILLER_TEXT) + 1))[:words].strip()
    return f'''schema = 1
region = "{name}"
language = "en"
date = 2026-01-31
review = "not-reviewed"

[topics.risks.short]
text = "A [term:seroma] can form."
basis = "general"

[[topics.risks.says]]
id = "fluid"
head = "Fluid"
text = """
**Strong words** and a [term:seroma|pocket of fluid], as counted [ref:42].

- first item
- second item

{prose}
"""
basis = "sourced"
refs = ["42"]
numbers = ["flank_seroma"]
'''


def _figures() -> str:
    plate = {
        "figure": FIGURE,
        "build": BUILD,
        "view": VIEW,
        "width": PIXELS[0],
        "height": PIXELS[1],
        "plate": f"plates/{STEM}.webp",
        "outline": f"outlines/{STEM}.svg",
        "landmarks": {"c7": [0.5, 0.15]},
        "hidden": ["c7"],
    }
    return json.dumps({"plates": [plate]})


def svg(ids: list[str]) -> str:
    """Draw one outline of 12 curves for each region, in rows and columns, and the shorts."""
    columns = math.ceil(math.sqrt(len(ids)))
    step = WIDTH / columns
    paths = []
    for at, name in enumerate(ids):
        x, y = step * (at % columns + 0.5), step * (at // columns + 0.5)
        shape = ring(x, y, step * 0.4) if len(ids) <= 2_000 else small_ring(x, y, step * 0.4)
        paths.append(f'<path id="{name}" d="{shape}"/>')
    inside = "\n".join([*paths, '<path id="dress.shorts" d="M100 1500 H1300 V1680 H100 Z"/>'])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f"<g>\n{inside}\n</g>\n</svg>\n"
    )


def ring(x: float, y: float, radius: float, curves: int = 12) -> str:
    handle = radius * 4 / 3 * math.tan(math.pi / 2 / curves)
    pieces = [f"M{x + radius:.2f} {y:.2f}"]
    for step in range(curves):
        a, b = (2 * math.pi * (step + end) / curves for end in (0, 1))
        points = (
            (
                x + radius * math.cos(a) - handle * math.sin(a),
                y + radius * math.sin(a) + handle * math.cos(a),
            ),
            (
                x + radius * math.cos(b) + handle * math.sin(b),
                y + radius * math.sin(b) - handle * math.cos(b),
            ),
            (x + radius * math.cos(b), y + radius * math.sin(b)),
        )
        pieces.append("C" + " ".join(f"{px:.2f} {py:.2f}" for px, py in points))
    return " ".join([*pieces, "Z"])


def small_ring(x: float, y: float, radius: float, curves: int = 12) -> str:
    """Give a rough ring in few letters, so that 10,000 of them need less than 2 MB."""
    turns = [2 * math.pi * step / curves for step in range(curves + 1)]
    corners = [(round(x + radius * math.cos(t)), round(y + radius * math.sin(t))) for t in turns]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners)]
    smooth = " ".join(f"{dx} {dy} {dx} {dy}" for dx, dy in steps)
    return f"M{corners[0][0]} {corners[0][1]}s{smooth}z".replace(" -", "-")


def webp(width: int, height: int) -> bytes:
    """Give the smallest lossless WebP of one colour (as Pillow writes it)."""
    out = BytesIO()
    Image.new("RGB", (width, height), "#c8a48c").save(out, "WEBP", lossless=True)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """Give a PNG of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


REFERENCES = """[42]
authors = "Author A"
title = "A count"
journal = "A journal"
year = 2020
identifier = "PMID 1"
read = "abstract"
"""
NUMBERS = """[flank_seroma]
kind = "count"
rate = "12.5"
events = 50
denominator = 4000
counts = "people"
low = "9.3"
high = "16"
method = "exact"
refs = ["42"]
tag = "S"
"""
NUMBER_WORDS = """[flank_seroma]
label = "Pocket of fluid"
setting = "one team"
area = "flanks"
window = "not stated"
"""
TERMS = """[seroma]
word = "seroma"
meaning = "A pocket of clear fluid under the skin."
"""
SHARED = """schema = 1
topic = "recovery"
language = "en"
date = 2026-01-31
review = "not-reviewed"

[short]
text = "It takes some weeks."
basis = "general"

[[says]]
id = "first-days"
text = "Rest and walk."
basis = "general"
"""
