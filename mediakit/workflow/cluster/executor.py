"""Workers of a cluster, as the executor that makes pieces."""

import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, cast

from mediakit.errors import CannotWrite, ProgramFailed, Stopped
from mediakit.plan.model import Altered, Matte
from mediakit.process import StopSignal
from mediakit.render.people_weights import SHA256
from mediakit.render.programs import OnFrame
from mediakit.render.rendering import Order
from mediakit.workflow.cluster.at_work import Answer, Luggage, Terms, Work, at_work
from mediakit.workflow.cluster.depot import Depot, Parcel
from mediakit.workflow.cluster.equipment import Equipment
from mediakit.workflow.places import get

RESOURCE = "mediakit"
"""What workers started by `mediakit worker` have, one for each thread."""

_LOOK_EVERY = 0.2
"""Seconds between two looks whether the person stopped the work."""

_SEEN_AFTER = 60
"""Seconds after which a file on a network folder must be seen elsewhere: NFS looks again into a
folder after 60 s at most (acdirmax in nfs(5))."""

_AT_ONCE = 4
"""Pieces that are fetched at once."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A piece that is being made: the cluster's own handle of it, and who waits for it."""

    task: Any
    order: Order
    stop: StopSignal
    on_frame: OnFrame
    answer: "Future[tuple[Path, ...]]"


