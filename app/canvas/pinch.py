"""Two fingers on the figure: how much closer they ask for, and where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget


class Pinch(QObject):
    """Follows the pinches on a widget.

    Signals:
        pinched: by which factor, and the point of the widget it is about.
    """

    pinched = Signal(float, QPointF)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.grabGesture(Qt.GestureType.PinchGesture)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Gesture:
            return False
        # Imported here: nobody pinches before the first picture.
        from PySide6.QtWidgets import QGestureEvent, QPinchGesture

        kind = Qt.GestureType.PinchGesture
        pinch = event.gesture(kind) if isinstance(event, QGestureEvent) else None
        if not isinstance(pinch, QPinchGesture):
            return False
        at = QPointF(self._over.mapFromGlobal(pinch.centerPoint()))
        self.pinched.emit(pinch.scaleFactor(), at)
        return True
