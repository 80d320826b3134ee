"""Commands for looking at how a signer is cut out."""

from pathlib import Path

import click

from mediakit.cli.shared import JSON, screen_for, shown


@click.command(short_help="See how a signer is cut out.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the pictures go. Without it: a folder beside the recording.",
)
@JSON
def preview(file: Path, out: Path | None, as_json: bool) -> None:
    """Write five pictures of a signer's recording, each beside what is cut out of it.

    Look at the hands, the hair and the edges. The recording itself is not changed.

    \b
    Examples:
      mediakit sign preview signing/part-1.mp4
      mediakit sign preview signing/part-1.mp4 --out to-look-at
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.sign_preview import preview_cut_out

    with screen_for(as_json) as screen:
        made = preview_cut_out(file, out, tell=screen.tell, stop=StopSignal())
        how = "by the screen behind" if made.way == "screen" else "by what people look like"
        lines = [f"Cut out {how}. Look at:", *(f"  {shown(path)}" for path in made.pictures)]
        data = {"way": made.way, "pictures": [str(path) for path in made.pictures]}
        screen.result("\n".join(lines), data)


@click.command(short_help="Fetch what finds people in pictures.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@JSON
def fetch(file: Path | None, as_json: bool) -> None:
    """Fetch the part that finds people in pictures, a quarter of a megabyte, once. From then on
    signers are cut out from before any background; without it, only from before a green or blue
    one. It runs on this computer: no picture leaves it.

    Without the internet, name a FILE that was fetched elsewhere, with
    "npm pack @mediapipe/selfie_segmentation".

    \b
    Examples:
      mediakit sign fetch
      mediakit sign fetch mediapipe-selfie_segmentation-0.1.1675465747.tgz
    """
    from mediakit.workflow.people_finder import fetch as fetch_weights

    with screen_for(as_json) as screen:
        place = fetch_weights(file)
        screen.result(f"Signers can now be cut out: {shown(place)}", {"file": str(place)})
