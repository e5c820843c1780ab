"""The figure of a handout: its plate, outlines, marks, and a description in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.atlas.loader import Atlas
from app.body.regions import FigureId, Place, PlateKey, is_visible
from app.handout.marks import mark_strokes, plate_of_marks
from app.handout.sheet import HandoutFigure
from app.session.marks import MarksByPlate
from app.session.shared_words import name_with_side_in_brackets
from app.support.translation import Translate


def make_figure(
    atlas: Atlas,
    usual: PlateKey,
    places: Sequence[Place],
    drawn: MarksByPlate,
    language: str,
    translate: Translate,
) -> HandoutFigure:
    """Return the figure with the marked places, on the usual plate or on that of the marks."""
    plate = plate_of_marks(drawn, usual)
    outlines, names = atlas.outlines(plate), atlas.names(language)
    visible: list[str] = []
    hidden: list[str] = []
    for place in places:
        plain = names.regions[place.region].plain_name(FigureId(usual.figure))
        group = visible if is_visible(place, outlines.places) else hidden
        group.append(name_with_side_in_brackets(plain, place.side, translate))
    if visible:
        text = translate("Handout", "The figure ({view}), with the chosen areas marked: {regions}")
    else:
        text = translate("Handout", "The figure ({view})")
    not_visible = translate("Handout", "Not seen in this picture: {regions}.")
    return HandoutFigure(
        plate=plate,
        aspect=outlines.aspect,
        outlines=outlines.regions,
        shorts=outlines.shorts,
        selected=tuple(places),
        strokes=mark_strokes(drawn.marks_on(plate)),
        description=text.format(view=names.views[plate.view], regions=", ".join(visible)),
        not_visible=not_visible.format(regions=", ".join(hidden)) if hidden else "",
    )
