"""The words of the drawn cross-section: its labels, and a description for screen readers."""

from __future__ import annotations

from app.atlas.header import UnderlyingTissue
from app.support.translation import Translate


def label_texts(step: str, translate: Translate, *, deep_fat: bool) -> dict[str, str]:
    """The text of each label by its key; `tool` is the instrument of the step."""
    texts = {
        "skin": translate("Section", "Skin"),
        "fat": translate("Section", "Upper fat"),
        "fascia": translate("Section", "Thin, firm sheet (fascia)"),
        "deep-fat": translate("Section", "Deep fat"),
        "muscle": translate("Section", "Muscle"),
        "ribs": translate("Section", "Rib"),
        "pleura": translate("Section", "Lining of the lung (pleura)"),
        "lung": translate("Section", "Lung"),
        "gap": translate("Section", "Gap where a hernia can lie"),
        "belly": translate("Section", "Inside of the belly"),
        "bone": translate("Section", "Bone (sacrum)"),
        "tool": tool_text(step, translate),
    }
    if not deep_fat:
        texts["fat"] = translate("Section", "Fat below the skin")
    return texts


def tool_text(step: str, translate: Translate) -> str:
    """The instrument of a step, or "" if it has none."""
    return {
        "numbing": translate("Section", "Numbing fluid"),
        "laser": translate("Section", "Laser fibre"),
        "suction": translate("Section", "Blunt tube"),
        "closing": translate("Section", "Closed cut"),
        "garment": translate("Section", "Garment"),
    }.get(step, "")


def step_text(step: str, translate: Translate) -> str:
    """What the drawing shows at a step."""
    return {
        "numbing": translate(
            "Section",
            "A thin tube goes in through a small cut. Fluid spreads in the fat. The skin swells.",
        ),
        "laser": translate(
            "Section",
            "A thin fibre goes in through a small cut. Its tip glows in the fat. "
            "The fat near it loosens.",
        ),
        "suction": translate(
            "Section",
            "A blunt tube lies in the fat. Where it has been there are tunnels, with less fat.",
        ),
        "closing": translate(
            "Section",
            "The tube is out. Stitches close the cut. Some fat is gone. The skin is swollen.",
        ),
        "garment": translate(
            "Section", "A garment presses on the skin from above. The tunnels are closed."
        ),
    }.get(step, "")


def tissue_text(tissue: UnderlyingTissue, translate: Translate) -> str:
    """What lies below the fat, and why that matters."""
    deep = (
        translate("Section", "There is a deep layer of fat here.")
        if tissue.deep_fat
        else translate("Section", "There is little or no deep layer of fat here.")
    )
    why = {
        "ribs": translate(
            "Section",
            "Ribs and the lung lie close below. If a tool goes too deep, it can harm the lung.",
        ),
        "flank": translate(
            "Section",
            "The muscle wall can have a gap. A hernia, where bowel bulges out, can lie in it. "
            "It can look like fat, so it must be looked for first.",
        ),
        "bone": translate("Section", "There is little muscle here. Bone lies close below."),
        "muscle": translate("Section", "Thick muscle lies below the fat."),
    }.get(tissue.kind, "")
    return f"{deep} {why}".strip()


_LAYERS_BELOW = {"ribs": ("ribs", "pleura", "lung"), "flank": ("belly",), "bone": ("bone",)}
"""The layers that the drawing of each kind of tissue shows below the muscle."""


def layers_of(tissue: UnderlyingTissue) -> tuple[str, ...]:
    """The layers that are labelled in the drawing, from the skin inwards."""
    deep = ("deep-fat",) if tissue.deep_fat else ()
    return "skin", "fat", "fascia", *deep, "muscle", *_LAYERS_BELOW.get(tissue.kind, ())


def describe_cross_section(tissue: UnderlyingTissue, step: str, translate: Translate) -> str:
    """The whole drawing in words: layers from the skin inwards, what lies below, and the step."""
    texts = label_texts(step, translate, deep_fat=tissue.deep_fat)
    layers = ", ".join(texts[layer] for layer in layers_of(tissue))
    shown = translate("Section", "From the skin inwards: {layers}.")
    parts = (
        shown.format(layers=layers),
        tissue_text(tissue, translate),
        step_text(step, translate),
    )
    return " ".join(part for part in parts if part)
