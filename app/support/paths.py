"""The folders of assets, settings and logs; no other module knows them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "BACK_ATLAS_HOME"
_NAME = "back-atlas"


def assets() -> Path:
    """The folder of assets: in a wheel it is inside `app`, in a clone beside it."""
    app = Path(__file__).resolve().parent.parent
    inside = app / "_assets"
    return inside if inside.is_dir() else app.parent / "assets"


def shipped_atlas() -> Path:
    """The folder of the atlas that ships with the program."""
    return assets() / "atlases" / "back"


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and folders this run may write; no folder is created before it is needed."""

    settings: Path
    logs: Path

    @property
    def clinic_file(self) -> Path:
        """The details of the clinic for handouts; its logo is beside it."""
        return self.settings.with_name("clinic.toml")

    @classmethod
    def under(cls, root: Path) -> Paths:
        """Everything in one folder, as for BACK_ATLAS_HOME and in tests."""
        return cls(settings=root / "settings.json", logs=root / "logs")

    @classmethod
    def for_user(cls) -> Paths:
        """The user's folders according to the system, or those in BACK_ATLAS_HOME if it is set."""
        root = os.environ.get(HOME_VARIABLE)
        if root:
            return cls.under(Path(root))
        # Imported here because it takes 30 ms, and `--help` does not need it.
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(_NAME, appauthor=False)
        return cls(
            settings=Path(dirs.user_config_path) / "settings.json", logs=Path(dirs.user_log_path)
        )
