"""Where are the assets, the settings and the logs? The only place that knows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "BACK_ATLAS_HOME"
_NAME = "back-atlas"


def assets() -> Path:
    """The folder of assets: in the wheel inside `app`, in a clone beside it."""
    app = Path(__file__).resolve().parent.parent
    inside = app / "_assets"
    return inside if inside.is_dir() else app.parent / "assets"


def shipped_atlas() -> Path:
    """The atlas that comes with the program."""
    return assets() / "atlases" / "back"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where this run may write; nothing is made before it is written."""

    settings: Path
    logs: Path

    @property
    def clinic_file(self) -> Path:
        """Who hands out handouts; its logo lies beside it."""
        return self.settings.with_name("clinic.toml")

    @classmethod
    def under(cls, root: Path) -> Paths:
        """Everything below one folder: tests, trials and kiosks."""
        return cls(settings=root / "settings.json", logs=root / "logs")

    @classmethod
    def for_user(cls) -> Paths:
        """The folders the desktop keeps for a person, or those below BACK_ATLAS_HOME."""
        root = os.environ.get(HOME_VARIABLE)
        if root:
            return cls.under(Path(root))
        # Imported here: it costs 30 ms, and `--help` has no use for it.
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(_NAME, appauthor=False)
        return cls(
            settings=Path(dirs.user_config_path) / "settings.json", logs=Path(dirs.user_log_path)
        )
