"""A piece of work as an ffmpeg command. With its neighbours, all that knows ffmpeg's filters.

Every command runs in a folder of its own, where the inputs lie under the fixed names `source-0`,
`source-1` …, the subtitles as `subtitles-0.ass` … and the fonts in `fonts`. So nothing that people
name (films, files, speakers) ever enters a filter. ffmpeg-python builds the graph and the argument
list; it runs nothing.
"""

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import ffmpeg

from mediakit.film.model import Canvas
from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.media.pace import ticks_of
from mediakit.plan.codecs import encoder, h264
from mediakit.plan.cutting_out import cut_out, on_own_grid
from mediakit.plan.model import Chunk, Encoding, Fade, Matte, Shot, SignerShot
from mediakit.plan.runs import Run, whole
from mediakit.signing.geometry import Box

WORDS = ".ass"
"""The ending of what is written into pictures: who reads such a file needs the typeface."""
SUBTITLES = f"subtitles{WORDS}"
FONTS = "fonts"
RESULT = "result.mp4"

Graph = Any  # ffmpeg-python has no types

PLAIN = (12, 21, 41)
"""The ground beside a film that was made smaller, in RGB: the lower end of the ground of cards."""
PLAIN_COLOUR = f"0x{bytes(PLAIN).hex()}"

_PREROLL_US = 250_000
"""Decoding begins this long before the first frame wanted, so that the frame shown there is found
even where times are a little off; two of the source's frames where that is longer. All of it is
decoded for nothing, once in each run."""


@dataclass(frozen=True, slots=True)
class Command:
    """Arguments for ffmpeg (without the program), its inputs by fingerprint or key in the order of
    their fixed names, and the texts of the files that it reads.
    """

    arguments: tuple[str, ...]
    sources: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()


def chunk_command(chunk: Chunk) -> Command:
    """The ffmpeg run that makes `chunk`: what it is keyed by."""
    return run_command(Run(((chunk,),)))


def run_command(run: Run) -> Command:
    """The ffmpeg run that makes every chunk of `run`, each under its `result_name`: only a picture,
    no sound.
    """
    inputs, made = _Inputs(), dict[int, Graph]()
    rows = list(_numbered(run))
    for alike in _grouped(rows, lambda row: _background_of(row.whole)):
        signed = _grouped(alike, _signers_of)
        pictures = _split(_background(alike[0].whole, inputs), len(signed))
        for picture, same in zip(pictures, signed, strict=True):
            stream, rate = picture, same[0].whole.canvas.rate
            for one in _signers_of(same[0]):
                stream = _overlay(stream, _signer(one, inputs, rate), one)
            made |= _outputs(stream, same)
    outs = [made[number] for number in sorted(made)]
    texts = [(words_name(n), chunk.ass) for n, chunk in enumerate(run.chunks) if chunk.ass]
    out = outs[0] if len(outs) == 1 else ffmpeg.merge_outputs(*outs)
    return Command(arguments_of(out), tuple(inputs.sources), tuple(texts))


def result_name(number: int) -> str:
    """The file that holds a run's chunk of that number."""
    return f"result-{number}.mp4"


def words_name(number: int) -> str:
    """The file of what is written into a run's chunk of that number."""
    return f"subtitles-{number}{WORDS}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a run, as one stretch, and the numbers of its chunks in the run."""

    chunks: tuple[Chunk, ...]
    whole: Chunk
    first: int


def _numbered(run: Run) -> Iterator[_Row]:
    first = 0
    for row in run.rows:
        yield _Row(row, whole(row), first)
        first += len(row)


def _grouped(rows: Sequence[_Row], by: Callable[[_Row], Hashable]) -> list[list[_Row]]:
    groups: dict[Hashable, list[_Row]] = {}
    for row in rows:
        groups.setdefault(by(row), []).append(row)
    return list(groups.values())


