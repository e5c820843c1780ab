"""The procedure as a drawn cross-section of the tissue, one step at a time."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.atlas.decision_aid import ProcedureStep
from app.atlas.header import UnderlyingTissue
from app.body.regions import RegionId
from app.painting.cross_section.labels import (
    SectionLabelLayout,
    layout_section_labels,
    paint_section_labels,
)
from app.painting.cross_section.paint import paint_section
from app.painting.cross_section.tissue import CrossSection, cross_section
from app.panels.decision_aid.cross_section_text import (
    describe_cross_section,
    label_texts,
    tissue_text,
)
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext
from app.widgets.button import Button, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class CrossSectionWidget(QWidget):
    """The drawing of one step with its labels, painted into a pixmap for each step."""

    def __init__(self, context: PanelContext, tissue: UnderlyingTissue) -> None:
        super().__init__()
        self._theme, self._tissue = context.theme, tissue
        self._step = ""
        self._pixmaps: dict[str, QPixmap] = {}
        self._previous_pixmap: QPixmap | None = None
        self._fade_progress = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(context.theme.motion_ms)
        self._fade.valueChanged.connect(self._on_faded)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Drawing: a cut through the skin and what lies below"))

    def show_step(self, step: str) -> None:
        """Show another step, with a cross-fade unless motion is off."""
        moves = self._theme.motion_ms > 0 and self.isVisible()
        self._previous_pixmap = self._pixmap() if moves else None
        self._step = step
        self.setAccessibleDescription(describe_cross_section(self._tissue, step))
        self._fade_progress = 0.0 if moves else 1.0
        if moves:
            self._fade.start()
        self.updateGeometry()
        self.update()

    def _section(self) -> CrossSection:
        return cross_section(self._tissue.kind, self._step, deep_fat=self._tissue.deep_fat)

    def plan(self, width: int) -> SectionLabelLayout:
        """The layout of drawing and labels at a width in pixels."""
        texts = label_texts(self._step, deep_fat=self._tissue.deep_fat)
        return layout_section_labels(self._section(), texts, width, self._theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.plan(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._previous_pixmap = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._previous_pixmap is not None:
            painter.setOpacity(1.0 - self._fade_progress)
            painter.drawPixmap(0, 0, self._previous_pixmap)
            painter.setOpacity(self._fade_progress)
        painter.drawPixmap(0, 0, self._pixmap())

    def _pixmap(self) -> QPixmap:
        """The painted step, from a cache that lasts until the size changes."""
        if self._step not in self._pixmaps:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            self._pixmaps[self._step] = picture
        return self._pixmaps[self._step]

    def _paint(self, painter: QPainter) -> None:
        layout, theme = self.plan(self.width()), self._theme
        is_mirrored = self.isRightToLeft()
        box = QRectF(layout.drawing)
        if is_mirrored:
            box.moveRight(float(self.width()))
        paint_section(painter, self._section(), box, theme.colors, mirrored=is_mirrored)
        paint_section_labels(painter, layout, self.width(), theme, is_mirrored=is_mirrored)

    def _on_faded(self, progress: float) -> None:
        self._fade_progress = progress
        if progress >= 1.0:
            self._previous_pixmap = None
        self.update()


class CrossSectionView(QWidget):
    """The drawing, buttons to move between the steps, and the text of the step that is shown."""

    def __init__(self, context: PanelContext, region: RegionId) -> None:
        super().__init__()
        self._context = context
        self._steps: tuple[ProcedureStep, ...] = context.atlas.decision_aid(context.language).steps
        self._step_texts: dict[int, QWidget] = {}
        self._index, self._explained_terms = 0, set[str]()
        tissue, theme = context.atlas.underlying_tissue(region), context.theme
        self._column = ColumnLayout(self, theme.px(12))
        self.drawing = CrossSectionWidget(context, tissue)
        self._column.addWidget(self.drawing)
        if self._steps:
            self._column.addWidget(self._create_step_group())
            self._column.addWidget(self._step_buttons())
        self._note = TextLabel(tissue_text(tissue), theme)
        self._column.addWidget(self._note)
        note = self.tr("Not to scale. A drawing, not a picture of you.")
        self._column.addWidget(TextLabel(note, theme, step=-1, role="quiet"))
        if self._steps:
            self._show_step(0)
        else:
            self.drawing.show_step("")

    def _create_step_group(self) -> QWidget:
        """One numbered button for each step."""
        self._step_group = ButtonGroup(self.tr("Steps"), self._context.theme, 4, row_spacing=0)
        numbers = [(step.id, str(number)) for number, step in enumerate(self._steps, 1)]
        self._step_group.add_options(numbers, ButtonAppearance.TAB)
        for number, button in enumerate(self._step_group.buttons, 1):
            name = self.tr("Step {number}: {name}")
            heading = self._steps[number - 1].statement.heading
            button.setAccessibleName(name.format(number=number, name=heading))
        self._step_group.picked.connect(self._on_picked)
        return self._step_group

    def _step_buttons(self) -> QWidget:
        """The buttons for the previous and the next step."""
        buttons, theme = QWidget(), self._context.theme
        row = FlowLayout(buttons, theme.px(8))
        self._previous_button = Button(
            self.tr("Back"), theme, icon=self._context.icons.path("back")
        )
        self._next_button = Button(self.tr("Next"), theme, kind=ButtonKind.PRIMARY)
        self._previous_button.clicked.connect(self._on_back)
        self._next_button.clicked.connect(self._on_next)
        for widget in (self._previous_button, self._next_button):
            row.addWidget(widget)
        return buttons

    def _show_step(self, index: int) -> None:
        """Show one step; its text is created when it is first shown."""
        step = self._steps[index]
        if index not in self._step_texts:
            text = StatementView(self._context, step.statement, explained=self._explained_terms)
            self._step_texts[index] = text
            self._column.insert_widget(self._column.index_of(self._note), text)
        for other, widget in self._step_texts.items():
            widget.setVisible(other == index)
        self._index = index
        self.drawing.show_step(step.id)
        self._step_group.set_selected(step.id)
        self._update_step_buttons(has_previous=index > 0, has_next=index < len(self._steps) - 1)

    def _update_step_buttons(self, *, has_previous: bool, has_next: bool) -> None:
        """Enable the buttons; if the focused button is disabled, the other one gets the focus."""
        if self._next_button.hasFocus() and not has_next:
            self._previous_button.setEnabled(True)
            self._previous_button.setFocus()
        elif self._previous_button.hasFocus() and not has_previous:
            self._next_button.setEnabled(True)
            self._next_button.setFocus()
        self._previous_button.setEnabled(has_previous)
        self._next_button.setEnabled(has_next)

    def _go_to_step(self, index: int) -> None:
        """Show the step that was chosen, and announce it, because the focus stays on the button."""
        self._show_step(index)
        # Imported late, because it is not needed before the first press.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        heading = self._steps[index].statement.heading
        text = f"{heading}. {self.drawing.accessibleDescription()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _on_picked(self, name: str) -> None:
        self._go_to_step([str(step.id) for step in self._steps].index(name))

    def _on_back(self) -> None:
        self._go_to_step(self._index - 1)

    def _on_next(self) -> None:
        self._go_to_step(self._index + 1)
