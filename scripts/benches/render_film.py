"""The film that rendering is measured with: real clips, subtitles, a signer, cards, photos, music.

Its recordings are as cameras give them: large, with a key picture every second. Its subtitle files
are written here, so that nobody listens to anything.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benches.running import ROOT
from mediakit.media.ffmpeg import ffmpeg_path

RATE = 25
WIDTH, HEIGHT = 1280, 720
DISSOLVE = 0.8
CARD, PHOTO, TALK, WALK, LAST = 4.0, 5.0, 32.0, 44.0, 12.0
"""Seconds that each kind of clip is shown; a block of the film has one of each but the last."""

MOST_BLOCKS = 4
"""So many blocks can be made without a chunk that is twice the same. The third and the fourth show
the people of the first two again: those who talk in another order, passers-by from another moment
on."""

_LATER = 0.52
"""Seconds that they are shown later then."""

CUE = 3.0
"""Seconds that each subtitle is shown, one after another."""

_CUES = (
    "We plan the work together\nfrom the first day.",
    "People who use a service\nknow what must change.",
    "So ask them early,\nand pay them for their time.",
    "Then nobody is surprised\nby what comes out.",
)
_PLAIN = ("We plan together.", "Ask people early.", "Pay people.", "Nobody is surprised.")

_SIGNER, _MUSIC = "signing/intel_asl_concat.mkv", "music/pd_hungarian_dance_5_us_army_strings.ogg"
_PHOTOS = (
    "photos/immich_prairie_falcon.jpg",
    "photos/immich_book-beside-flowers.jpg",
    "photos/immich_portrait-orientation-6.jpg",
    "photos/ae_banner_logo.png",
)
_PASSING = "talking/intel_one_by_one_person.mp4"


@dataclass(frozen=True, slots=True)
class Part:
    """A clip: `kind` is card, talk, photo or walk; it shows `file` from second `start` on, and
    melts out of the one before for `dissolve` seconds. `signed` is from and to which second of it
    a signer is seen, and from where in the signer's recording.
    """

    kind: str
    file: str
    start: float
    seconds: float
    dissolve: float = DISSOLVE
    signed: tuple[float, float, float] | None = None


def parts_of(blocks: int) -> list[Part]:
    """The film's clips. The last one melts into nothing, so that it can be moved."""
    parts: list[Part] = []
    for number in range(blocks):
        again, turn = divmod(number, 2)
        walked = turn * (WALK + 1) + again * _LATER
        parts += [
            Part("card", f"Tip {number + 1}", 0, CARD, DISSOLVE if number else 0),
            Part("talk", f"footage/talk-{number + 1}.mp4", 0.4, TALK, signed=(2, 30, 0.5)),
            Part("photo", f"photos/{_photo_name(number)}", 0, PHOTO),
            Part("walk", f"footage/walk-{again + 1}.mp4", walked, WALK, signed=(6, 26, 20)),
        ]
    return [*parts, Part("walk", "footage/walk-1.mp4", 2 * (WALK + 1), LAST, 0)]


def _photo_name(number: int) -> str:
    return f"photo-{number + 1}{Path(_PHOTOS[number]).suffix}"


def starts_of(parts: Sequence[Part]) -> list[float]:
    """When each clip begins, in seconds of the film."""
    starts, end = [], 0.0
    for part in parts:
        starts.append(round(end - part.dissolve, 3))
        end = starts[-1] + part.seconds
    return starts


def length_of(parts: Sequence[Part]) -> float:
    """Seconds of the film."""
    return starts_of(parts)[-1] + parts[-1].seconds


def cue_texts(part: Part) -> Iterator[tuple[str, float, float]]:
    """What is said in a recording's clip, and from and to which second of the clip."""
    for number in range(int((part.start + part.seconds) / CUE)):
        begins, ends = number * CUE - part.start, (number + 1) * CUE - part.start
        if ends > 0:
            yield _CUES[number % len(_CUES)], max(0.0, begins), min(ends, part.seconds)


def media_folder() -> Path:
    """The folder of real clips. Ends the bench with a sentence where there is none."""
    folder = Path(os.environ.get("MEDIAKIT_MEDIA") or ROOT.parent / "shared" / "media")
    if not (folder / _PASSING).is_file():
        raise SystemExit(
            f"There are no real clips in {folder}. Name their folder in MEDIAKIT_MEDIA, and run"
            " scripts/bench render again."
        )
    return folder


def make_recordings(media: Path, folder: Path) -> None:
    """What the film is made of, into a project's `folder`."""
    for name in ("footage", "photos", "music", "signing", "subtitles"):
        (folder / name).mkdir(parents=True)
    grid = sorted((media / "talking" / "grid").glob("*.mpg"))
    middle = len(grid) // 2
    turned = [*grid[middle:], *grid[:middle]]
    for number, clips in enumerate((grid, grid[::-1], turned, turned[::-1]), start=1):
        _talk(clips, folder / "footage" / f"talk-{number}.mp4")
    voices = sorted((media / "speech" / "vctk").glob("*.wav"))
    _walk(media / _PASSING, voices, folder / "footage" / "walk-1.mp4")
    _walk(media / _PASSING, voices[::-1], folder / "footage" / "walk-2.mp4")
    _signer(media / _SIGNER, folder / "signing" / "signer.mp4")
    shutil.copyfile(media / _MUSIC, folder / "music" / "music.ogg")
    for number, photo in enumerate(_PHOTOS):
        shutil.copyfile(media / photo, folder / "photos" / _photo_name(number))


