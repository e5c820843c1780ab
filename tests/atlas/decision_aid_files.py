"""Small valid files of the decision aid, to be added to a synthetic atlas."""

from __future__ import annotations

from pathlib import Path

from tests.atlas.synthetic import add_shared

HEAD = 'schema = 1\nlanguage = "en"\n'
WRITTEN = 'date = 2026-01-31\nreview = "not-reviewed"\n'
LIFE = ("sleeping", "sitting", "band", "desk", "driving", "sport")


def statement_toml(table: str, text: str) -> str:
    return f'[{table}]\ntext = "{text}"\nbasis = "general"\n'


def option_toml(name: str) -> str:
    parts = ("what", "like", "good", "bad", "recovery", "unknown")
    parts_toml = "".join(
        statement_toml(f"options.{part}", f"The {part} of {name}.") for part in parts
    )
    meets = statement_toml("options.meets.cuts", f"Cuts of {name}.")
    return f'[[options]]\nid = "{name}"\nname = "{name.title()}"\n{parts_toml}{meets}'


def stage_toml(name: str) -> str:
    life = "".join(statement_toml(f"stages.life.{key}", f"About {key}.") for key in LIFE)
    parts_toml = statement_toml("stages.usual", "Usual.") + statement_toml("stages.watch", "Watch.")
    return f'[[stages]]\nid = "{name}"\nwhen = "Day 0"\n{parts_toml}{life}'


FILES = {
    "options.toml": HEAD + WRITTEN + option_toml("none") + option_toml("laser"),
    "values.toml": HEAD
    + '[[values]]\nid = "cuts"\nhead = "Cuts"\nquestion = "Do cuts matter to you?"\n'
    + "".join(
        f'[[values.answers]]\nid = "{name}"\ntext = "{name.title()}"\n'
        for name in ("much", "not-sure")
    ),
    "steps.toml": HEAD
    + WRITTEN
    + "".join(
        f'[[steps]]\nid = "{name}"\n' + statement_toml("steps.says", f"The {name}.")
        for name in ("numbing", "laser", "suction", "closing", "garment")
    ),
    "recovery.toml": HEAD + WRITTEN + stage_toml("day-0") + stage_toml("later"),
    "about.toml": HEAD + '[[notes]]\nid = "funding"\nhead = "Money"\ntext = "No one paid."\n',
    "quiz/region-1.toml": HEAD
    + WRITTEN
    + 'region = "region-1"\n'
    + '[[checks]]\nid = "first"\nask = "What comes first?"\nanswers = ["A check.", "Nothing."]\n'
    + "right = 0\n"
    + statement_toml("checks.because", "A check comes first."),
}


def add_decision_aid(folder: Path) -> Path:
    """Write the files and their topics into a synthetic atlas of at least two regions."""
    for topic in ("procedure", "options"):
        add_shared(folder, topic)
    for name, text in FILES.items():
        path = folder / "texts" / "en" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
