"""scripts/bench render: how fast films are made, beside one ffmpeg command written by hand and
beside MoviePy; what is made again after a change; and whether the picture is as good.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benches import render_hand
from benches.render_film import (
    HEIGHT,
    MOST_BLOCKS,
    RATE,
    WIDTH,
    Part,
    change_a_word,
    length_of,
    make_recordings,
    media_folder,
    parts_of,
    run_ffmpeg,
    write_film,
    write_words,
)
from benches.render_hand import ByHand
from benches.running import ROOT, machine, machine_lines, table
from mediakit.clock import FrameSpan
from mediakit.film.carrying import carry
from mediakit.film.placing import build_timeline
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.plan.burned import ass_of, words_of
from mediakit.plan.drawings import places_in
from mediakit.workflow.exporting import tracks_of
from mediakit.workflow.project import facts_of, open_project, subtitle_names
from mediakit.workflow.shelf import style

THREE = ("signed", "easy-read", "subtitled")

_JUDGED_EVERY = 5
"""Every fifth picture is judged: VMAF takes longer than encoding, and pictures change slowly."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What something took: seconds by the clock, and seconds of processor of all its programs."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Exported:
    """One run of mediakit: what it took, chunks rendered and kept, the bytes of its films."""

    cost: Cost
    rendered: int
    kept: int
    sizes: Mapping[str, int]
    films: Mapping[str, str]