class ClusterExecutor(Executor):
    """Makes pieces on the workers of a Dask cluster. Work is handed over as to threads, as
    `submit(work, order, stop, on_frame)`: the order travels; the signal is passed on when it is
    set; the frames are told now and then, and when the piece is finished.

    A worker that is lost loses what it had in hand, which Dask gives to another. `only_ours` leaves
    alone the workers that `mediakit worker` did not start.
    """

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - Dask has no types
        equipment: Equipment,
        *,
        depot: Depot | None = None,
        only_ours: bool = False,
    ) -> None:
        self._client, self._equipment, self._depot = client, equipment, depot
        self._resources = {RESOURCE: 1} if only_ours else None
        self._topic = f"mediakit-{uuid.uuid4().hex}"
        self._open: dict[str, _Open] = {}
        self._parcels: dict[str, Parcel] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._hands = ThreadPoolExecutor(_AT_ONCE)
        client.subscribe_topic(self._topic, self._told)
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> "Future[Any]":  # noqa: ANN401
        """Have one piece made; see the class."""
        order, stop, on_frame = cast("tuple[Order, StopSignal, OnFrame]", args)
        ticket = uuid.uuid4().hex
        stop.check()
        if isinstance(order.work, Altered):
            # A person allowed this computer, and no other, to run their code.
            return self._hands.submit(fn, order, stop, on_frame)
        travelling, luggage = self._packed(order)
        terms = Terms(self._equipment, self._topic, ticket, luggage)
        answer: Future[tuple[Path, ...]] = Future()
        answer.set_running_or_notify_cancel()
        with self._lock:
            task = self._client.submit(
                at_work,
                cast("Work", fn),
                travelling,
                terms,
                key=f"mediakit-{ticket}",
                pure=False,
                resources=self._resources,
            )
            self._open[ticket] = _Open(task, order, stop, on_frame, answer)
        task.add_done_callback(lambda _task: self._hands.submit(self._close, ticket))
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End; with `wait` after all that was handed over is done."""
        if cancel_futures:
            for ticket in list(self._open):
                self._give_up(ticket)
        if wait:
            wait_for([one.answer for one in list(self._open.values())])
        self._over.set()
        self._client.unsubscribe_topic(self._topic)
        self._hands.shutdown(wait=wait)

    def _packed(self, order: Order) -> tuple[Order, Luggage | None]:
        """The order with the files that it needs and no others, so that it is quick to send; at a
        depot, with those left there.
        """
        files = needed(order)
        depot = self._depot
        if depot is None:
            stamps = {name: stamp for name, stamp in order.stamps.items() if name in files}
            return replace(order, files=files, stamps=stamps), None
        parcels = {
            name: self._left(depot, name, file) for name, file in files.items() if name != SHA256
        }
        own = {name: file for name, file in files.items() if name == SHA256}
        # What travelled is proven by its hash.
        return replace(order, files=own, stamps={}), Luggage(depot, parcels)

    def _left(self, depot: Depot, name: str, file: Path) -> Parcel:
        if name not in self._parcels:
            self._parcels[name] = depot.leave(file)
        return self._parcels[name]

    def _told(self, event: tuple[float, Any]) -> None:
        """Pass on what a worker tells of its frames."""
        ticket, frames = event[1]
        one = self._open.get(ticket)
        if one is not None:
            one.on_frame(frames)

    def _close(self, ticket: str) -> None:
        """Hand over the outcome of a piece to whoever waits for it."""
        one = self._open.get(ticket)
        if one is None:
            return
        try:
            answered = cast("Answer", _outcome(one.task))
            paths = tuple(
                self._brought(key, one.order, place)
                for key, place in zip(one.order.keys, answered.places, strict=True)
            )
            one.on_frame(answered.frames)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the piece meets it
            self._settle(ticket, error)
        else:
            self._settle(ticket, paths)

    def _settle(self, ticket: str, outcome: tuple[Path, ...] | BaseException) -> None:
        with self._lock:
            one = self._open.pop(ticket, None)
        if one is None:
            return
        if isinstance(outcome, BaseException):
            one.answer.set_exception(outcome)
        else:
            one.answer.set_result(outcome)

    def _brought(self, key: str, order: Order, place: Path | Parcel) -> Path:
        """A piece in the store here."""
        if isinstance(place, Path):
            return _seen(place, self._over)
        self._parcels[key] = place

        def fetch(folder: Path) -> Path:
            """Fetch it into an empty folder of the store."""
            get(place.url, folder / "piece")
            return folder / "piece"

        return order.store.make(key, order.suffix, fetch)

    def _watch(self) -> None:
        """Pass on that the work is stopped."""
        while not self._over.wait(_LOOK_EVERY):
            for ticket, one in list(self._open.items()):
                if one.stop.is_set:
                    self._give_up(ticket)

    def _give_up(self, ticket: str) -> None:
        one = self._open.get(ticket)
        if one is not None:
            one.task.cancel()
            self._settle(ticket, Stopped("Stopped", remedy="Nothing half-made was left behind."))


def needed(order: Order) -> dict[str, Path]:
    """The files of the order that its pieces are made from: those that it names somewhere.

    People are found in a recording by a part that no piece names.
    """
    names = set(_texts(asdict(order.work)))
    if isinstance(order.work, Matte):
        names.add(SHA256)
    return {name: file for name, file in order.files.items() if name in names}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a piece
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _outcome(task: Any) -> Any:  # noqa: ANN401
    from distributed import KilledWorker

    try:
        return task.result()
    except KilledWorker as error:
        raise ProgramFailed(
            "Several workers of the cluster ended, one after another, over one piece of the film",
            str(error.last_worker),
            "See whether they have memory enough, or lend less: mediakit worker --threads 1",
        ) from error
    except CancelledError as error:
        raise ProgramFailed(
            "The cluster was lost while it made the film",
            remedy="See that its scheduler runs, then run the same command again: what is finished "
            "is kept.",
        ) from error


def _seen(path: Path, over: threading.Event) -> Path:
    """The file that a worker made, once it is seen here too."""
    for _ in range(round(_SEEN_AFTER / _LOOK_EVERY)):
        if path.exists() or over.wait(_LOOK_EVERY):
            return path
    raise CannotWrite(
        "A worker has made a piece of the film that is not seen here",
        str(path),
        "Put the film on a folder that every computer sees under the same path, or let its files "
        "travel: --through s3://BUCKET/FOLDER.",
    )
