"""The codes are read back from the screen by a library that is not ours."""

from __future__ import annotations

import numpy as np
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.atlas.loader import open_trusted
from app.body.regions import BuildId, FigureId, Place, RegionId
from app.handout.build import HandoutRequest, make_sheet
from app.handout.qr_codes import MAX_QR_BYTES, split_for_qr, summary_text
from app.support.paths import assets, shipped_atlas
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.workspace.qr_dialog import QrCodeWidget, QrDialog


@pytest.fixture(scope="module")
def text():
    atlas = open_trusted(shipped_atlas())
    places = (Place(RegionId("flank")), Place(RegionId("sacral")))
    return summary_text(
        make_sheet(atlas, HandoutRequest(places, FigureId("man"), BuildId("average"), "en"))
    )


@pytest.fixture
def dialog(qtbot, text):
    made = QrDialog(split_for_qr(text), read_theme(assets() / "themes", "dark", 100))
    qtbot.addWidget(made)
    made.show()
    return made


def read(picture: QImage) -> str:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    shape = (grey.height(), grey.bytesPerLine())
    pixels = np.frombuffer(grey.constBits(), np.uint8).reshape(shape)[:, : grey.width()]
    (found,) = zxingcpp.read_barcodes(np.ascontiguousarray(pixels))
    return found.text


def button(dialog, words):
    return next(pill for pill in dialog.findChildren(Button) if pill.text() == words)


def test_every_piece_is_read_back_from_the_window(dialog, text):
    found = []
    for _ in split_for_qr(text):
        found.append(read(dialog.grab().toImage()))
        QTest.mouseClick(button(dialog, "Next code"), Qt.MouseButton.LeftButton)
    assert tuple(found) == split_for_qr(text)


@pytest.mark.parametrize("scale", [0.5, 0.75, 1.0, 2.0])
def test_a_code_is_read_at_several_sizes(dialog, text, scale):
    picture = dialog.findChild(QrCodeWidget).grab().toImage()
    size = picture.size() * scale
    mode = Qt.TransformationMode.SmoothTransformation
    smaller = picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
    assert read(smaller) == split_for_qr(text)[0]


def test_the_pieces_are_numbered_fit_and_make_the_whole(text):
    made = split_for_qr(text)
    assert all(len(piece.encode()) <= MAX_QR_BYTES for piece in made)
    assert [piece.split(" ", 1)[0] for piece in made] == [
        f"{number}/{len(made)}" for number in range(1, len(made) + 1)
    ]
    assert " ".join(piece.split(" ", 1)[1] for piece in made) == text


@pytest.mark.parametrize("most", [24, 60, MAX_QR_BYTES])
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
def test_no_piece_is_larger_than_promised_and_no_letter_is_lost(words, most):
    made = split_for_qr(words, most)
    assert max(len(piece.encode()) for piece in made) <= most
    bare = [piece.split(" ", 1)[1] if len(made) > 1 else piece for piece in made]
    assert "".join("".join(bare).split()) == "".join(words.split())


def test_a_sentence_is_not_split_between_two_codes(text):
    assert len(split_for_qr(text)) > 1
    assert all(piece.endswith((".", "?")) for piece in split_for_qr(text))


def test_a_sentence_longer_than_a_code_is_split_at_a_space():
    made = split_for_qr("A short one. " + "back " * 30 + "end. Another.", 60)
    assert made[0] == f"1/{len(made)} A short one. back back back back back back back back"
    assert made[-1].endswith("end. Another.")


def test_more_than_99_pieces_are_numbered_and_no_larger_than_promised():
    made = split_for_qr("back " * 3_000, 40)
    assert len(made) > 99
    assert max(len(piece.encode()) for piece in made) <= 40
    assert made[0].startswith(f"1/{len(made)} ")


def test_a_short_text_is_one_piece_without_a_number():
    assert split_for_qr("Ask about a hernia.") == ("Ask about a hernia.",)


def test_there_is_no_link_in_it_and_it_says_what_it_is_not(text):
    assert "http" not in text
    assert "www." not in text
    assert "It is not medical advice" in text
    assert "Check first: A hernia" in text


def test_the_words_stand_beside_the_code(dialog, text):
    assert dialog.text_label.text().split(" \u00b7 ") == split_for_qr(text)[0].split("\n")
    assert dialog.findChild(QrCodeWidget).accessibleName() == f"Code 1 of {len(split_for_qr(text))}"
