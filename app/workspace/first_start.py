"""At the first start, lights each region once, to show that the figure can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from app.body.regions import RegionId
from app.widgets.single_shot import single_shot
from app.workspace.workspace import Workspace

_WAIT_MS, _STEP_MS = 800, 150
_MAX_REGIONS = 12
_INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.KeyPress,
        QEvent.Type.Wheel,
    }
)


class FirstStartLights(QObject):
    """Lights the regions of a workspace one after another, once, as soon as it is ready.

    It ends when a person points to a region or does anything else. It does nothing without motion,
    with a region or a page open, or with so many regions that it would take long.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace, self._has_started = workspace, False
        self._regions: tuple[RegionId, ...] = ()
        self._lit: frozenset[RegionId] = frozenset()
        self._timer = single_shot(self, _STEP_MS, self._light_next)
        workspace.panel.widgets_changed.connect(self._wait)
        workspace.canvas.installEventFilter(self)
        for acted in (
            workspace.session.changed,
            workspace.canvas.highlight.hovered_changed,
            workspace.search_field.textChanged,
        ):
            acted.connect(self._stop)

    @property
    def is_running(self) -> bool:
        """Whether a region is lit now, or will be."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End at the first press or key, which may be about a region that is not lit."""
        if event.type() in _INPUT:
            self._stop()
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        """Let the first picture and the words be shown before."""
        if self._has_started:
            return
        self._has_started, workspace = True, self._workspace
        showing, regions = workspace.session.showing, workspace.atlas.regions
        is_home = (showing.place, showing.topic, showing.page) == (None, None, None)
        if is_home and workspace.theme.motion_ms and len(regions) <= _MAX_REGIONS:
            self._regions = tuple(regions)
            self._timer.start(_WAIT_MS)

    def _light_next(self) -> None:
        if not self._regions:
            self._stop()
            return
        region, *rest = self._regions
        self._regions, self._lit = tuple(rest), frozenset([region])
        self._workspace.canvas.set_highlighted(self._lit)
        self._timer.start(_STEP_MS)

    def _stop(self) -> None:
        """End; what a search has lit stays lit."""
        canvas, lit = self._workspace.canvas, self._lit
        self._timer.stop()
        self._has_started, self._regions, self._lit = True, (), frozenset()
        canvas.removeEventFilter(self)
        if lit and canvas.highlight.regions == lit:
            canvas.set_highlighted(frozenset())
