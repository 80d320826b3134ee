"""How each drawn figure looks. They are roles with made-up looks; none is drawn after a person."""

from dataclasses import dataclass, replace
from typing import Literal

Hair = Literal["curls", "short", "bob", "bun", "scarf", "long"]
Top = Literal["jumper", "shirt", "cardigan", "plain"]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours ("#rrggbb") and features of one figure."""

    skin: str
    shade: str
    """Skin in the shade: neck, nose, the lines between fingers."""
    blush: str
    lips: str
    hair: str
    hair_light: str
    style: Hair
    top: str
    top_shade: str
    kind: Top = "jumper"
    under: str = "#f4ede1"
    eyes: str = "#33251f"
    glasses: str | None = None
    beard: bool = False
    earrings: str | None = None
    headphones: bool = False
    wheelchair: bool = False


_BROWN = Look(
    skin="#a9693f", shade="#8a5130", blush="#c2573f", lips="#8f3b36", hair="#2f1f1b",
    hair_light="#4a322a", style="curls", top="#e0a43a", top_shade="#c4872a",
)  # fmt: skip
_FAIR = Look(
    skin="#f2c6a4", shade="#dba27e", blush="#e98a74", lips="#b9594f", hair="#a2552c",
    hair_light="#bf7040", style="short", top="#2f6f86", top_shade="#255a6e", kind="cardigan",
)  # fmt: skip

FILM_MAKER_LOOK = replace(_BROWN, earrings="#f3c64c", headphones=True)
LEAD_LOOK = replace(_FAIR, glasses="#3b3a45", beard=True, wheelchair=True)
SIGNER_LOOK = replace(
    _FAIR, skin="#e8b48c", shade="#c98d64", hair="#3a2a2a", hair_light="#54403d",
    style="bun", top="#2b2c3c", top_shade="#20212e", kind="plain", lips="#a8493f",
)  # fmt: skip
ELDER_LOOK = replace(
    _FAIR, skin="#f0cdb4", hair="#d9d6d2", hair_light="#efedea", style="bob", top="#8c5a8c",
    top_shade="#734873", kind="jumper", glasses="#8a4b52",
)  # fmt: skip
SCARF_LOOK = replace(
    _BROWN, skin="#cf9a6b", shade="#b07c4f", hair="#3f7f78", hair_light="#56978f", style="scarf",
    top="#b5525c", top_shade="#963f4a", blush="#d0705a", lips="#9c463f",
)  # fmt: skip
DARK_LOOK = replace(
    _BROWN, skin="#6f4430", shade="#573322", hair="#1f1716", hair_light="#33272a", style="short",
    top="#5a8f5c", top_shade="#487548", kind="shirt", lips="#6d2f2f", blush="#8a4034",
)  # fmt: skip
