"""Listening as a piece of work: refused where it would come out otherwise."""

from pathlib import Path

import pytest

from mediakit.errors import MissingPart
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.render.hearing import Hearing
from mediakit.render.rendering import Order, make_pieces
from mediakit.render.store import Store
from mediakit.transcript.files import read_transcript
from mediakit.transcript.listening import Listener, Listening

LISTENING = Listening(model="tiny.en", language="en")


def order_of(talk: Path, key: str, store: Store) -> Order:
    media = probe(talk)
    hearing = Hearing(key, media, LISTENING, None)
    return Order(hearing, (key,), {media.fingerprint: talk}, store, {})


@pytest.mark.models
def test_a_transcript_is_made_as_a_piece(make_talk, tmp_path: Path) -> None:
    talk, store, told = make_talk("talk.mp4"), Store(tmp_path / "store"), list[int]()
    key = Listener(LISTENING).key(probe(talk))
    (made,) = make_pieces(order_of(talk, key, store), StopSignal(), told.append)
    transcript = read_transcript(made.read_text(encoding="utf-8"), str(made))
    assert "Monday" in " ".join(word.text for word in transcript.words)
    assert told[-1] == 1000
    assert store.find(key, ".json") == made


@pytest.mark.models
def test_who_would_hear_it_otherwise_says_so(make_talk, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(MissingPart, match=r"The speech model tiny\.en, or what listens with it"):
        make_pieces(
            order_of(make_talk("talk.mp4"), "of another model", store), StopSignal(), lambda _: None
        )
    assert store.pieces() == []
