"""Are all packages in the wheel and in the import contract, and is README's setup right?"""

from __future__ import annotations

from app.support.missing_dependencies import APT_PACKAGES
from tests.architecture.rules import PROJECT, ROOT, layers


def test_the_wheel_has_every_package() -> None:
    packages = {
        file.parent.relative_to(ROOT).as_posix().replace("/", ".")
        for file in (ROOT / "app").rglob("__init__.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == packages | {"app._assets"}


def test_the_layers_name_every_package() -> None:
    packages = {
        path.stem
        for path in (ROOT / "app").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert packages - {"__init__"} == set().union(*layers())


def test_the_readme_names_the_two_commands_literally() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "\npython -m pip install -e . && python main.py\n" in readme
    assert '\npython -m pip install -e ".[test]" && python -m pytest\n' in readme


def test_the_readme_and_the_program_name_the_same_system_libraries() -> None:
    assert f"\napt-get install {APT_PACKAGES}\n" in (ROOT / "README.md").read_text("utf-8")
