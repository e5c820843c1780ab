"""A small atlas that passes every automatic item; tests break one item at a time."""

from __future__ import annotations

from pathlib import Path

from tests.atlas.synthetic import make_atlas

REGIONS = ("region-0", "region-1")
OPTIONS = ("none", "weight", "suction", "laser")
LIFE = ("sleeping", "sitting", "band", "desk", "driving", "sport")
HEAD = 'schema = 1\nlanguage = "en"\n'
WRITTEN = 'date = 2026-01-31\nreview = "not-reviewed"\n'
TOPICS = ("check-first", "risks", "not-known", "questions")
PROSE = (
    "You can ask what you like. The team will tell you. It may hurt for some days. "
    "Rest when you can. Walk when you can."
)
COUNTED = {
    "risks": """[[topics.risks.says]]
id = "counted"
head = "A pocket"
text = "A [term:seroma] came up in 13 of 1,000. [ref:42]"
basis = "sourced"
refs = ["42"]
numbers = ["flank_seroma", "twin"]

"""
}
NOTES = {
    "aims": "It is here to help you to choose.",
    "decision": "Do I want this done, or not?",
    "evidence": "We took what was found and read the short form.",
    "readability": "Two sums tell how hard it is to read.",
    "updates": "We look at it again each year or two.",
    "funding": "No one gave us cash for this.",
    "authors": "The team that made the tool wrote it.",
    "review": "No doctor has read it yet.",
    "testing": "No one has tried it yet.",
}


def statement_toml(table: str, text: str, *, basis: str = "general", more: str = "") -> str:
    return f'[{table}]\ntext = "{text}"\nbasis = "{basis}"\n{more}\n'


def topic(table: str, list_table: str, name: str) -> str:
    says = "".join(
        f'[[{list_table}]]\nid = "s{number}"\nhead = "Part {word}"\n'
        f'text = "{name} {word}. {PROSE}"\nbasis = "general"\n\n'
        for number, word in enumerate(("one", "two"))
    )
    return statement_toml(table, f"The short of {name} is this.") + says


def region(name: str) -> str:
    topics = "".join(
        topic(f"topics.{t}.short", f"topics.{t}.says", f"This is {t}") + COUNTED.get(t, "")
        for t in TOPICS
    )
    return f'{HEAD}region = "{name}"\n{WRITTEN}\n{topics}'


def shared(name: str, more: str = "") -> str:
    parts_toml = topic("short", "says", f"For all of us {name}")
    return f'{HEAD}topic = "{name}"\n{WRITTEN}\n{parts_toml}{more}'


def option(name: str) -> str:
    parts_toml = "".join(
        statement_toml(f"options.{part}", f"This is the {part} of {name} as it is set out for you.")
        for part in ("what", "like", "good", "bad", "recovery", "unknown")
    )
    meets = statement_toml("options.meets.cuts", f"What {name} means for cuts.")
    return f'[[options]]\nid = "{name}"\nname = "The {name}"\n{parts_toml}{meets}'


def stage(name: str, life: tuple[str, ...] = ()) -> str:
    parts_toml = statement_toml("stages.usual", f"It is as it is, {name}.") + statement_toml(
        "stages.watch", "Look at it."
    )
    daily = "".join(
        statement_toml(f"stages.life.{key}", f"Do what you can with {key}.") for key in life
    )
    return f'[[stages]]\nid = "{name}"\nwhen = "Then"\n{parts_toml}{daily}'


def quiz(name: str) -> str:
    checks = "".join(
        f'[[checks]]\nid = "q{number}"\nask = "What is {word}?"\nanswers = ["This.", "That."]\n'
        f"right = 0\n{statement_toml('checks.because', f'It is this for {word}.')}"
        for number, word in enumerate(("one", "two", "three", "four"))
    )
    return f'{HEAD}region = "{name}"\n{WRITTEN}{checks}'


MAY_DIFFER = (
    '[[says]]\nid = "differ"\nhead = "You"\ntext = "Your own risk may differ."\nbasis = "general"\n'
)
STEPS = ("numbing", "laser", "suction", "closing", "garment")
COMPANION_RECORD = """
[twin]
kind = "published"
rate = "20"
low = "10"
high = "30"
method = "as printed"
beside = ["flank_seroma"]
refs = ["42"]
tag = "S"
"""
COMPANION_TEXT = """
[twin]
label = "Pocket of fluid, a second count"
setting = "one more team"
area = "flanks"
window = "a year"
"""


def files() -> dict[str, str]:
    """The files that are added to the synthetic atlas or replace its files."""
    texts = "texts/en"
    made = {f"{texts}/regions/{name}.toml": region(name) for name in REGIONS}
    made |= {f"{texts}/quiz/{name}.toml": quiz(name) for name in REGIONS}
    for name in ("options", "when-to-call", "recovery", "procedure"):
        made[f"{texts}/shared/{name}.toml"] = shared(name)
    made[f"{texts}/shared/risks.toml"] = shared("risks", MAY_DIFFER)
    made[f"{texts}/options.toml"] = HEAD + WRITTEN + "".join(map(option, OPTIONS))
    made[f"{texts}/values.toml"] = (
        f'{HEAD}[[values]]\nid = "cuts"\nhead = "Cuts"\nquestion = "Do cuts matter?"\n'
        '[[values.answers]]\nid = "yes"\ntext = "Yes"\n'
        '[[values.answers]]\nid = "not-sure"\ntext = "Not sure"\n'
    )
    made[f"{texts}/steps.toml"] = (
        HEAD
        + WRITTEN
        + "".join(
            f'[[steps]]\nid = "{name}"\n' + statement_toml("steps.says", "You see the tube go in.")
            for name in STEPS
        )
    )
    made[f"{texts}/recovery.toml"] = HEAD + WRITTEN + stage("first", LIFE) + stage("last")
    made[f"{texts}/about.toml"] = HEAD + "".join(
        f'[[notes]]\nid = "{name}"\nhead = "Of {name}"\ntext = "{text}"\n'
        for name, text in NOTES.items()
    )
    return made


def make_complete_atlas(folder: Path) -> Path:
    """Write the atlas; only its texts differ from the synthetic atlas."""
    make_atlas(folder, len(REGIONS), words=120)
    for name, text in files().items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, before, after in EDITS:
        path = folder / name
        text = path.read_text("utf-8")
        assert before in text, (name, before)
        path.write_text(text.replace(before, after), encoding="utf-8")
    return folder


EDITS = (
    (
        "atlas.toml",
        'region_topics = ["risks"]\nshared_topics = ["recovery"]',
        """region_topics = ["check-first", "risks", "not-known", "questions"]
shared_topics = ["procedure", "options", "risks", "recovery", "when-to-call"]""",
    ),
    (
        "texts/en/names.toml",
        'risks = "Risks"',
        """check-first = "First"
not-known = "Not known"
questions = "Ask"
options = "Options"
procedure = "Procedure"
when-to-call = "When to call"
risks = "Risks\"""",
    ),
    ("numbers.toml", 'tag = "S"\n', f'tag = "S"\nbeside = ["twin"]\n{COMPANION_RECORD}'),
    (
        "texts/en/numbers.toml",
        'window = "not stated"\n',
        f'window = "not stated"\n{COMPANION_TEXT}',
    ),
)
