"""One figure in one view: surface, camera and z-buffer, cached in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import bodies
import camera
import chart as C
import landmarks
import numpy as np
import plates
import sculpt
import settings as S


@dataclass(frozen=True)
class Figure:
    """What rendering and outlines share, so that they match exactly."""

    name: str
    points: np.ndarray
    cam: camera.Camera


@lru_cache(maxsize=2)
def figure(name: str, build: str, view: str) -> Figure:
    """The finished surface and its camera."""
    p = sculpt.points(bodies.body(name, build, view), name, build)
    idx = landmarks.indices(name)
    # The body turns about the middle of the trunk's depth at the waist.
    ring = np.flatnonzero(
        (np.abs(C.chart(name).xyz[:, 2] - C.L1) < 0.004) & (C.chart(name).arm < 0.2)
    )
    pivot = float((p[ring, 1].min() + p[ring, 1].max()) / 2)
    return Figure(name, p, camera.camera(view, p[idx["c7"]], p[idx["cleft"]], pivot))


def seen(fig: Figure) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The z-buffer of the figure: triangle index, barycentric weights, depth in pixels."""
    tris = C.chart(fig.name).tris
    index, weight, depth = camera.zbuffer(fig.cam.pixels(fig.points), tris[_kept(fig.name)])
    return np.where(index < 0, -1, _kept(fig.name)[index]), weight, depth


def silhouette(fig: Figure) -> np.ndarray:
    """Coverage of every pixel by the figure, 0 to 1."""
    return plates.coverage(fig.cam.pixels(fig.points), C.chart(fig.name).tris[_kept(fig.name)])


@lru_cache(maxsize=2)
def _kept(name: str) -> np.ndarray:
    """The rendered triangles: all except forearms and hands, which are cut off."""
    return np.flatnonzero((C.chart(name).along_arm < S.ARM_CUT)[C.chart(name).tris].all(1))
