"""Named sets of subtitle rules. A rule is a row in a table, so that the splitter, the checker and
the documentation all read the same numbers.

Sources by short name: "BBC" is the BBC Subtitle Guidelines v1.2.5, "Netflix" the Netflix Timed Text
Style Guide, "DCMP" the Captioning Key, "Ofcom" its code on access services (second-hand), "GOV.UK"
its easy-read guidance, "JAT" a study with five validators with an intellectual disability (Journal
of Audiovisual Translation 2026), "Podcasting 2.0" the podcast namespace's page on transcripts.
"working figure" is this project's own number until a group of checkers with a learning disability
confirms or changes it; "own" is ours where a source gives advice without a number.

A hard rule is one that takes words from viewers: they cannot be seen, or not be read in time. A
soft one makes reading harder.
"""

from mediakit.errors import BadInput
from mediakit.subtitles.rules.limits import Profile, Rule, based_on

WORKING = "working figure, to be confirmed with checkers"
OWN = "own"

_ALWAYS = (
    Rule("order", 0, "ms", OWN, "Put the subtitles in order of time."),
    Rule("overlap", 0, "ms", OWN, "End the first when the second one starts."),
    Rule("empty", 1, "words", OWN, "Write what is said, or take the subtitle out."),
    Rule("stray spaces", 0, "spaces", OWN, "Take the extra spaces out.", hard=False),
    Rule(
        "balance", 2, "times as long", OWN, "Make both lines about equally long.", hard=False
    ),
)  # fmt: skip
"""What makes a list of subtitles one, whatever the profile."""

_SEEN = (
    Rule(
        "colour alone", 0, "subtitles", "JAT", "Say who speaks by name too, not by colour alone."
    ),
)  # fmt: skip

_BREAKS = Rule(
    "line breaks",
    0,
    "broken phrases",
    "BBC, Netflix and DCMP",
    "Keep words together that belong together, such as “the garden” or “Mary Jones”.",
    hard=False,
)
_VISIBLE_GAP = Rule(
    "gap", 1000, "ms", "BBC", "Close the gap, or make it a pause that can be seen.", hard=False
)
_PAUSE = Rule(
    # A gap of 1 s (BBC) must fit after the 0.5 s that a subtitle may stay (Netflix).
    "long pause",
    1500,
    "ms",
    "BBC and Netflix",
    "Start a new subtitle after the pause.",
    hard=False,
)
_HALF_SECOND = "Start or end it exactly where the picture changes."

BBC = Profile(
    "bbc",
    (
        Rule("lines", 2, "lines", "BBC", "Use fewer lines."),
        Rule(
            "line length", 37, "characters", "BBC", "Break it at another place, or use fewer words."
        ),
        Rule(
            "line width",
            68,
            "% of the picture",
            "BBC",
            "Use fewer or narrower letters.",
            hard=False,
        ),
        # 5/6 of a second.
        Rule(
            "shortest time",
            833,
            "ms",
            "Netflix; BBC gives none",
            "Show it longer, or join it with its neighbour.",
        ),
        Rule("longest time", 7000, "ms", "Netflix; BBC gives none", "Split it in two.", hard=False),
        Rule(
            "characters a second",
            20,
            "cps",
            "Netflix; BBC gives none",
            "Show it for longer.",
            hard=False,
        ),
        # BBC: 160 to 180 words a minute, about 0.3 seconds a word; the upper end is the limit.
        Rule(
            "words a minute",
            180,
            "wpm",
            "BBC",
            "Show it for longer.",
            hard=False,
        ),
        Rule(
            "too fast",
            200,
            "wpm",
            "Ofcom",
            "Show it for longer, if there is time.",
        ),
        Rule(
            "label time", 1000, "ms", "BBC", "Show it a second longer: a name is read too.", False
        ),
        _VISIBLE_GAP,
        _PAUSE,
        Rule("early", 1500, "ms", "BBC", "Start it with the first word."),
        Rule("late", 2000, "ms", "BBC", "Start it closer to the first word."),
        Rule("hanging on", 1500, "ms", "BBC", "End it soon after the last word."),
        # BBC asks for this without a number; half a second is that of Netflix (12 frames of 24).
        Rule("shot changes", 500, "ms", "BBC; number own", _HALF_SECOND, hard=False),
        _BREAKS,
        Rule(
            "sentences", 1, "sentences", "BBC", "Give each sentence its own subtitle.", hard=False
        ),
        Rule("speaker labels", 0, "labels", "BBC", "Write names in capitals: “SIÂN:”.", hard=False),
        Rule("songs", 0, "lines", "BBC", "Begin a line that is sung with #.", hard=False),
        *_ALWAYS,
    ),
)
"""What was said, for people who cannot hear it: British television's rules."""

