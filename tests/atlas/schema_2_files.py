"""The parts of schema 2, to be added to a synthetic atlas, which is of schema 1."""

from __future__ import annotations

from pathlib import Path

from tests.atlas.decision_aid_files import add_decision_aid
from tests.atlas.synthetic import add_shared, make_atlas

TABS = """
[[tabs]]
id = "first"
topics = ["overview", "quiz"]

[[tabs]]
id = "how"
topics = ["procedure", "recovery"]

[[tabs]]
id = "dangers"
topics = ["risks"]

[[tabs]]
id = "ask"
topics = ["questions", "options"]

[[risk_rows]]
id = "fluid"
numbers = ["flank_seroma", "second_seroma"]
ask = "first-days"
done = ["fluid-care", "fluid-series"]

[[risk_rows]]
id = "any"
numbers = ["bare"]
regions = ["region-1"]
"""
TWINS = """
[second_seroma]
kind = "published"
rate = "20"
refs = ["42"]
tag = "S"
beside = ["flank_seroma"]

[bare]
kind = "published"
rate = "1.0"
refs = ["42"]
tag = "S2"
"""
TWIN_WORDS = """
[second_seroma]
label = "Pocket of fluid, counted again"
setting = "another team"
why_no_range = "It is not printed."

[bare]
label = "Anything"
setting = "one team"
why_no_range = "It is not printed."
"""
NAMES = """
[tabs]
first = "Overview"
how = "What happens"
dangers = "Risks"
ask = "Questions"

[risks]
fluid = "A pocket of fluid"
any = "Any complication"
"""
STATEMENTS = """[[statements]]
id = "lump-rule"
head = "A lump"
text = "Show a new [term:seroma|lump] to a clinician, as reported [ref:42]."
basis = "sourced"
refs = ["42"]
numbers = ["flank_seroma", "second_seroma"]

[[statements]]
id = "fluid-care"
text = "The [term:seroma|fluid] is drawn off."
basis = "general"

[[statements]]
id = "fluid-series"
text = "In one series all of them settled."
basis = "sourced"
refs = ["42"]
"""
TOPICS = """
[[topics.overview.says]]
id = "what"
head = "What is it?"
text = "It is a soft roll."
basis = "general"

[[topics.overview.says]]
id = "lump"
include = "lump-rule"

[[topics.risks.says]]
id = "lump-too"
include = "lump-rule"
depth = "studies"

[[topics.risks.says]]
id = "counts"
text = "They were counted."
basis = "general"
depth = "studies"
"""
CELLS = """[options.cells]
cuts = "No cuts"
time-off = "None"
does = "Nothing changes"
downsides = "The fullness stays"
certainty = "Certain"
"""


def make_schema_2_atlas(folder: Path) -> Path:
    """Write an atlas of schema 2 with two regions, a decision aid, and all parts of schema 2."""
    add_decision_aid(make_atlas(folder, 2, words=120))
    add_shared(folder, "questions")
    texts = folder / "texts" / "en"
    _replace(folder / "atlas.toml", "schema = 1", "schema = 2")
    _replace(folder / "atlas.toml", '["risks"]', '["overview", "risks"]')
    _append(folder / "atlas.toml", TABS)
    _append(folder / "numbers.toml", TWINS)
    _append(texts / "numbers.toml", TWIN_WORDS)
    _replace(texts / "names.toml", "[topics]\n", '[topics]\noverview = "Overview"\n')
    _append(texts / "names.toml", NAMES)
    (texts / "statements.toml").write_text(STATEMENTS, "utf-8")
    for region in ("region-0", "region-1"):
        _append(texts / "regions" / f"{region}.toml", TOPICS)
    options = texts / "options.toml"
    _replace(options, "[options.meets.cuts]", f"{CELLS}[options.meets.cuts]")
    return folder


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new), "utf-8")
