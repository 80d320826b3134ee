"""How a picture's numbers mean colours: what its stream says, and what is meant where it says
nothing. Names are those of ITU-T H.273 as ffmpeg spells them. Pure.
"""

from dataclasses import dataclass

_PRIMARIES = {
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "film",
    9: "bt2020",
    11: "smpte431",
    12: "smpte432",
}

_TRANSFERS = {
    1: "bt709",
    4: "bt470m",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "linear",
    9: "log100",
    10: "log316",
    11: "iec61966-2-4",
    12: "bt1361e",
    13: "iec61966-2-1",
    14: "bt2020-10",
    15: "bt2020-12",
    16: "smpte2084",
    17: "smpte428",
    18: "arib-std-b67",
}

_MATRICES = {
    0: "gbr",
    1: "bt709",
    4: "fcc",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    8: "ycgco",
    9: "bt2020nc",
    10: "bt2020c",
    15: "ipt-c2",
}

_FULL = 2
"""PyAV's and ffmpeg's code of full range (AVCOL_RANGE_JPEG)."""

HDR = {"smpte2084": "PQ", "arib-std-b67": "HLG"}
"""Transfers of high dynamic range, with the names that cameras give them (ITU-R BT.2100)."""

_WIDE = {"bt2020", "smpte431", "smpte432"}
"""Primaries of screens that show more colours than BT.709 has."""

_LUMA_AND_COLOUR = (
    "yuv",
    "nv",
    "p0",
    "p2",
    "p4",
    "uyvy",
    "yuyv",
    "yvyu",
    "ayuv",
    "vuy",
    "xv",
    "y2",
)
"""How ffmpeg's names of pixel formats with a matrix begin; others are red, green and blue."""

HD_LINES, HD_WIDTH = 577, 1025
"""Pictures from this many lines or pixels across on are in BT.709 where they say nothing, smaller
ones in BT.601: the largest of television before HD have 576 lines (BT.601), and 1024 pixels across
where they are wide and square. Players guess alike."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Matrix, primaries and transfer by name, "" where the stream does not say; `full` says that
    black is 0 and white the greatest number, as in photos, rather than 16 and 235.
    """

    matrix: str = ""
    primaries: str = ""
    transfer: str = ""
    full: bool = False

    @property
    def hdr(self) -> str:
        """The kind of high dynamic range, "PQ" or "HLG"; "" for an ordinary picture."""
        return HDR.get(self.transfer, "")

    @property
    def wide(self) -> bool:
        """Whether it may hold colours that an ordinary screen does not show."""
        return self.primaries in _WIDE


def colours_of(matrix: int, primaries: int, transfer: int, value_range: int) -> Colours:
    """The colours that a frame's four codes say.

    >>> colours_of(9, 9, 18, 1).hdr, colours_of(2, 2, 2, 2)
    ('HLG', Colours(matrix='', primaries='', transfer='', full=True))
    """
    return Colours(
        _MATRICES.get(matrix, ""),
        _PRIMARIES.get(primaries, ""),
        _TRANSFERS.get(transfer, ""),
        value_range == _FULL,
    )


def meant_matrix(colours: Colours, pixel_format: str, width: int, height: int) -> str:
    """The matrix of a picture that does not say which it has; "" if it does, or has none.

    >>> [meant_matrix(Colours(), "yuv420p", *size) for size in [(1280, 720), (720, 576)]]
    ['bt709', 'smpte170m']
    >>> meant_matrix(Colours(), "rgb24", 1280, 720)
    ''
    """
    if colours.matrix or not pixel_format.startswith(_LUMA_AND_COLOUR):
        return ""
    return "bt709" if height >= HD_LINES or width >= HD_WIDTH else "smpte170m"