NETFLIX = Profile(
    "netflix",
    (
        Rule("lines", 2, "lines", "Netflix", "Use fewer lines."),
        Rule(
            "line length",
            42,
            "characters",
            "Netflix",
            "Break it at another place, or use fewer words.",
        ),
        # 5/6 of a second.
        Rule(
            "shortest time", 833, "ms", "Netflix", "Show it longer, or join it with its neighbour."
        ),
        Rule("longest time", 7000, "ms", "Netflix", "Split it in two."),
        Rule("characters a second", 20, "cps", "Netflix", "Show it for longer."),
        Rule("least gap", 2, "frames", "Netflix", "Leave a little time between them."),
        # Gaps of 3 to 11 frames are to be closed to 2.
        Rule("gap", 12, "frames", "Netflix", "Close the gap to the smallest there is.", hard=False),
        _PAUSE,
        Rule("early", 2, "frames", "Netflix", "Start it with the first word.", hard=False),
        Rule("late", 2, "frames", "Netflix", "Start it with the first word.", hard=False),
        Rule("hanging on", 500, "ms", "Netflix", "End it soon after the last word.", hard=False),
        Rule("shot changes", 12, "frames", "BBC; number own", _HALF_SECOND, hard=False),
        _BREAKS,
        *_ALWAYS,
    ),
)
"""What was said, by the rules of the largest streaming service."""

DCMP = Profile(
    "dcmp",
    (
        Rule("lines", 2, "lines", "BBC and Netflix", "Use fewer lines."),
        Rule(
            "line length",
            32,
            "characters",
            "DCMP",
            "Break it at another place, or use fewer words.",
        ),
        Rule("shortest time", 2000, "ms", "DCMP", "Show it longer, or join it with its neighbour."),
        Rule("longest time", 7000, "ms", "Netflix", "Split it in two.", hard=False),
        # The upper end for adults; media for learners have 130 at most.
        Rule("words a minute", 160, "wpm", "DCMP", "Show it for longer, or use fewer words."),
        _VISIBLE_GAP,
        _PAUSE,
        Rule("early", 1500, "ms", "BBC", "Start it with the first word."),
        Rule("late", 2000, "ms", "BBC", "Start it closer to the first word."),
        # DCMP's 2 s for the shortest word need time after it.
        Rule("hanging on", 2000, "ms", OWN, "End it soon after the last word."),
        _BREAKS,
        Rule(
            "sounds", 0, "sounds", "DCMP", "Write sounds in small letters: [laughter].", hard=False
        ),
        *_ALWAYS,
    ),
)
"""What was said, by the rules for films in American schools."""

EASY_READ = Profile(
    "easy-read",
    (
        Rule("lines", 2, "lines", WORKING, "Use fewer lines."),
        Rule(
            "line length",
            32,
            "characters",
            WORKING,
            "Break it at another place, or use fewer words.",
        ),
        Rule(
            "shortest time", 2000, "ms", WORKING, "Show it longer, or join it with its neighbour."
        ),
        Rule("longest time", 8000, "ms", WORKING, "Split it in two.", hard=False),
        Rule("characters a second", 12, "cps", WORKING, "Show it for longer, or use fewer words."),
        Rule("words a minute", 120, "wpm", WORKING, "Show it for longer, or use fewer words."),
        Rule(
            "label time", 1000, "ms", "BBC", "Show it a second longer: a name is read too.", False
        ),
        _VISIBLE_GAP,
        Rule(
            "long pause", 1500, "ms", WORKING, "Start a new subtitle after the pause.", hard=False
        ),
        Rule("early", 1500, "ms", "BBC", "Start it with the first word."),
        Rule("late", 2000, "ms", "BBC", "Start it closer to the first word."),
        # Longer than the BBC's 1.5 s: slow readers need the pause after the words.
        Rule("hanging on", 4000, "ms", WORKING, "End it before the next speaker has gone on long."),
        Rule("shot changes", 500, "ms", "BBC; number own", _HALF_SECOND, hard=False),
        _BREAKS,
        # GOV.UK says 10 to 15 words; 2 lines of 32 characters hold about 12.
        Rule("sentence length", 12, "words", "GOV.UK", "Make two short sentences of it."),
        Rule("sentences", 1, "sentences", WORKING, "Show one sentence at a time."),
        *_SEEN,
        *_ALWAYS,
    ),
    waits=1500,
)
"""Fewer and plainer words, shown for longer: a second track beside the word-for-word one."""

_OF_PICTURES = frozenset({"line width", "shot changes", "speaker labels", "songs"})

PODCAST_VTT = based_on(
    BBC,
    "podcast-vtt",
    # Apple Podcasts, which takes such files in, goes by the same number.
    Rule(
        "line length",
        65,
        "characters",
        "Podcasting 2.0",
        "Break it at another place, or use fewer words.",
    ),
    # Where people talk at once, so do their words.
    without=_OF_PICTURES | {"overlap"},
)
"""What was said, to be read along in a podcast player."""

PODCAST_SRT = based_on(
    BBC,
    "podcast-srt",
    Rule("lines", 2, "lines", "Podcasting 2.0", "Use fewer lines."),
    Rule(
        "line length",
        32,
        "characters",
        "Podcasting 2.0",
        "Break it at another place, or use fewer words.",
    ),
    without=_OF_PICTURES,
)
"""The same for players that know SubRip alone; names of speakers count as letters."""

WORD_FOR_WORD = BBC
"""The rules of the word-for-word track where nobody chose others."""

PROFILES = {
    profile.name: profile for profile in (BBC, NETFLIX, DCMP, EASY_READ, PODCAST_VTT, PODCAST_SRT)
}


def profile_named(name: str) -> Profile:
    """The profile called `name`. Raises `BadInput` naming those that exist."""
    if name not in PROFILES:
        known = ", ".join(PROFILES)
        raise BadInput("There is no such set of subtitle rules", name, f"Use one of: {known}.")
    return PROFILES[name]
