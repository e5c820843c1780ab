"""What cannot be printed whole is refused in one sentence, and no file is left."""

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


def rejection_message(want, kind=".pdf", atlas=ATLAS):
    with pytest.raises(ContentError) as refused:
        make_handout(atlas, want, kind, RENDER_SETTINGS)
    said = str(refused.value)
    assert "\n" not in said
    assert said.isprintable()
    return said


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


@pytest.mark.parametrize(("text", "told"), REJECTED_CASES)
@pytest.mark.parametrize("key", ["name", "address", "phone"])
def test_a_line_of_the_clinic_is_refused_by_its_key(key, text, told):
    said = rejection_message(handout_request(clinic=Clinic(**{key: text})))
    assert said.startswith(f"clinic.toml:{key}: no font of the handout has ")
    assert told in said
    assert said.endswith("write it in other letters, or make a web page (.html) of the handout")


@pytest.mark.parametrize(("text", "told"), REJECTED_CASES)
def test_a_label_is_refused(text, told):
    said = rejection_message(labelled(text))
    assert said.startswith("a label on the figure: no font of the handout has ")
    assert told in said


class TextCollector(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.said = ""
        self.feed(page)

    def handle_data(self, data):
        self.said += data


@pytest.mark.parametrize("text", ["诊所", "Dr. 😀", "हिन्दी", "ไทย"])
def test_a_page_shows_what_the_reader_s_own_fonts_have(text):
    for want in (handout_request(clinic=Clinic(text)), labelled(text)):
        page = make_handout(ATLAS, want, ".html", RENDER_SETTINGS).decode()
        assert text in TextCollector(page).said


@pytest.mark.parametrize("text", ["a\u0378", "a\u0007", "a\ud800"])
def test_a_page_refuses_what_is_no_character(text):
    assert "clinic.toml:name: " in rejection_message(handout_request(clinic=Clinic(text)), ".html")


def run(tmp_path, name, clinic):
    home = tmp_path / "home"
    home.mkdir()
    (home / "clinic.toml").write_text(clinic, "utf-8")
    out = tmp_path / name
    code = main(["handout", "--regions", "lumbar", "--out", str(out)], Paths.under(home))
    return code, out


def test_the_command_says_it_in_one_sentence_and_makes_no_file(tmp_path, capsys):
    code, out = run(tmp_path, "sheet.pdf", 'name = "诊所"\n')
    assert code == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize("name", ["می\u200cخواهم", "5\u00a0Shore\u202fRoad", "\u200fכהן\u200f"])
def test_a_name_with_joiners_and_fixed_spaces_is_taken_from_the_file(tmp_path, capsys, name):
    code, out = run(tmp_path, "sheet.html", f'name = "{name}"\n')
    assert code == 0
    assert name in TextCollector(out.read_text("utf-8")).said
    assert capsys.readouterr().err == ""


def test_an_unassigned_character_in_the_file_is_refused_not_left_out(tmp_path, capsys):
    code, _ = run(tmp_path, "sheet.pdf", 'name = "a\u0378b"\n')
    assert code == 1
    assert "clinic.toml:name: no font of the handout has U+0378" in capsys.readouterr().err


def test_title_and_bookmarks_keep_every_letter(tmp_path):
    atlas = edited(tmp_path, "texts/en/names.toml", "Small of the back", "Κάτω μέρος")
    made = tmp_path / "made.pdf"
    made.write_bytes(make_handout(atlas, handout_request(), ".pdf", RENDER_SETTINGS))
    reader = PdfReader(made)
    assert reader.metadata.title.endswith("Κάτω μέρος")
    assert "Κάτω μέρος" in str(reader.outline)


def edited(tmp_path, file, old, new):
    """An atlas of one's own: the one that ships, with other words in one file."""
    folder = tmp_path / "own"
    shutil.copytree(shipped_atlas(), folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), "utf-8")
    (folder / "manifest.json").unlink()
    checked = check_atlas(folder)
    assert checked.atlas is not None, checked.mistakes
    return checked.atlas


def test_the_atlas_that_ships_can_be_printed_whole():
    assert list(unprintable_in_atlas(ATLAS, COVERAGE.missing)) == []


def test_a_text_of_an_atlas_is_refused_by_its_file_and_place(tmp_path):
    atlas = edited(tmp_path, FILE, "an MRI scan is the test", "an 核磁 MRI scan is the test")
    said = rejection_message(handout_request(), atlas=atlas)
    assert said.startswith(f"{FILE}:topics.check-first.short.text: no font of the handout has ")
    assert '"核" (U+6838), "磁" (U+78C1)' in said


def test_words_of_an_atlas_that_are_not_on_the_handout_do_not_stop_it(tmp_path):
    atlas = edited(tmp_path, FILE, "Could a lump reach the spine?", "核磁?")
    assert make_handout(atlas, handout_request(), ".pdf", RENDER_SETTINGS).startswith(b"%PDF-")


def test_check_names_what_an_atlas_cannot_print(tmp_path, capsys):
    edited(tmp_path, "texts/en/names.toml", "Small of the back", "腰 back")
    assert main(["check", str(tmp_path / "own")], Paths.under(tmp_path / "home")) == 0
    said = capsys.readouterr().out
    assert f"{tmp_path / 'own'}/texts/en/names.toml: regions.lumbar.plain: warning: " in said
    assert 'no font of the handout has "腰" (U+8170): write it in other letters' in said
