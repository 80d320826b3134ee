"""What a person is to decide: their words or the machine's. As text, and as an answer taken."""

from collections.abc import Sequence
from dataclasses import replace

from mediakit.clock import format_time
from mediakit.subtitles.edits.comparing import is_same, looks
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.memory import Question

NOTHING = "(no subtitle)"

_NAMED_PLACES = 3


def sheet(file: str, questions: Sequence[Question]) -> str:
    """The text file that lies beside the subtitles as long as there is something to decide."""
    rows = "\n\n".join(f"{number}.  {asked(one)}" for number, one in enumerate(questions, 1))
    return f"""\
To decide: {file}

You changed these subtitles, and there is another version of them now, too.
Your version is still in {file}, and in the film. Nothing of it is lost.

{rows}

What to do:
  In a terminal:    mediakit subtitles decide
  Or in an editor:  Change {file} as you like it. Then delete this file.
"""


def to_decide(file: str, questions: Sequence[Question]) -> str:
    """The same in a sentence."""
    times = [format_time(one.conflict.start) for one in questions]
    more = ", …" if len(times) > _NAMED_PLACES else ""
    count = "One change is" if len(questions) == 1 else f"{len(questions)} changes are"
    places = ", ".join(times[:_NAMED_PLACES])
    return f"{count} still to be decided in {file} (at {places}{more}): mediakit subtitles decide"


def asked(question: Question) -> str:
    """When it is, and both versions."""
    conflict = question.conflict
    other = f"In {question.by}:" if question.by else "The new one:"
    width = max(len(other), len("Yours:"))
    return "\n".join(
        [
            f"At {format_time(conflict.start)}",
            f"    {'Yours:':{width}} {shown(conflict.person, conflict.wish)}",
            f"    {other:{width}} {shown(conflict.wish, conflict.person)}",
        ]
    )


def shown(cues: Sequence[Cue], others: Sequence[Cue]) -> str:
    """Cues in one line: lines parted by " / ", cues by " // ". Their times are told where the words
    alone would not show what is different from the others.
    """
    texts = [cue.text.replace("\n", " / ") for cue in cues]
    names = [f"{cue.speaker}: " if cue.speaker else "" for cue in cues]
    if [cue.text for cue in cues] == [cue.text for cue in others]:
        times = [f" ({_seconds(cue.span.start)} to {_seconds(cue.span.end)})" for cue in cues]
    else:
        times = [""] * len(cues)
    return " // ".join(map("".join, zip(names, texts, times, strict=True))) or NOTHING


def is_open(question: Question, present: Subtitles) -> bool:
    """Whether the person's cues still stand in the track as they did when it was asked."""
    return all(
        any(is_same(cue, other) for other in present.cues) for cue in question.conflict.person
    )


def with_wish(present: Subtitles, question: Question) -> Subtitles:
    """The track with the other version in place of the person's."""
    cues = list(present.cues)
    for cue in question.conflict.person:
        cues.remove(next(other for other in cues if is_same(cue, other)))
    cues += question.conflict.wish
    return replace(present, cues=tuple(sorted(cues, key=lambda cue: cue.span)))


def carried_on(
    old: Sequence[Question], new: Sequence[Question], present: Subtitles, machine: Subtitles
) -> tuple[Question, ...]:
    """The questions that are open now, in order of time: new ones, and old ones that nothing has
    answered. The machine answers one by taking its wish back.
    """
    taken_back = [one for one in new if any(_wants_what_was(one, other, present) for other in old)]
    asked_now = [one for one in new if one not in taken_back]
    texts = {looks(cue.text) for cue in machine.cues}
    still = [
        one
        for one in old
        if is_open(one, present)
        and not any(_is_about_the_same(one, other) for other in new)
        and (one.by or {looks(cue.text) for cue in one.conflict.wish} <= texts)
    ]
    return tuple(sorted([*still, *asked_now], key=lambda one: one.conflict.start))


def _wants_what_was(new: Question, old: Question, present: Subtitles) -> bool:
    """Whether the machine wants again what the person had changed in the first place."""
    return (
        is_open(old, present)
        and _is_about_the_same(new, old)
        and [cue.text for cue in new.conflict.wish] == [cue.text for cue in old.conflict.base]
    )


def _is_about_the_same(one: Question, other: Question) -> bool:
    """Whether both ask about the same cues of the person's, or about the same that they deleted."""
    if one.conflict.person or other.conflict.person:
        return any(is_same(a, b) for a in one.conflict.person for b in other.conflict.person)
    return any(
        a.span.overlap(b.span) is not None
        for a in (*one.conflict.wish, *one.conflict.base)
        for b in (*other.conflict.wish, *other.conflict.base)
    )


def _seconds(ms: int) -> str:
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes}:{rest / 1000:04.1f}"
