"""The tag [emergency]: how it is parsed and shown, and errors where it is misused."""

from __future__ import annotations

import msgspec
import pytest

from app.atlas.sequences import Step
from app.atlas.text_markup import BulletList, EmergencyNumber, TextRun, parse_blocks
from app.atlas.validation.check import check_atlas
from tests.atlas.synthetic import make_atlas
from tests.standards.complete_atlas import make_complete_atlas

LOCAL = "your local emergency number"


def markup_errors(text):
    found = []
    parse_blocks(text, {}, lambda _line, wrong, mend: found.append((wrong, mend)))
    return found


def shown_text(text, number):
    (block,) = parse_blocks(text, {})
    runs = block.items[0] if isinstance(block, BulletList) else block.runs
    return "".join(run.text if isinstance(run, TextRun) else run.text_for(number) for run in runs)


def test_the_tag_is_a_separate_run_and_strong_inside_strong_text():
    (paragraph,) = parse_blocks("**Call [emergency]** now.", {})
    assert paragraph.runs == (
        TextRun("Call ", strong=True),
        EmergencyNumber(strong=True),
        TextRun(" now."),
    )


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("Call [emergency] now.", "Call 112 now.", f"Call {LOCAL} now."),
        ("[emergency] helps.", "112 helps.", "Your local emergency number helps."),
        ("It hurts? [emergency]!", "It hurts? 112!", "It hurts? Your local emergency number!"),
        ("- [emergency]", "112", LOCAL),
        ("(call [emergency])", "(call 112)", f"(call {LOCAL})"),
        ("[emergency], or [emergency].", "112, or 112.", f"Your{LOCAL[4:]}, or {LOCAL}."),
    ],
)
def test_a_sentence_reads_well_with_the_number_and_without_it(text, known, unknown):
    assert shown_text(text, "112") == known
    assert shown_text(text, LOCAL) == unknown


@pytest.mark.parametrize(
    "tag",
    [
        "[Emergency]",
        "[emergency:112]",
        "[emergency|the number]",
        "[ emergency ]",
        "[emergncy]",
        "[number]",
        "[emergency-number]",
        "[]",
    ],
)
def test_an_unknown_tag_is_reported_with_the_existing_tags(tag):
    (error,) = markup_errors(f"Call {tag} now.")
    assert error[0] == f"{tag!r} is not allowed"
    assert "[ref:id] and [emergency]" in error[1]


@pytest.mark.parametrize("text", ["Call [emergency now.", "Call emergency] now."])
def test_a_tag_without_its_bracket_is_an_error(text):
    assert any("[emergency]" in mend for _, mend in markup_errors(text))


def error_lines(folder):
    return [str(mistake) for mistake in check_atlas(folder).mistakes]


def test_an_unknown_tag_is_reported_with_its_file_and_line(tmp_path):
    folder = make_atlas(tmp_path / "made")
    file = folder / "texts/en/shared/recovery.toml"
    text = file.read_text("utf-8")
    start = text.index('text = "') + len('text = "')
    file.write_text(text[:start] + "Call [emergncy]. " + text[start:], "utf-8")
    (line,) = error_lines(folder)
    assert "texts/en/shared/recovery.toml" in line
    assert "line 1: '[emergncy]' is not allowed" in line


def test_a_title_in_brackets_is_not_a_tag(tmp_path):
    folder = make_complete_atlas(tmp_path / "made")
    path = folder / "references.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('title = "', 'title = "[Emergency surgery] ', 1), "utf-8")
    assert error_lines(folder) == []


def test_the_title_of_a_step_may_hold_a_tag_as_text():
    assert msgspec.convert({"title": "Show [emergency]"}, Step).title == "Show [emergency]"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("texts/en/about.toml", 'head = "', 'head = "Call [emergency] '),
        ("texts/en/about.toml", 'text = "', 'text = "Call [emergency]. '),
        ("texts/en/quiz/region-0.toml", 'answers = ["', 'answers = ["Call [emergency]. '),
        ("texts/en/quiz/region-0.toml", 'ask = "', 'ask = "[Emergency] '),
        ("texts/en/terms.toml", 'meaning = "', 'meaning = "See [term:seroma]. '),
        ("texts/en/regions/region-0.toml", 'head = "', 'head = "[emergency] '),
        ("texts/en/values.toml", 'question = "', 'question = "[emergency] '),
        ("texts/en/names.toml", 'plain = "', 'plain = "[emergency] '),
        ("references.toml", 'title = "', 'title = "[ref:42] '),
    ],
)
def test_a_tag_outside_the_text_of_a_statement_is_an_error(tmp_path, file, before, after):
    folder = make_complete_atlas(tmp_path / "made")
    path = folder / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    assert any("a tag is not allowed here" in line and file in line for line in error_lines(folder))
