"""Running ffmpeg on the commands of a plan."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit import process
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.plan.command import FONTS, WORDS, Command
from mediakit.process import StopSignal
from mediakit.render.fonts import font_file
from mediakit.render.standstill import LONGEST, Standstill
from mediakit.render.store import lay_out

OnFrame = Callable[[int], None]
"""Is told how many frames of a piece are done so far."""

OnTime = Callable[[int], None]
"""Is told how many microseconds of a piece are done so far."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work in a folder of its own. `files` finds people's files by fingerprint and
    finished pieces by key.
    """

    folder: Path
    files: Mapping[str, Path]
    stop: StopSignal
    on_frame: OnFrame | None = None
    on_time: OnTime | None = None

    def inside(self, name: str) -> "Job":
        """The same job in a new folder inside this one."""
        folder = self.folder / name
        folder.mkdir()
        return replace(self, folder=folder)

    def run(self, command: Command, feed: Iterable[bytes] | None = None) -> str:
        """Lay out what the command needs, run it here and return ffmpeg's last words; `feed` as in
        `ffmpeg`.
        """
        sources = {f"source-{n}": self.files[name] for n, name in enumerate(command.sources)}
        lay_out(self.folder, sources)
        for name, text in command.files:
            (self.folder / name).write_text(text, encoding="utf-8")
        if any(name.endswith(WORDS) for name, _ in command.files):
            fonts = self.folder / FONTS
            fonts.mkdir()
            lay_out(fonts, {"Lexend.ttf": font_file()})
        return self.ffmpeg(command.arguments, feed)

    def ffmpeg(self, arguments: Iterable[str], feed: Iterable[bytes] | None = None) -> str:
        """Run ffmpeg here; `feed` goes to its standard input. Returns its last words."""
        argv = [str(ffmpeg_path()), *arguments]
        # What tells no progress may be busy all the same.
        standstill = Standstill(LONGEST if "-progress" in argv else float("inf"))

        def hear(line: str) -> None:
            standstill.hear(line)
            self._follow(line)

        return process.run(
            argv,
            cwd=self.folder,
            stop=self.stop,
            on_line=hear,
            feed=feed,
            guard=standstill.check,
        )

    def _follow(self, line: str) -> None:
        name, _, value = line.partition("=")
        if self.on_frame is not None and name == "frame" and value.isdecimal():
            self.on_frame(int(value))
        if self.on_time is not None and name == "out_time_us" and value.isdecimal():
            self.on_time(int(value))
