"""Dialog in which a handout is chosen, seen, printed and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSpacerItem, QVBoxLayout, QWidget

from app.desktop.handout_preview import Preview, PreviewJob
from app.desktop.save_request import SaveRequest
from app.document.handout_parts import (
    CARD_PART,
    MARKS_PART,
    NUMBERS_PART,
    OPTIONS_PART,
    QUESTIONS_PART,
)
from app.handout.choices import HandoutChoices
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX, Button, ButtonKind
from app.widgets.check_row import CheckRow
from app.widgets.dialog_role import install_dialog_role
from app.widgets.early_press import EarlyPressFilter
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.radio_list import RadioList
from app.widgets.scroll_column import ScrollColumn
from app.widgets.single_shot import single_shot
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen

if TYPE_CHECKING:  # only needed when a handout is made
    from app.handout.page_pictures import PagePicture

_PAGE_PX, _GAP = 420, 10
_MIN_PAGE_WIDTH, _SCROLL_BAR = 200, 20
_CHOICES_WIDTH = 330
"""At a text size of 100 %: in a wider dialog, the pages are wider, and not the choices."""
_SHARE_OF_WINDOW = 0.9
_RESIZED_MS = 40
"""After this time without another size, the pages get theirs: to scale them is slow."""


class HandoutChoicesPanel(QWidget):
    """What goes on the handout, the paper and the size of its print.

    Signals:
        changed: the HandoutChoices after a change.
    """

    changed = Signal(object)

    def __init__(self, usual: HandoutChoices, theme: Theme, *, has_marks: bool) -> None:
        """Begin with the usual choices; without marks there is nothing to choose about them."""
        super().__init__()
        column = ColumnLayout(self, theme.px(2))
        column.addWidget(TextLabel(self.tr("What goes on it"), theme, weight=600))
        labels = {
            MARKS_PART: self.tr("What we drew together"),
            NUMBERS_PART: self.tr("Three numbers"),
            QUESTIONS_PART: self.tr("Your questions"),
            OPTIONS_PART: self.tr("All options"),
            CARD_PART: self.tr("When to call card"),
        }
        self.parts = {name: CheckRow(text, theme) for name, text in labels.items()}
        for name, row in self.parts.items():
            row.setChecked(name in usual.parts)
            row.toggled.connect(self._on_changed)
            column.addWidget(row)
        self.parts[MARKS_PART].setVisible(has_marks)
        self.large = CheckRow(self.tr("Large print"), theme)
        self.large.setChecked(bool(usual.large))
        self.large.toggled.connect(self._on_changed)
        column.addWidget(TextLabel(self.tr("Print and paper"), theme, weight=600))
        column.addWidget(self.large)
        papers = (("a4", self.tr("A4")), ("letter", self.tr("Letter")))
        self.paper = RadioList(self.tr("Paper"), papers, theme)
        self.paper.set_selected(usual.paper)
        self.paper.picked.connect(self._on_changed)
        column.addWidget(self.paper)

    @property
    def choices(self) -> HandoutChoices:
        """What is chosen now."""
        return HandoutChoices(
            paper=next(row.key for row in self.paper.rows if row.isChecked()),
            large=self.large.isChecked(),
            parts=frozenset(name for name, row in self.parts.items() if row.isChecked()),
        )

    def _on_changed(self) -> None:
        self.changed.emit(self.choices)


class PageWidget(QLabel):
    """The picture of one page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap()

    def show_page(self, made: PagePicture, width: int, name: str) -> None:
        """Show another page, at a width; `name` says which one it is."""
        form = QImage.Format.Format_RGB888
        image = QImage(made.pixels, made.width, made.height, 3 * made.width, form)
        self._picture = QPixmap.fromImage(image)
        self.set_width(width)
        self.setAccessibleName(name)
        self.show()

    def set_width(self, width: int) -> None:
        """Show the page at another width, but never larger than its picture."""
        mode = Qt.TransformationMode.SmoothTransformation
        self.setPixmap(self._picture.scaledToWidth(min(width, self._picture.width()), mode))
        self.setFixedSize(self.pixmap().size())


