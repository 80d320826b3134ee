"""The same film with MoviePy, as its documentation shows: clips laid over one another, words as
text clips. Run as: python -m benches.render_moviepy PROJECT BLOCKS TO X Y WIDTH HEIGHT
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benches.render_film import CUE, HEIGHT, RATE, WIDTH, Part, cue_texts, parts_of, starts_of
from mediakit.plan.presets import PRESETS
from mediakit.render.fonts import font_file
from mediakit.signing.geometry import Box


def main() -> None:
    project, blocks, to, *box = sys.argv[1:]
    write(Path(project), parts_of(int(blocks)), Path(to), Box(*map(int, box)))


def write(project: Path, parts: Sequence[Part], to: Path, box: Box) -> None:
    """Compose the film and write it as `to`; stills lie beside that, as the hand-written command
    has them.
    """
    from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, afx

    starts = starts_of(parts)
    length = starts[-1] + parts[-1].seconds
    layers = [
        _placed(_shown(project, part, number, to.parent), part, start)
        for number, (part, start) in enumerate(zip(parts, starts, strict=True))
    ]
    layers += _signers(project, parts, starts, box)
    layers += _words(parts, starts)
    film = CompositeVideoClip(layers, size=(WIDTH, HEIGHT)).with_duration(length)
    music = AudioFileClip(str(project / "music" / "music.ogg"))
    music = music.with_effects([afx.AudioLoop(duration=length), afx.MultiplyVolume(0.25)])
    film = film.with_audio(CompositeAudioClip([film.audio, music]).with_duration(length))
    encoding = PRESETS["standard"].encoding
    film.write_videofile(
        str(to),
        fps=RATE,
        codec="libx264",
        preset=encoding.preset,
        audio_codec="aac",
        audio_bitrate="192k",
        ffmpeg_params=["-crf", str(encoding.crf), "-g", str(2 * RATE), "-pix_fmt", "yuv420p"],
        logger=None,
    )


def _shown(project: Path, part: Part, number: int, stills: Path) -> Any:  # noqa: ANN401 - no types
    from moviepy import ImageClip, VideoFileClip

    if part.kind in ("card", "photo"):
        return ImageClip(str(stills / f"still-{number}.png")).with_duration(part.seconds)
    clip = VideoFileClip(str(project / part.file), target_resolution=(WIDTH, HEIGHT))
    return clip.subclipped(part.start, part.start + part.seconds)


def _placed(clip: Any, part: Part, start: float) -> Any:  # noqa: ANN401
    from moviepy import vfx

    if part.dissolve:
        clip = clip.with_effects([vfx.CrossFadeIn(part.dissolve)])
    return clip.with_start(start)


def _signers(
    project: Path, parts: Sequence[Part], starts: Sequence[float], box: Box
) -> Iterator[Any]:
    from moviepy import VideoFileClip, vfx

    for part, start in zip(parts, starts, strict=True):
        if part.signed is not None:
            first, last, begins = part.signed
            clip = VideoFileClip(str(project / "signing" / "signer.mp4"), audio=False)
            clip = clip.subclipped(begins, begins + last - first)
            clip = clip.with_effects([vfx.Resize(height=box.height)])
            left = (clip.w - box.width) // 2
            clip = clip.with_effects([vfx.Crop(x1=left, width=box.width)])
            yield clip.with_start(start + first).with_position((box.x, box.y))


def _words(parts: Sequence[Part], starts: Sequence[float]) -> Iterator[Any]:
    from moviepy import TextClip

    for part, start in zip(parts, starts, strict=True):
        if part.kind not in ("talk", "walk"):
            continue
        for text, begins, ends in cue_texts(part):
            clip = TextClip(
                font=str(font_file()),
                text=text,
                font_size=40,
                color="white",
                bg_color="black",
                text_align="center",
                margin=(16, 8),
                duration=min(ends - begins, CUE),
            )
            yield clip.with_start(start + begins).with_position(("center", 0.82), relative=True)


if __name__ == "__main__":
    main()
