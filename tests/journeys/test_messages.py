"""Messages: they move nothing, are said once, and can be reached and closed by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.body.regions import Place, RegionId
from app.session.actions import (
    AddToList,
    OpenPage,
    RemoveFromList,
    SelectRegion,
    SetTheme,
    StartOver,
    Undo,
)
from app.session.state import Page, Showing
from app.widgets.button import Button
from app.widgets.toast import Toast

LONG = "\n".join(f"names.toml: line {n} has a mistake, and this is what to do" for n in range(30))
SIZES = [(1280, 800), (800, 600), (1080, 1920)]


def places(workspace) -> dict[QWidget, QRect]:
    """Where every visible widget but those of the message is in the window."""
    toasts = workspace.findChildren(Toast)
    return {
        widget: QRect(widget.mapTo(workspace, QPoint()), widget.size())
        for widget in workspace.findChildren(QWidget)
        if widget.isVisible()
        and not any(one is widget or one.isAncestorOf(widget) for one in toasts)
    }


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", SIZES)
def test_no_message_moves_anything_or_covers_when_to_call(shared_workspace, size, text_size):
    visitor = shared_workspace(Showing(text_size=text_size), size, rebuilds=True)
    workspace = visitor.workspace
    visitor.apply(SelectRegion(Place(RegionId("lumbar"))))
    visitor.settle()
    before = places(workspace)
    call = workspace.toolbar.call_button
    buttons = [Button("Open", workspace.theme), Button("Show in folder", workspace.theme)]
    for show in (
        lambda: workspace.messages.show_hint("There is no area here. Choose one by its name."),
        lambda: workspace.messages.show_message("Handout saved: Love handles.pdf", buttons),
        lambda: workspace.messages.show_message(LONG, stays=True),
        workspace.messages.hide,
    ):
        show()
        visitor.settle()
        assert places(workspace) == before
        box = workspace.messages.toast.geometry()
        assert workspace.rect().contains(box)
        assert not box.intersects(QRect(call.mapTo(workspace, QPoint()), call.size()))


def test_a_message_is_announced_once(visitor):
    announced = []
    visitor.workspace.announcer.announce = announced.append
    visitor.workspace.messages.show_message("Handout saved")
    assert announced == ["Handout saved"]
    assert visitor.workspace.messages.text == "Handout saved"


def test_a_removed_item_of_the_list_comes_back_with_undo(visitor):
    visitor.apply(AddToList("lumbar"))
    visitor.apply(RemoveFromList("lumbar"))
    assert visitor.workspace.messages.text == "Removed from My list: Small of the back"
    undo = visitor.button("Undo")
    assert undo.accessibleDescription() == "Removed from My list: Small of the back"
    visitor.click(visitor.button("Undo"))
    assert visitor.workspace.session.showing.list_items == ("lumbar",)
    assert not visitor.workspace.messages.is_visible


def test_undo_is_offered_only_for_what_the_message_says(visitor):
    visitor.apply(AddToList("lumbar"))
    visitor.apply(RemoveFromList("lumbar"))
    visitor.apply(SelectRegion(Place(RegionId("flank"))))
    assert visitor.workspace.messages.offers_undo  # the list is as it was
    visitor.apply(AddToList("sacral"))
    assert not visitor.workspace.messages.is_visible
    visitor.apply(RemoveFromList("sacral"))
    assert visitor.workspace.messages.offers_undo
    visitor.apply(Undo())
    assert not visitor.workspace.messages.is_visible
    assert visitor.workspace.session.showing.list_items == ("sacral",)


def test_starting_over_an_empty_list_is_undone_on_another_way_too(visitor):
    visitor.press_label("lumbar")
    visitor.apply(StartOver())
    assert visitor.workspace.messages.offers_undo
    visitor.apply(Undo())
    assert not visitor.workspace.messages.is_visible


def test_removing_what_is_not_on_the_list_says_nothing(visitor):
    visitor.apply(RemoveFromList("lumbar"))
    assert not visitor.workspace.messages.is_visible


def test_the_way_from_pane_to_pane_visits_the_message(visitor):
    workspace = visitor.workspace
    workspace.messages.show_message("Handout saved", [Button("Open", workspace.theme)])
    workspace.panel.set_initial_focus()
    workspace.navigation.focus_next_pane()
    assert QApplication.focusWidget().text() == "Open"
    visitor.key(Qt.Key.Key_Escape)
    assert not workspace.messages.is_visible
    focus = QApplication.focusWidget()
    assert focus is workspace.panel or workspace.panel.isAncestorOf(focus)


def test_escape_in_a_message_closes_it_and_goes_not_back(visitor):
    visitor.press_label("lumbar")
    workspace = visitor.workspace
    workspace.messages.show_message("Handout saved", stays=True)
    workspace.messages.toast.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Escape)
    assert visitor.chosen == Place(RegionId("lumbar"))
    assert not workspace.messages.is_visible


def test_a_message_changes_its_theme_and_stays_where_it_is(visitor):
    workspace = visitor.workspace
    workspace.messages.show_message("Handout saved", [Button("Open", workspace.theme)])
    light = workspace.messages.toast.theme
    visitor.apply(SetTheme("dark"))
    toast = workspace.messages.toast
    assert toast.isVisible()
    assert toast.theme.color("surface") != light.color("surface")
    for part in (toast.label, toast.buttons[0], toast.close_button):
        assert part.theme.color("ink") == toast.theme.color("ink")


def test_a_message_is_above_a_view_that_is_built_later(visitor):
    workspace = visitor.workspace
    workspace.messages.show_message("Handout saved", stays=True)
    visitor.apply(OpenPage(Page.GLOSSARY))
    at = workspace.messages.toast.geometry().center()
    found = workspace.childAt(at)
    assert workspace.messages.toast.isAncestorOf(found) or found is workspace.messages.toast


def test_a_reset_leaves_nothing_of_a_message(visitor):
    visitor.workspace.messages.show_message("Handout saved: Love handles.pdf", stays=True)
    visitor.workspace.reset()
    assert visitor.workspace.findChildren(Toast) == []
    assert visitor.workspace.messages.text == ""


@pytest.mark.parametrize("size", [(1280, 800), (1080, 1920)])
def test_a_message_stays_above_the_button_more_below(shared_workspace, size):
    visitor = shared_workspace(Showing(text_size=200), size, rebuilds=True)
    workspace = visitor.workspace
    visitor.apply(SelectRegion(Place(RegionId("lumbar"))))
    workspace.messages.show_message("Handout saved", stays=True)
    workspace.more_below.update_state()  # as after each step of scrolling
    toast = workspace.messages.toast
    children = workspace.children()
    assert workspace.more_below.isVisible()
    assert children.index(toast) > children.index(workspace.more_below)
