"""The chart: the position of every point of the surface on one canonical back.

All bodies share one topology, so that each vertex of the refined mesh has a position on a canonical
back: x out from the spine, y towards the viewer and z up, in metres. The canonical back is that of
the average woman; the average man is fitted to it level by level. Regions, relief and shorts are
drawn once in this chart, and therefore follow every body.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import bodies
import numpy as np
import surface
from scipy import sparse

STEPS = 2

# Levels of the canonical spine: height in metres.
C7, T2, T7, T10, L1, L2, L4, L5, S2, CLEFT = (
    0.553,
    0.515,
    0.400,
    0.333,
    0.258,
    0.232,
    0.174,
    0.146,
    0.112,
    0.066,
)


@dataclass(frozen=True)
class Chart:
    """Refined topology and canonical coordinates."""

    refine: sparse.csr_matrix
    quads: np.ndarray
    tris: np.ndarray
    xyz: np.ndarray  # canonical position of each refined vertex
    normal: np.ndarray  # canonical normal
    arm: np.ndarray  # 0 on the torso, 1 on the arm

    @property
    def along_arm(self) -> np.ndarray:
        """Distance of each vertex from the shoulder along the arm, in metres; 0 on the trunk."""
        x, z = np.abs(self.xyz[:, 0]) - 0.161, self.xyz[:, 2] - 0.467
        return np.where(self.arm > 0.5, 0.545 * x - 0.839 * z, 0.0)

    def nearest(self, x: float, z: float) -> int:
        """Index of the vertex of the back that is nearest to a point of the chart."""
        back = (self.normal[:, 1] > 0.1) & (self.arm < 0.8)
        d = np.hypot(self.xyz[:, 0] - x, self.xyz[:, 2] - z) + np.where(back, 0.0, 9.0)
        return int(np.argmin(d))


@lru_cache(maxsize=2)
def chart(figure: str) -> Chart:
    """The chart of one figure, made exactly symmetric."""
    v, faces, arm = _average(figure)
    m, quads = surface.refine(faces, len(v), STEPS)
    xyz = m @ v
    normal = surface.normals(xyz, quads)
    arm = m @ arm
    if figure != "woman":
        xyz = _like(xyz, arm, chart("woman"))
    return Chart(m, quads, surface.triangles(quads), xyz, normal, arm)


def _average(figure: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    data = bodies.body(figure, "average", "chart")
    v, mirror = data["vertices"], data["mirror"]
    v = (v + v[mirror] * [-1, 1, 1]) / 2
    return v, data["faces"], (data["arm_weight"] + data["arm_weight"][mirror]) / 2


def _like(xyz: np.ndarray, arm: np.ndarray, model: Chart) -> np.ndarray:
    """Fit another figure to the canonical back, with the same spine and the same half widths."""
    ends = [model.nearest(0.0, C7), model.nearest(0.0, CLEFT)]
    z7, z0 = xyz[ends, 2]
    size = (C7 - CLEFT) / (z7 - z0)
    out = xyz * size
    out[:, 2] = CLEFT + (xyz[:, 2] - z0) * size
    levels = np.linspace(0.15, 0.375, 10)
    ratio = _width(model.xyz, model.arm, levels) / _width(out, arm, levels)
    ratio = np.convolve(np.pad(ratio, 2, mode="edge"), np.ones(5) / 5, "valid")
    out[:, 0] *= np.interp(out[:, 2], levels, ratio)
    mid = (
        (np.abs(model.xyz[:, 2] - L1) < 0.004) & (model.arm < 0.2),
        (np.abs(out[:, 2] - L1) < 0.004) & (arm < 0.2),
    )
    a, b = model.xyz[mid[0], 1], out[mid[1], 1]
    out[:, 1] = (out[:, 1] - b.max()) * (np.ptp(a) / np.ptp(b)) + a.max()
    return out


def _width(xyz: np.ndarray, arm: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Half width of the trunk at each level."""
    return np.array([xyz[(np.abs(xyz[:, 2] - z) < 0.006) & (arm < 0.25), 0].max() for z in levels])