def _background_of(chunk: Chunk) -> Hashable:
    return chunk.canvas, chunk.frames, chunk.shots, chunk.film, chunk.logo, chunk.fades


def _signers_of(row: _Row) -> tuple[SignerShot, ...]:
    return row.whole.signers


class _Inputs:
    """The inputs of a command, in the order in which they are taken."""

    def __init__(self) -> None:
        self.sources: list[str] = []

    def take(self, shot: Shot, rate: Fraction) -> Graph:
        """The source of `shot` as the next input."""
        self.sources.append(shot.source)
        return _input(len(self.sources) - 1, shot, rate)


def _background(chunk: Chunk, inputs: _Inputs) -> Graph:
    """The film's picture, before signers and words come over it."""
    rate, canvas = chunk.canvas.rate, chunk.canvas
    if chunk.film is not None:
        canvas = Canvas(chunk.film.width, chunk.film.height, rate)
    streams = [_frames(inputs.take(shot, rate), shot, rate) for shot in chunk.shots]
    fitted = [
        _hold(_fit(stream, shot, canvas), chunk.frames)
        for stream, shot in zip(streams, chunk.shots, strict=True)
    ]
    picture = fitted[0] if len(fitted) == 1 else _dissolve(fitted, chunk)
    if chunk.film is not None:
        size, at = (chunk.canvas.width, chunk.canvas.height), (chunk.film.x, chunk.film.y)
        picture = picture.filter("pad", *size, *at, color=PLAIN_COLOUR)
    if chunk.logo is not None:
        picture = _overlay(picture, _signer(chunk.logo, inputs, rate), chunk.logo)
    for fade in chunk.fades:
        picture = _fade(picture, fade)
    return picture


def _outputs(picture: Graph, rows: Sequence[_Row]) -> Iterator[tuple[int, Graph]]:
    """The picture cut into the chunks of rows that differ in their words only; by number."""
    count = sum(len(row.chunks) for row in rows)
    parts = iter(_split(picture, count))
    for row in rows:
        start = 0
        for number, chunk in enumerate(row.chunks, start=row.first):
            part = next(parts)
            if len(row.chunks) > 1:
                part = part.filter("trim", start_frame=start, end_frame=start + chunk.frames)
                part = part.filter("setpts", "PTS-STARTPTS")
            start += chunk.frames
            if chunk.ass:
                part = part.filter("ass", filename=words_name(number), fontsdir=FONTS)
            part = part.filter("format", "yuv420p")
            options = encoder(chunk.encoding, chunk.canvas.rate)
            yield number, ffmpeg.output(part, result_name(number), **options)


def _split(stream: Graph, count: int) -> list[Graph]:
    if count == 1:
        return [stream]
    parts = stream.filter_multi_output("split", count)
    return [parts[number] for number in range(count)]


def drawing_arguments(canvas: Canvas) -> tuple[str, ...]:
    """Encode raw RGB frames from standard input, as Python draws them, as result.mp4."""
    # Under its short name: ffmpeg-python takes a video_size apart, and wrongly.
    size = f"{canvas.width}x{canvas.height}"
    stream = ffmpeg.input(
        "pipe:", f="rawvideo", pixel_format="rgb24", s=size, framerate=_exact(canvas.rate)
    ).video
    stream = stream.filter("scale", out_color_matrix="bt709", out_range="tv")
    stream = stream.filter("format", "yuv420p")
    encoding = Encoding(preset="veryfast", crf=12)
    return arguments_of(ffmpeg.output(stream, RESULT, **h264(encoding, canvas.rate)), seeks=False)


def matte_arguments(matte: Matte) -> tuple[str, ...]:
    """Encode raw grey frames from standard input as result.mp4."""
    size = f"{matte.width}x{matte.height}"
    stream = ffmpeg.input(
        "pipe:", f="rawvideo", pixel_format="gray", s=size, framerate=_exact(matte.rate)
    ).video
    stream = stream.filter("scale", in_range="pc", out_range="tv").filter("format", "yuv420p")
    encoding = Encoding(preset="veryfast", crf=14)
    out = ffmpeg.output(stream, RESULT, **h264(encoding, matte.rate, key_every=12))
    return arguments_of(out, seeks=False)


