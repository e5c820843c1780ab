"""The clinic on the handout: its file, its dialog, and the strict limits of its logo."""

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
from app.session.state import Showing
from app.support.validation_errors import ContentError
from app.widgets.button import Button
from tests.atlas import synthetic


def picture(size=(800, 400), kind="PNG", **more):
    data = BytesIO()
    Image.new("RGB", size, "#336699").save(data, kind, **more)
    return data.getvalue()


def bomb():
    """A PNG of a few bytes that claims to be 50,000 pixels a side."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        crc = struct.pack(">I", zlib.crc32(kind + body))
        png += struct.pack(">I", len(body)) + kind + body + crc
    return png


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_becomes_a_small_png(kind):
    with Image.open(BytesIO(normalize_logo(picture(kind=kind)))) as logo:
        assert logo.format == "PNG"
        assert logo.size == (480, 240)


def test_a_logo_keeps_nothing_but_its_pixels():
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
    (synthetic.png(2100, 2100), "more than 4 million pixels"),
    (b"\x89PNG" + b"\0" * 2_000_000, "larger than 2 MB"),
]


@pytest.mark.parametrize(("data", "why"), REFUSED)
def test_a_file_that_is_not_a_small_picture_is_refused_in_one_sentence(data, why):
    with pytest.raises(LogoError, match=why) as caught:
        normalize_logo(data)
    assert str(caught.value).count(". ") == 0


def test_a_decompression_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(LogoError):
        normalize_logo(bomb())


def test_a_written_clinic_is_read_back_unchanged(tmp_path):
    file = tmp_path / "clinic.toml"
    clinic = Clinic('The "Sea" \\ Clinic', "1 Shore Road", "01 234")
    file.write_text(format_clinic(clinic), "utf-8")
    assert read_clinic(file, pytest.fail) == clinic


@pytest.mark.parametrize(
    ("text", "key"),
    [("name = [1]", "name"), (f'phone = "{"9" * 200}"', "phone"), ('address = "a\\nb"', "address")],
)
def test_a_line_with_an_error_is_refused_with_its_place(tmp_path, text, key):
    file = tmp_path / "clinic.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_clinic(file, pytest.fail)
    (issue,) = caught.value.errors
    assert str(issue).startswith(f"{file}:{key}: it is not one line of at most 120 letters: ")


WORDS = 'name = "Praxis für Chirurgie"\nphone = "01 234"\n'


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path):
    file = tmp_path / "clinic.toml"
    file.write_text(WORDS, "utf-8-sig")
    assert read_clinic(file, pytest.fail) == Clinic("Praxis für Chirurgie", "", "01 234")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (WORDS.encode("cp1252"), "it is not UTF-8, perhaps Windows-1252: save it as UTF-8"),
        (WORDS.encode("utf-16"), "it is UTF-16, not UTF-8: save it as UTF-8"),
        (WORDS.encode("utf-16-be"), "it is UTF-16 or no text, not UTF-8: save it as UTF-8"),
        (b"[", "clinic.toml:1: "),
        (b"name = nan", "nan is not a number"),
        (b"\n".join(b"a." * 3_000 + b"k%d = 1" % at for at in range(3_000))[:900_000], "dots"),
        (b"a" + b".a" * 3_000 + b" = 1", "more than 7 dots"),
        (b"#" * 1_000_001, "it is larger than 1000000 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path, data, problem):
    file = tmp_path / "clinic.toml"
    file.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_clinic(file, pytest.fail)
    assert str(file) in str(caught.value)
    assert problem.lower() in str(caught.value).lower()


@pytest.mark.parametrize("name", ["clinic.toml", "logo.png"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_a_pipe_folder_or_device_is_refused_without_waiting(tmp_path, name, make):
    make(tmp_path / name)
    with pytest.raises(ContentError, match=rf"{name}: it is not a plain file"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_a_logo_that_is_not_a_picture_is_refused(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"nothing")
    with pytest.raises(ContentError, match=r"logo.png: The logo is no PNG or JPEG picture: choose"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_an_unknown_key_gives_a_warning(tmp_path):
    file, warnings = tmp_path / "clinic.toml", []
    file.write_text('name = "Sea"\nfone = "01"\n')
    assert read_clinic(file, warnings.append) == Clinic("Sea")
    (warning,) = warnings
    assert str(warning) == f"look at {file}:fone: unknown key 'fone', did you mean 'phone'?"


def test_unknown_keys_stay_when_the_file_is_written():
    before = '# ours\nname = "Old"\nweb = "x"\n[later]\nname = "kept"\n'
    text = format_clinic(Clinic("New", "Here", "01"), before)
    assert tomllib.loads(text) == {
        "name": "New",
        "address": "Here",
        "phone": "01",
        "web": "x",
        "later": {"name": "kept"},
    }
    assert "# ours" in text


@pytest.mark.parametrize("name", ["clinic.toml", "logo.png"])
def test_a_broken_link_is_refused_instead_of_giving_an_empty_clinic(tmp_path, name):
    (tmp_path / name).symlink_to("/media/share/nowhere")
    with pytest.raises(ContentError, match=f"{name}: it is a link to a file that is not there"):
        read_clinic(tmp_path / "clinic.toml", pytest.fail)


def test_unknown_keys_give_warnings_in_the_order_of_the_file(tmp_path):
    keys = [f"key{n}" for n in range(20)]
    (tmp_path / "clinic.toml").write_text("".join(f"{key} = 1\n" for key in keys))
    warnings = []
    read_clinic(tmp_path / "clinic.toml", warnings.append)
    assert [warning.place for warning in warnings] == keys


def test_without_a_file_the_clinic_is_empty(tmp_path):
    assert read_clinic(tmp_path / "none.toml", pytest.fail) == Clinic()


@pytest.fixture(scope="module")
def window(qapp):
    """The desktop window that the tests share."""
    window = build_window(open_atlas(None), Options(), Settings(), save=lambda _: None, motion_ms=0)
    window.show()
    yield window
    window.close_now()
    window.deleteLater()


@pytest.fixture
def file(tmp_path):
    """The file of the clinic, in a folder that does not exist yet."""
    return tmp_path / "home" / "clinic.toml"


@pytest.fixture
def actions(window, file):
    """Handout actions with a file of the clinic of their own, and their messages."""
    actions = HandoutActions(window.workspace, open_atlas(None), file)
    actions.messages = []
    actions.message.connect(actions.messages.append)
    yield actions
    actions.wait_until_done()
    actions.deleteLater()


def test_handouts_name_the_clinic_entered_in_the_dialog(actions):
    dialog = actions.make_clinic_dialog()
    for key, words in (("name", "Clinic by the Sea"), ("phone", "01 234")):
        QTest.keyClicks(dialog.fields[key], words)
    save = next(button for button in dialog.findChildren(Button) if button.text() == "Save")
    QTest.mouseClick(save, Qt.MouseButton.LeftButton)
    assert actions.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")


def test_an_unreadable_file_is_reported_by_dialog_codes_and_handout(actions, file, qtbot, tmp_path):
    file.parent.mkdir()
    file.write_bytes(WORDS.encode("cp1252"))
    assert "save it as UTF-8" in actions.make_clinic_dialog().message
    actions.show_qr_codes()
    assert "save it as UTF-8" in actions.messages[-1]
    actions.make_file(tmp_path / "x.pdf", Showing())
    assert actions.messages[-1] == "Creating handout\u2026"
    qtbot.waitUntil(lambda: "save it as UTF-8" in actions.messages[-1])
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    "data", [WORDS.encode("cp1252"), b"[", b'note = """\n', b"= 3\n", "name = 'é'".encode("utf-16")]
)
def test_an_unreadable_file_is_renamed_before_another_is_saved(actions, file, data):
    file.parent.mkdir()
    file.write_bytes(data)
    actions.make_clinic_dialog()
    actions.save_clinic(Clinic("Clinic by the Sea", "", "01 234"))
    assert actions.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")
    assert file.with_name("clinic.toml.broken").read_bytes() == data


