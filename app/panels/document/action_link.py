"""A link or button that asks for an action."""

from __future__ import annotations

from app.document.blocks import ActionLink
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.session.actions import FrozenAction
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout


class ActionLinkView(BlockWidget):
    """One button at the leading side of the column."""

    def __init__(self, context: BlockContext, block: ActionLink) -> None:
        super().__init__(context)
        self.button = make_action_button(context, block)
        self.button.action.connect(self.action)
        ColumnLayout(self).addWidget(self.button)


def make_action_button(context: BlockContext, block: ActionLink) -> ActionButton:
    """The button of a link: filled if it is the main one, else only its words."""
    assert isinstance(block.action, FrozenAction)
    kind = ButtonKind.PRIMARY if block.is_primary else ButtonKind.QUIET
    return ActionButton(block.text, context.theme, block.action, kind=kind)
