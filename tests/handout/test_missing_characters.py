"""A handout with a character that no font has is refused in one sentence, without a file."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from app.atlas.loader import open_trusted
from app.atlas.validation.check import check_atlas
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, View
from app.cli.main import main
from app.handout.build import HandoutRequest
from app.handout.font_coverage import FontCoverage
from app.handout.make import RenderSettings, make_handout
from app.handout.missing_characters import unprintable_in_atlas
from app.handout.sheet import Clinic
from app.session.marks import Mark, MarkRole, MarksByPlate, MarkTool
from app.session.own_lines import own_line_address
from app.support.paths import Paths, assets, shipped_atlas
from app.support.validation_errors import ContentError

ATLAS = open_trusted(shipped_atlas())
COVERAGE = FontCoverage(assets() / "fonts")
RENDER_SETTINGS = RenderSettings.from_assets(assets(), "tone-2", "a4", large=False)
FILE = "texts/en/regions/lumbar.toml"


def handout_request(**more):
    return HandoutRequest(
        (Place(RegionId("lumbar")),), FigureId("woman"), BuildId("average"), "en", **more
    )


def labelled(text):
    plate = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
    mark = Mark(MarkTool.LABEL, MarkRole.NOTE, ((0.5, 0.5),), text=text)
    return handout_request(drawn=MarksByPlate(((plate, (mark,)),)))


def rejection_message(request, kind=".pdf", atlas=ATLAS):
    with pytest.raises(ContentError) as caught:
        make_handout(atlas, request, kind, RENDER_SETTINGS)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    return message


REJECTED_CASES = [
    ("诊所", '"诊" (U+8BCA), "所" (U+6240)'),
    ("Dr. 😀", '"😀" (U+1F600)'),
    ("हिन्दी", '"हि" (U+0939 U+093F)'),
    ("ไทย", '"ไ" (U+0E44)'),
    ("a\u0378", "U+0378"),
    ("a\ue000", "U+E000"),
    ("a\u0007", "U+0007"),
    ("a\ud800", "U+D800"),
    ("e\u0952", '"e\u0952" (U+0065 U+0952)'),
    ("一二三四五六七", '"五" (U+4E94), 2 more'),
]


@pytest.mark.parametrize(("text", "names"), REJECTED_CASES)
@pytest.mark.parametrize("key", ["name", "address", "phone"])
def test_a_character_in_a_line_of_the_clinic_is_refused_with_its_key(key, text, names):
    message = rejection_message(handout_request(clinic=Clinic(**{key: text})))
    assert message.startswith(f"clinic.toml:{key}: no font of the handout has ")
    assert names in message
    assert message.endswith("write it in other letters, or make a web page (.html) of the handout")


@pytest.mark.parametrize(("text", "names"), REJECTED_CASES)
def test_a_character_in_a_line_of_ones_own_is_refused(text, names):
    message = rejection_message(handout_request(list_items=("lumbar", own_line_address(text))))
    assert message.startswith("a line of your own on My list: no font of the handout has ")
    assert names in message


@pytest.mark.parametrize(("text", "names"), REJECTED_CASES)
def test_a_character_in_a_label_is_refused(text, names):
    message = rejection_message(labelled(text))
    assert message.startswith("a label on the figure: no font of the handout has ")
    assert names in message


class TextCollector(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.text = ""
        self.feed(page)

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("text", ["诊所", "Dr. 😀", "हिन्दी", "ไทย"])
def test_a_web_page_keeps_characters_that_our_fonts_lack(text):
    for request in (handout_request(clinic=Clinic(text)), labelled(text)):
        page = make_handout(ATLAS, request, ".html", RENDER_SETTINGS).decode()
        assert text in TextCollector(page).text


@pytest.mark.parametrize("text", ["a\u0378", "a\u0007", "a\ud800"])
def test_a_web_page_refuses_unassigned_characters(text):
    assert "clinic.toml:name: " in rejection_message(handout_request(clinic=Clinic(text)), ".html")


def run(tmp_path, name, clinic):
    home = tmp_path / "home"
    home.mkdir()
    (home / "clinic.toml").write_text(clinic, "utf-8")
    out = tmp_path / name
    code = main(["handout", "--regions", "lumbar", "--out", str(out)], Paths.under(home))
    return code, out


def test_the_command_refuses_in_one_sentence_and_writes_no_file(tmp_path, capsys):
    code, out = run(tmp_path, "sheet.pdf", 'name = "诊所"\n')
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("name", ["می\u200cخواهم", "5\u00a0Shore\u202fRoad", "\u200fכהן\u200f"])
def test_a_clinic_name_may_have_joiners_and_no_break_spaces(tmp_path, capsys, name):
    code, out = run(tmp_path, "sheet.html", f'name = "{name}"\n')
    assert code == 0
    assert name in TextCollector(out.read_text("utf-8")).text
    assert capsys.readouterr().err == ""


def test_an_unassigned_character_in_the_file_of_the_clinic_is_refused(tmp_path, capsys):
    code, _ = run(tmp_path, "sheet.pdf", 'name = "a\u0378b"\n')
    assert code == 1
    assert "clinic.toml:name: no font of the handout has U+0378" in capsys.readouterr().err


def test_title_and_bookmarks_keep_letters_that_our_own_font_lacks(tmp_path):
    atlas = edited(tmp_path, "texts/en/names.toml", "Small of the back", "Κάτω μέρος")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(make_handout(atlas, handout_request(), ".pdf", RENDER_SETTINGS))
    reader = PdfReader(file)
    assert reader.metadata.title.endswith("Κάτω μέρος")
    assert "Κάτω μέρος" in str(reader.outline)


def edited(tmp_path, file, old, new):
    """A copy of the shipped atlas with one text replaced in one file."""
    folder = tmp_path / "own"
    shutil.copytree(shipped_atlas(), folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    (folder / "manifest.json").unlink()
    checked = check_atlas(folder)
    assert checked.atlas is not None, checked.mistakes
    return checked.atlas


def test_every_character_of_the_shipped_atlas_can_be_printed():
    assert list(unprintable_in_atlas(ATLAS, COVERAGE.missing)) == []


def test_a_character_in_an_atlas_is_refused_with_file_and_place(tmp_path):
    atlas = edited(tmp_path, FILE, "an MRI scan is the test", "an 核磁 MRI scan is the test")
    message = rejection_message(handout_request(), atlas=atlas)
    assert message.startswith(f"{FILE}:topics.check-first.short.text: no font of the handout has ")
    assert '"核" (U+6838), "磁" (U+78C1)' in message


def test_a_text_that_is_not_on_the_handout_does_not_prevent_it(tmp_path):
    atlas = edited(tmp_path, FILE, "Could a lump reach the spine?", "核磁?")
    assert make_handout(atlas, handout_request(), ".pdf", RENDER_SETTINGS).startswith(b"%PDF-")


def test_the_command_check_warns_of_characters_that_no_font_has(tmp_path, capsys):
    edited(tmp_path, "texts/en/names.toml", "Small of the back", "腰 back")
    assert main(["check", str(tmp_path / "own")], Paths.under(tmp_path / "home")) == 0
    output = capsys.readouterr().out
    assert f"{tmp_path / 'own'}/texts/en/names.toml: regions.lumbar.plain: warning: " in output
    assert 'no font of the handout has "腰" (U+8170): write it in other letters' in output
