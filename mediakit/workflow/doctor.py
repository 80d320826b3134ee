"""The verb doctor: what is installed, and what to do about what is missing."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from mediakit import __version__
from mediakit.errors import MediakitError
from mediakit.media.ffmpeg import ffmpeg_path, ffmpeg_version
from mediakit.render.fonts import font_file
from mediakit.render.people_weights import EXTRA, FETCH, runtime_there, state
from mediakit.transcript.models import installed_models
from mediakit.transcript.speakers.weights import installed_weights
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.people_finder import weights_file
from mediakit.workflow.shelf import built_in_shelf, plain_words, style
from mediakit.workflow.wordnet import INSTALL_WORDS, installed_wordnet

_GIB = 1024**3
LEAST_FREE_GIB = 5
"""Room that a film of half an hour takes with its chunks and one export, roughly."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was looked at, whether it is well, what is there, and what to
    do if it is not well. `needed` is False for extras that one can do without.
    """

    name: str
    well: bool
    detail: str
    remedy: str = ""
    needed: bool = True


def examine() -> list[Finding]:
    """Look at everything that mediakit works with."""
    return [
        Finding("mediakit", True, f"{__version__}, Python {platform.python_version()}"),
        _ffmpeg(),
        _font(),
        _shelf(),
        *_models(),
        _voices(),
        _plainer_words(),
        _people(),
        _extra("openai-whisper", "whisper", "the other Whisper engine"),
        _extra("demo", "espeakng_loader", "the voice of the example film"),
        _room(),
    ]


def _ffmpeg() -> Finding:
    try:
        return Finding("ffmpeg", True, f"{ffmpeg_version()} ({ffmpeg_path()})")
    except MediakitError as error:
        return Finding("ffmpeg", False, f"{error.what}", error.remedy)


def _font() -> Finding:
    try:
        return Finding("typeface", True, f"Lexend ({font_file().name})")
    except MediakitError as error:
        return Finding("typeface", False, error.what, error.remedy)


def _shelf() -> Finding:
    """The shelf that a film in the current folder has: the built-in one with the team's own."""
    here = Path.cwd()
    try:
        english, welsh = (len(plain_words(tag, here).words) for tag in ("en", "cy"))
        look = style(here).look_for("en")
    except MediakitError as error:
        remedy = error.remedy or str(error)
        return Finding("shelf", False, f"{error.what}: {error.where}", remedy)
    counted = f"{english:,} plain words, {welsh:,} in Welsh"
    return Finding("shelf", True, f"{counted}, subtitles in {look.font} ({built_in_shelf()})")


def _models() -> Iterator[Finding]:
    """The packaged models. One is enough; the first in the list is the one used by default."""
    models = installed_models()
    any_well = any(model.state == "ok" for model in models)
    for model in models:
        well = model.state == "ok"
        detail = "Whisper's weights are there and whole" if well else model.state
        yield Finding(f"model {model.name}", well, detail, model.advice, needed=not any_well)


def _voices() -> Finding:
    found = installed_weights()
    well = found.state == "ok"
    detail = "speakers can be told apart by their voices" if well else found.state
    remedy = found.advice if well or found.state == "damaged" else f"If you want it: {found.advice}"
    return Finding("extra speakers", well, detail, remedy, needed=False)


def _plainer_words() -> Finding:
    there = installed_wordnet() is not None
    detail = ("" if there else "not installed: ") + "plainer words are suggested for hard ones"
    remedy = "" if there else f"If you want it: {INSTALL_WORDS}"
    return Finding("extra words", there, detail, remedy, needed=False)


def _people() -> Finding:
    found, there = state(weights_file()), runtime_there()
    about = "signers are cut out from before any background"
    if there and found == "ok":
        return Finding("extra signing", True, about, needed=False)
    if there and found == "damaged":
        return Finding("extra signing", False, "damaged", f"Fetch it anew: {FETCH}", needed=False)
    remedy = f"If you want it: {FETCH if there else f'{EXTRA} and then {FETCH}'}"
    return Finding("extra signing", False, f"not installed: {about}", remedy, needed=False)


def _extra(extra: str, module: str, about: str) -> Finding:
    there = util.find_spec(module) is not None
    remedy = "" if there else f'If you want it: pip install "mediakit[{extra}]"'
    detail = f"installed: {about}" if there else f"not installed: {about}"
    return Finding(f"extra {extra}", there, detail, remedy, needed=False)


def _room() -> Finding:
    folder = cache_folder()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(there).free / _GIB
    remedy = "" if free >= LEAST_FREE_GIB else "Make room before you work on long films."
    return Finding("disk", free >= LEAST_FREE_GIB, f"{free:.0f} GiB free ({folder})", remedy)


def is_well(findings: list[Finding]) -> bool:
    """True if nothing that is needed is missing."""
    return all(finding.well or not finding.needed for finding in findings)
