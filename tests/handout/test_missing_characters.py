"""What cannot be printed whole is refused in one sentence, and no file is left."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser

import pytest
from pypdf import PdfReader

from app.atlas.loader import open_trusted
from app.atlas.validation.check import check
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, View
from app.cli.main import main
from app.handout.build import Wanted
from app.handout.font_coverage import Letters
from app.handout.make import Press, make_handout
from app.handout.missing_characters import atlas_losses
from app.handout.sheet import Clinic
from app.session.marks import Drawn, Mark, Role, Tool
from app.support.paths import Paths, assets, shipped_atlas
from app.support.validation_errors import ContentError

ATLAS = open_trusted(shipped_atlas())
LETTERS = Letters(assets() / "fonts")
PRESS = Press.of(assets(), "tone-2", "a4", large=False)
FILE = "texts/en/regions/lumbar.toml"


def wanted(**more):
    return Wanted((Place(RegionId("lumbar")),), FigureId("woman"), BuildId("average"), "en", **more)


def labelled(text):
    plate = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
    mark = Mark(Tool.LABEL, Role.NOTE, ((0.5, 0.5),), text=text)
    return wanted(drawn=Drawn(((plate, (mark,)),)))


def refusal(want, kind=".pdf", atlas=ATLAS):
    with pytest.raises(ContentError) as refused:
        make_handout(atlas, want, kind, PRESS)
    said = str(refused.value)
    assert "\n" not in said
    assert said.isprintable()
    return said


LOST = [
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


@pytest.mark.parametrize(("text", "told"), LOST)
@pytest.mark.parametrize("key", ["name", "address", "phone"])
def test_a_line_of_the_clinic_is_refused_by_its_key(key, text, told):
    said = refusal(wanted(clinic=Clinic(**{key: text})))
    assert said.startswith(f"clinic.toml:{key}: no font of the handout has ")
    assert told in said
    assert said.endswith("write it in other letters, or make a web page (.html) of the handout")


@pytest.mark.parametrize(("text", "told"), LOST)
def test_a_label_is_refused(text, told):
    said = refusal(labelled(text))
    assert said.startswith("a label on the figure: no font of the handout has ")
    assert told in said


class Words(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.said = ""
        self.feed(page)

    def handle_data(self, data):
        self.said += data


@pytest.mark.parametrize("text", ["诊所", "Dr. 😀", "हिन्दी", "ไทย"])
def test_a_page_shows_what_the_reader_s_own_fonts_have(text):
    for want in (wanted(clinic=Clinic(text)), labelled(text)):
        page = make_handout(ATLAS, want, ".html", PRESS).decode()
        assert text in Words(page).said


@pytest.mark.parametrize("text", ["a\u0378", "a\u0007", "a\ud800"])
def test_a_page_refuses_what_is_no_character(text):
    assert "clinic.toml:name: " in refusal(wanted(clinic=Clinic(text)), ".html")


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
    assert name in Words(out.read_text("utf-8")).said
    assert capsys.readouterr().err == ""


def test_an_unassigned_character_in_the_file_is_refused_not_left_out(tmp_path, capsys):
    code, _ = run(tmp_path, "sheet.pdf", 'name = "a\u0378b"\n')
    assert code == 1
    assert "clinic.toml:name: no font of the handout has U+0378" in capsys.readouterr().err


def test_title_and_bookmarks_keep_every_letter(tmp_path):
    atlas = edited(tmp_path, "texts/en/names.toml", "Small of the back", "Κάτω μέρος")
    made = tmp_path / "made.pdf"
    made.write_bytes(make_handout(atlas, wanted(), ".pdf", PRESS))
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
    checked = check(folder)
    assert checked.atlas is not None, checked.mistakes
    return checked.atlas


def test_the_atlas_that_ships_can_be_printed_whole():
    assert list(atlas_losses(ATLAS, LETTERS.missing)) == []


def test_a_text_of_an_atlas_is_refused_by_its_file_and_place(tmp_path):
    atlas = edited(tmp_path, FILE, "an MRI scan is the test", "an 核磁 MRI scan is the test")
    said = refusal(wanted(), atlas=atlas)
    assert said.startswith(f"{FILE}:topics.check-first.short.text: no font of the handout has ")
    assert '"核" (U+6838), "磁" (U+78C1)' in said


def test_words_of_an_atlas_that_are_not_on_the_handout_do_not_stop_it(tmp_path):
    atlas = edited(tmp_path, FILE, "Could a lump reach the spine?", "核磁?")
    assert make_handout(atlas, wanted(), ".pdf", PRESS).startswith(b"%PDF-")


def test_check_names_what_an_atlas_cannot_print(tmp_path, capsys):
    edited(tmp_path, "texts/en/names.toml", "Small of the back", "腰 back")
    assert main(["check", str(tmp_path / "own")], Paths.under(tmp_path / "home")) == 0
    said = capsys.readouterr().out
    assert f"{tmp_path / 'own'}/texts/en/names.toml: regions.lumbar.plain: warning: " in said
    assert 'no font of the handout has "腰" (U+8170): write it in other letters' in said
