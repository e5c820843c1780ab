"""Landmarks: fixed vertices of the shared topology, which therefore follow the body."""

from __future__ import annotations

import chart as C
import numpy as np
import settings as S
from camera import Camera

# Name: (x out from the spine, z) in the chart; those with x > 0 exist on both sides.
PLACES: dict[str, tuple[float, float]] = {
    "c7": (0.0, C.C7),
    "t2": (0.0, C.T2),
    "t7.mid": (0.0, C.T7),
    "t10": (0.0, C.T10),
    "l1": (0.0, C.L1),
    "l2": (0.0, C.L2),
    "l5": (0.0, C.L5),
    "cleft": (0.0, C.CLEFT),
    "t7": (0.086, C.T7),
    "rib12": (0.092, 0.243),
    "l4": (0.105, C.L4),
    "s2": (0.044, C.S2),
    "armpit": (0.141, 0.412),
}


def indices(figure: str) -> dict[str, int]:
    """The index of each landmark in the refined mesh."""
    ch = C.chart(figure)
    out: dict[str, int] = {}
    for name, (x, z) in PLACES.items():
        if x == 0.0:
            out[name] = ch.nearest(0.0, z)
        else:
            out[f"{name}.left"], out[f"{name}.right"] = ch.nearest(x, z), ch.nearest(-x, z)
    return out


def project(
    figure: str, points: np.ndarray, cam: Camera, depth: np.ndarray
) -> tuple[dict[str, list[float]], list[str]]:
    """The landmarks in plate units (the plate's width on both axes), and the hidden ones."""
    found: dict[str, list[float]] = {}
    hidden: list[str] = []
    idx = indices(figure)
    px = cam.pixels(points[list(idx.values())])
    for name, (x, y, z) in zip(idx, px, strict=True):
        found[name] = [round(float(x) / S.WIDTH, 4), round(float(y) / S.WIDTH, 4)]
        i, j = int(np.clip(y, 0, S.HEIGHT - 1)), int(np.clip(x, 0, S.WIDTH - 1))
        if depth[i, j] - z > 0.006 * cam.scale:
            hidden.append(name)
    return found, hidden
