"""The search of a workspace: made at the first letter, so that the start does not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.widgets.text_field import TextField

if TYPE_CHECKING:
    from app.workspace.search import SearchController
    from app.workspace.search_list import SearchResults
    from app.workspace.workspace import Workspace


class WindowSearch(QObject):
    """Opens what a search finds in its workspace, and has a screen reader say how much that is.

    Attributes:
        field: the field that is searched from.
    """

    def __init__(self, workspace: Workspace, field: TextField) -> None:
        super().__init__(workspace)
        self._workspace, self.field = workspace, field
        field.setAccessibleDescription(
            self.tr("Results open in a list. The arrow keys take you there.")
        )
        self._controller: SearchController | None = None
        field.textEdited.connect(self._on_edited)

    def use_field(self, field: TextField, results: SearchResults) -> SearchController:
        """Search from another field, which has its own results; the first field is hidden."""
        self.field.hide()
        self.field = field
        return self._connect(field, results)

    def reset(self) -> None:
        """Close the search, and forget what was typed."""
        self.field.setText("")  # with it, what could be undone is gone
        if self._controller is not None:
            self._controller.clear()

    def _on_edited(self, text: str) -> None:
        if self._controller is not None:
            return
        from app.workspace.search_list import SearchList

        workspace = self._workspace
        search_list = SearchList(workspace.theme, workspace.icons, self.field, workspace)
        controller = self._connect(self.field, search_list.results)
        controller.found.connect(search_list.set_found)
        controller.find(text)

    def _connect(self, field: TextField, results: SearchResults) -> SearchController:
        from app.workspace.search import SearchController

        workspace = self._workspace
        controller = SearchController(field, results, workspace.canvas, workspace.session)
        controller.action.connect(workspace.apply)
        controller.opened.connect(workspace.panel.set_initial_focus)
        controller.found.connect(self._on_found)
        self._controller = controller
        return controller

    def _on_found(self, count: int | None) -> None:
        from app.workspace.search import found_text

        if count is not None and self._controller is not None:
            self._workspace.announcer.announce(found_text(self._controller.rows))
