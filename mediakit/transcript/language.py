"""Which language is spoken: a guess from several places of a recording, never from one alone."""

from collections import Counter
from collections.abc import Sequence

from mediakit.process import StopSignal
from mediakit.transcript.engines.base import UNDETERMINED, Engine
from mediakit.transcript.speech import Read
from mediakit.transcript.windows import Window

PLACES = 4
"""Windows that are listened to: one alone is often a greeting in the other language, or a name."""

SURE_ENOUGH = 0.8
"""Share from which the language is taken without a question. faster-whisper takes 0.5; but English
spoken with a Welsh accent is told from Welsh by little, and a wrong language makes every word
wrong. A question costs one key."""


def language_of(
    windows: Sequence[Window], read: Read, engine: Engine, stop: StopSignal
) -> tuple[str, float]:
    """Whisper's code of the language spoken in most of some windows, and how sure that is (0 to 1).

    `UNDETERMINED` and 0 where nobody speaks.
    """
    if engine.languages == {"en"}:
        # Who chose a model for English has said so.
        return "en", 1.0
    if not windows:
        return UNDETERMINED, 0.0
    places = min(PLACES, len(windows))
    shares: Counter[str] = Counter()
    total = 0
    for place in range(places):
        stop.check()
        # From the middle of each part: the first and the last window hold greetings and music.
        window = windows[(2 * place + 1) * len(windows) // (2 * places)]
        for language, share in engine.detect(window.sound(read)).items():
            shares[language] += share * window.length  # type: ignore[assignment]  # counts may be shares
        total += window.length
    language, weight = shares.most_common(1)[0]
    return language, round(weight / total, 4)
