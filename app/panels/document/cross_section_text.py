"""The text of the cross-section in the language of the program."""

from __future__ import annotations

from app.atlas.header import UnderlyingTissue
from app.document import cross_section_text as document_text
from app.support.qt_translation import translate


def label_texts(step: str, *, deep_fat: bool) -> dict[str, str]:
    """The text of each label by its key; `tool` is the instrument of the step."""
    return document_text.label_texts(step, translate, deep_fat=deep_fat)


def tissue_text(tissue: UnderlyingTissue) -> str:
    """What lies below the fat, and why that matters."""
    return document_text.tissue_text(tissue, translate)


def describe_cross_section(tissue: UnderlyingTissue, step: str) -> str:
    """The whole drawing in words: layers from the skin inwards, what lies below, and the step."""
    return document_text.describe_cross_section(tissue, step, translate)
