"""How a film can come out: a table of presets."""

from dataclasses import dataclass

from mediakit.film.model import Canvas
from mediakit.plan.model import Encoding


@dataclass(frozen=True, slots=True)
class Preset:
    """A row of the table. `height` scales the film's picture to that many pixels high (None keeps
    the film's own size); `loudness` is in LUFS; what is not `to_publish` is not checked for it.
    """

    name: str
    about: str
    height: int | None
    encoding: Encoding
    sound_bitrate: str
    loudness: float
    to_publish: bool = True

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
            name="standard",
            about="for the web, YouTube and Facebook",
            height=None,
            encoding=Encoding("veryfast", 20),
            sound_bitrate="192k",
            loudness=-16.0,
        ),
        Preset(
            name="high",
            about="to keep, or to edit further",
            height=None,
            encoding=Encoding("slow", 16),
            sound_bitrate="256k",
            loudness=-16.0,
        ),
        Preset(
            name="small",
            about="to send by message or email",
            height=480,
            encoding=Encoding("medium", 26),
            sound_bitrate="96k",
            loudness=-16.0,
        ),
        Preset(
            name="preview",
            about="a quick look while you work",
            height=360,
            encoding=Encoding("ultrafast", 30),
            sound_bitrate="96k",
            loudness=-16.0,
            to_publish=False,
        ),
    )
}
