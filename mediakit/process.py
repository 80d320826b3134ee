"""The only door to other programs: run one, follow its progress, stop it, keep its last words.

A program runs from an argument list, never through a shell, in a folder that the caller names.
Whatever goes wrong comes back as a `MediakitError`; a stopped program is killed and waited for, so
that nothing runs on behind the person's back. Should mediakit itself be killed, a watchman (a
program of its own) kills what it had started.
"""

import atexit
import contextlib
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

from mediakit import watchman
from mediakit.errors import CannotWrite, MissingPart, ProgramFailed, Stopped

LAST_WORDS = 30
"""Lines of a program's stderr that are kept for its error message."""

_CHECK_EVERY = 0.1
"""Seconds between two looks at the stop signal while a program runs."""

_NO_ROOM = ("No space left on device", "Disk quota exceeded", "There is not enough space")


class StopSignal:
    """Says to every running program of one job that it must end; once set, it stays set."""

    def __init__(self, above: "StopSignal | None" = None) -> None:
        self._event = threading.Event()
        self._above = above

    def set(self) -> None:
        """Ask everything that shares this signal, or one made below it, to stop."""
        self._event.set()

    def below(self) -> "StopSignal":
        """A signal for a part of the job: it can be stopped alone, and stops with the whole."""
        return StopSignal(self)

    @property
    def is_set(self) -> bool:
        """True if this signal, or one above it, was set."""
        return self._event.is_set() or (self._above is not None and self._above.is_set)

    def check(self) -> None:
        """Raise `Stopped` if the signal is set."""
        if self.is_set:
            raise Stopped("Stopped", remedy="Nothing half-made was left behind.")


def run(
    argv: Sequence[str],
    *,
    cwd: Path | None = None,
    stop: StopSignal | None = None,
    on_line: Callable[[str], None] | None = None,
    feed: Iterable[bytes] | None = None,
    guard: Callable[[], None] | None = None,
) -> str:
    """Run a program to its end and return what it wrote to stderr (the last lines of it).

    `on_line` receives every line of its stdout as it comes, all of them before this returns; `feed`
    is written to its stdin. While it is waited for, `guard` is called again and again: what it
    raises ends the program. Raises `MissingPart` if it cannot be started, `CannotWrite` if the disk
    is full, `ProgramFailed` if it ends with an error, `Stopped` if `stop` is set meanwhile.
    """
    stop = stop or StopSignal()
    stop.check()
    child = _start(argv, cwd, feed is not None)
    last_words: deque[str] = deque(maxlen=LAST_WORDS)
    readers = [
        _read_lines(child.stderr, last_words.append),
        _read_lines(child.stdout, on_line or _ignore),
    ]
    try:
        if feed is not None and child.stdin is not None:
            _write(child.stdin, feed, stop)
        _wait(child, stop, guard or _nothing)
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        _WATCHMAN.tell(f"-{child.pid}")
        for reader in readers:
            reader.join()
        _close(child)
    # The last lines are delivered after the program's end, and whoever hears them may say stop.
    stop.check()
    if child.returncode != 0:
        raise _failure(argv, child.returncode, last_words)
    return "\n".join(last_words)


def _start(argv: Sequence[str], cwd: Path | None, fed: bool) -> subprocess.Popen[bytes]:
    _WATCHMAN.wake()
    try:
        child = subprocess.Popen(
            list(argv),
            cwd=cwd,
            stdin=subprocess.PIPE if fed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise MissingPart(
            "A program that mediakit needs cannot be started",
            f"{argv[0]} ({error.strerror})",
            "Run 'mediakit doctor' to see what is missing.",
        ) from error
    _WATCHMAN.tell(f"+{child.pid}")
    return child


class _Watchman:
    """The program that kills what is left running when this one is killed; see `watchman`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None

    def wake(self) -> None:
        """Start it, unless it runs. Where that cannot be, mediakit works without."""
        with self._lock:
            if self._program is None or self._program.poll() is not None:
                with contextlib.suppress(OSError):
                    self._program = self._start()

    def tell(self, line: str) -> None:
        """Say that a program was started, or has ended."""
        with self._lock, contextlib.suppress(OSError):
            if self._program is not None and self._program.stdin is not None:
                self._program.stdin.write(f"{line}\n".encode())

    def dismiss(self) -> None:
        """Let it go: nothing runs any more."""
        with self._lock:
            if self._program is not None:
                with contextlib.suppress(OSError):
                    self._program.communicate()

    def _start(self) -> subprocess.Popen[bytes]:
        atexit.register(self.dismiss)
        return subprocess.Popen(
            [sys.executable, "-I", "-S", watchman.__file__],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # In a session of its own no Ctrl-C reaches it; in the root it holds no folder.
            cwd=Path(sys.executable).anchor,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


_WATCHMAN = _Watchman()


def _read_lines(pipe: IO[bytes] | None, deliver: Callable[[str], None]) -> threading.Thread:
    def read() -> None:
        for line in pipe or ():
            deliver(line.decode("utf-8", "replace").rstrip())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    return reader


def _write(pipe: IO[bytes], feed: Iterable[bytes], stop: StopSignal) -> None:
    # A program that ends early closes its stdin; its exit code and last words tell why.
    with contextlib.suppress(BrokenPipeError), pipe:
        for block in feed:
            stop.check()
            pipe.write(block)


def _wait(child: subprocess.Popen[bytes], stop: StopSignal, guard: Callable[[], None]) -> None:
    while True:
        stop.check()
        guard()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_CHECK_EVERY)
            return


def _close(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout, child.stderr):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def _failure(argv: Sequence[str], code: int, last_words: Iterable[str]) -> Exception:
    said = [line for line in last_words if line.strip()]
    if any(sign in line for line in said for sign in _NO_ROOM):
        return CannotWrite(
            "The disk is full", remedy="Make room on it, then run the same command again."
        )
    program = Path(argv[0]).name.split("-")[0]
    return ProgramFailed(
        f"{program} ended with an error (code {code})",
        " / ".join(said[:2]),
        "If the files are in order, please report this.",
    )


def _ignore(_line: str) -> None:
    pass


def _nothing() -> None:
    pass
