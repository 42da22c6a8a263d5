"""Where the program keeps what is its own: the folders the system has for that."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder in which the program keeps what has no place of the user's choosing."""
    return Path(platformdirs.user_data_dir("auditor", appauthor=False))


def settings_file() -> Path:
    """Return where the window keeps what it remembers."""
    return Path(platformdirs.user_config_dir("auditor", appauthor=False)) / "window.ini"
