"""Whatever decides how a film looks or sounds is part of a key. The fields are found by the types,
so that a new one cannot be forgotten: it changes a key, or it is listed here with the reason why it
reaches neither picture nor sound.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any

import pytest
from test_planning import FACTS, RATE, TOOLS, media
from varied import TEXT, WORDS, Field, changes, example, fields_in

from mediakit.clock import Span
from mediakit.errors import MediakitError
from mediakit.film.carrying import carry
from mediakit.film.model import (
    Canvas,
    Card,
    Clip,
    Credits,
    Cutaway,
    Effect,
    Film,
    Footage,
    Logo,
    Photo,
    Signer,
    SignerSlot,
    SigningPerson,
    Version,
    Voice,
)
from mediakit.film.placing import build_timeline
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.model import Piece, Tools
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS, Preset
from mediakit.signing.geometry import Stand
from mediakit.subtitles.burned.look import LOOKS, Style
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.project import as_chosen

UNFIT = (MediakitError, ArithmeticError, LookupError, TypeError, ValueError)
"""What planning raises for values that cannot be: they prove nothing."""

NAMED = "names a file; a name is in no picture"
JOINED = "reaches the file when its pieces are joined, which is done every time"
OF_ITSELF = "says what else is made; what is made has keys of its own"

UNSEEN: dict[tuple[str, str], str] = {
    ("Film", "title"): JOINED,
    ("Film", "language"): "decides what is listened for, and names tracks: their words are keyed",
    ("Film", "profile"): "reaches the picture through the words and the style that follow it",
    ("SignerSlot", "person"): "stands in the package's list of files, in no picture",
    ("Version", "name"): NAMED,
    ("Footage", "chapter"): JOINED,
    ("Card", "chapter"): JOINED,
    ("Photo", "chapter"): JOINED,
    ("Credits", "chapter"): JOINED,
    ("Preset", "name"): NAMED,
    ("Preset", "about"): "is shown to people who choose",
    ("Preset", "subtitles"): JOINED,
    ("Preset", "also"): OF_ITSELF,
    ("Preset", "most_bytes"): "decides an encoding, which is keyed",
    ("Preset", "to_publish"): "decides which checks are made",
}
"""Fields by type and name that reach no key, and why they need not."""


def unkeyed(
    wanted: Iterable[Field],
    contexts: Iterable[Any],
    hint: Any,
    key: Callable[[Any], object],
    words: Sequence[str] = WORDS,
) -> list[str]:
    """The fields that change the key in no context, in plain words."""
    missing = dict.fromkeys(wanted)
    for context in contexts:
        if not missing:
            break
        before = key(context)
        for way, other in changes(context, hint, words):
            if not missing.keys().isdisjoint(way) and differs(key, other, before):
                missing = {field: None for field in missing if field not in way}
    return [f"{kind.__name__}.{name}" for kind, name in missing]


def differs(key: Callable[[Any], object], other: Any, before: object) -> bool:
    try:
        return key(other) != before
    except UNFIT:
        return False


ADVICE = (
    "changes no key, so a kept piece would be used for a film that looks or sounds otherwise."
    " If it reaches picture or sound, let it reach the piece's command (see plan/keys.py); if it"
    " must not, list it in UNSEEN of this test with the reason. If it only counts together with"
    " something else, let a film of this test have that."
)


@pytest.mark.parametrize("kind", Piece.__args__, ids=lambda kind: kind.__name__)
def test_every_field_of_a_piece_reaches_its_key(kind: type) -> None:
    def key(piece: Any) -> str:
        return key_of(piece, TOOLS)

    # Some colours count only beside others that have this name.
    words = (*WORDS, "smpte2084")
    forgotten = unkeyed(fields_in(kind), contexts_of(kind, words), kind, key, words)
    assert not forgotten, f"{', '.join(forgotten)}: {ADVICE}"


def contexts_of(kind: type, words: Sequence[str]) -> Iterator[Any]:
    """A piece with everything in it, then with every one thing other than that."""
    whole = example(kind)
    yield whole
    yield from (other for _, other in changes(whole, kind, words) if planned(other))


def planned(piece: Any) -> bool:
    try:
        key_of(piece, TOOLS)
    except UNFIT:
        return False
    return True


def test_every_tool_reaches_some_key() -> None:
    pieces = [example(kind) for kind in Piece.__args__]

    def key(tools: Tools) -> object:
        return [key_of(piece, tools) for piece in pieces]

    tools = Tools({"a": "1"}, {"b": "1"}, {"c": "1"})
    assert not unkeyed(fields_in(Tools), [tools], Tools, key), ADVICE


Wish = tuple[Film, Style, Preset]

TALK = media("a")
KNOWN = {
    **FACTS,
    "other.jpg": media("f", sound=False, kind="photo"),
    "two.mp4": replace(TALK, sounds=(*TALK.sounds, replace(TALK.sounds[0], index=1))),
}
CODES = {file: mark * 64 for file, mark in (("effects.py", "1"), (TEXT, "2"), ("b.mp4", "3"))}
SIGNED = (Version("signed", "en", True, second="cy"), Version("easy-read", "en-simple", False))
PEOPLE = (SigningPerson("Mair", "interpreter", "1"),)


def film_of(
    *clips: Clip,
    size: tuple[int, int] = (1280, 720),
    signer: Signer | None = None,
    versions: tuple[Version, ...] = SIGNED[1:],
) -> Film:
    canvas = Canvas(*size, RATE)
    return Film("A film", "en", canvas, clips, signer, "a.mp4", versions)


def films() -> Iterator[Film]:
    """Films in which, together, everything that a film can have is seen or heard."""
    talk = Footage("a.mp4", 0, 4000, name="Siân", role="Film maker")
    beside = SignerSlot("sign.mp4", 0, to=3000), SignerSlot("sign.mp4", 500, clip="phone.mp4")
    yield film_of(talk)
    yield film_of(Card("Hello", 2000), Card("We are", 2000, text="many", dissolve=400))
    yield film_of(Photo("still.jpg", 2000), Photo("other.jpg", 2000, dissolve=400))
    yield replace(film_of(Photo("still.jpg", 2000)), logo=Logo("still.jpg"))
    names = Credits(("Camera: Us",), 4000, dissolve=400)
    yield film_of(talk, names, signer=Signer(Stand(), beside[:1], people=PEOPLE))
    yield film_of(
        talk,
        Footage("phone.mp4", 1000, 4000, dissolve=400),
        signer=Signer(Stand("right"), beside, people=PEOPLE),
        versions=SIGNED,
    )
    # Signing that goes on when its clip is over; a signer alone.
    late = Signer(Stand(layout="beside"), (SignerSlot("sign.mp4", 500, to=6000),))
    yield film_of(talk, signer=late, versions=SIGNED[:1])
    yield film_of(talk, signer=late, versions=(Version("alone", None, True, alone=True),))
    # A clip in another language; and, in upright and square pictures, other rows of a look.
    yield film_of(replace(talk, language="cy"), versions=(Version("en", "en", False),))
    yield from (film_of(talk, size=size) for size in ((720, 1280), (720, 720)))
    glow = Effect("effects.py", "glow")
    yield film_of(replace(talk, effect=glow), Card("Hello", 2000, effect=glow))
    # Two sound tracks; narration; cutaways.
    yield film_of(Footage("two.mp4", 0, 3000))
    voice = Voice(Footage("a.mp4", 0, 2000), 500)
    yield replace(film_of(Footage("b.mp4", 0, 4000)), voices=(voice,))
    shown = Footage("b.mp4", 0, 1000), Photo("still.jpg", 1000)
    yield film_of(replace(talk, cutaways=tuple(Cutaway(s, 1500 * n) for n, s in enumerate(shown))))


CUES = (
    Cue(Span(500, 2000), "We talk. Then we decide.", "Siân"),
    Cue(Span(2000, 3500), "All of us, together.", "Mair"),
)
TRACKS = {
    tag: {
        file: Subtitles(tag, tuple(replace(cue, text=f"{cue.text} ({tag})") for cue in CUES))
        for file in ("a.mp4", "phone.mp4")
    }
    for tag in ("en", "en-simple", "cy", "cy-simple")
}


def wishes() -> Iterator[Wish]:
    style = Style({name: LOOKS[name] for name in ("easy-read", "bbc")})
    for number, film in enumerate(films()):
        yield film, style, PRESETS["standard" if number else "preview"]


@cache
def key_found(piece: Piece) -> str:
    """The piece's key: most pieces are the same in films that differ in one place."""
    return key_of(piece, TOOLS)


