"""Who hands it out: one file, one page, and a logo that is taken only under strict limits."""

from __future__ import annotations

import os
import struct
import tomllib
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.handout_actions import HandoutActions
from app.handout.clinic import LogoError, format_clinic, logo_path, normalize_logo, read_clinic
from app.handout.sheet import Clinic
from app.session.settings import Settings
from app.support.validation_errors import ContentError
from app.widgets.button import Button
from tests.atlas.synthetic import png


def picture(size=(800, 400), kind="PNG", **more):
    made = BytesIO()
    Image.new("RGB", size, "#336699").save(made, kind, **more)
    return made.getvalue()


def bomb():
    """A PNG that says it is 50,000 pixels a side, in a few bytes."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    made = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        made += struct.pack(">I", len(body)) + kind + body + crc
    return made


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_made_small(kind):
    with Image.open(BytesIO(normalize_logo(picture(kind=kind)))) as made:
        assert made.format == "PNG"
        assert made.size == (480, 240)


def test_nothing_but_pixels_is_kept():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "canary-of-the-metadata")
    data = picture(pnginfo=notes)
    assert b"canary" in data
    assert b"canary" not in normalize_logo(data)


REFUSED = [
    (b"not a picture", "no PNG or JPEG picture"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG or JPEG picture"),
    (picture(kind="GIF"), "no PNG or JPEG picture"),
    (picture()[:60], "no PNG or JPEG picture"),
    (png(2100, 2100), "more than 4 million pixels"),
    (b"\x89PNG" + b"\0" * 2_000_000, "larger than 2 MB"),
]


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_what_is_no_small_picture_is_refused_in_one_sentence(data, why):
    with pytest.raises(LogoError, match=why) as refused:
        normalize_logo(data)
    assert str(refused.value).count(". ") == 0


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(LogoError):
        normalize_logo(bomb())


def test_what_was_written_is_read_again(tmp_path):
    file = tmp_path / "clinic.toml"
    clinic = Clinic('The "Sea" \\ Clinic', "1 Shore Road", "01 234")
    file.write_text(format_clinic(clinic), "utf-8")
    assert read_clinic(file, pytest.fail) == clinic


@pytest.mark.parametrize(
    ("text", "key"),
    [("name = [1]", "name"), (f'phone = "{"9" * 200}"', "phone"), ('address = "a\\nb"', "address")],
)
def test_a_wrong_line_is_refused_with_its_place(tmp_path, text, key):
    file = tmp_path / "clinic.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ContentError) as refused:
        read_clinic(file, pytest.fail)
    (mistake,) = refused.value.errors
    assert str(mistake).startswith(f"{file}:{key}: it is not one line of at most 120 letters: ")


WORDS = 'name = "Praxis für Chirurgie"\nphone = "01 234"\n'


def test_a_byte_order_mark_is_read(tmp_path):
    file = tmp_path / "clinic.toml"
    file.write_text(WORDS, "utf-8-sig")
    assert read_clinic(file, pytest.fail) == Clinic("Praxis für Chirurgie", "", "01 234")


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (WORDS.encode("cp1252"), "it is not UTF-8, perhaps Windows-1252: save it as UTF-8"),
        (WORDS.encode("utf-16"), "it is UTF-16, not UTF-8: save it as UTF-8"),
        (WORDS.encode("utf-16-be"), "it is UTF-16 or no text, not UTF-8: save it as UTF-8"),
        (b"[", "clinic.toml:1: "),
        (b"name = nan", "nan is no number"),
        (b"\n".join(b"a." * 3_000 + b"k%d = 1" % at for at in range(3_000))[:900_000], "dots"),
        (b"a" + b".a" * 3_000 + b" = 1", "more than 7 dots"),
        (b"#" * 1_000_001, "it is larger than 1000000 bytes"),
    ],
)
def test_a_clinic_that_cannot_be_read_is_refused_with_its_file(tmp_path, data, wrong):
    file = tmp_path / "clinic.toml"
    file.write_bytes(data)
    with pytest.raises(ContentError) as refused:
        read_clinic(file, pytest.fail)
    assert str(file) in str(refused.value)
    assert wrong.lower() in str(refused.value).lower()


@pytest.mark.parametrize("name", ["clinic.toml", "logo.png"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_no_plain_file_is_refused_without_waiting(tmp_path, name, make):
    make(tmp_path / name)
    with pytest.raises(ContentError, match=rf"{name}: it is not a plain file"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_a_logo_that_is_no_picture_is_refused(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"nothing")
    with pytest.raises(ContentError, match=r"logo.png: The logo is no PNG or JPEG picture: choose"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_a_key_that_is_not_known_is_remarked(tmp_path):
    file, told = tmp_path / "clinic.toml", []
    file.write_text('name = "Sea"\nfone = "01"\n')
    assert read_clinic(file, told.append) == Clinic("Sea")
    (remark,) = told
    assert str(remark) == f"look at {file}:fone: unknown key 'fone', did you mean 'phone'?"


def test_what_is_not_known_stays_when_the_file_is_written():
    before = '# ours\nname = "Old"\nweb = "x"\n[later]\nname = "kept"\n'
    found = format_clinic(Clinic("New", "Here", "01"), before)
    assert tomllib.loads(found) == {
        "name": "New",
        "address": "Here",
        "phone": "01",
        "web": "x",
        "later": {"name": "kept"},
    }
    assert "# ours" in found


@pytest.mark.parametrize("name", ["clinic.toml", "logo.png"])
def test_a_link_to_a_disk_that_is_not_there_is_refused_and_no_clinic_without_a_name(tmp_path, name):
    (tmp_path / name).symlink_to("/media/share/nowhere")
    with pytest.raises(ContentError, match=f"{name}: it is a link to a file that is not there"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_unknown_keys_are_remarked_in_the_order_of_the_file(tmp_path):
    keys = [f"key{n}" for n in range(20)]
    (tmp_path / "clinic.toml").write_text("".join(f"{key} = 1\n" for key in keys))
    remarks = []
    read_clinic(tmp_path / "clinic.toml", remarks.append)
    assert [remark.place for remark in remarks] == keys


def test_no_file_is_no_clinic_and_no_warning(tmp_path):
    assert read_clinic(tmp_path / "none.toml", pytest.fail) == Clinic()


@pytest.fixture
def desk(qtbot, tmp_path):
    window = build_window(
        open_atlas(None),
        Options(),
        Settings(),
        keep=lambda _: None,
        motion_ms=0,
        clinic=tmp_path / "home" / "clinic.toml",
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.workspace.is_ready)
    found = window.workspace.findChild(HandoutActions)
    found.window = window
    return found


def test_what_is_typed_on_the_page_stands_on_handouts(desk):
    page = desk.make_clinic_dialog()
    for key, words in (("name", "Clinic by the Sea"), ("phone", "01 234")):
        QTest.keyClicks(page.fields[key], words)
    save = next(pill for pill in page.findChildren(Button) if pill.text() == "Save")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert desk.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")


def test_a_file_that_cannot_be_read_is_told_where_it_is_wanted(desk, qtbot, tmp_path):
    desk._clinic.parent.mkdir()
    desk._clinic.write_bytes(WORDS.encode("cp1252"))
    told = []
    desk.message.connect(told.append)
    page = desk.make_clinic_dialog()
    assert "save it as UTF-8" in page._told.text()
    desk.show_qr_codes()
    assert "save it as UTF-8" in told[-1]
    desk.make_file(tmp_path / "x.pdf", desk.window.workspace.session.showing)
    desk.wait_until_done()
    qtbot.waitUntil(lambda: "save it as UTF-8" in told[-1])
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "data", [WORDS.encode("cp1252"), b"[", b'note = """\n', b"= 3\n", "name = 'é'".encode("utf-16")]
)
def test_a_file_that_cannot_be_read_is_put_aside_when_another_is_saved(desk, data):
    desk._clinic.parent.mkdir()
    desk._clinic.write_bytes(data)
    desk.make_clinic_dialog()
    desk.save_clinic(Clinic("Clinic by the Sea", "", "01 234"))
    assert desk.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")
    assert desk._clinic.with_name("clinic.toml.broken").read_bytes() == data


