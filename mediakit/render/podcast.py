"""An episode's sound: mixed, finished until it measures right, and kept."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mediakit.clock import SAMPLE_RATE
from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.media.ffmpeg import ffmpeg_fingerprint
from mediakit.plan import cleaning, finishing, podcast, podcast_graph
from mediakit.plan.cleaning import Noise
from mediakit.plan.command import Command
from mediakit.plan.finishing import Loudness, Setting, read_loudness
from mediakit.plan.podcast import KINDS, EpisodeSound, Kind
from mediakit.process import StopSignal
from mediakit.render.programs import Job
from mediakit.render.store import Store

MAKER = 2
"""Counts up whenever the same episode would come out differently by what stands in no command."""

OnShare = Callable[[float], None]
"""Is told how much of the work is done, from 0 to 1. The end is a guess: nobody knows beforehand
how often an episode must be finished until it measures right."""

_MEASURED, _MIXED = 0.2, 0.5
"""Shares of the work once the parts are measured, and once they are mixed: about how the time is
spent on a talk with music that is right at the first try."""


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """One file as it was kept: what it measures, how it was made so, and at which try."""

    path: Path
    measured: Loudness
    setting: Setting
    tries: int


@dataclass(frozen=True, slots=True)
class Finished:
    """An episode's sound: what the talk measured before, the finished files, and whether noise was
    taken away: not where it is never heard alone.
    """

    before: Loudness
    files: Mapping[Kind, FinishedFile]
    denoised: bool


def make_episode(
    episode: EpisodeSound,
    files: Mapping[str, Path],
    store: Store,
    *,
    on_share: OnShare,
    stop: StopSignal,
) -> Finished:
    """The episode's mp3 and m4a, without tags, from `store` where they were made before. `files`
    finds people's recordings by fingerprint.

    Raises `BadInput` for a talk in which there is next to nothing to hear.
    """
    key = _key(episode)
    finished = _kept(store, key)
    if finished is None:
        with store.job() as folder:
            work = _Work(Job(folder, files, stop), on_share, episode)
            finished = _keep(store, key, work.do())
    on_share(1.0)
    return finished


class _Work:
    """Makes one episode, step by step, and says how far it is."""

    def __init__(self, job: Job, on_share: OnShare, episode: EpisodeSound) -> None:
        self._job = job
        self._on_share = on_share
        self._episode = episode
        self._share = 0.0

    def do(self) -> Finished:
        """Measure the parts, mix them, finish each file."""
        episode = self._episode
        parts = [podcast_graph.measure_part_command(episode, part) for part in episode.parts]
        music = [podcast_graph.measure_music_command(episode)] if episode.music is not None else []
        measured = [
            self._measure(self._job.inside(f"part-{number}"), command, _MEASURED)
            for number, command in enumerate([*parts, *music])
        ]
        before = measured[episode.parts.index(episode.talk)]
        self._check_heard(before)
        gains = [podcast.gain_for(episode.loudness, one) for one in measured]
        mixing = self._job.inside("mix")
        noise = self._noise(before) if episode.clean else None
        music_gain = gains[-1] if music else 0.0
        mix = podcast_graph.mix_command(episode, gains[: len(parts)], music_gain, noise)
        self._run(mixing, mix, _MIXED)
        mixed = self._measure(mixing, podcast_graph.measure_file_command(podcast_graph.MIX), _MIXED)
        first = Setting(podcast.gain_for(episode.loudness, mixed))
        files = {kind: self._finish(mixing, kind, first) for kind in KINDS}
        return Finished(before, files, noise is not None)

    def _noise(self, talk: Loudness) -> Noise | None:
        """Where the talk's noise is heard alone."""
        looking = self._job.inside("levels")
        self._run(looking, podcast_graph.levels_command(self._episode), _MEASURED)
        levels = (looking.folder / cleaning.LEVELS_FILE).read_text(encoding="utf-8")
        return cleaning.quietest(cleaning.read_levels(levels), talk.lufs)

    def _finish(self, mixing: Job, kind: Kind, setting: Setting) -> FinishedFile:
        """The mix as one file, made anew until it measures right."""
        name = podcast_graph.result_name(kind)
        wanted, rise = self._episode.loudness, 1.0
        last: tuple[Setting, Loudness] | None = None
        for tries in range(1, finishing.MOST_TRIES + 1):
            # Each try shows half of what is left: nobody knows which is the last.
            self._run(
                mixing, podcast_graph.finish_command(self._episode, kind, setting), self._half
            )
            measured = self._measure(mixing, podcast_graph.measure_file_command(name), self._half)
            rise = finishing.rise_between(last, (setting, measured), rise) if last else rise
            better = finishing.improved(setting, wanted, measured, rise)
            if better is None or tries == finishing.MOST_TRIES:
                break
            last, setting = (setting, measured), better
        return FinishedFile(mixing.folder / name, measured, setting, tries)

    @property
    def _half(self) -> float:
        return (1 + self._share) / 2

    def _measure(self, job: Job, command: Command, until: float) -> Loudness:
        return read_loudness(self._run(job, command, until))

    def _run(self, job: Job, command: Command, until: float) -> str:
        """Run a command that brings the work to the share `until`, at most."""
        start = self._share
        whole_us = max(1.0, self._episode.length / SAMPLE_RATE * 1e6)

        def on_time(done_us: int) -> None:
            self._share = max(self._share, start + (until - start) * min(1.0, done_us / whole_us))
            self._on_share(self._share)

        return replace(job, on_time=on_time).run(command)

    def _check_heard(self, talk: Loudness) -> None:
        if talk.lufs <= podcast.SILENCE_LUFS:
            raise BadInput(
                "There is next to nothing to hear in this recording",
                str(self._job.files[self._episode.talk.source]),
                "Was the right microphone on? Listen to the file, or record it again.",
            )


