"""One ffmpeg command for the whole film, written by hand as somebody would who knows ffmpeg well:
every clip is sought, scaled once, melted into the next; signers over that, words over all, and the
sound in the same run.
"""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benches.render_film import HEIGHT, RATE, WIDTH, Part, starts_of
from mediakit.film.model import Canvas
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.plan.model import CardDrawing, Drawing, PhotoDrawing
from mediakit.plan.presets import PRESETS
from mediakit.render.fonts import font_file
from mediakit.render.pictures import frames_of
from mediakit.signing.geometry import Box

_BT709 = "out_color_matrix=bt709:out_range=tv"
_TAGS = (
    "-color_range",
    "tv",
    "-colorspace",
    "bt709",
    "-color_primaries",
    "bt709",
    "-color_trc",
    "bt709",
)


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the command is written for: the film's clips, where its files lie, the signer's box, and
    the words as libass takes them.
    """

    parts: Sequence[Part]
    project: Path
    signer: Box
    words: str


def prepare(film: ByHand, folder: Path) -> None:
    """Lay out what the command reads besides the recordings: cards and photos as pictures, words,
    the typeface.
    """
    (folder / "fonts").mkdir(parents=True)
    (folder / "fonts" / "Lexend.ttf").symlink_to(font_file())
    (folder / "words.ass").write_text(film.words, encoding="utf-8")
    for number, part in enumerate(film.parts):
        drawing = _drawing(part)
        if drawing is not None:
            _write_picture(drawing, film.project, part, folder / f"still-{number}.png")


def command(film: ByHand, to: Path, *, lossless: bool = False) -> list[str]:
    """The command. With `lossless` its picture is what all encodings are judged against."""
    starts = starts_of(film.parts)
    inputs = [word for number, part in enumerate(film.parts) for word in _input(film, number, part)]
    signed = [n for n, part in enumerate(film.parts) if part.signed is not None]
    for number in signed:
        _, _, start = film.parts[number].signed or (0, 0, 0)
        inputs += ["-ss", str(start), "-i", str(film.project / "signing" / "signer.mp4")]
    music = len(film.parts) + len(signed)
    inputs += ["-stream_loop", "-1", "-i", str(film.project / "music" / "music.ogg")]
    lines = [
        *_clips(film.parts, starts),
        *_signers(film, starts, signed),
        *_sound(film.parts, starts, music),
    ]
    encoding = PRESETS["standard"].encoding
    wish = ("ultrafast", "-qp", "0") if lossless else (encoding.preset, "-crf", str(encoding.crf))
    return [
        *(str(ffmpeg_path()), "-hide_banner", "-loglevel", "error", "-nostats", "-y", *inputs),
        *("-filter_complex", ";".join(lines), "-map", "[picture]", "-map", "[sound]"),
        # A key picture every two seconds, as players and mediakit's own films need it.
        *("-c:v", "libx264", "-preset", *wish, "-g", str(2 * RATE), *_TAGS),
        *("-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", str(to)),
    ]


def _input(film: ByHand, number: int, part: Part) -> list[str]:
    if part.kind in ("card", "photo"):
        still = ("-loop", "1", "-framerate", str(RATE))
        return [*still, "-t", str(part.seconds), "-i", f"still-{number}.png"]
    place = str(film.project / part.file)
    return ["-ss", str(part.start), "-t", str(part.seconds), "-i", place]


def _clips(parts: Sequence[Part], starts: Sequence[float]) -> Iterator[str]:
    for number, part in enumerate(parts):
        # Recordings of that size that say nothing of their colours mean BT.709; ffmpeg would not
        # take it so.
        meant = ":in_color_matrix=bt709" if part.kind == "talk" else ""
        scaled = f"scale={WIDTH}:{HEIGHT}{meant}:{_BT709}"
        yield f"[{number}:v]{scaled},fps={RATE},setsar=1,format=yuv420p[c{number}]"
    before = "c0"
    for number, part in enumerate(parts[1:], start=1):
        both = f"[{before}][c{number}]"
        if part.dissolve:
            yield f"{both}xfade=duration={part.dissolve}:offset={starts[number]:.3f}[m{number}]"
        else:
            yield f"{both}concat=n=2:v=1:a=0,settb=1/{RATE}[m{number}]"
        before = f"m{number}"
    yield f"[{before}]null[film]"


def _signers(film: ByHand, starts: Sequence[float], signed: Sequence[int]) -> Iterator[str]:
    box, before = film.signer, "film"
    for place, number in enumerate(signed):
        first, last, _ = film.parts[number].signed or (0, 0, 0)
        begins, ends = starts[number] + first, starts[number] + last
        yield (
            f"[{len(film.parts) + place}:v]fps={RATE},"
            f"scale={box.width}:{box.height}:force_original_aspect_ratio=increase:{_BT709},"
            f"crop={box.width}:{box.height},setsar=1,trim=duration={ends - begins:.3f},"
            f"setpts=PTS-STARTPTS+{begins:.3f}/TB[s{place}]"
        )
        yield f"[{before}][s{place}]overlay={box.x}:{box.y}:eof_action=pass[o{place}]"
        before = f"o{place}"
    yield f"[{before}]ass=words.ass:fontsdir=fonts,format=yuv420p[picture]"


def _sound(parts: Sequence[Part], starts: Sequence[float], music: int) -> Iterator[str]:
    heard = [n for n, part in enumerate(parts) if part.kind in ("talk", "walk")]
    for number in heard:
        ms, fade = round(starts[number] * 1000), parts[number].dissolve or 0.01
        yield (
            f"[{number}:a]aresample=48000,aformat=channel_layouts=stereo,afade=t=in:d={fade},"
            f"adelay={ms}:all=1[v{number}]"
        )
    every = "".join(f"[v{number}]" for number in heard)
    seconds = starts[-1] + parts[-1].seconds
    yield f"{every}amix=inputs={len(heard)}:normalize=0,apad,asplit[speech][key]"
    yield (
        f"[{music}:a]aresample=48000,aformat=channel_layouts=stereo,volume=-12dB,"
        f"atrim=duration={seconds:.3f}[music]"
    )
    yield "[music][key]sidechaincompress=threshold=0.02:ratio=8:attack=200:release=800[under]"
    yield (
        f"[speech][under]amix=inputs=2:normalize=0:duration=shortest,"
        f"loudnorm=I=-16:TP=-1.5,aresample=48000,atrim=duration={seconds:.3f}[sound]"
    )


def _drawing(part: Part) -> Drawing | None:
    canvas, whole = Canvas(WIDTH, HEIGHT, RATE), Box(0, 0, WIDTH, HEIGHT)  # type: ignore[arg-type]
    if part.kind == "card":
        return CardDrawing(canvas, 1, whole, part.file, "Share the power")
    if part.kind == "photo":
        return PhotoDrawing(canvas, 1, whole, part.file, "none")
    return None


def _write_picture(drawing: Drawing, project: Path, part: Part, to: Path) -> None:
    from PIL import Image

    files: Mapping[str, Path] = {part.file: project / part.file}
    raw = next(iter(frames_of(drawing, files)))
    Image.frombytes("RGB", (WIDTH, HEIGHT), raw).save(to)


def run(film: ByHand, to: Path, folder: Path, *, lossless: bool = False) -> None:
    """Do it; ends the bench if ffmpeg fails."""
    subprocess.run(command(film, to, lossless=lossless), check=True, cwd=folder)
