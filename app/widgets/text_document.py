"""Fills a QTextDocument with the blocks of a document, block by block and never from markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextListFormat,
    QTextOption,
)

from app.document.blocks import Bullets, DefinitionList, Passage, Span, Spans
from app.theme.theme import Theme

TextBlock = Passage | Bullets | DefinitionList
"""The blocks that are running text."""
LINE_HEIGHT = 1.42
"""Height of a line of running text, in font sizes."""
LABEL_WIDTH = 128
"""Pixels at 100 %: from a label of a definition list to its text."""
_PARAGRAPH_GAP, _ITEM_GAP, _BULLET_INDENT = 9, 4, 20
"""Pixels at 100 %."""
_RAISED = 36
"""Percent of the height of its font: how far the number of a source stands above the line."""
_NO_BREAK = "\u00a0"
_COPIED = str.maketrans({_NO_BREAK: " ", "\u2028": ": ", "\t": ": "})
_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
TERM, SOURCE = "term:", "source:"
"""What the address of a link starts with; the id follows."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How running text is set: `step` chooses its font.

    With `is_stacked` a definition list has each text under its label, not beside it. Text from
    right to left needs it: beside a label Qt makes its lines too long (6.11).
    """

    theme: Theme
    step: int = 0
    is_stacked: bool = False


def fill_document(
    document: QTextDocument,
    blocks: tuple[TextBlock, ...],
    style: TextStyle,
    direction: Qt.LayoutDirection,
) -> None:
    """Replace the content of a document; blocks keep their positions at every style."""
    _DocumentWriter(document, style, direction).write(blocks)


class _DocumentWriter:
    """Writes blocks at the end of a document."""

    def __init__(
        self, document: QTextDocument, style: TextStyle, direction: Qt.LayoutDirection
    ) -> None:
        self._style = style
        self._is_empty = True
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(direction)
        document.clear()
        document.setDocumentMargin(0)
        document.setIndentWidth(style.theme.px(_BULLET_INDENT))
        document.setDefaultFont(style.theme.font(style.step))
        document.setDefaultTextOption(option)
        self._cursor = QTextCursor(document)

    def write(self, blocks: tuple[TextBlock, ...]) -> None:
        self._cursor.beginEditBlock()
        for block in blocks:
            match block:
                case Passage(spans=spans, is_quiet=is_quiet):
                    self._start_paragraph(_PARAGRAPH_GAP, -1 if is_quiet else 0)
                    self._write_spans(spans, is_quiet=is_quiet)
                case Bullets(items=items):
                    self._write_bullets(items)
                case DefinitionList(entries=entries):
                    self._write_definitions(entries)
        self._cursor.endEditBlock()

    def _start_paragraph(self, gap: int, step: int = 0, indent: int = 0) -> None:
        """Begin a paragraph; all lines but the first start `indent` pixels further in."""
        theme = self._style.theme
        kind = QTextBlockFormat()
        height = theme.font(self._style.step + step).pixelSize() * LINE_HEIGHT
        kind.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if not self._is_empty:
            kind.setTopMargin(theme.px(gap))
        if indent:
            kind.setLeftMargin(indent)
            kind.setTextIndent(-indent)
            kind.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        if self._is_empty:
            self._cursor.setBlockFormat(kind)
        else:
            self._cursor.insertBlock(kind, QTextCharFormat())
        self._is_empty = False

    def _write_bullets(self, items: tuple[Spans, ...]) -> None:
        kind = QTextListFormat()
        kind.setStyle(QTextListFormat.Style.ListDisc)
        kind.setIndent(1)
        bullets = None
        for item in items:
            self._start_paragraph(_ITEM_GAP if bullets else _PARAGRAPH_GAP)
            if bullets is None:
                bullets = self._cursor.createList(kind)
            else:
                bullets.add(self._cursor.block())
            self._write_spans(item)

    def _write_definitions(self, entries: tuple[tuple[str, Spans], ...]) -> None:
        """Write each label in its own column, or above its text."""
        is_stacked = self._style.is_stacked
        indent = 0 if is_stacked else self._style.theme.px(LABEL_WIDTH)
        for number, (label, spans) in enumerate(entries):
            self._start_paragraph(_ITEM_GAP if number else _PARAGRAPH_GAP, indent=indent)
            kind = self._format(Span(label), is_quiet=True)
            self._cursor.insertText(label, kind)
            self._cursor.insertText("\u2028" if is_stacked else "\t", QTextCharFormat())
            self._write_spans(spans)

    def _write_spans(self, spans: Spans, *, is_quiet: bool = False) -> None:
        before: Span | None = None
        for span in spans:
            kind = self._format(span, is_quiet=is_quiet)
            if span.source and before is not None and not before.text.endswith(" "):
                gap = QTextCharFormat(kind)  # as small as the number, but no part of the link
                gap.setAnchor(False)
                gap.clearProperty(QTextCharFormat.Property.AnchorHref.value)
                self._cursor.insertText(", " if before.source else _NO_BREAK, gap)
            self._cursor.insertText(_in_one_paragraph(span.text), kind)
            before = span

    def _format(self, span: Span, *, is_quiet: bool) -> QTextCharFormat:
        theme, kind = self._style.theme, QTextCharFormat()
        kind.setForeground(theme.color("quiet" if is_quiet else "ink"))
        if is_quiet:
            kind.setFont(theme.font(self._style.step - 1))
        if span.strong:
            kind.setFontWeight(QFont.Weight.Bold)
        if span.term:
            _set_link(kind, TERM + span.term)
            kind.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            kind.setUnderlineColor(theme.color("primary"))
        elif span.source:
            _set_link(kind, SOURCE + span.source)
            kind.setFont(theme.font(self._style.step - 2))
            kind.setBaselineOffset(_RAISED)
            kind.setForeground(theme.color("primary"))
            kind.setFontWeight(QFont.Weight.DemiBold)
        return kind


def _set_link(kind: QTextCharFormat, address: str) -> None:
    kind.setAnchor(True)
    kind.setAnchorHref(address)


def _in_one_paragraph(text: str) -> str:
    """The text with its line breaks as spaces, because each would begin a new block."""
    return _BREAK.sub(" ", text)


def copied_text(selection: QTextCursor) -> str:
    """The selected words of a document as plain text, with a bullet before each item.

    Words from the middle of one item have no bullet.
    """
    start, end = selection.selectionStart(), selection.selectionEnd()
    part = QTextCursor(selection.document())
    block = selection.document().findBlock(start)
    lines = []
    while block.isValid() and block.position() <= end:
        # Qt counts UTF-16 units, so that Python must not cut the text itself.
        part.setPosition(max(start, block.position()))
        block_end = block.position() + block.length() - 1
        part.setPosition(min(end, block_end), QTextCursor.MoveMode.KeepAnchor)
        text = part.selectedText()
        is_whole = start <= block.position() and end >= block_end
        is_item = block.textList() is not None and (is_whole or start < block.position())
        lines.append(f"• {text}" if is_item and text else text)
        block = block.next()
    return "\n".join(lines).translate(_COPIED)


def line_start(block: QTextBlock, y: float) -> int:
    """Position in the document of the first character of the line at `y` in a block."""
    layout, found = block.layout(), 0
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() > y:
            break
        found = line.textStart()
    return block.position() + found
