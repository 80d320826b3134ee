"""One pass over a file's streams, and how PyAV's shapes become our facts.

Headers are not trusted: pace, length and number of frames are measured from the packets, and one
frame of every stream is decoded to see that it can be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from mediakit.media.colours import colours_of
from mediakit.media.container import frames_of, packets
from mediakit.media.dolby import only_for_dolby
from mediakit.media.ears import Power, ears_of, power_of
from mediakit.media.model import Picture, Sound
from mediakit.media.pace import pace_of
from mediakit.media.upright import upright_of

if TYPE_CHECKING:
    from av import Packet, VideoFrame, VideoStream
    from av.container import InputContainer
    from av.frame import Frame
    from av.stream import Stream

_TRIES = 500
"""Packets after which a stream that gave nothing is taken to be undecodable: 20 s at 25 frames a
second, twice the longest usual distance of key frames (10 s in web video)."""

_EVERY, _BURST, _SETTLING = 32, 8, 2
"""Of so many packets of sound that many are listened to for where the speech is, without the first
ones of them: a quarter of the work tells as much."""

_SAMPLE_RATES = range(4_000, 768_001)
"""Samples a second that a recording can have: telephone 8000 at the low end, 768 kHz the fastest
converters sold. A header that says otherwise is not to be believed."""


@dataclass(slots=True)
class Track:
    """What the pass gathers of one stream; times in the stream's ticks, as stored."""

    stream: Stream
    times: list[int] = field(default_factory=list)
    end: int = 0
    packets: int = 0
    tries: int = 0
    moments: list[Power] = field(default_factory=list)
    """Of a stereo sound track: how loud its channels are, here and there."""
    sample: Frame | None = None
    """The first thing that could be decoded: nothing before it can be shown or heard."""

    def take(self, packet: Packet[Stream]) -> None:
        """Note when `packet` is shown, and try to decode it if nothing was decoded yet."""
        if self.sample is None and self.tries < _TRIES:
            self.tries += 1
            self.sample = next(iter(frames_of(packet)), None)
        elif self.stream.type == "audio" and self.packets % _EVERY < _BURST:
            self._listen(packet)
        self.packets += packet.size > 0
        time = packet.dts if packet.pts is None else packet.pts
        if time is None or packet.size == 0 or packet.is_discard:
            return
        self.times.append(time)
        self.end = max(self.end, time + (packet.duration or 0))

    def _listen(self, packet: Packet[Stream]) -> None:
        from av import AudioFrame

        powers = [power_of(each) for each in frames_of(packet) if isinstance(each, AudioFrame)]
        # What a decoder gives after a leap is not yet right.
        if self.packets % _EVERY >= _SETTLING:
            self.moments += [power for power in powers if power is not None]

    def is_whole(self, slack: Fraction) -> bool:
        """Whether all that the stream's own header promises was there, but for `slack` seconds."""
        promised = self.seconds((self.stream.start_time or 0) + (self.stream.duration or 0))
        reaches = bool(self.stream.duration) and self.seconds(self.end) >= promised - slack
        return reaches or 0 < self.stream.frames <= self.packets

    def seconds(self, ticks: int) -> Fraction:
        """Ticks of this stream in seconds."""
        return ticks * (self.stream.time_base or Fraction(1))


def gather(container: InputContainer) -> dict[int, Track]:
    """A track for every stream of picture, sound or subtitles, by the stream's index."""
    kinds = {"video", "audio", "subtitle"}
    tracks = {each.index: Track(each) for each in container.streams if each.type in kinds}
    for packet in packets(container):
        # MPEG containers may bring new streams while they are read.
        if packet.stream.index in tracks:
            tracks[packet.stream.index].take(packet)
    return tracks


def film_tracks(tracks: dict[int, Track]) -> list[Track]:
    """The tracks that are films; cover art and thumbnails are about the file, not in it."""
    from av.stream import Disposition

    about = Disposition.attached_pic | Disposition.timed_thumbnails
    films = [track for track in tracks.values() if track.stream.type == "video"]
    return [track for track in films if not track.stream.disposition & about]


def picture_of(track: Track) -> Picture | None:
    """The facts of a film track; None if nothing in it can be decoded."""
    from av import VideoFrame, VideoStream

    stream, frame = track.stream, track.sample
    if not isinstance(frame, VideoFrame) or not isinstance(stream, VideoStream):
        return None
    upright = upright_of(frame)
    shape = stream.sample_aspect_ratio or Fraction(1)
    width, height = shown_size(frame.width, frame.height, shape, upright.rotation)
    shown = shown_times(track)
    stated = stream.average_rate or stream.guessed_rate or Fraction(0)
    pace = pace_of(shown, stream.time_base or Fraction(1), Fraction(stated))
    return Picture(
        codec=stream.codec_context.codec.canonical_name,
        width=width,
        height=height,
        rate=pace.rate,
        steady=pace.steady,
        frames=len(shown),
        rotation=upright.rotation,
        pixel_format=frame.format.name,
        colours=colours_of(
            int(frame.colorspace),
            int(frame.color_primaries),
            int(frame.color_trc),
            int(frame.color_range),
        ),
        mirrored=upright.mirrored,
        pixel=shape if shape > 0 else Fraction(1),
        alpha=_is_see_through(stream, frame),
        dolby_only=only_for_dolby(frame),
    )


def shown_times(track: Track) -> list[int]:
    """Times of the packets from the first one that can be decoded on."""
    first = track.sample.pts if track.sample else None
    return [time for time in track.times if first is None or time >= first]


def sound_of(number: int, track: Track) -> Sound | None:
    """The facts of sound track `number`; None if it cannot be decoded or is not believable."""
    from av import AudioFrame, AudioStream

    stream, frame = track.stream, track.sample
    if not isinstance(frame, AudioFrame) or not isinstance(stream, AudioStream):
        return None
    if frame.sample_rate not in _SAMPLE_RATES:
        return None
    language = stream.language or ""
    return Sound(
        index=number,
        codec=stream.codec_context.codec.canonical_name,
        channels=frame.layout.nb_channels,
        sample_rate=frame.sample_rate,
        language="" if language == "und" else language,
        default=bool(stream.disposition & stream.disposition.default),
        ears=ears_of(track.moments),
    )


def _is_see_through(stream: VideoStream, frame: VideoFrame) -> bool:
    # The alpha of VP8 and VP9 lies beside the picture; only the container says that it is there.
    beside = stream.metadata.get("alpha_mode") == "1"
    return beside or any(component.is_alpha for component in frame.format.components)


def shown_size(width: int, height: int, pixel: Fraction, rotation: int) -> tuple[int, int]:
    """Size as shown of a stored picture whose pixels are `pixel` times as wide as high.

    The shorter direction is stretched, so that no detail is lost; then the picture is turned.

    >>> shown_size(720, 576, Fraction(16, 15), 0), shown_size(1920, 1080, Fraction(1), 90)
    ((768, 576), (1080, 1920))
    """
    if pixel > 1:
        width = round(width * pixel)
    elif 0 < pixel < 1:
        height = round(height / pixel)
    return (height, width) if rotation in (90, 270) else (width, height)