def keys_of(wish: Wish) -> object:
    """The keys of everything that the film is made of, where each is used."""
    film, style, preset = wish
    film = replace(film, canvas=preset.canvas(film.canvas))
    facts = {file: as_chosen(known, file, film, "film.toml") for file, known in KNOWN.items()}
    timeline = build_timeline(film, facts)
    plan = plan_film(
        Ingredients(
            timeline=timeline,
            versions=film.versions,
            facts=facts,
            backdrops={"sign.mp4": "0x00B140"},
            tracks={tag: carry(timeline, files) for tag, files in TRACKS.items()},
            style=style.following(film.profile),
            preset=preset,
            tools=TOOLS,
            codes=CODES,
        )
    )
    chunks = [[key_found(chunk) for chunk in version.chunks] for version in plan.versions]
    return chunks, key_found(plan.sound)


def test_every_field_of_a_film_a_style_or_a_preset_reaches_a_key_or_is_listed() -> None:
    wanted = {
        field: None
        for field in chain(fields_in(Film), fields_in(Style), fields_in(Preset))
        if (field[0].__name__, field[1]) not in UNSEEN
    }
    words = ("b.mp4", "other.jpg", "cy", "en-simple", "bbc", "easy-read", "#123456")
    forgotten = unkeyed(wanted, wishes(), Wish, keys_of, words)
    assert not forgotten, f"{', '.join(forgotten)}: {ADVICE}"


def test_a_field_that_is_forgotten_is_found() -> None:
    whole = example(Credits)
    wanted = fields_in(Credits)
    assert unkeyed(wanted, [whole], Credits, lambda c: replace(c, duration=0)) == [
        "Credits.duration"
    ]


def test_what_is_listed_as_unseen_exists() -> None:
    known = {(kind.__name__, name) for kind, name in fields_in(Wish)}
    assert set(UNSEEN) <= known