def _key(episode: EpisodeSound) -> str:
    """The SHA-256 of everything that reaches the sound, as canonical JSON, in hex."""
    parts = {"kind": "podcast", "maker": MAKER, "ffmpeg": ffmpeg_fingerprint()}
    everything = {**parts, **podcast_graph.key_parts(episode)}
    text = json.dumps(everything, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _keep(store: Store, key: str, made: Finished) -> Finished:
    """Keep the finished files and, once they are safe, what was measured on them."""
    files = {kind: _kept_file(store, key, kind, file) for kind, file in made.files.items()}

    def report(folder: Path) -> Path:
        """Write down what was measured on the kept files."""
        path = folder / "report.json"
        rows = {
            kind: {
                "measured": asdict(file.measured),
                "setting": asdict(file.setting),
                "tries": file.tries,
            }
            for kind, file in files.items()
        }
        facts = {"before": asdict(made.before), "files": rows, "denoised": made.denoised}
        write_text(path, json.dumps(facts))
        return path

    store.make(key, ".json", report)
    return replace(made, files=files)


def _kept_file(store: Store, key: str, kind: Kind, file: FinishedFile) -> FinishedFile:
    return replace(file, path=store.make(key, f".{kind}", lambda _: file.path))


def _kept(store: Store, key: str) -> Finished | None:
    """What was made before, if all of it is there."""
    report = store.find(key, ".json")
    paths = {kind: path for kind in KINDS if (path := store.find(key, f".{kind}")) is not None}
    if report is None or len(paths) < len(KINDS):
        return None
    facts = json.loads(report.read_text(encoding="utf-8"))
    files = {}
    for kind, path in paths.items():
        row = facts["files"][kind]
        setting = Setting(**row["setting"])
        files[kind] = FinishedFile(path, Loudness(**row["measured"]), setting, row["tries"])
    return Finished(Loudness(**facts["before"]), files, facts["denoised"])
