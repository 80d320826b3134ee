"""How a film can come out: a table of presets.

Sources by short name. "YouTube": support.google.com/youtube/answer/1722171, recommended upload
encoding settings. "Instagram": the media guidelines of its publishing interface, as
ayrshare.com/docs/media-guidelines/instagram repeats them. "Meta": "Why xHE-AAC is being embraced at
Meta" (2023). "WhatsApp": the limits of its business platform, as AWS repeats them
(docs.aws.amazon.com/social-messaging, supported media types).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mediakit.film.model import Canvas
from mediakit.plan.model import Encoding

Shape = tuple[int, int]
"""Pixels wide and high."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A row of the table. `loudness` is in LUFS; `sound_bitrate` as ffmpeg has it, or LOSSLESS.

    The film keeps its own size, but for a `short_edge`, the most pixels that the shorter side may
    have, or a `shape` that it is laid out anew for. `subtitles` says where a version's subtitles
    are: in the picture, or in a track of the file that players can switch on. `also` are further
    files of the same film. `most_bytes` is what a file may have. What is not `to_publish` is not
    checked for it.
    """

    name: str
    about: str
    encoding: Encoding
    sound_bitrate: str
    loudness: float
    short_edge: int | None = None
    shape: Shape | None = None
    subtitles: Literal["picture", "track"] = "picture"
    also: tuple[Encoding, ...] = ()
    most_bytes: int | None = None
    to_publish: bool = True

    def canvas(self, own: Canvas) -> Canvas:
        """The film's canvas in this preset: of the same shape unless it has its own, both sides
        even.
        """
        if self.shape is not None:
            return Canvas(*self.shape, own.rate)
        shorter = min(own.width, own.height)
        if self.short_edge is None or self.short_edge >= shorter:
            return own
        width, height = (
            round(side * self.short_edge / shorter / 2) * 2 for side in (own.width, own.height)
        )
        return Canvas(width, height, own.rate)


LOSSLESS = "lossless"
"""Sound that loses nothing when it is packed."""

USUAL = "standard"

# -16 LUFS: the loudness podcasts and web video commonly aim at (AES TD1008: -16 for speech). Meta
# brings all films to one level of its own, which it does not name. -14: where YouTube's own
# statistics show that it turns louder films down. -23: EBU R 128, for broadcasters and archives.
#
# crf 20: visually clean at 720p and 1080p for faces and text; 26 about halves the file; 16 is for
# keeping and editing on. 18 where a website compresses the film once more.
PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset(
            name=USUAL,
            about="for websites and most other places",
            encoding=Encoding("veryfast", 20),
            sound_bitrate="192k",
            loudness=-16.0,
        ),
        Preset(
            name="youtube",
            about="to upload to YouTube",
            # A key picture every half second; stereo at 384 kbit/s; no limit of bits (YouTube).
            encoding=Encoding("veryfast", 18, key_ms=500),
            sound_bitrate="384k",
            loudness=-14.0,
        ),
        Preset(
            name="facebook",
            about="to upload to Facebook",
            # 8 Mbit/s is what YouTube advises for 1080p; that no more is needed here is [own]
            encoding=Encoding("veryfast", 18, cap=8000),
            sound_bitrate="256k",
            loudness=-16.0,
            short_edge=1080,
        ),
        Preset(
            name="instagram-square",
            about="a square film for Instagram and Facebook",
            # 1080x1080, at most 25 Mbit/s, sound of 128 kbit/s (Instagram).
            encoding=Encoding("veryfast", 18, cap=8000),
            sound_bitrate="128k",
            loudness=-16.0,
            shape=(1080, 1080),
        ),
        Preset(
            name="vertical",
            about="an upright film for phones: Reels, Stories, Shorts, TikTok",
            # 1080x1920, otherwise as in a square (Instagram).
            encoding=Encoding("veryfast", 18, cap=8000),
            sound_bitrate="128k",
            loudness=-16.0,
            shape=(1080, 1920),
        ),
        Preset(
            name="whatsapp",
            about="to send by WhatsApp: 16 MB at most",
            encoding=Encoding("medium", 24),
            sound_bitrate="96k",
            loudness=-16.0,
            short_edge=480,
            # H.264 and AAC in an MP4 of 16 MB (WhatsApp). The app itself takes more from some
            # phones; this much is taken everywhere.
            most_bytes=16_000_000,
        ),
        Preset(
            name="web",
            about="for your own website: two files and the lines to put into the page",
            encoding=Encoding("veryfast", 20),
            sound_bitrate="160k",
            loudness=-16.0,
            # Beside x264's 20, SVT-AV1's 35 was within 1.3 of its VMAF in 30 to 48 % of its bytes
            # (measured on three recordings of four seconds: an office, a face, a keyboard).
            also=(Encoding("8", 35, "av1"),),
        ),
        Preset(
            name="high",
            about="to keep, or to edit further",
            encoding=Encoding("slow", 16),
            sound_bitrate="256k",
            loudness=-16.0,
        ),
        Preset(
            name="archive",
            about="for archives, broadcasters and editing programs (ProRes): very large",
            encoding=Encoding("standard", 0, "prores"),
            sound_bitrate=LOSSLESS,
            loudness=-23.0,
            subtitles="track",
        ),
        Preset(
            name="small",
            about="to send by message or email",
            encoding=Encoding("medium", 26),
            sound_bitrate="96k",
            loudness=-16.0,
            short_edge=480,
        ),
        Preset(
            name="preview",
            about="a quick look while you work",
            encoding=Encoding("ultrafast", 30),
            sound_bitrate="96k",
            loudness=-16.0,
            short_edge=360,
            to_publish=False,
        ),
    )
}
