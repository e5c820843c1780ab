"""Motion of the figure: light that fades in, and bodies that cross-fade."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from app.painting.scene import FigureScene
from app.session.state import Showing
from app.theme.theme import Theme

_HOVER_MS = 120
_CHOICE_MS = 160
_CROSS_FADE_MS = 180
"""Between two builds, figures or skin tones."""


class FadeAnimation(QVariantAnimation):
    """Runs from 0 to 1."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setStartValue(0.0)
        self.setEndValue(1.0)

    def restart(self, milliseconds: int) -> None:
        """Start from 0; with 0 milliseconds the animation is at its end at once."""
        self.stop()
        if milliseconds:
            self.setDuration(milliseconds)
            self.start()

    @property
    def is_running(self) -> bool:
        """Whether it has not reached its end."""
        return self.state() == QVariantAnimation.State.Running

    @property
    def progress(self) -> float:
        """0 to 1; 1 while the animation is not running."""
        return float(self.currentValue()) if self.is_running else 1.0


def is_other_body(before: Showing, after: Showing) -> bool:
    """Whether the same view and frame show another figure, build or skin tone.

    Two views do not cross-fade, because the arms would be seen twice.
    """
    bodies = [(one.figure, one.build, one.skin) for one in (before, after)]
    frames = [(one.view, one.frame) for one in (before, after)]
    return bodies[0] != bodies[1] and frames[0] == frames[1]


class FigureMotion(QObject):
    """What of a figure fades in now; without motion, everything is at its end.

    Signals:
        changed: the figure has to be painted again.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._previous: FigureScene | None = None
        self._hover, self._choice = FadeAnimation(self), FadeAnimation(self)
        self._cross_fade = FadeAnimation(self)
        for animation in (self._hover, self._choice, self._cross_fade):
            animation.valueChanged.connect(self.changed)
        self._cross_fade.finished.connect(self.end_cross_fade)

    @property
    def hover_progress(self) -> float:
        """The progress of what is hovered or found."""
        return self._hover.progress

    @property
    def choice_progress(self) -> float:
        """The progress of what is chosen."""
        return self._choice.progress

    def fade_in_hover(self, theme: Theme) -> None:
        """Fade in what is hovered or found from now on."""
        self._hover.restart(theme.duration(_HOVER_MS))

    def fade_in_choice(self, theme: Theme) -> None:
        """Fade in what is chosen from now on."""
        self._choice.restart(theme.duration(_CHOICE_MS))

    def cross_fade(self, previous: FigureScene, theme: Theme) -> None:
        """Let the body of a scene give way to that of the next one."""
        if duration := theme.duration(_CROSS_FADE_MS):
            self._previous = replace(previous, previous=None)
            self._cross_fade.restart(duration)

    def end_cross_fade(self) -> None:
        """Show only the new body."""
        self._cross_fade.stop()
        self._previous = None
        self.changed.emit()

    def with_previous(self, scene: FigureScene) -> FigureScene:
        """The scene with the body that is giving way to its own."""
        return replace(scene, previous=self._previous, fade=self._cross_fade.progress)

    def stop(self) -> None:
        """Bring every animation to its end."""
        self._hover.stop()
        self._choice.stop()
        self.end_cross_fade()
