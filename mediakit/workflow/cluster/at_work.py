"""What a worker of a cluster does with a piece that it is handed."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from mediakit.errors import BadInput, CannotWrite, MissingPart, ProgramFailed, Stopped
from mediakit.process import StopSignal
from mediakit.render.people_weights import SHA256
from mediakit.render.programs import OnFrame
from mediakit.render.rendering import Order
from mediakit.render.store import Store
from mediakit.workflow.cluster.depot import Cupboard, Depot, Parcel
from mediakit.workflow.cluster.equipment import Equipment, check_alike, equipment
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.people_finder import weights_in_use

Work = Callable[[Order, StopSignal, OnFrame], tuple[Path, ...]]

_TELL_EVERY = 1.0
"""Seconds between two reports of one piece: a hundred workers make a hundred messages a second."""

_OVER = frozenset({"closing", "closed", "failed"})
"""How a worker stands that has no time left to finish anything."""


@dataclass(frozen=True, slots=True)
class Luggage:
    """The files that a piece is made from, left at a depot, where the piece goes as well."""

    depot: Depot
    parcels: Mapping[str, Parcel]


@dataclass(frozen=True, slots=True)
class Terms:
    """How a piece is to be made: with what equipment, and where its frames are told (the topic of
    the cluster, and the piece's number there). Without `luggage` everybody sees the same folders.
    """

    equipment: Equipment
    topic: str
    ticket: str
    luggage: Luggage | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Where finished pieces lie, and how many frames of them were told."""

    places: tuple[Path | Parcel, ...]
    frames: int


def at_work(work: Work, order: Order, terms: Terms) -> Answer:
    """Do one piece of work on this worker. Raises `MissingPart` if its equipment differs."""
    from distributed import get_worker

    worker = get_worker()
    name = name_of(worker)
    check_alike(terms.equipment, {name: _equipment()})
    stop = TaskSignal(worker, worker.get_current_task())
    told = _Told(worker, terms)
    with _handed_on(), _named(name):
        order = replace(order, files={**order.files, **_own_weights(order)})
        if terms.luggage is None:
            places: tuple[Path | Parcel, ...] = _in_sight(work, order, stop, told, name)
        else:
            places = _at_depot(work, order, stop, told, terms.luggage)
    return Answer(places, told.frames)


def name_of(worker: Any) -> str:  # noqa: ANN401 - Dask has no types
    """The worker as people know it: by its name, and where it is."""
    return worker.address if worker.name == worker.address else f"{worker.name} ({worker.address})"


class TaskSignal(StopSignal):
    """Set when nobody wants this worker's task any more: the person stopped the work, or their
    computer is gone. The scheduler tells the worker, so there is nothing to ask for.
    """

    def __init__(self, worker: Any, key: Any) -> None:  # noqa: ANN401
        super().__init__()
        self._worker, self._key = worker, key

    @property
    def is_set(self) -> bool:
        """True if the task was given up, or the worker is about to end."""
        task = self._worker.state.tasks.get(self._key)
        given_up = task is None or task.state == "cancelled"
        return given_up or self._worker.status.name in _OVER or super().is_set


class _Told:
    """Tells the frames of a piece now and then."""

    def __init__(self, worker: Any, terms: Terms) -> None:  # noqa: ANN401
        self._worker, self._terms = worker, terms
        self._last = time.monotonic()
        self.frames = 0

    def __call__(self, frames: int) -> None:
        self.frames = frames
        if time.monotonic() - self._last >= _TELL_EVERY:
            self._last = time.monotonic()
            self._worker.log_event(self._terms.topic, [self._terms.ticket, frames])


def _in_sight(
    work: Work, order: Order, stop: StopSignal, told: OnFrame, name: str
) -> tuple[Path, ...]:
    """Make the pieces in folders that everybody sees."""
    places = [order.store.folder, *order.files.values()]
    unseen = next((place for place in places if not place.exists()), None)
    if unseen is not None:
        raise BadInput(
            f"The worker {name} does not see this file or folder",
            str(unseen),
            "Put the film on a folder that every computer sees under the same path, or let its "
            "files travel: --through s3://BUCKET/FOLDER.",
        )
    found = (order.store.find(key, order.suffix) for key in order.keys)
    kept = tuple(path for path in found if path is not None)
    return kept if len(kept) == len(order.keys) else work(order, stop, told)


def _at_depot(
    work: Work, order: Order, stop: StopSignal, told: OnFrame, luggage: Luggage
) -> tuple[Parcel, ...]:
    """Fetch what pieces are made from, make them here, and leave them where others fetch them."""
    here = cache_folder() / "cluster"
    cupboard = Cupboard(here / "fetched")
    files = {name: cupboard.fetch(parcel) for name, parcel in luggage.parcels.items()}
    own = replace(order, files={**order.files, **files}, store=Store(here / "render"))
    made = work(own, stop, told)
    stop.check()
    parcels = []
    for file in made:
        parcels.append(luggage.depot.leave(file))
        cupboard.keep(parcels[-1], file)
    return tuple(parcels)


def _own_weights(order: Order) -> dict[str, Path]:
    """The part that finds people, if the piece is made with it: it is no file of the film, so every
    computer has its own.
    """
    if SHA256 not in order.files:
        return {}
    weights = weights_in_use()
    if weights is None:
        raise MissingPart(
            "The part that finds people in pictures is not here",
            remedy="Run there: mediakit sign fetch",
        )
    return {SHA256: weights}


@cache
def _equipment() -> Equipment:
    return equipment()


@contextlib.contextmanager
def _handed_on() -> Iterator[None]:
    """Have another worker do what this one was stopped in, if it is wanted still."""
    from distributed import Reschedule

    try:
        yield
    except Stopped as error:
        raise Reschedule from error


@contextlib.contextmanager
def _named(worker: str) -> Iterator[None]:
    """Say on which worker something went wrong that may go well on another."""
    try:
        yield
    except (CannotWrite, MissingPart, ProgramFailed) as error:
        where = f"{error.where} (on the worker {worker})" if error.where else f"worker {worker}"
        raise type(error)(error.what, where, error.remedy) from error
