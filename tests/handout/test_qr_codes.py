"""QR codes of the summary, read back from the screen by another library."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, Place, RegionId
from app.document.blocks import Passage, Questions, all_blocks, plain_text
from app.handout.build import HandoutRequest, make_sheet
from app.handout.qr_codes import MAX_QR_BYTES, split_for_qr, summary_text
from app.support.paths import assets, shipped_atlas
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.workspace.qr_dialog import QrCodeWidget, QrDialog


@pytest.fixture(scope="module")
def sheet():
    atlas = open_trusted(shipped_atlas())
    places = (Place(RegionId("flank")), Place(RegionId("sacral")))
    return make_sheet(atlas, HandoutRequest(places, FigureId("man"), BuildId("average"), "en"))


@pytest.fixture(scope="module")
def text(sheet):
    return summary_text(sheet)


@pytest.fixture
def dialog(qtbot, text):
    dialog = QrDialog(split_for_qr(text), read_theme(assets() / "themes", "dark", 100))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def read(picture: QImage) -> str:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    shape = (grey.height(), grey.bytesPerLine())
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(shape)[:, : grey.width()]
    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(pixels))
    return found.text


def button(dialog, words):
    return next(one for one in dialog.findChildren(Button) if one.text() == words)


def test_every_piece_is_read_back_from_the_window(dialog, text):
    found = []
    for _ in split_for_qr(text):
        found.append(read(dialog.grab().toImage()))
        QTest.mouseClick(button(dialog, "Next code"), Qt.MouseButton.LeftButton)
    assert tuple(found) == split_for_qr(text)


@pytest.mark.parametrize("scale", [0.5, 0.75, 1.0, 2.0])
def test_a_code_can_be_read_at_several_sizes(dialog, text, scale):
    picture = dialog.findChild(QrCodeWidget).grab().toImage()
    size = picture.size() * scale
    mode = Qt.TransformationMode.SmoothTransformation
    smaller = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
    assert read(smaller) == split_for_qr(text)[0]


def test_numbered_pieces_fit_and_make_up_the_whole_text(text):
    pieces = split_for_qr(text)
    assert all(len(piece.encode()) <= MAX_QR_BYTES for piece in pieces)
    assert [piece.split(" ", 1)[0] for piece in pieces] == [
        f"{number}/{len(pieces)}" for number in range(1, len(pieces) + 1)
    ]
    assert " ".join(piece.split(" ", 1)[1] for piece in pieces) == text


@pytest.mark.parametrize("max_bytes", [24, 60, MAX_QR_BYTES])
@pytest.mark.parametrize(
    "words",
    [
        "a fat pad " * 400,
        "x" * 3_000,
        "\u8102\u80aa" * 900,
        "flank\n" * 700,
        "\U0001f9b4\u00e9 " * 500,
        f"short {'y' * 500} short",
        "z " * (MAX_QR_BYTES // 2),
    ],
)
def test_no_piece_is_too_large_and_no_letter_is_lost(words, max_bytes):
    pieces = split_for_qr(words, max_bytes)
    assert max(len(piece.encode()) for piece in pieces) <= max_bytes
    bare = [piece.split(" ", 1)[1] if len(pieces) > 1 else piece for piece in pieces]
    assert "".join("".join(bare).split()) == "".join(words.split())


def test_a_sentence_is_not_split_between_two_codes(text):
    assert len(split_for_qr(text)) > 1
    assert all(piece.endswith((".", "?")) for piece in split_for_qr(text))


def test_a_sentence_longer_than_a_code_is_split_at_a_space():
    pieces = split_for_qr("A short one. " + "back " * 30 + "end. Another.", 60)
    assert pieces[0] == f"1/{len(pieces)} A short one. back back back back back back back back"
    assert pieces[-1].endswith("end. Another.")


def test_more_than_99_pieces_are_numbered_and_not_too_large():
    pieces = split_for_qr("back " * 3_000, 40)
    assert len(pieces) > 99
    assert max(len(piece.encode()) for piece in pieces) <= 40
    assert pieces[0].startswith(f"1/{len(pieces)} ")


def test_a_short_text_is_one_piece_without_a_number():
    assert split_for_qr("Ask about a hernia.") == ("Ask about a hernia.",)


def test_the_summary_has_no_link_and_says_that_it_is_not_advice(text):
    assert "http" not in text
    assert "www." not in text
    assert "It is not medical advice" in text


def test_the_summary_has_what_to_check_the_risks_and_the_questions(sheet, text):
    for region in sheet.document.regions:
        for part in (region.check_first, region.risks, region.questions):
            words = list(spoken(part))
            assert words
            assert all(one in text for one in words)


def spoken(document):
    """The paragraphs and questions of a part."""
    for block in all_blocks(document):
        match block:
            case Passage(spans=spans):
                yield plain_text(spans)
            case Questions(items=items):
                yield from (plain_text(item.spans) for item in items)


def test_the_dialog_shows_the_text_of_the_code(dialog, text):
    assert dialog.text_label.text().split(" \u00b7 ") == split_for_qr(text)[0].split("\n")
    assert dialog.findChild(QrCodeWidget).accessibleName() == f"Code 1 of {len(split_for_qr(text))}"
