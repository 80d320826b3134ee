"""The film's subtitles, edited by somebody, back into each recording's own time: `carry` inverted.

Only what was changed goes back. A cue that was not touched stays in its recording as it is, with
times that no film's frames have rounded, and with words that lie outside the clip.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, cast

from mediakit.clock import Span, frame_of, ms_of, ms_span
from mediakit.film.carrying import SHORTEST_CUE_MS
from mediakit.film.model import Footage
from mediakit.film.speed import own_rate
from mediakit.film.timeline import Origin, Placed, PlacedCue, Timeline
from mediakit.subtitles.edits.comparing import chain, moved, shift_between, words_in
from mediakit.subtitles.edits.merging import Change, changes
from mediakit.subtitles.model import Cue, Subtitles

IN_SYNC_MS = 2000
"""Everything moved by up to this mends subtitles that come late or early (BBC: never more than 2 s
late). Moved by more, the film of whoever edited them began elsewhere."""

Why = Literal[
    "no recording",
    "two clips",
    "shown again",
    "changed everywhere",
    "changed twice",
    "ends with its clip",
]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cue of the edited track that could not go back as it is, and why.

    "no recording": it stands where a card or a photo is, and did not go back. "two clips": its
    words went back to their recordings, its times did not. "shown again": it was taken out in one
    place, but is shown in another, too, and stays. "changed everywhere": it was changed in one
    place, and with that wherever it is shown. "changed twice": it was changed in two places, each
    in another way; the first change went back. "ends with its clip": it went back, but the
    film shows it only as long as its clip.
    """

    cue: Cue
    why: Why


@dataclass(frozen=True, slots=True)
class Brought:
    """The tracks of the recordings, by file, as they were changed; those that were not are left
    out. `shift` is by how many milliseconds everything was moved; `shifted` says whether that went
    back as well.
    """

    tracks: Mapping[str, Subtitles]
    doubts: tuple[Doubt, ...]
    shift: int
    shifted: bool


def bring_back(
    timeline: Timeline,
    tracks: Mapping[str, Subtitles],
    placed: Sequence[PlacedCue],
    shown: Subtitles,
    edited: Subtitles,
) -> Brought:
    """What became of the recordings' `tracks` when the film's track `shown` was edited. `placed` is
    what `carry` makes of the tracks; `shown` the same, cue by cue, as a file of the film has it.
    """
    shift = shift_between(shown.cues, edited.cues)
    still = replace(edited, cues=tuple(moved(cue, -shift) for cue in edited.cues))
    ledger = _Ledger(timeline, tracks, placed, {cue.span: i for i, cue in enumerate(shown.cues)})
    for change in changes(shown, still):
        ledger.enter(change)
    found = ledger.tracks()
    shifted = 0 < abs(shift) <= IN_SYNC_MS
    if shifted:
        all_tracks = {**tracks, **found}
        speeds = {ledger.file(one): ledger.speed(one) for cue in placed for one in cue.origins}
        found = {
            file: replace(track, cues=tuple(moved(cue, round(shift * speed)) for cue in track.cues))
            for file, speed in speeds.items()
            for track in (all_tracks[file],)
        }
    return Brought(found, tuple(ledger.doubts()), shift, shifted)


@dataclass(frozen=True, slots=True)
class _Source:
    """A cue of a recording as the film shows it."""

    origin: Origin
    cue: Cue