def write_words(folder: Path) -> None:
    """Subtitle files for every recording, word for word and easy read."""
    talks = [(f"talk-{number + 1}", TALK) for number in range(MOST_BLOCKS)]
    for name, seconds in (*talks, ("walk-1", 3 * WALK), ("walk-2", 3 * WALK)):
        for tag, texts in (("en", _CUES), ("en-simple", _PLAIN)):
            text = "\n".join(_cues(texts, seconds))
            (folder / "subtitles" / f"{name}.{tag}.srt").write_text(text, encoding="utf-8")


def write_film(parts: Sequence[Part], versions: Sequence[str], folder: Path) -> None:
    """The film.toml."""
    text = "\n".join([*_head(), *_clips(parts), *_signing(parts), *_versions(versions)])
    (folder / "film.toml").write_text(text + "\n", encoding="utf-8")


def change_a_word(folder: Path, word: str) -> None:
    """Change one word in the middle of the first recording's subtitles."""
    for tag in ("en", "en-simple"):
        file = folder / "subtitles" / f"talk-1.{tag}.srt"
        cues = file.read_text(encoding="utf-8").split("\n\n")
        cues[5] = cues[5].rpartition(" ")[0] + f" {word}."
        file.write_text("\n\n".join(cues), encoding="utf-8")


def run_ffmpeg(*arguments: str, cwd: Path | None = None) -> None:
    """Run mediakit's ffmpeg; ends the bench if it fails."""
    subprocess.run(
        [str(ffmpeg_path()), "-hide_banner", "-loglevel", "error", "-nostats", "-y", *arguments],
        check=True,
        cwd=cwd,
    )


def _talk(clips: Sequence[Path], to: Path) -> None:
    """Talking heads one after another, at the size of a camera."""
    inputs = [word for clip in clips for word in ("-i", str(clip))]
    joined = "".join(f"[{n}:v:0][{n}:a:0]" for n in range(len(clips)))
    graph = (
        f"{joined}concat=n={len(clips)}:v=1:a=1[v][a];"
        "[v]scale=1920:1080:force_original_aspect_ratio=increase,crop=1920:1080,setsar=1[out]"
    )
    picture = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-g", str(RATE))
    sound = ("-c:a", "aac", "-b:a", "128k", "-ar", "48000")
    run_ffmpeg(
        *inputs, "-filter_complex", graph, "-map", "[out]", "-map", "[a]", *picture, *sound, str(to)
    )


def _walk(film: Path, voices: Sequence[Path], to: Path) -> None:
    """The recording of passers-by, which is silent, with people speaking over it."""
    inputs = [word for voice in voices for word in ("-i", str(voice))]
    heard = "".join(f"[{n + 1}:a:0]" for n in range(len(voices)))
    graph = f"{heard}concat=n={len(voices)}:v=0:a=1,aresample=48000,apad[a]"
    run_ffmpeg(
        *("-i", str(film), *inputs, "-filter_complex", graph, "-map", "0:v:0", "-map", "[a]"),
        *("-c:v", "copy", "-c:a", "aac", "-shortest", str(to)),
    )


def _signer(film: Path, to: Path) -> None:
    """Signers one after another, at an even pace, as a camera that is not stopped in between."""
    picture = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-g", "30")
    run_ffmpeg("-i", str(film), "-vf", "fps=30,format=yuv420p", *picture, "-an", str(to))


def _cues(texts: Sequence[str], seconds: float) -> Iterator[str]:
    for number in range(int(seconds / CUE)):
        start, end = _time(number * CUE), _time((number + 1) * CUE)
        yield f"{number + 1}\n{start} --> {end}\n{texts[number % len(texts)]}\n"


def _time(seconds: float) -> str:
    whole, ms = divmod(round(seconds * 1000), 1000)
    return f"00:{whole // 60:02}:{whole % 60:02},{ms:03}"


def _head() -> Iterator[str]:
    yield from ("format = 1", 'title = "Measured"', 'language = "en-GB"')
    yield from (f'size = "{WIDTH}x{HEIGHT}"', f"rate = {RATE}")


def _clips(parts: Sequence[Part]) -> Iterator[str]:
    for part in parts:
        yield "\n[[clip]]"
        match part.kind:
            case "card":
                yield f'card = "{part.file}"\ntext = "Share the power"\nseconds = {part.seconds}'
            case "photo":
                yield f'photo = "{part.file}"\nmovement = "none"\nseconds = {part.seconds}'
            case _:
                yield f'file = "{part.file}"'
                yield f"from = {part.start}\nto = {part.start + part.seconds}"
        if part.kind == "talk":
            yield 'name = "Film maker"\nrole = "North Wales"'
        if part.dissolve:
            yield f"dissolve = {part.dissolve}"


def _signing(parts: Sequence[Part]) -> Iterator[str]:
    yield '\n[signer]\nside = "right"'
    for part in parts:
        if part.signed is not None:
            first, last, start = part.signed
            yield '\n[[signer.slot]]\nfile = "signing/signer.mp4"'
            yield f'clip = "{part.file}"\nat = {part.start + first}\nto = {part.start + last}'
            yield f"from = {start}"
    yield '\n[music]\nfile = "music/music.ogg"'


def _versions(versions: Sequence[str]) -> Iterator[str]:
    for name in versions:
        tag = "en-simple" if name == "easy-read" else "en"
        signer = str(name != "subtitled").lower()
        yield f'\n[[version]]\nname = "{name}"\nsubtitles = "{tag}"\nsigner = {signer}'
