"""The program `mediakit` and its commands."""

import click

from mediakit import __version__
from mediakit.cli import (
    batch_commands,
    check_command,
    clean_command,
    convert_command,
    editing_commands,
    file_commands,
    film_commands,
    podcast_commands,
    sign_commands,
    subtitle_commands,
    trust_command,
    worker_command,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mediakit")
def mediakit() -> None:
    """From raw footage to finished, accessible films.

    \b
    Make a film:
      mediakit new "Our film"         a folder for your film
      mediakit add clip.mp4           put your footage in
      mediakit subtitles              write the subtitles; mend them in any editor
      mediakit check                  see whether they can be read well
      mediakit sign brief             a folder for the sign language interpreter
      mediakit sign add part-1.mp4    what they recorded, into its place
      mediakit preview                a quick look
      mediakit export                 the finished film with all its files

    \b
    Without a film:
      mediakit caption talk.mp4       a video with captions
      mediakit transcribe talk.mp3    what is said, as text
      mediakit podcast talk.wav       an episode, ready to publish
      mediakit batch FOLDER --out DIR many films at once, with a report
      mediakit watch FOLDER --out DIR each film that comes into a folder
      mediakit convert talk.srt --to docx      subtitles as another kind of file

    \b
    If something does not work:  mediakit doctor
    If the disk gets full:       mediakit clean
    Every command has its own help, with an example:  mediakit export --help

    \b
    Exit codes: 0 done, 1 subtitles break a hard rule (check), 2 the command was not understood,
    3 a file or value cannot be used, 4 something is not installed, 5 cannot write,
    6 results are there already, 7 ffmpeg failed, 8 some of many failed (batch),
    70 a mistake inside mediakit, 130 stopped.
    """


for _command in (
    film_commands.new,
    film_commands.add,
    subtitle_commands.subtitles,
    check_command.check,
    sign_commands.sign,
    film_commands.preview,
    film_commands.export,
    film_commands.presets,
    trust_command.trust,
    editing_commands.hand_over,
    editing_commands.hand_back,
    file_commands.caption,
    file_commands.transcribe,
    podcast_commands.podcast,
    convert_command.convert,
    batch_commands.batch,
    batch_commands.watch,
    clean_command.clean,
    file_commands.doctor,
    worker_command.worker,
):
    mediakit.add_command(_command)
