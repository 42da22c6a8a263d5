"""Who is at the keyboard, for what is done without a name."""

from __future__ import annotations

import getpass


def login() -> str:
    """Return the name of whoever is logged in; empty where the machine does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
