"""Where work on single files is kept, so that nothing is done twice."""

import os
from pathlib import Path

SETTING = "MEDIAKIT_CACHE"
"""Environment variable that names another folder for it."""


def cache_folder() -> Path:
    """The person's folder for what can be made again; safe to delete."""
    named = os.environ.get(SETTING)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mediakit")