@dataclass(slots=True)
class _Ledger:
    """What is taken out of each recording's track and put in, as it is found change by change."""

    timeline: Timeline
    before: Mapping[str, Subtitles]
    placed: Sequence[PlacedCue]
    by_span: Mapping[Span, int]
    _doubts: list[Doubt] = field(default_factory=list)
    _gone: dict[tuple[str, int], tuple[Cue, ...]] = field(default_factory=dict)
    _new: dict[str, list[Cue]] = field(default_factory=dict)
    _everywhere: dict[tuple[str, int], Cue] = field(default_factory=dict)
    """Cues that are shown in several places and were changed in one of them, so far."""

    def enter(self, change: Change) -> None:
        """Find what a change of the film's track changes in the recordings."""
        here = [self.placed[self.by_span[cue.span]] for cue in change.before]
        sources = [self._source(origin) for cue in here for origin in cue.origins]
        if not change.after:
            self._take_out(change.before, here)
        elif self._is_plain(change.after, here):
            self._replace(change, sources)
        else:
            self._share(change, sources)

    def tracks(self) -> dict[str, Subtitles]:
        """The tracks that something changed in, as they are now."""
        files = dict.fromkeys([*(file for file, _ in self._gone), *self._new])
        result = {}
        for file in files:
            left = [
                cue for at, cue in enumerate(self.before[file].cues) if (file, at) not in self._gone
            ]
            cues = sorted([*left, *self._new.get(file, ())], key=lambda cue: cue.span)
            result[file] = replace(self.before[file], cues=tuple(cues))
        return {file: track for file, track in result.items() if track != self.before[file]}

    def doubts(self) -> list[Doubt]:
        """What a person should know of, in order of time."""
        everywhere = [Doubt(cue, "changed everywhere") for cue in self._everywhere.values()]
        return sorted([*self._doubts, *everywhere], key=lambda one: one.cue.span)

    def file(self, origin: Origin) -> str:
        """The recording that a cue comes from."""
        return self._footage(origin.clip).file

    def speed(self, origin: Origin) -> Fraction:
        """How many times as fast as it was recorded a cue is heard."""
        return self._footage(origin.clip).speed

    def _footage(self, clip: int) -> Footage:
        return cast("Footage", self.timeline.heard[clip].clip)

    def _source(self, origin: Origin) -> _Source:
        return _Source(origin, self.before[self.file(origin)].cues[origin.cue])

    def _take_out(self, cues: Sequence[Cue], here: Sequence[PlacedCue]) -> None:
        for cue, shown in zip(cues, here, strict=True):
            for origin in shown.origins:
                if self._is_shown_again(origin):
                    self._doubts.append(Doubt(cue, "shown again"))
                else:
                    self._gone.setdefault((self.file(origin), origin.cue), ())

    def _is_shown_again(self, origin: Origin) -> bool:
        places = [
            one
            for cue in self.placed
            for one in cue.origins
            if (self.file(one), one.cue) == (self.file(origin), origin.cue)
        ]
        return len(places) > 1

    def _is_plain(self, after: Sequence[Cue], here: Sequence[PlacedCue]) -> bool:
        """Whether every cue belongs to one clip and every one before stood for one cue."""
        if any(len(cue.origins) > 1 for cue in here):
            return False
        clips = {origin.clip for cue in here for origin in cue.origins}
        return len(clips) < 2 or all(len(self._clips_at(cue, clips)) < 2 for cue in after)

    def _clips_at(self, cue: Cue, clips: set[int]) -> list[int]:
        """Those of the clips in which the cue stands long enough to be read."""
        return [at for at in clips if self._overlap(cue, at) >= SHORTEST_CUE_MS]

    def _overlap(self, cue: Cue, clip: int) -> int:
        whole = ms_span(self.timeline.heard[clip].span, self.timeline.canvas.rate)
        inside = whole.overlap(cue.span)
        return inside.duration if inside else 0

    def _replace(self, change: Change, sources: Sequence[_Source]) -> None:
        """Cues that each belong to one clip take the place of those they were made from."""
        mine = [source.origin.clip for source in sources]
        new: list[tuple[str, Cue]] = []
        for number, cue in enumerate(change.after):
            clip = self._clip_of(cue, mine)
            if clip is None:
                self._doubts.append(Doubt(cue, "no recording"))
                continue
            if cue.span.duration - self._overlap(cue, clip) >= SHORTEST_CUE_MS:
                self._doubts.append(Doubt(cue, "ends with its clip"))
            twin = number if len(change.after) == len(change.before) else None
            new.append((self._footage(clip).file, self._made(cue, clip, change, sources, twin)))
        if new or not sources:
            self._put(change.after[0], sources, new)

    def _clip_of(self, cue: Cue, mine: Sequence[int]) -> int | None:
        """The clip that a cue stands in: of those it was in, or of all with a recording."""
        # A voice that tells over a clip comes before it: it is the one that is understood.
        heard = reversed(list(enumerate(self.timeline.heard)))
        known = [at for at, placed in heard if self._has_track(placed)]
        for clips in (sorted(set(mine)), known):
            best = max(clips, key=lambda at: self._overlap(cue, at), default=None)
            if best is not None and self._overlap(cue, best):
                return best
        return None

    def _has_track(self, placed: Placed) -> bool:
        clip = placed.clip
        return isinstance(clip, Footage) and clip.volume > 0 and clip.file in self.before

    def _made(
        self, cue: Cue, clip: int, change: Change, sources: Sequence[_Source], twin: int | None
    ) -> Cue:
        """A cue in the time of its recording. An end that was not moved is again where it was, and
        so is what was not changed besides.
        """
        starts = {b.span.start: s.cue.span.start for b, s in _in(clip, change, sources)}
        ends = {b.span.end: s.cue.span.end for b, s in _in(clip, change, sources)}
        start = starts.get(cue.span.start, self._recorded(cue.span.start, clip))
        end = ends.get(cue.span.end, self._recorded(cue.span.end, clip))
        if end <= start:
            # It was drawn to a cut, and the person parted it before it begins in the recording.
            start, end = (self._recorded(at, clip) for at in (cue.span.start, cue.span.end))
        made = replace(cue, span=Span(start, max(end, start + 1)), words=None)
        if not sources:
            return made
        at = twin if twin is not None else 0
        was, source = change.before[at], sources[at].cue
        return replace(
            made,
            speaker=source.speaker if cue.speaker == was.speaker else cue.speaker,
            settings=source.settings if cue.settings == was.settings else cue.settings,
            notes=source.notes if cue.notes == was.notes else cue.notes,
            words=source.words if twin is not None else None,
        )

    def _recorded(self, ms: int, clip: int) -> int:
        """A time of the film in the recording; on the film's frames, as it is shown."""
        placed, rate = self.timeline.heard[clip], self.timeline.canvas.rate
        own = own_rate(self._footage(clip), rate)
        from_start = frame_of(self._footage(clip).start, own)
        frame = frame_of(ms, rate) - placed.span.start + from_start
        return max(0, ms_of(frame, own))

    def _share(self, change: Change, sources: Sequence[_Source]) -> None:
        """Every cue of a recording gets its words of what was written over several of them."""
        words = [word for cue in change.after for word in cue.text.split()]
        shares = _shared(words, [source.cue.text.split() for source in sources])
        new = [
            (self.file(source.origin), replace(source.cue, text=" ".join(share)))
            for source, share in zip(sources, shares, strict=True)
            if share
        ]
        self._doubts += (Doubt(cue, "two clips") for cue in change.after)
        self._put(change.after[0], sources, new)

    def _put(self, cue: Cue, sources: Sequence[_Source], new: Sequence[tuple[str, Cue]]) -> None:
        keys = [(self.file(source.origin), source.origin.cue) for source in sources]
        made = tuple(one for _, one in new)
        earlier = [self._gone[key] for key in keys if key in self._gone]
        if earlier:
            same = all(one == made for one in earlier)
            for key in keys:
                self._everywhere.pop(key, None)
            self._doubts += () if same else (Doubt(cue, "changed twice"),)
            return
        self._gone |= dict.fromkeys(keys, made)
        again = (source.origin for source in sources if self._is_shown_again(source.origin))
        self._everywhere |= {(self.file(one), one.cue): cue for one in again}
        for file, one in new:
            self._new.setdefault(file, []).append(one)


def _in(clip: int, change: Change, sources: Sequence[_Source]) -> list[tuple[Cue, _Source]]:
    """The cues before a change, with those of the recordings, that belong to a clip."""
    pairs = zip(change.before, sources, strict=True)
    return [(cue, source) for cue, source in pairs if source.origin.clip == clip]


def _shared(words: Sequence[str], texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """Words, each with the text that it comes from; a new one goes with the word before it.

    >>> _shared("we plan well and talk".split(), [["we", "plan"], ["and", "talk"]])
    [['we', 'plan', 'well'], ['and', 'talk']]
    """
    known = [(of, word) for of, text in enumerate(texts) for word in text]
    pairs = chain(
        ((i, j), 1.0)
        for i, word in enumerate(words)
        for j, (_, other) in enumerate(known)
        if words_in(word) == words_in(other)
    )
    owner = {i: known[j][0] for i, j in pairs}
    shares: list[list[str]] = [[] for _ in texts]
    at = owner[min(owner)] if owner else 0
    for i, word in enumerate(words):
        at = owner.get(i, at)
        shares[at].append(word)
    return shares
