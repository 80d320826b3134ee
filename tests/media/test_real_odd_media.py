"""Every odd file there is can be planned into a film, or is refused in a sentence. The exports of
all of them are looked at by hand.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.film.model import Canvas, Clip, Film, Footage, Photo, Version
from mediakit.film.placing import build_timeline
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.conforming import conform_command
from mediakit.plan.graph import chunk_command
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.model import Plan, Tools
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS
from mediakit.plan.sound_graph import sound_commands
from mediakit.subtitles.burned.look import Style

pytestmark = pytest.mark.media

CONFORMED = {
    "ax_dolbyVision-hdr.MOV",
    "ax_hdr10-video-with-sdr-container.mp4",
    "mb_transparency.webm",
    "mb_no-initial-keyframe.ts",
    "ax_sample.avi",
    "ax_sample-with-key-frame-index.flv",
    "ax_sd-hls0000000000.ts",
}
"""Some that must be brought into shape first; more are of an uneven pace."""

AS_THEY_ARE = {
    "ax_portrait_4k60.mp4",
    "ax_h265_with_metadata_track.mp4",
    "mb_rotate-buck-bunny.mp4",
    "mb_edts.mp4",
    "ax_sample_vvc.mp4",
}


def plan_of(media: Media) -> Plan:
    clip: Clip = Photo("a", 1000) if media.kind == "photo" else Footage("a")
    canvas, versions = Canvas(640, 360, Fraction(25)), (Version("v", None, False),)
    film = Film("Odd", "en", canvas, (clip,), None, None, versions)
    return plan_film(
        Ingredients(
            timeline=build_timeline(film, {"a": media}),
            versions=versions,
            facts={"a": media},
            backdrops={},
            tracks={},
            style=Style(),
            preset=PRESETS["preview"],
            tools=Tools({}),
        )
    )


def test_every_odd_file_is_planned_or_refused(real_media: Path) -> None:
    conformed: dict[str, bool] = {}
    for path in sorted(each for each in (real_media / "odd").rglob("*") if each.is_file()):
        try:
            media = probe(path)
        except BadInput as error:
            assert error.remedy, path
            continue
        if media.picture is None:
            continue
        plan = plan_of(media)
        commands = [chunk_command(chunk) for chunk in plan.versions[0].chunks]
        commands += [conform_command(conform) for conform in plan.conforms]
        commands += sound_commands(plan.sound)
        assert all(command.arguments for command in commands)
        conformed[path.name] = bool(plan.conforms)
    assert {name: conformed[name] for name in CONFORMED} == dict.fromkeys(CONFORMED, True)
    assert {name: conformed[name] for name in AS_THEY_ARE} == dict.fromkeys(AS_THEY_ARE, False)


def test_speech_in_one_channel_is_noticed(real_media: Path) -> None:
    def ears(name: str) -> str:
        return probe(real_media / "odd" / "derived" / name).sounds[0].ears

    assert ears("stereo_speech_left_only.mkv") == "left"
    assert ears("surround51_speech_only_in_centre.mkv") == "stereo"
    assert ears("digital_silence_audio.mkv") == "stereo"


def test_a_photo_of_a_phone(real_media: Path) -> None:
    media = probe(real_media / "photos" / "immich_IMG_2682.heic")
    assert media.kind == "photo" and media.picture is not None
    assert media.picture.width > media.picture.height > 1000