def steps_of(shot: Shot, rate: Fraction, frames: int) -> Graph:
    """Exactly so many frames of a film's from a shot that is the only input, in its own size."""
    return _hold(_frames(_input(0, shot, rate), shot, rate), frames)


def _input(number: int, shot: Shot, rate: Fraction) -> Graph:
    before = max(_PREROLL_US, math.ceil(2_000_000 / shot.rate))
    skipped = int(shot.skip * 1_000_000 / rate * shot.pace)
    wanted = shot.origin_us + skipped - shot.start_us - before
    seek = {"ss": f"{wanted / 1_000_000:.6f}"} if wanted > 0 else {}
    return ffmpeg.input(f"source-{number}", **seek, **GUARD_OPTIONS)["V:0"]


def _frames(stream: Graph, shot: Shot, rate: Fraction) -> Graph:
    if shot.matrix:
        stream = stream.filter("setparams", colorspace=shot.matrix)
    ticks = ticks_of(rate)
    start = shot.origin_us * (ticks // 1_000_000)
    skipped = shot.skip * rate.denominator * (ticks // rate.numerator)
    if shot.pace == 1:
        stream = on_grid(stream, ticks, start + skipped, rate)
    else:
        paced = f"(PTS-{start})*{shot.pace.denominator}/{shot.pace.numerator}-{skipped}"
        stream = _from_tick(stream, ticks, paced, rate)
    return stream.filter("trim", end_frame=1) if shot.still else stream


def on_grid(stream: Graph, ticks: int, start: int, rate: Fraction) -> Graph:
    """The stream from tick `start`, one frame for each frame of the film.

    fps with round=near shows, in each frame of the film, what the source shows in its middle; in
    whole ticks the choice is the same whichever chunk the frame belongs to.
    """
    return _from_tick(stream, ticks, f"PTS-{start}", rate)


def _from_tick(stream: Graph, ticks: int, times: str, rate: Fraction) -> Graph:
    stream = stream.filter("settb", f"1/{ticks}").filter("setpts", times)
    return stream.filter("fps", fps=_exact(rate), start_time=0, round="near")


def _fit(stream: Graph, shot: Shot, canvas: Canvas) -> Graph:
    """The picture on the canvas: whole, never cropped; what it leaves free shows its ground."""
    width, height = _inside(shot.width, shot.height, canvas.width, canvas.height)
    if (width, height) == (canvas.width, canvas.height):
        return _scale(stream, width, height)
    if shot.ground == "plain":
        size, middle = (canvas.width, canvas.height), ("(ow-iw)/2", "(oh-ih)/2")
        return _scale(stream, width, height).filter("pad", *size, *middle, color=PLAIN_COLOUR)
    halves = stream.filter_multi_output("split")
    ground = _ground(halves[0], canvas)
    return ground.overlay(_scale(halves[1], width, height), x="(W-w)/2", y="(H-h)/2")


def _ground(stream: Graph, canvas: Canvas) -> Graph:
    """The picture blurred and darkened over the whole canvas; blurred small, which is faster."""
    width, height = canvas.width // 8 * 2, canvas.height // 8 * 2
    small = stream.filter("scale", width, height, force_original_aspect_ratio="increase")
    small = small.filter("crop", width, height).filter("gblur", sigma=width / 40)
    return _scale(small.filter("eq", brightness=-0.12, saturation=0.8), canvas.width, canvas.height)


def _scale(stream: Graph, width: int, height: int) -> Graph:
    stream = stream.filter(
        "scale", width, height, flags="bicubic", out_color_matrix="bt709", out_range="tv"
    )
    return stream.filter("setsar", "1").filter("format", "yuv420p")


def _inside(width: int, height: int, most_wide: int, most_high: int) -> tuple[int, int]:
    """The largest even size of the same shape inside the given one; one that would miss it by a
    hundredth or less fills it.
    """
    scale = min(Fraction(most_wide, width), Fraction(most_high, height))
    fitted = (round(width * scale / 2) * 2, round(height * scale / 2) * 2)
    near = all(
        100 * (most - got) <= most for got, most in zip(fitted, (most_wide, most_high), strict=True)
    )
    return (most_wide, most_high) if near else fitted


def _hold(stream: Graph, frames: int) -> Graph:
    """Exactly `frames` frames: a source that ends too early holds its last picture."""
    held = stream.filter("tpad", stop=-1, stop_mode="clone")
    return held.filter("trim", end_frame=frames)


def _dissolve(streams: Sequence[Graph], chunk: Chunk) -> Graph:
    seconds = chunk.frames / chunk.canvas.rate
    before, after = streams
    mixed = ffmpeg.filter(
        [before, after], "xfade", transition="fade", duration=f"{float(seconds):.6f}", offset=0
    )
    return _hold(mixed, chunk.frames)


def _fade(stream: Graph, fade: Fade) -> Graph:
    """The stream coming out of black or going into it. ffmpeg counts a fade from frame 0 on: of one
    that begins earlier, the frames before the chunk are made up, and taken away again.
    """
    # ffmpeg's first frame of a fade is black, or whole: going out, that is the one before it.
    first = fade.first - (fade.way == "out")
    before = max(0, -first)
    if before:
        stream = stream.filter("tpad", start=before, start_mode="clone")
    stream = stream.filter("fade", t=fade.way, s=first + before, n=fade.frames)
    if before:
        stream = stream.filter("trim", start_frame=before).filter("setpts", "PTS-STARTPTS")
    return stream


def _signer(signer: SignerShot, inputs: _Inputs, rate: Fraction) -> Graph:
    """The signer's box filled with the recording, cut out if there is a matte."""
    box, shot, ticks = signer.box, signer.shot, ticks_of(rate)
    if signer.matte is None:
        stream = _frames(inputs.take(shot, rate), shot, rate)
        stream = stream.filter(
            "scale", box.width, box.height, force_original_aspect_ratio="increase"
        )
        return stream.filter("crop", box.width, box.height).filter("setsar", "1")
    streams = []
    for seen in (shot, signer.matte):
        begins = seen.start_us * (ticks // 1_000_000)
        own = on_own_grid(inputs.take(seen, rate), ticks, begins, seen.rate)
        stream = _frames(own, seen, rate)
        # In whole numbers here: ffmpeg would round the two shapes apart.
        stream = stream.filter("scale", *_covering(shot, box))
        streams.append(stream.filter("crop", box.width, box.height).filter("setsar", "1"))
    return cut_out(streams[0], streams[1], signer.colour, box.height)


def _covering(shot: Shot, box: Box) -> tuple[int, int]:
    """The least size of the shot's shape that covers the box."""
    scale = max(Fraction(box.width, shot.width), Fraction(box.height, shot.height))
    return max(box.width, round(shot.width * scale)), max(box.height, round(shot.height * scale))


def _overlay(picture: Graph, stream: Graph, signer: SignerShot) -> Graph:
    box = signer.box
    shown = signer.last - signer.first
    stream = _hold(stream, shown).filter("tpad", start=signer.first, start_mode="clone")
    during = f"between(n,{signer.first},{signer.last - 1})"
    return picture.overlay(stream, x=box.x, y=box.y, eof_action="pass", enable=during)


def _exact(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"


def arguments_of(out: Graph, *, seeks: bool = True) -> tuple[str, ...]:
    """ffmpeg's arguments; with `seeks`, times stay the source's own (-copyts) through a seek."""
    common = ["-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1"]
    if seeks:
        common.append("-copyts")
    return (*common, *ffmpeg.get_args(out), "-y")