class PagePreview(QWidget):
    """The pages one below the other, or a sentence while there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._page_width = theme.px(_PAGE_PX)
        self._column = ColumnLayout(self, theme.px(_GAP))
        self.message = TextLabel(self.tr("Creating the preview\u2026"), theme, role="quiet")
        self._column.addWidget(self.message)
        self.pages: list[PageWidget] = []

    def show_preview(self, preview: Preview) -> None:
        """Show other pages, or why there are none."""
        while len(self.pages) > len(preview.pages):
            page = self.pages.pop()
            self._column.removeWidget(page)
            page.deleteLater()
        for number, made in enumerate(preview.pages):
            if number == len(self.pages):
                self.pages.append(PageWidget(self))
                self._column.addWidget(self.pages[-1])
            name = self.tr("Page {number} of {count}")
            name = name.format(number=number + 1, count=len(preview.pages))
            self.pages[number].show_page(made, self._page_width, name)
        self.message.set_text(preview.error)
        self.message.setVisible(bool(preview.error))

    def set_page_width(self, width: int) -> None:
        """Show the pages at another width."""
        if width != self._page_width:
            self._page_width = width
            for page in self.pages:
                page.set_width(width)


class HandoutDialog(QDialog):
    """The choices, a preview of the pages, and what can be done with the handout.

    Signals:
        save_requested: a SaveRequest.
        print_requested: the HandoutChoices.
        phone_requested: the summary shall be shown for a phone.
    """

    save_requested = Signal(object)
    print_requested = Signal(object)
    phone_requested = Signal()

    def __init__(
        self,
        usual: HandoutChoices,
        preview: PreviewJob,
        theme: Theme,
        parent: QWidget,
        *,
        has_marks: bool,
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self.setWindowTitle(self.tr("Your handout"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self._preview = theme, preview
        preview.setParent(self)
        self.panel = HandoutChoicesPanel(usual, theme, has_marks=has_marks)
        self.pages = PagePreview(theme)
        outer = QVBoxLayout(self)
        outer.addLayout(self._create_areas(), 1)
        self.status = TextLabel("", theme)
        self._results = QHBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self.status, 1)
        line.addLayout(self._results)
        line.addSpacerItem(QSpacerItem(0, theme.px(MIN_TARGET_PX)))  # buttons move nothing
        outer.addLayout(line)
        outer.addWidget(self._create_buttons())
        self.panel.changed.connect(preview.request)
        preview.finished.connect(self._on_preview)
        preview.request(usual)
        size = parent.window().size() * _SHARE_OF_WINDOW
        resize_within_screen(self, size.expandedTo(QSize(theme.px(860), theme.px(720))))
        EarlyPressFilter(self)

    def _create_areas(self) -> QHBoxLayout:
        """Put the choices beside the pages, each in an area that scrolls."""
        row, theme = QHBoxLayout(), self._theme
        choices, self._pages_area = ScrollColumn(theme), ScrollColumn(theme)
        choices.setMaximumWidth(theme.px(_CHOICES_WIDTH))
        choices.setWidget(self.panel)
        self._pages_area.setWidget(self.pages)
        row.addWidget(choices, 2)
        row.addWidget(self._pages_area, 3)
        self._width_timer = single_shot(self, _RESIZED_MS, self._update_page_width)
        self._pages_area.resized.connect(self._width_timer.start)
        return row

    def _create_buttons(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons, self._theme.px(8))
        self.print_button = Button(self.tr("Print"), self._theme, kind=ButtonKind.PRIMARY)
        self.print_button.clicked.connect(self._on_print)
        self.save_button = Button(self.tr("Save as PDF"), self._theme)
        self.save_button.clicked.connect(self._on_save)
        self.page_button = Button(self.tr("Save as web page"), self._theme)
        self.page_button.clicked.connect(self._on_save_page)
        self.phone_button = Button(self.tr("To my phone"), self._theme)
        self.phone_button.clicked.connect(self.phone_requested)
        close = Button(self.tr("Close"), self._theme)
        close.clicked.connect(self.reject)
        ways = (self.print_button, self.save_button, self.page_button, self.phone_button)
        for button in (*ways, close):
            row.addWidget(button)
        return buttons

    def show_message(self, text: str, buttons: tuple[Button, ...] = ()) -> None:
        """Show a sentence, with what can be done next beside it."""
        while (item := self._results.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for button in buttons:
            self._results.addWidget(button)
            button.show()
        self.status.set_text(text)

    def _on_print(self) -> None:
        self.print_requested.emit(self.panel.choices)

    def _on_save(self) -> None:
        self.save_requested.emit(SaveRequest(self.panel.choices))

    def _on_save_page(self) -> None:
        self.save_requested.emit(SaveRequest(self.panel.choices, ".html"))

    def _update_page_width(self) -> None:
        width = self._pages_area.width() - _SCROLL_BAR
        self.pages.set_page_width(max(width, _MIN_PAGE_WIDTH))

    def _on_preview(self, preview: Preview) -> None:
        self._update_page_width()
        self.pages.show_preview(preview)
        if preview.pages and not self._results.count():
            self.status.set_text(translate("HandoutDialog", "%n page(s)", len(preview.pages)))

    def done(self, result: int) -> None:
        """Close the dialog, once no preview is being made."""
        self._preview.wait()
        super().done(result)
