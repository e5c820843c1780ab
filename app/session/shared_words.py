"""Words that several views show: the figure, the panel, the audience window and the handout.

Each function takes the translator of its caller, because the handout is made without Qt.
"""

from __future__ import annotations

from app.body.regions import Side
from app.session.marks import MarkRole, MarkTool, StampKind
from app.support.translation import Translate


def side_name(side: Side, translate: Translate) -> str:
    """Return "left" or "right"."""
    return translate("Sides", "left") if side is Side.LEFT else translate("Sides", "right")


def name_with_side(name: str, side: Side | None, translate: Translate) -> str:
    """Return the name of a region with its side, such as "Love handles, left"."""
    if side is None:
        return name
    return translate("Sides", "{region}, {side}").format(
        region=name, side=side_name(side, translate)
    )


def name_with_side_in_brackets(name: str, side: Side | None, translate: Translate) -> str:
    """Return the name of a region with its side, such as "Love handles (left)", for a list."""
    return name if side is None else f"{name} ({side_name(side, translate)})"


def not_visible_text(translate: Translate) -> str:
    """Say that the view does not show the selected place."""
    return translate("Sides", "Not visible from here.")


def drawing_name(tool: MarkTool, translate: Translate) -> str:
    """Return what a tool draws, such as "circle", to be used within a sentence."""
    return {
        MarkTool.PEN: translate("Marks", "line"),
        MarkTool.HIGHLIGHTER: translate("Marks", "highlighted area"),
        MarkTool.ARROW: translate("Marks", "arrow"),
        MarkTool.CIRCLE: translate("Marks", "circle"),
        MarkTool.LABEL: translate("Marks", "label"),
    }[tool]


def stamp_name(stamp: StampKind, translate: Translate) -> str:
    """Return the name of a stamp."""
    return {
        StampKind.ENTRY: translate("Marks", "Entry point"),
        StampKind.FIELD: translate("Marks", "Treated field"),
        StampKind.DIRECTION: translate("Marks", "Direction"),
        StampKind.AVOID: translate("Marks", "Avoid here"),
    }[stamp]


def role_name(role: MarkRole, translate: Translate) -> str:
    """Return what a mark is about, such as "keep away"."""
    return {
        MarkRole.PLAN: translate("Marks", "planned"),
        MarkRole.AVOID: translate("Marks", "keep away"),
        MarkRole.ASK: translate("Marks", "to be asked"),
        MarkRole.NOTE: translate("Marks", "note"),
    }[role]


def more_marks_text(count: int, translate: Translate) -> str:
    """Say how many marks are not listed one by one."""
    return translate("Marks", "and %n more mark(s)", count)


def option_part_titles(translate: Translate) -> dict[str, str]:
    """Return the titles of the parts that each treatment option has, in reading order."""
    return {
        "what": translate("Options", "What it is"),
        "like": translate("Options", "What it is like"),
        "good": translate("Options", "Benefits"),
        "bad": translate("Options", "Downsides"),
        "recovery": translate("Options", "Recovery"),
        "unknown": translate("Options", "What is not known"),
    }
