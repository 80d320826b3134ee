"""How a film can come out: a table of presets."""

from dataclasses import dataclass

from mediakit.film.model import Canvas
from mediakit.plan.model import Encoding


@dataclass(frozen=True, slots=True)
class Preset:
    """A row of the table. `height` scales the film's picture to that many pixels high (None keeps
    the film's own size); `loudness` is in LUFS.
    """

    name: str
    about: str
    height: int | None
    encoding: Encoding
    sound_bitrate: str
    loudness: float

    def canvas(self, own: Canvas) -> Canvas:
        """The film's canvas at this preset's size: same shape, both sides even."""
        if self.height is None or self.height >= own.height:
            return own
        width = round(own.width * self.height / own.height / 2) * 2
        return Canvas(width, self.height, own.rate)


# -16 LUFS: the loudness podcasts and web video commonly aim at (AES TD1008: -16 for speech).
# crf 20: visually clean at 720p and 1080p for faces and text; 26 about halves the file; 16 is for
# keeping and editing on.
PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "standard",
            "for the web, YouTube and Facebook",
            None,
            Encoding("veryfast", 20),
            "192k",
            -16.0,
        ),
        Preset("high", "to keep, or to edit further", None, Encoding("slow", 16), "256k", -16.0),
        Preset("small", "to send by message or email", 480, Encoding("medium", 26), "96k", -16.0),
        Preset(
            "preview", "a quick look while you work", 360, Encoding("ultrafast", 30), "96k", -16.0
        ),
    )
}
