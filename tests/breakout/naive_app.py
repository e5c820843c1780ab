"""An ordinary full-screen program, in which the harness must notice that attempts succeed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWhatsThis,
    QWidget,
)

_PAGE = "<p>Words to read.</p><p>More words.</p>"
_LINK = f'<h1><a href="file:///etc/passwd">{"A link to a file of the machine. " * 30}</a></h1>'


class NaiveWindow(QMainWindow):
    """A window with menus, standard shortcuts, a toolbar, a text browser and a text field."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Naive")
        self.search, self.page, self.link = QLineEdit(), QTextBrowser(), QTextBrowser()
        self.search.setPlaceholderText("Search")
        self.page.setHtml(_PAGE)
        self.link.setHtml(_LINK)
        self.link.setObjectName("link")
        figure = QLabel("A figure <b>here</b>")
        figure.setObjectName("figure")
        figure.setToolTip("A tip")
        figure.setMinimumHeight(200)
        start = QPushButton("Start over")
        start.clicked.connect(self.start_over)
        middle = QWidget()
        column = QVBoxLayout(middle)
        for widget in (self.search, figure, self.page, self.link, start):
            column.addWidget(widget)
        self.setCentralWidget(middle)
        self._fill_menus()

    def start_over(self) -> None:
        self.search.clear()
        self.page.setHtml(_PAGE)

    def _fill_menus(self) -> None:
        keys = QKeySequence.StandardKey
        file, view, aid = (self.menuBar().addMenu(name) for name in ("&File", "&View", "&Help"))
        bar = self.addToolBar("Tools")
        for menu, words, key, slot in (
            (file, "New window", keys.New, self._new),
            (file, "Open", keys.Open, self._open),
            (file, "Save as", keys.Save, self._save),
            (file, "Close", keys.Close, self.close),
            (file, "Quit", keys.Quit, QApplication.quit),
            (view, "Window", keys.FullScreen, self.showNormal),
            (aid, "About", keys.HelpContents, self._about),
            (aid, "What's this", keys.WhatsThis, QWhatsThis.enterWhatsThisMode),
        ):
            action = QAction(words, self)
            action.setShortcut(key)
            action.triggered.connect(slot)
            menu.addAction(action)
            bar.addAction(action)

    def _new(self) -> None:
        self._other = QMainWindow()
        self._other.resize(400, 300)
        self._other.show()

    def _open(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, "Open")
        if file:
            self.page.setSource(QUrl.fromLocalFile(file))

    def _save(self) -> None:
        file, _ = QFileDialog.getSaveFileName(self, "Save")
        if file:
            Path(file).write_text(self.search.text(), encoding="utf-8")

    def _about(self) -> None:
        with tempfile.NamedTemporaryFile() as note:
            QMessageBox.about(self, "About", f"An ordinary program, {note.name}")


def run() -> int:
    app = QApplication(["naive"])
    window = NaiveWindow()
    window.setGeometry(app.primaryScreen().geometry())  # there is no window manager to do it
    window.showFullScreen()
    window.search.setFocus()
    return app.exec()
