"""The six posed bodies, computed with the parametric model and cached as arrays on disk."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import settings as S


@lru_cache(maxsize=1)
def _model():
    import anny

    return anny.create_fullbody_model(topology="anny-quads", local_changes="all")


def _turn(axis: str, degrees: float) -> np.ndarray:
    """A 4x4 rotation matrix about one world axis."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    m = np.eye(4)
    i, j = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    m[i, i] = m[j, j] = c
    m[i, j], m[j, i] = -s, s
    return m


def pose(build: str, head: float) -> dict[str, np.ndarray]:
    """Rotations of the bones: arms slightly below the A-pose, head turned by `head` degrees."""
    a = S.ARM_LOWER[build]
    out = {"upperarm01.L": _turn("y", a), "upperarm01.R": _turn("y", -a)}
    for bone in ("neck02", "neck03", "head"):
        out[bone] = _turn("z", head)
    return out


def _compute(figure: str, build: str, head: float) -> dict[str, np.ndarray]:
    import torch

    model, key = _model(), f"{figure}-{build}"
    turns = {k: torch.tensor(v, dtype=torch.float64)[None] for k, v in pose(build, head).items()}
    out = model(
        pose_parameters=turns,
        phenotype_kwargs=dict(S.PHENOTYPE[key]),
        local_changes_kwargs=dict(S.LOCAL[key]),
        pose_parameterization="local-ref",
    )
    bones = {n: i for i, n in enumerate(model.bone_labels)}
    p = out["bone_poses"][0, :, :3, 3].numpy()
    arm = p[bones["lowerarm01.L"]] - p[bones["upperarm01.L"]]
    weights = np.zeros(len(model.template_vertices))
    idx, w = model.vertex_bone_indices.numpy(), model.vertex_bone_weights.numpy()
    arms = [
        i
        for n, i in bones.items()
        if n.split(".")[0].rstrip("0123456789-")
        in ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
    ]
    weights = (w * np.isin(idx, arms)).sum(1)
    return {
        "vertices": out["vertices"][0].numpy().astype(np.float64),
        "faces": model.faces.numpy().astype(np.int64),
        "arm_weight": weights,
        "arm_angle": np.array(math.degrees(math.atan2(arm[0], -arm[2]))),
        "mirror": _mirror(model.template_vertices.numpy()),
    }


def _mirror(template: np.ndarray) -> np.ndarray:
    """The index of the mirror image of each vertex; the template is symmetric."""
    from scipy.spatial import cKDTree

    return cKDTree(template).query(template * [-1, 1, 1])[1]


def body(figure: str, build: str, view: str = "back") -> dict[str, np.ndarray]:
    """A posed body; computed once, then read from the cache.

    `vertices` are in metres, `arm_weight` is 0 on the trunk and 1 on the arm, `arm_angle` is in
    degrees, and `mirror` holds the index of the mirror image of each vertex.
    """
    head = {"back": 0.0, "back-left": -S.HEAD_TURN, "back-right": S.HEAD_TURN}[view]
    tag = repr(
        (S.PHENOTYPE[f"{figure}-{build}"], S.LOCAL[f"{figure}-{build}"], S.ARM_LOWER[build], head)
    )
    path = S.CACHE / f"body-{figure}-{build}-{view}.npz"
    if path.exists():
        with np.load(path) as f:
            if str(f["tag"]) == tag:
                return {k: f[k] for k in f.files if k != "tag"}
    data = _compute(figure, build, head)
    path.parent.mkdir(exist_ok=True)
    np.savez(path, tag=tag, **data)
    return data
