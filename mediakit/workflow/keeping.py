"""Where mediakit keeps what belongs to the person, and to no project."""

import os
from pathlib import Path

SETTING = "MEDIAKIT_CACHE"
"""Environment variable that names another folder for work on single files."""

SETTINGS_SETTING = "MEDIAKIT_SETTINGS"
"""Environment variable that names another folder for what a person decided."""


def cache_folder() -> Path:
    """The person's folder for what can be made again, so that nothing is done twice; safe to
    delete.
    """
    named = os.environ.get(SETTING)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mediakit")


def settings_folder() -> Path:
    """The person's folder for what they decided on this computer."""
    named = os.environ.get(SETTINGS_SETTING)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("mediakit")