@pytest.mark.parametrize("make", [os.mkfifo, lambda file: file.symlink_to("/media/share/away")])
def test_a_clinic_is_saved_in_place_of_what_is_no_plain_file(desk, make):
    desk._clinic.parent.mkdir()
    make(desk._clinic)
    desk.make_clinic_dialog()
    desk.save_clinic(Clinic("Clinic by the Sea", "", "01 234"))
    assert desk.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")


def test_the_page_shows_what_can_be_read_beside_what_is_wrong(desk):
    desk._clinic.parent.mkdir()
    desk._clinic.write_text('name = "Clinic by the Sea"\naddress = 1\nphone = "01 234"\n')
    logo_path(desk._clinic).write_bytes(b"no picture")
    page = desk.make_clinic_dialog()
    shown = {key: field.text() for key, field in page.fields.items()}
    assert shown == {"name": "Clinic by the Sea", "address": "", "phone": "01 234"}
    assert "logo.png" in page._told.text()


def test_a_logo_is_taken_on_the_page_or_refused_in_a_sentence(desk, tmp_path):
    page = desk.make_clinic_dialog()
    good, bad, pipe = (tmp_path / name for name in ("logo.jpg", "bad.png", "pipe.png"))
    os.mkfifo(pipe)
    desk.save_logo(pipe)
    assert "it is not a plain file. Choose another file." in page._told.text()
    good.write_bytes(picture(kind="JPEG"))
    bad.write_bytes(b"nothing")
    desk.save_logo(bad)
    assert "choose another file" in page._told.text()
    assert not logo_path(desk._clinic).exists()
    desk.save_logo(good)
    assert page._told.text() == "The logo was taken."
    assert desk.load_clinic().logo.startswith(b"\x89PNG")


def test_a_name_that_no_handout_can_print_is_told_when_it_is_saved(desk):
    told = []
    desk.message.connect(told.append)
    desk.save_clinic(Clinic("\u8bca\u6240"))
    assert len(told) == 1
    assert told[0].startswith('clinic.toml:name: no font of the handout has "\u8bca" (U+8BCA)')


def test_a_name_in_arabic_is_saved_without_a_word(desk):
    told = []
    desk.message.connect(told.append)
    desk.save_clinic(Clinic("\u0639\u064a\u0627\u062f\u0629"))
    assert told == []
    assert desk.load_clinic().name == "\u0639\u064a\u0627\u062f\u0629"
