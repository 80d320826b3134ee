"""The rules of a profile, walked: for every rule the subtitles that break it."""

from collections.abc import Callable, Iterator, Mapping

from mediakit.subtitles.rules import of_text as text
from mediakit.subtitles.rules import of_time as time
from mediakit.subtitles.rules.checked import Breach, Checked
from mediakit.subtitles.rules.limits import Rule

Finder = Callable[[Checked, int, Rule], Iterator[str]]
"""What is wrong with the cue of that index, by that rule, in plain sentences."""

FINDERS: Mapping[str, Finder] = {
    "lines": text.too_many_lines,
    "line length": text.too_long_line,
    "line width": text.too_wide_line,
    "shortest time": time.too_short,
    "longest time": time.too_long,
    "characters a second": time.characters_a_second,
    "words a minute": time.words_a_minute,
    "too fast": time.far_too_fast,
    "label time": time.no_time_for_name,
    "least gap": time.no_gap,
    "gap": time.flicker,
    "long pause": time.pause_inside,
    "early": time.early,
    "late": time.late,
    "hanging on": time.hanging_on,
    "shot changes": time.across_cuts,
    "line breaks": text.broken_phrase,
    "sentences": text.several_sentences,
    "sentence length": text.long_sentence,
    "speaker labels": text.label_style,
    "sounds": text.sound_style,
    "songs": text.song_style,
    "colour alone": text.colour_alone,
    "order": time.out_of_order,
    "overlap": time.overlap,
    "empty": text.nothing,
    "stray spaces": text.stray_spaces,
    "balance": text.unbalanced,
}
"""By the name of the rule. A test holds that every rule of every profile stands here."""


def breaches(checked: Checked) -> tuple[Breach, ...]:
    """Everything that breaks a rule of the profile, in order of the cues."""
    return tuple(
        breach for index in range(len(checked.cues)) for breach in breaches_at(checked, index)
    )


def breaches_at(checked: Checked, index: int) -> Iterator[Breach]:
    """What is wrong with one cue."""
    at = checked.cues[index].span.start
    for rule in checked.profile.rules:
        for wrong in FINDERS[rule.name](checked, index, rule):
            yield Breach(rule, index, at, wrong)
