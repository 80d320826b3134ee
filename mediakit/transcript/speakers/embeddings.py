"""Voices as directions: sound of one speaker in, a unit vector out; the closer, the more alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediakit.errors import MissingPart
from mediakit.transcript.speakers.network import BANDS, SIZE, build_network
from mediakit.transcript.speakers.weights import REMEDY, read_weights

RATE = 16_000
"""Samples a second that the network was trained with."""

BATCH = 16
"""Windows measured at once. Larger batches are no faster, and with these (1.5 s each) the network
needs about 150 MB in all."""

_THREADS = 2

_NEEDED = ("kaldi_native_fbank", "onnx", "onnxruntime")


class Voices:
    """The loaded network. Loading takes about a second; it is small beside a Whisper model."""

    def __init__(self) -> None:
        """Raises `MissingPart` where the extra `speakers` or the weights are not installed."""
        missing = [name for name in _NEEDED if find_spec(name) is None]
        if missing:
            what = "The part that tells voices apart is not complete"
            raise MissingPart(what, f"{', '.join(missing)} is missing", f"{REMEDY}.")
        self._session = _session(build_network(read_weights()))
        self._fbank = _fbank_options()

    def embed(self, windows: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """One unit vector of `SIZE` numbers for each window of samples at `RATE`.

        All windows have the same length, at least 25 ms.
        """
        starts = range(0, len(windows), BATCH)
        voices = [self._batch(windows[at : at + BATCH]) for at in starts]
        return np.concatenate(voices) if voices else np.empty((0, SIZE), np.float32)

    def features(self, window: NDArray[np.float32]) -> NDArray[np.float32]:
        """The spectrum of a window, a row of `BANDS` numbers every 10 ms, each band's mean 0."""
        from kaldi_native_fbank import OnlineFbank

        fbank = OnlineFbank(self._fbank)
        fbank.accept_waveform(RATE, window)
        fbank.input_finished()
        frames = np.array([fbank.get_frame(at) for at in range(fbank.num_frames_ready)], np.float32)
        # Takes out the loudness and the colour of the microphone, as the network was trained.
        return np.asarray(frames - frames.mean(axis=0))

    def voices_of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """A unit vector for each spectrum: (windows, frames, `BANDS`) to (windows, `SIZE`)."""
        (found,) = self._session.run(None, {"features": features})
        return unit(found)

    def _batch(self, windows: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
        return self.voices_of(np.stack([self.features(window) for window in windows]))


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same directions, each of length one, so that a dot product is a cosine."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def _session(graph: bytes) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = _THREADS
    options.inter_op_num_threads = 1
    # 3: errors only; its warnings about folded constants help nobody here.
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def _fbank_options() -> Any:  # noqa: ANN401 - kaldi_native_fbank has no types
    """The spectrum that 3D-Speaker trains with: Kaldi's, 25 ms every 10 ms, povey window, power,
    no energy band, samples from -1 to 1. All of these are the library's own defaults; only what
    differs stands here.
    """
    from kaldi_native_fbank import FbankOptions

    options = FbankOptions()
    # Dither adds noise by chance: the same voice would give other numbers every time.
    options.frame_opts.dither = 0.0
    options.frame_opts.samp_freq = RATE
    options.mel_opts.num_bins = BANDS
    return options
