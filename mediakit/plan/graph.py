"""The chunks of a film as ffmpeg commands: pictures, signers and words laid over one another."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import ffmpeg

from mediakit.film.model import Canvas
from mediakit.media.pace import ticks_of
from mediakit.plan.codecs import encoder
from mediakit.plan.command import FONTS, WORDS, Command, Graph, arguments_of
from mediakit.plan.cutting_out import cut_out, on_own_grid
from mediakit.plan.model import Chunk, Fade, Shot, SignerShot
from mediakit.plan.runs import Run, whole
from mediakit.plan.shot_graph import PLAIN_COLOUR, fitted, frames_of, held_for, input_of
from mediakit.signing.geometry import Box


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
        return input_of(len(self.sources) - 1, shot, rate)


def _background(chunk: Chunk, inputs: _Inputs) -> Graph:
    """The film's picture, before signers and words come over it."""
    rate, canvas = chunk.canvas.rate, chunk.canvas
    if chunk.film is not None:
        canvas = Canvas(chunk.film.width, chunk.film.height, rate)
    streams = [frames_of(inputs.take(shot, rate), shot, rate) for shot in chunk.shots]
    shown = [
        held_for(fitted(stream, shot, canvas), chunk.frames)
        for stream, shot in zip(streams, chunk.shots, strict=True)
    ]
    picture = shown[0] if len(shown) == 1 else _dissolve(shown, chunk)
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


def _dissolve(streams: Sequence[Graph], chunk: Chunk) -> Graph:
    seconds = chunk.frames / chunk.canvas.rate
    before, after = streams
    mixed = ffmpeg.filter(
        [before, after], "xfade", transition="fade", duration=f"{float(seconds):.6f}", offset=0
    )
    return held_for(mixed, chunk.frames)


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
        stream = frames_of(inputs.take(shot, rate), shot, rate)
        stream = stream.filter(
            "scale", box.width, box.height, force_original_aspect_ratio="increase"
        )
        return stream.filter("crop", box.width, box.height).filter("setsar", "1")
    streams = []
    for seen in (shot, signer.matte):
        begins = seen.start_us * (ticks // 1_000_000)
        own = on_own_grid(inputs.take(seen, rate), ticks, begins, seen.rate)
        stream = frames_of(own, seen, rate)
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
    stream = held_for(stream, shown).filter("tpad", start=signer.first, start_mode="clone")
    during = f"between(n,{signer.first},{signer.last - 1})"
    return picture.overlay(stream, x=box.x, y=box.y, eof_action="pass", enable=during)