@pytest.mark.parametrize("make", [os.mkfifo, lambda file: file.symlink_to("/media/share/away")])
def test_a_clinic_replaces_a_pipe_or_a_broken_link(actions, file, make):
    file.parent.mkdir()
    make(file)
    actions.make_clinic_dialog()
    actions.save_clinic(Clinic("Clinic by the Sea", "", "01 234"))
    assert actions.load_clinic() == Clinic("Clinic by the Sea", "", "01 234")


def test_the_dialog_shows_the_readable_lines_and_the_error(actions, file):
    file.parent.mkdir()
    file.write_text('name = "Clinic by the Sea"\naddress = 1\nphone = "01 234"\n')
    logo_path(file).write_bytes(b"no picture")
    dialog = actions.make_clinic_dialog()
    shown = {key: field.text() for key, field in dialog.fields.items()}
    assert shown == {"name": "Clinic by the Sea", "address": "", "phone": "01 234"}
    assert "logo.png" in dialog.message


def test_the_dialog_takes_a_logo_or_refuses_it_in_a_sentence(actions, file, tmp_path):
    dialog = actions.make_clinic_dialog()
    good, bad, pipe = (tmp_path / name for name in ("logo.jpg", "bad.png", "pipe.png"))
    os.mkfifo(pipe)
    actions.save_logo(pipe)
    assert "it is not a plain file. Choose another file." in dialog.message
    good.write_bytes(picture(kind="JPEG"))
    bad.write_bytes(b"nothing")
    actions.save_logo(bad)
    assert "choose another file" in dialog.message
    assert not logo_path(file).exists()
    actions.save_logo(good)
    assert dialog.message == "The logo was taken."
    assert actions.load_clinic().logo.startswith(b"\x89PNG")


def test_saving_a_name_that_cannot_be_printed_shows_a_message(actions):
    actions.save_clinic(Clinic("\u8bca\u6240"))
    (message,) = actions.messages
    assert message.startswith('clinic.toml:name: no font of the handout has "\u8bca" (U+8BCA)')


def test_saving_an_arabic_name_shows_no_message(actions):
    actions.save_clinic(Clinic("\u0639\u064a\u0627\u062f\u0629"))
    assert actions.messages == []
    assert actions.load_clinic().name == "\u0639\u064a\u0627\u062f\u0629"
