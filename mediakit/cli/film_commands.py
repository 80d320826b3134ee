"""Commands that work on a film project."""

from pathlib import Path
from typing import Any

import click

from mediakit.cli.cluster_options import cluster_in, cluster_options, workers_for
from mediakit.cli.shared import (
    FILES,
    JSON,
    PROJECT,
    listening,
    listening_options,
    quoted,
    screen_for,
    show_package,
    show_packages,
    shown,
)


@click.command(short_help="Start a new film.")
@click.argument("title")
@click.option(
    "--language",
    default="en-GB",
    show_default=True,
    metavar="TAG",
    help="What is spoken in the film.",
)
@JSON
def new(title: str, language: str, as_json: bool) -> None:
    """Start a new film: a folder with a film.toml that you can read and change.

    \b
    Example:
      mediakit new "Let's Talk Co-Production"
    """
    from mediakit.workflow.creating import new as make

    folder = make(title, language=language)
    place = shown(folder)
    text = f"Your film is in {place}\nNext:  cd {quoted(place)}  then  mediakit add YOUR-CLIP.mp4"
    screen_for(as_json).result(text, {"project": str(folder)})


@click.command(short_help="Put footage, photos, music or a signer in.")
@FILES
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The film's folder, if you are not in it.",
)
@click.option(
    "--signer", "part", flag_value="signing", help="The files show a sign language interpreter."
)
@click.option(
    "--music", "part", flag_value="music", help="The files are music to put under the film."
)
@JSON
def add(files: tuple[Path, ...], project: Path | None, part: Any, as_json: bool) -> None:  # noqa: ANN401
    """Copy files into your film: videos become clips, pictures are shown, sound becomes music.

    Your own files stay where they are, unchanged.

    \b
    Examples:
      mediakit add interview.mp4 team.jpg music.mp3
      mediakit add --signer interpreter.mp4
    """
    from mediakit.workflow.creating import add as take

    with screen_for(as_json) as screen:
        taken = take(project, files, part=part, tell=screen.tell)
        lines = [f"Added {one.file}" if one.used else f"Copied {one.file}" for one in taken]
        data = [
            {"source": str(t.source), "file": t.file, "part": t.part, "used": t.used} for t in taken
        ]
        screen.result("\n".join([*lines, "Next:  mediakit subtitles"]), {"added": data})


@click.command(short_help="Make the finished film with all its files.")
@PROJECT
@click.option("--version", metavar="NAME", help="Only this version of the film.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help='Where the finished folder goes. Without it: the film\'s folder "exports".',
)
@click.option(
    "--preset",
    "presets",
    multiple=True,
    default=["standard"],
    show_default=True,
    metavar="NAME",
    help="What the film is for: youtube, facebook, whatsapp, web and more (see: mediakit presets).",
)
@click.option("--why", is_flag=True, help="Tell why each part of the film was made or kept.")
@cluster_options
@listening_options
@JSON
def export(
    project: Path | None,
    version: str | None,
    out: Path | None,
    presets: tuple[str, ...],
    *,
    why: bool,
    as_json: bool,
    **hearing: Any,  # noqa: ANN401
) -> None:
    """Make the finished film, every version of it, with subtitles, transcript and a list of files.

    What did not change since the last time is not made again. PROJECT and --out may be addresses,
    such as s3://BUCKET/FOLDER.

    \b
    Examples:
      mediakit export
      mediakit export projects/lets-talk-co-production --version easy-read
      mediakit export --preset youtube --preset vertical
      mediakit export --cluster tcp://studio-1:8786
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.exporting import Wish, preset_named
    from mediakit.workflow.exporting_far import export_anywhere

    by = cluster_in(hearing)
    names = [preset_named(name).name for name in dict.fromkeys(presets)]
    with screen_for(as_json) as screen, workers_for(by, project) as workers:
        hears, stop = listening(**hearing), StopSignal()
        made = [
            export_anywhere(
                project,
                Wish(version=version, out=out, preset=name),
                hears,
                tell=screen.tell,
                stop=stop,
                workers=workers,
            )
            for name in names
        ]
        show_packages(screen, made, why=why)


@click.command(short_help="What a film can be exported for.")
@JSON
def presets(as_json: bool) -> None:
    """List what a film can be exported for, to choose from with --preset.

    \b
    Example:
      mediakit presets
      mediakit export --preset youtube
    """
    from mediakit.plan.presets import PRESETS

    width = max(map(len, PRESETS))
    lines = [f"{preset.name:<{width}}  {preset.about}" for preset in PRESETS.values()]
    data = [{"name": preset.name, "about": preset.about} for preset in PRESETS.values()]
    screen_for(as_json).result("\n".join(lines), {"presets": data})


@click.command(short_help="Take a quick, small look.")
@PROJECT
@click.option("--version", metavar="NAME", help="Which version; without it, the first.")
@listening_options
@JSON
def preview(project: Path | None, version: str | None, as_json: bool, **hearing: Any) -> None:  # noqa: ANN401
    """A quick, small look at one version of your film.

    \b
    Example:
      mediakit preview
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import exporting

    with screen_for(as_json) as screen:
        package = exporting.preview(
            project, version, listening(**hearing), tell=screen.tell, stop=StopSignal()
        )
        show_package(screen, package)
