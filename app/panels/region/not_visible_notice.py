"""The notice that a region is not visible in the present view."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.body.regions import PlateKey, View, is_visible
from app.panels.view import PanelContext
from app.session.actions import SetView
from app.session.shared_words import not_visible_text
from app.session.state import Showing
from app.support.qt_translation import translate
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.text_label import TextLabel


class NotVisibleNotice(Card):
    """Says that the region is not visible, with a button that turns the figure to where it is.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context.theme, CardTone.TINT)
        view = _first_view_showing(context, showing)
        self.column.addWidget(TextLabel(not_visible_text(translate), context.theme))
        if view is not None:
            turn = ActionButton(
                self.tr("Turn the figure"),
                context.theme,
                SetView(view),
                kind=ButtonKind.PRIMARY,
                icon=context.icons.path("turn-right"),
            )
            turn.action.connect(self.action)
            self.column.addWidget(turn)


def _first_view_showing(context: PanelContext, showing: Showing) -> View | None:
    """The first view in which the selected place is visible."""
    assert showing.place is not None
    for view in context.atlas.views:
        key = PlateKey(showing.figure, showing.build, view)
        if is_visible(showing.place, context.atlas.outlines(key).places):
            return view
    return None
