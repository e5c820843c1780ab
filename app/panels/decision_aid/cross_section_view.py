"""How it is done: a drawn cross-section of a region, one step after the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.atlas.decision_aid import Step
from app.atlas.header import Beneath
from app.body.regions import RegionId
from app.painting.cross_section.labels import SectionPlan, paint_section_labels, plan, points
from app.painting.cross_section.paint import paint_section
from app.painting.cross_section.tissue import Section, section
from app.panels.decision_aid.cross_section_text import beneath_words, described, label_words
from app.panels.region.statement import StatementView
from app.panels.view import Reading
from app.widgets.button import Kind, Pill
from app.widgets.button_group import Choices, Face
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel


class SectionPicture(QWidget):
    """The drawing with its labels; it changes only when another step is shown."""

    def __init__(self, reading: Reading, beneath: Beneath) -> None:
        super().__init__()
        self._look, self._beneath = reading.look, beneath
        self._step = ""
        self._pictures: dict[str, QPixmap] = {}
        self._before: QPixmap | None = None
        self._share = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(reading.look.motion_ms)
        self._fade.valueChanged.connect(self._on_faded)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Drawing: a cut through the skin and what lies below"))

    def show_step(self, step: str) -> None:
        """Draws another step; fades over to it where things may move."""
        moves = self._look.motion_ms > 0 and self.isVisible()
        self._before = self._picture() if moves else None
        self._step = step
        names = tuple(points(self._section()))
        self.setAccessibleDescription(described(self._beneath, step, names))
        self._share = 0.0 if moves else 1.0
        if moves:
            self._fade.start()
        self.updateGeometry()
        self.update()

    def _section(self) -> Section:
        return section(self._beneath.kind, self._step, deep_fat=self._beneath.deep_fat)

    def plan(self, width: int) -> SectionPlan:
        """Where drawing and labels stand at a width."""
        words = label_words(self._step, deep_fat=self._beneath.deep_fat)
        return plan(self._section(), words, width, self._look)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.plan(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pictures.clear()
        self._before = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._before is not None:
            painter.setOpacity(1.0 - self._share)
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(self._share)
        painter.drawPixmap(0, 0, self._picture())

    def _picture(self) -> QPixmap:
        """The painted step; painted once at each size."""
        if self._step not in self._pictures:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            self._pictures[self._step] = picture
        return self._pictures[self._step]

    def _paint(self, painter: QPainter) -> None:
        made, look = self.plan(self.width()), self._look
        is_mirrored = self.isRightToLeft()
        box = QRectF(made.drawing)
        if is_mirrored:
            box.moveRight(float(self.width()))
        paint_section(painter, self._section(), box, look.colours, mirrored=is_mirrored)
        paint_section_labels(painter, made, self.width(), look, is_mirrored=is_mirrored)

    def _on_faded(self, share: float) -> None:
        self._share = share
        if share >= 1.0:
            self._before = None
        self.update()


class SectionView(QWidget):
    """The drawing, the ways from step to step, and the words of the step on show."""

    def __init__(self, reading: Reading, region: RegionId) -> None:
        super().__init__()
        self._reading = reading
        self._steps: tuple[Step, ...] = reading.atlas.aid(reading.language).steps
        self._said: dict[int, QWidget] = {}
        self._at, self._met = 0, set[str]()
        beneath, look = reading.atlas.beneath(region), reading.look
        self._column = Pile(self, look.px(12))
        self.picture = SectionPicture(reading, beneath)
        self._column.addWidget(self.picture)
        if self._steps:
            self._column.addWidget(self._numbers())
            self._column.addWidget(self._ways())
        self._note = WordLabel(beneath_words(beneath), look)
        self._column.addWidget(self._note)
        quiet = self.tr("Not to scale. A drawing, not a picture of you.")
        self._column.addWidget(WordLabel(quiet, look, step=-1, role="quiet"))
        if self._steps:
            self._show(0)
        else:
            self.picture.show_step("")

    def _numbers(self) -> QWidget:
        """Any step at a press."""
        self._choices = Choices(self.tr("Steps"), self._reading.look, 4, between_rows=0)
        numbers = [(step.id, str(number)) for number, step in enumerate(self._steps, 1)]
        self._choices.offer(numbers, Face.TAB)
        for number, choice in enumerate(self._choices.choices, 1):
            name = self.tr("Step {number}: {name}")
            head = self._steps[number - 1].says.head
            choice.setAccessibleName(name.format(number=number, name=head))
        self._choices.picked.connect(self._on_picked)
        return self._choices

    def _ways(self) -> QWidget:
        """One step back, one step on."""
        ways, look = QWidget(), self._reading.look
        row = Flow(ways, look.px(8))
        self._back = Pill(self.tr("Back"), look, icon=self._reading.icons.path("back"))
        self._next = Pill(self.tr("Next"), look, kind=Kind.PRIMARY)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        for widget in (self._back, self._next):
            row.addWidget(widget)
        return ways

    def _show(self, at: int) -> None:
        """Shows one step; its words are made when it is first asked for."""
        if at not in self._said:
            said = StatementView(self._reading, self._steps[at].says, met=self._met)
            self._said[at] = said
            self._column.insert(self._column.place_of(self._note), said)
        for number, view in self._said.items():
            view.setVisible(number == at)
        self._at = at
        self.picture.show_step(self._steps[at].id)
        self._choices.show_picked(self._steps[at].id)
        self._enable(back=at > 0, on=at < len(self._steps) - 1)

    def _enable(self, *, back: bool, on: bool) -> None:
        """Says which ways there are; the focus goes over from one that has come to its end."""
        if self._next.hasFocus() and not on:
            self._back.setEnabled(True)
            self._back.setFocus()
        elif self._back.hasFocus() and not back:
            self._next.setEnabled(True)
            self._next.setFocus()
        self._back.setEnabled(back)
        self._next.setEnabled(on)

    def _go(self, at: int) -> None:
        """Shows a step that a person asked for, and tells a screen reader, which stays there."""
        self._show(at)
        # Imported here: nobody needs it before the first press.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        words = f"{self._steps[at].says.head}. {self.picture.accessibleDescription()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _on_picked(self, name: str) -> None:
        self._go([step.id for step in self._steps].index(name))

    def _on_back(self) -> None:
        self._go(self._at - 1)

    def _on_next(self) -> None:
        self._go(self._at + 1)
