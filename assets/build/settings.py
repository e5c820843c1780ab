"""All numbers on which the figures depend: bodies, pose, frame, light, and the paths."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent
ATLAS = HERE.parent / "atlases" / "back"
CACHE = HERE / ".cache"

FIGURES = ("woman", "man")
BUILDS = ("leaner", "average", "fuller")
VIEWS = ("back", "back-left", "back-right")
TURN = {"back": 0.0, "back-left": 45.0, "back-right": -45.0}

# Plate frame. C7 and the top of the cleft lie at these fractions of the height.
WIDTH, HEIGHT = 1400, 1680
C7_AT, CLEFT_AT = 0.143, 0.796

# Phenotypes of the parametric body (0 to 1) and local shapes (-1 to 1).
PHENOTYPE: dict[str, dict[str, float]] = {
    "woman-leaner": dict(
        gender=1.0, age=0.60, muscle=0.60, weight=0.20, height=0.50, proportions=0.80
    ),
    "woman-average": dict(
        gender=1.0, age=0.62, muscle=0.54, weight=0.68, height=0.50, proportions=0.70
    ),
    "woman-fuller": dict(
        gender=1.0, age=0.66, muscle=0.46, weight=1.0, height=0.48, proportions=0.55
    ),
    "man-leaner": dict(
        gender=0.0, age=0.60, muscle=0.66, weight=0.20, height=0.55, proportions=0.80
    ),
    "man-average": dict(
        gender=0.0, age=0.62, muscle=0.62, weight=0.66, height=0.55, proportions=0.64
    ),
    "man-fuller": dict(
        gender=0.0, age=0.66, muscle=0.52, weight=1.0, height=0.54, proportions=0.45
    ),
}
_ARMS = ("l-upperarm-fat-incr", "r-upperarm-fat-incr")
LOCAL: dict[str, dict[str, float]] = {
    "woman-leaner": {
        "measure-waist-circ-incr": -0.35,
        "torso-vshape-incr": 0.05,
        "measure-hips-circ-incr": -0.12,
    },
    "woman-average": {"measure-waist-circ-incr": -0.05, "measure-hips-circ-incr": 0.18},
    "woman-fuller": {
        "measure-waist-circ-incr": 0.70,
        "measure-hips-circ-incr": 0.55,
        "measure-underbust-circ-incr": 0.50,
        "torso-scale-horiz-incr": 0.25,
        "hip-scale-horiz-incr": 0.20,
        **dict.fromkeys(_ARMS, 0.6),
    },
    "man-leaner": {
        "measure-waist-circ-incr": -0.30,
        "torso-vshape-incr": 0.35,
        "measure-shoulder-dist-incr": 0.30,
    },
    "man-average": {
        "torso-vshape-incr": 0.25,
        "measure-shoulder-dist-incr": 0.35,
        "torso-muscle-dorsi-incr": 0.15,
        "measure-waist-circ-incr": 0.10,
    },
    "man-fuller": {
        "measure-waist-circ-incr": 0.85,
        "measure-hips-circ-incr": 0.30,
        "measure-underbust-circ-incr": 0.50,
        "torso-scale-horiz-incr": 0.22,
        "measure-shoulder-dist-incr": 0.25,
        "measure-neck-circ-incr": 0.35,
        **dict.fromkeys(_ARMS, 0.4),
    },
}

# The pose of the chart, on which regions and relief are drawn: arms away from the trunk. Rotations
# are in degrees about the axes of the body, for the left side; the right is mirrored.
Rotation = tuple[tuple[str, float], ...]
CHART_POSE: dict[str, Rotation] = {"upperarm01": (("y", 9.0),)}


def pose(figure: str, build: str) -> dict[str, Rotation]:
    """The pose of the plates: forearms folded in front, so that the flanks are free."""
    down = {"leaner": 25.0, "average": 23.0, "fuller": 20.0}[build]
    if figure == "man":
        down = {"leaner": 29.0, "average": 29.5, "fuller": 30.0}[build]
    return {
        "upperarm01": (("x", -26.0), ("y", down)),
        "lowerarm01": (("z", -114.0), ("x", -4.0)),
    }


HEAD_TURN = 11.0  # degrees per neck bone by which the face turns away in the turned views
ARM_CUT = 0.43  # metres along the arm from the shoulder; the rest is hidden by the trunk


def names() -> list[tuple[str, str]]:
    """All bodies as (figure, build)."""
    return [(f, b) for f in FIGURES for b in BUILDS]


# Relief of the skin, as shares of the amounts in relief.py and folds.py.
_SHARES: dict[str, dict[str, float]] = {
    "leaner": dict(bone=1.35, muscle=1.2, rib=0.40, dimple=1.0, soft=0.25, fold=0.0, weight=0.0),
    "average": dict(bone=1.0, muscle=0.95, rib=0.0, dimple=1.0, soft=0.35, fold=0.30, weight=0.15),
    "fuller": dict(bone=0.30, muscle=0.50, rib=0.0, dimple=0.95, soft=0.35, fold=1.0, weight=1.0),
}
RELIEF: dict[str, dict[str, float]] = {
    "woman-leaner": _SHARES["leaner"],
    "woman-average": _SHARES["average"],
    "woman-fuller": _SHARES["fuller"],
    "man-leaner": dict(_SHARES["leaner"], muscle=1.5, bone=1.3),
    "man-average": dict(_SHARES["average"], muscle=1.25, fold=0.22),
    "man-fuller": dict(_SHARES["fuller"], muscle=0.6),
}

# Lights, in metres from the middle of the frame: x to the viewer's left, y to the viewer, z up.
LIGHTS: tuple[dict, ...] = (
    dict(place=(0.98, 1.15, 1.40), size=0.50, power=58.0),  # key, from the upper left
    dict(place=(-1.70, 1.40, 0.70), size=1.60, power=17.0),  # fill from the right
    dict(place=(-1.15, -0.95, 1.00), size=0.70, power=40.0),  # rim right
    dict(place=(1.20, -1.20, 0.30), size=0.70, power=22.0),  # rim left
    dict(place=(0.0, 0.50, 1.90), size=0.90, power=10.0),  # from above
)
AMBIENT = 0.06
SAMPLES = 12
PERCENT = 60  # size at which light is rendered; what is finer is drawn afterwards

# Outlines, in plate pixels.
GAP = 15.0  # between neighbours
CORNER = 30.0  # radius of corners
RIM = 4.0  # free strip along the silhouette
SLIVER = 70.0  # regions narrower than this are left out of a view

# Pixels over which the figure fades in from the frame's edges, and those left free above it. Its
# shadow fades more slowly.
FREE_TOP, FADE_SIDE, FADE_BOTTOM = 20, 50, 70
SHADOW_TOP, SHADOW_BOTTOM = 110, 170
# Shadow on the ground: pixels right, pixels down, softness in pixels, greatest darkness.
SHADOW = (18, 14, 34.0, 0.18)
QUALITY = 92
