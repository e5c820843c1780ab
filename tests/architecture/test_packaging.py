"""Does the wheel hold every room, and may every room be imported only from above?"""

from __future__ import annotations

import re
import tomllib

from app.support.missing_dependencies import APT_PACKAGES
from tests.architecture.rules import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_the_list_of_packages_names_every_room() -> None:
    rooms = {
        file.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for file in (ROOT / "app").rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == rooms | {"app._assets"}


def test_the_layers_name_every_room() -> None:
    layers = " ".join(PROJECT["tool"]["importlinter"]["contracts"][0]["layers"])
    named = set(re.findall(r"\w+", layers))
    rooms = {
        path.stem
        for path in (ROOT / "app").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms - {"__init__"} <= named


def test_the_readme_names_the_two_commands_literally() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "\npython -m pip install -e . && python main.py\n" in readme
    assert '\npython -m pip install -e ".[test]" && python -m pytest\n' in readme


def test_the_readme_and_the_program_name_the_same_system_libraries() -> None:
    assert f"\napt-get install {APT_PACKAGES}\n" in (ROOT / "README.md").read_text("utf-8")
