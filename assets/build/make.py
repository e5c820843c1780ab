"""Makes one plate, its outline and its manifest entry; shared by the three commands."""

from __future__ import annotations

import json
import platform
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

OTHER = {"left": "right", "right": "left"}
MANIFEST = S.ATLAS / "figures.json"
LICENCE = (
    "Bodies: anny (Apache-2.0) over MakeHuman/MPFB2 data (CC0). Rendered with "
    "Blender (GPL; its output is free). "
    "Plates and outlines: CC BY 4.0."
)


def name(fig: str, build: str, view: str) -> str:
    """The name of a plate without its suffix."""
    return f"{fig}-{build}-{view}"


def light(fig: str, build: str, view: str, samples: int, percent: int = 100) -> np.ndarray:
    """Render the linear light, and keep it at full size."""
    import render

    S.CACHE.mkdir(exist_ok=True)
    out = S.CACHE / f"light-{name(fig, build, view)}"
    data = render.render(
        figure.figure(fig, build, view), str(out.with_suffix(".exr")), samples, percent
    )
    out.with_suffix(".exr").unlink(missing_ok=True)
    if percent == 100:
        np.save(out.with_suffix(".npy"), data.astype(np.float16))
    return data


@lru_cache(maxsize=1)
def seen(fig: str, build: str, view: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The z-buffer of one plate."""
    return figure.seen(figure.figure(fig, build, view))


def plate(fig: str, build: str, view: str, samples: int = 0) -> None:
    """Write one plate; render it if `samples` is given, else use the stored light."""
    path = plate_path(fig, build, view)
    if view == "back-right":  # mirrored: bodies are symmetric and the light turns with them
        plates.save(
            Image.open(plate_path(fig, build, "back-left")).transpose(
                Image.Transpose.FLIP_LEFT_RIGHT
            ),
            path,
        )
        return
    kept = S.CACHE / f"light-{name(fig, build, view)}.npy"
    data = light(fig, build, view, samples) if samples else np.load(kept)
    body = figure.figure(fig, build, view)
    index, weight, _ = seen(fig, build, view)
    plates.save(
        plates.commit(fig, data.astype(float), index, weight, figure.silhouette(body)), path
    )


def plate_path(fig: str, build: str, view: str) -> Path:
    """The path of a plate."""
    return S.ATLAS / "plates" / f"{name(fig, build, view)}.webp"


def outline(fig: str, build: str, view: str) -> dict:
    """Write one outline file; return its manifest entry."""
    key, right = name(fig, build, view), view == "back-right"
    seen_from = "back-left" if right else view
    body = figure.figure(fig, build, seen_from)
    index, weight, depth = seen(fig, build, seen_from)
    shapes = outlines.region_paths(fig, seen_from, index, weight)
    dress = outlines.dress_path(fig, index, weight)
    found, hidden = landmarks.project(fig, body.points, body.cam, depth)
    if right:
        shapes = {swap(k): outlines.mirror(v) for k, v in shapes.items()}
        dress = outlines.mirror(dress)
        found = {swap(k): [round(1 - x, 4), y] for k, (x, y) in found.items()}
        hidden = [swap(k) for k in hidden]
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


def swap(key: str) -> str:
    """The name of the same region or landmark on the other side."""
    stem, _, side = key.partition(".")
    return f"{stem}.{OTHER[side]}" if side in OTHER else key


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
        "ARM_LOWER",
        "HEAD_TURN",
        "TURN",
        "C7_AT",
        "CLEFT_AT",
        "LIGHTS",
        "AMBIENT",
        "KEY_TURN",
        "TONE",
        "SAMPLES",
        "QUALITY",
        "GAP",
        "CORNER",
    )
    return {k.lower(): getattr(S, k) for k in keys}
