"""Transcripts for tests: from written text, at an even pace, and from anything at all."""

from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.tokens import Sentence, tokens_of
from mediakit.transcript.model import Transcript, Word

SAMPLE = (
    "So, um, co-production means that we we work together as equals. In order to begin, we held a"
    " number of meetings with Mary Jones, and we invited stakeholders from the Welsh Government."
    " It's not easy, you know. Two people participated in every meeting, but we didn't have a"
    " venue. I mean, nobody was left out, which is important."
)
"""58 words with what a first easy-read track has to deal with."""


def heard(
    text: str,
    language: str = "en",
    *,
    word_ms: int = 380,
    pause_ms: int = 600,
    speaker: str | None = None,
    start: int = 0,
) -> Transcript:
    """`text` said at an even pace, with a pause after each sentence."""
    words, now = [], start
    for word in text.split():
        words.append(Word(word, Span(now, now + word_ms), 0.9, speaker))
        now += word_ms + (pause_ms if word[-1] in ".?!" else 0)
    return transcript_of(words, language, now)


def transcript_of(
    words: list[Word], language: str = "en", duration: int | None = None
) -> Transcript:
    end = max((word.span.end for word in words), default=0) if duration is None else duration
    return Transcript(language, 1.0, "test", "none", end, tuple(words))


def sentence(text: str) -> Sentence:
    return tokens_of(heard(text))


def said(sentence: Sentence) -> str:
    return " ".join(token.text for token in sentence)


_PIECES = st.one_of(
    st.sampled_from(
        "the a we I Mary Jones Dr. and, but of in one. two twenty hundred not n't um er, you know,"
        " which is because if people stakeholders facilitate implemented ŵy 25,000 (so) “yes”"
        " — ... a million 2.5".split()
    ),
    st.text(min_size=1, max_size=50).map(lambda text: " ".join(text.split())),
)


@st.composite
def transcripts(
    draw: st.DrawFn, languages: tuple[str, ...] = ("en", "en-GB", "cy", "fr")
) -> Transcript:
    """Transcripts as odd as engines make them: times that overlap, stand still or run past the end
    of the recording, long pauses, empty words, changing speakers.
    """
    words, now = [], draw(st.integers(0, 3000))
    for text in draw(st.lists(_PIECES, max_size=40)):
        length = draw(st.integers(0, 1200))
        words.append(
            Word(text, Span(now, now + length), 0.5, draw(st.sampled_from([None, "A", "B"])))
        )
        now += max(length + draw(st.integers(-200, 400)), 0) + draw(
            st.sampled_from([0, 0, 0, 4000])
        )
    end = max((word.span.end for word in words), default=0) + draw(st.integers(-500, 3000))
    return transcript_of(words, draw(st.sampled_from(languages)), max(end, 0))