def bench(wanted: argparse.Namespace) -> int:
    """Make the films, measure, and put down what came out."""
    media = media_folder()
    blocks = 1 if wanted.quick else min(wanted.blocks, MOST_BLOCKS)
    facts: dict[str, Any] = {"machine": machine(), "ffmpeg": ffmpeg_version()}
    with tempfile.TemporaryDirectory(prefix="mediakit-bench-") as name:
        work = Path(name)
        _told("making the recordings")
        make_recordings(media, work / "material")
        facts["films"] = [
            _measure(work, count, wanted, whole=count == 1) for count in sorted({1, blocks})
        ]
    facts["load_after"] = [round(load, 2) for load in os.getloadavg()]
    text = report(facts)
    wanted.out.mkdir(parents=True, exist_ok=True)
    name = f"render-{wanted.label}" if wanted.label else "render"
    (wanted.out / f"{name}.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    (wanted.out / f"{name}.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def _measure(work: Path, blocks: int, wanted: argparse.Namespace, *, whole: bool) -> dict[str, Any]:
    """About a film of so many blocks: made by hand, cold, after a changed word, and after a clip
    moved; if `whole`, its pictures are judged too, and three versions and MoviePy measured.
    """
    parts, folder = parts_of(blocks), work / f"film-{blocks}"
    shutil.copytree(work / "material", folder)
    write_words(folder)
    write_film(parts, THREE[:1], folder)
    film, aside = _by_hand(folder, parts), work / f"hand-{blocks}"
    render_hand.prepare(film, aside)
    facts: dict[str, Any] = {"seconds": length_of(parts), "blocks": blocks}
    by_hand: list[Cost] = []
    cold: list[Exported] = []
    for _ in range(1 if wanted.quick else wanted.repeat):
        _told(f"{length_of(parts):.0f} s of film: by hand")
        by_hand.append(costing(lambda: render_hand.run(film, aside / "hand.mp4", aside)))
        _told("mediakit, cold")
        shutil.rmtree(folder / ".mediakit", ignore_errors=True)
        cold.append(export(folder))
    best = min(cold, key=lambda one: one.cost.wall)
    facts["hand"] = [asdict(cost) for cost in by_hand]
    facts["cold"] = [asdict(one) for one in cold]
    facts["hand_bytes"] = picture_bytes(aside / "hand.mp4")
    facts["cold_bytes"] = picture_bytes(Path(best.films[THREE[0]]))
    if whole:
        _told("judging the pictures")
        facts["vmaf"] = _judged(film, aside, Path(best.films[THREE[0]]))
    _told("one word changed")
    changed = []
    for word in ("tomorrow", "today", "together")[: 1 if wanted.quick else 3]:
        change_a_word(folder, word)
        changed.append(asdict(export(folder)))
    facts["word"] = changed
    _told("a clip moved to the front")
    write_film([parts[-1], *parts[:-1]], THREE[:1], folder)
    facts["moved"] = asdict(export(folder))
    if whole:
        write_film(parts, THREE, folder)
        _told("three versions, cold")
        shutil.rmtree(folder / ".mediakit")
        facts["three"] = asdict(export(folder))
    if whole and not wanted.without_moviepy:
        _told("MoviePy")
        facts["moviepy"] = asdict(costing(lambda: _moviepy(film, blocks, aside)))
    return facts


def export(folder: Path) -> Exported:
    """Export a project as a person does, with nothing kept but what is in its own folder."""
    answer: dict[str, Any] = {}

    def run() -> None:
        done = subprocess.run(
            [sys.executable, "-m", "mediakit", "export", str(folder), "--json"],
            check=False,
            capture_output=True,
            text=True,
            env=_as_installed(folder.parent),
        )
        if done.returncode:
            raise SystemExit(f"mediakit export ended with an error:\n{done.stderr}")
        answer.update(json.loads(done.stdout))

    cost = costing(run)
    films = {name: str(Path(place)) for name, place in answer["films"].items()}
    sizes = {name: Path(place).stat().st_size for name, place in films.items()}
    return Exported(cost, answer["chunks_rendered"], answer["chunks_kept"], sizes, films)


def _as_installed(work: Path) -> dict[str, str]:
    """The environment of a person's mediakit: what Python compiled once is kept."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept = {"MEDIAKIT_CACHE": "cache", "PYTHONPYCACHEPREFIX": "compiled"}
    return own | {name: str(work / folder) for name, folder in kept.items()}


def costing(work: Callable[[], None]) -> Cost:
    """What it took, with all programs that it waited for."""
    before, started = _children(), time.perf_counter()
    work()
    return Cost(round(time.perf_counter() - started, 2), round(_children() - before, 2))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def picture_bytes(film: Path) -> int:
    """Bytes of a film's picture, without its sound and its index."""
    import av

    with av.open(str(film)) as container:
        return sum(packet.size for packet in container.demux(video=0))


def _by_hand(folder: Path, parts: Sequence[Part]) -> ByHand:
    """The film as the command written by hand has it, with the very words of mediakit."""
    project = open_project(folder)
    facts = facts_of(project, lambda _: None)
    version = project.film.versions[0]
    timeline = build_timeline(project.film, facts)
    names = subtitle_names(project.film, facts)
    files = tracks_of(project, names, [version], lambda _: None)
    tracks = {tag: carry(timeline, cues) for tag, cues in files.items()}
    words = words_of(timeline, version, tracks, style(folder).following(project.film.profile))
    found = places_in(timeline, signed=True)
    text = ass_of(words, FrameSpan(0, timeline.frames), timeline, found.room)
    return ByHand(parts, folder, found.signer, text)


def _judged(film: ByHand, aside: Path, ours: Path) -> dict[str, float]:
    """The VMAF of both films against the film without loss, and of ours against the other."""
    lossless, hand = aside / "lossless.mp4", aside / "hand.mp4"
    render_hand.run(film, lossless, aside, lossless=True)
    return {
        "hand": vmaf(hand, lossless),
        "ours": vmaf(ours, lossless),
        "ours_against_hand": vmaf(ours, hand),
    }


def vmaf(film: Path, reference: Path) -> float:
    """The mean VMAF of a film against another one of the same frames."""
    with tempfile.TemporaryDirectory() as folder:
        graph = (
            "[0:v:0]setpts=N/25/TB[film];[1:v:0]setpts=N/25/TB[reference];[film][reference]"
            f"libvmaf=n_threads={os.cpu_count()}:n_subsample={_JUDGED_EVERY}"
            ":log_fmt=json:log_path=vmaf.json"
        )
        run_ffmpeg(
            *("-i", str(film.resolve()), "-i", str(reference.resolve())),
            *("-lavfi", graph, "-f", "null", "-"),
            cwd=Path(folder),
        )
        log = json.loads((Path(folder) / "vmaf.json").read_text(encoding="utf-8"))
    return round(float(log["pooled_metrics"]["vmaf"]["mean"]), 3)


def _moviepy(film: ByHand, blocks: int, aside: Path) -> None:
    box = film.signer
    argv = [film.project, blocks, aside / "moviepy.mp4", box.x, box.y, box.width, box.height]
    paths = os.pathsep.join([str(ROOT / "scripts"), os.environ.get("PYTHONPATH", "")])
    subprocess.run(
        [sys.executable, "-m", "benches.render_moviepy", *map(str, argv)],
        check=True,
        env={**os.environ, "PYTHONPATH": paths},
    )


def report(facts: Mapping[str, Any]) -> str:
    """The page for people."""
    films = facts["films"]
    whole = films[0]
    lines = [
        "# How fast films are made",
        "",
        machine_lines(facts["machine"]) + f"ffmpeg {facts['ffmpeg']}; load after:"
        f" {facts['load_after'][0]}.",
        "",
        f"The film: {WIDTH}x{HEIGHT}, {RATE} frames a second, of real clips (people who talk, in"
        " 1920x1080; people who walk by, 768x432 at 10 frames a second), with subtitles, a name, a"
        " signer, cards, photos, dissolves and music. Scripts, preset and rate factor are the same"
        " for all three; a key picture every two seconds. `scripts/bench render` makes all anew.",
        "",
        table(("film", "what", "wall s", "processor s", "chunks", "against"), _rows(films)),
        "",
        *_aims(films, whole),
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _rows(films: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    for film in films:
        length = f"{film['seconds']:.0f} s"
        hand, cold = _least(film["hand"]), _least([one["cost"] for one in film["cold"]])
        yield _row(length, "one command by hand", hand, "")
        yield _row(length, "mediakit, cold", cold, "by hand", hand, film["cold"][0])
        word = _least([one["cost"] for one in film["word"]])
        yield _row(length, "mediakit, a word changed", word, "cold", cold, film["word"][-1])
        moved = film["moved"]
        yield _row(length, "mediakit, a clip moved", moved["cost"], "cold", cold, moved)
        if "three" in film:
            three = film["three"]
            yield _row(length, "mediakit, three versions", three["cost"], "cold", cold, three)
        if "moviepy" in film:
            yield _row(length, "MoviePy", film["moviepy"], "cold", cold)


def _row(  # noqa: PLR0917 - the columns of the table, in their order
    length: str,
    what: str,
    cost: Mapping[str, float],
    other: str,
    against: Mapping[str, float] | None = None,
    chunks: Mapping[str, Any] | None = None,
) -> tuple[str, ...]:
    rendered = f"{chunks['rendered']} of {chunks['rendered'] + chunks['kept']}" if chunks else ""
    ratio = ""
    if against:
        wall, cpu = (cost[key] / against[key] for key in ("wall", "cpu"))
        ratio = f"{wall:.3f} of {other} (processor {cpu:.3f})"
    return (length, what, f"{cost['wall']:.1f}", f"{cost['cpu']:.1f}", rendered, ratio)


def _aims(films: Sequence[Mapping[str, Any]], whole: Mapping[str, Any]) -> Iterator[str]:
    size = whole["cold_bytes"] / whole["hand_bytes"] - 1
    yield f"- The picture takes {size:+.1%} bytes against the command by hand (aim: within 5 %)."
    if "vmaf" in whole:
        vmaf_of = whole["vmaf"]
        difference = vmaf_of["ours"] - vmaf_of["hand"]
        yield (
            f"- VMAF against the same film without loss: by hand {vmaf_of['hand']:.2f}, mediakit"
            f" {vmaf_of['ours']:.2f}: {difference:+.2f} (aim: within 0.5). Ours against the one by"
            f" hand: {vmaf_of['ours_against_hand']:.2f}."
        )
    words = [
        f"{_least([one['cost'] for one in film['word']])['wall']:.1f} s of {film['seconds']:.0f} s"
        for film in films
    ]
    yield f"- After a changed word: {', '.join(words)} of film."


def _least(costs: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    return min(costs, key=lambda cost: cost["wall"])


def _told(what: str) -> None:
    print(f"{what} …", file=sys.stderr, flush=True)
