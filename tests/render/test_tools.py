"""What pieces are made with reaches their keys."""

import hashlib

from mediakit.render.fonts import font_file
from mediakit.render.tools import tools_in_use


def test_the_typeface_is_known_by_its_content() -> None:
    content = font_file().read_bytes()
    assert tools_in_use().every["font"] == hashlib.sha256(content).hexdigest()
