"""Every character that Lexend Regular has and how wide it is, so that it is known without drawing
a line what can stand in it and how wide it will be.

The numbers are advances in thousandths of an em, measured from the font in fontpkg-lexend 1.7; a
test compares them with the font itself. Kerning is left out, which errs on the wide side by up to
two parts in a hundred.
"""

import unicodedata

_BY_WIDTH = {
    0: (
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c"
        "\u030f\u0311\u0312\u031b\u0323\u0324\u0326\u0327\u0328\u032e\u0331\u0335"
    ),
    205: "'ʼ",
    221: "ʾʿ",
    228: ".:·",
    231: "|ˈˌ",
    236: "!¡",
    239: "¦",
    241: "ʻ‘’",
    243: "ìíîïĩīĭįıǐȉȋḯỉ",
    244: "∙",
    251: "lĺļḷḻ",
    253: "ł",
    262: ";",
    263: "ĵȷ",
    265: "j",
    267: ",‚",
    271: "ľ",
    273: "‹",
    275: "›",
    278: "iị",
    280: " ",
    281: "¹₁",
    326: "⁷₇",
    333: "⁹₉",
    342: "³₃",
    343: "⁶₆",
    346: "²•₂",
    351: "ŀ",
    353: "⁸₈",
    354: "º",
    358: "⁵₅",
    364: "⁰₀",
    365: "ª",
    366: "()",
    384: "tţťŧțṭṯẗ",
    387: "*",
    390: "⁴₄",
    393: "f",
    394: "-‐",
    402: "˘",
    403: "[]rŕŗřȑȓṛṟ",
    404: "‡",
    411: "{}",
    412: '"″',
    424: "¯",
    440: "†",
    445: "”",
    448: "“",
    478: "IÌÍÎÏĨĪĬĮİǏȈȊḮỈỊ",
    479: "sśŝşšșṡṣṥṧṩ",
    484: "z×źżžẓ",
    486: "«",
    491: "»₫",
    492: "„",
    500: "1`¨´¸ˆˇ˙˚˛˜˝",
    502: "ǉ",
    507: "®",
    510: "~",
    511: "?¿",
    514: "‒–",
    519: "ƒ",
    523: "∑",
    524: "<>",
    529: "3",
    532: "°",
    535: "c¢çćĉċčḉ",
    539: "ℓ",
    540: "₹",
    542: "7",
    543: "ĳ",
    548: "2",
    549: "§",
    550: "¤",
    551: "9∕",
    553: "∫",
    554: "ĸ",
    557: "/6\\",
    559: "≈",
    562: "x",
    566: "=≠",
    568: "5kķ",
    573: "v",
    574: "ð",
    576: "TŢŤŦȚṬṮ",
    579: "8^",
    580: "−",
    581: "yýÿŷȳẏỳỵỷỹ",
    582: "±",
    586: "eµèéêëēĕėęěȅȇəμḕḗḝẹẻẽếềểễệ",
    590: "∂",
    591: "+",
    595: "hnñĥħńņňŋḥḫṅṇṉ",
    596: "◊",
    597: "÷",
    599: "LĹĻĽĿḶḺ",
    602: "F₣",
    605: "uùúûüũūŭůűųưǔȕȗṹṻụủứừửữự…",
    606: "⁄",
    607: "0",
    609: "ɲ₺",
    610: "£₤",
    614: "EÈÉÊËĒĔĖĘĚȄȆπḔḖḜẸẺẼẾỀỂỄỆ",
    615: "oòóôõöøōŏőơǒǫǿȍȏȫȭȱṍṏṑṓọỏốồổỗộớờởỡợ∅",
    620: "4",
    624: "$SŚŜŞŠȘṠṢṤṦṨ",
    627: "≤≥",
    629: "℮",
    630: "bq",
    631: "pþ",
    633: "aàáâãäåāăąǎǻȁȃạảấầẩẫậắằẳẵặ",
    634: "PdÞđḍḏ",
    636: "ŉ",
    638: "Ł",
    642: "JĴ",
    644: "ﬂ",
    646: "€",
    649: "gĝğġģǧḡ",
    653: "ď",
    659: "ZŹŻŽẒ",
    660: "Y¥ÝŶŸȲẎỲỴỶỸ",
    664: "ß",
    670: "¬",
    671: "ﬁ",
    675: "ΩΩ",
    678: "#",
    679: "CÇĆĈĊČḈ₡₵",
    681: "B",
    684: "√",
    685: "X",
    690: "_",
    695: "RŔŖŘȐȒṚṞ",
    700: "AÀÁÂÃÄÅĀĂĄǍǺȀȂẠẢẤẦẨẪẬẮẰẲẴẶ",
    708: "∏",
    711: "Δ∆",
    712: "¶",
    715: "V",
    727: "₽",
    732: "KĶ",
    739: "&",
    740: "UÙÚÛÜŨŪŬŮŰŲƯǓȔȖṸṺỤỦỨỪỬỮỰ",
    748: "DÐĎĐḌḎ",
    759: "₭",
    760: "₼",
    761: "HĤḤḪ",
    762: "ẞ",
    766: "GĜĞĠĢǦḠ₲",
    770: "ØǾ",
    777: "Ɲ",
    780: "Ə",
    782: "OQÒÓÔÕÖŌŎŐƠǑǪȌȎȪȬȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ",
    785: "½",
    786: "©",
    791: "¾₧",
    792: "⅛",
    793: "N¼ÑŃŅŇŊṄṆṈ",
    794: "™",
    795: "₦₱",
    800: "wŵẁẃẅ",
    805: "⅜",
    817: "⅞",
    839: "%",
    847: "⅝",
    857: "Ħ",
    860: "ǌ",
    864: "MǈṂ",
    867: "∞",
    868: "—―",
    899: "æǽ",
    921: "mṃ",
    965: "@",
    969: "ÆǼ",
    996: "WŴẀẂẄ₩",
    1017: "œ",
    1027: "Œ",
    1058: "ǋ",
    1118: "ǆ",
    1120: "Ĳ",
    1177: "№",
    1190: "‰",
    1231: "ǅǲ",
    1241: "Ǉ",
    1362: "ǄǱ",
    1435: "Ǌ",
}

_WIDTHS = {character: width for width, text in _BY_WIDTH.items() for character in text}

BOLD = 1.01
"""libass thickens the regular letters and leaves them where they are, so a bold line grows by no
more than the thickness of its last letter; a test measures it in a drawn frame."""


def width_of(text: str) -> float:
    """The width of one line of drawable text in ems.

    >>> width_of("We plan the film")
    7.94
    """
    return sum(_WIDTHS.get(character, 0) for character in text) / 1000


INSTEAD = str.maketrans({"♪": "#", "♫": "#", "♬": "#", "♩": "#"})
"""Notes mark songs; Lexend has none, and # says the same (BBC)."""

_MOST_MARKS = 1
"""Marks on a letter besides those that are one sign with it: more would pile up out of their line.
"""


def drawable(text: str) -> str:
    """`text`, composed, in signs that Lexend has; line breaks and other space stay.

    A sign that it lacks is written in simpler ones where Unicode says how (a hyphen that does not
    break as one that does, a rare letter as letter and mark), a note as #, and else left out, as an
    emoji is: it would be drawn as a box, or from whichever other font a machine happens to have.

    >>> drawable("Sgwrs 🎬 ŵy: cyd\\u2011gynhyrchu ♪")
    'Sgwrs  ŵy: cyd‐gynhyrchu #'
    """
    kept = []
    letter_kept, marks = True, 0
    for sign in unicodedata.normalize("NFC", text.translate(INSTEAD)):
        known = sign in _WIDTHS or sign.isspace()
        for part in sign if known else unicodedata.normalize("NFKD", sign):
            # A mark goes with its letter: alone it would sit on the letter before.
            is_mark = bool(unicodedata.combining(part))
            marks = marks + 1 if is_mark else 0
            may_be = letter_kept and marks <= _MOST_MARKS if is_mark else True
            has = (part in _WIDTHS or part.isspace()) and may_be
            letter_kept = letter_kept if is_mark else has
            kept.append(part if has else "")
    drawn = "".join(kept)
    # A mark that was left out may have stood between a letter and another mark: they compose now.
    return drawn if drawn == text else drawable(drawn)


def undrawable(text: str) -> tuple[str, ...]:
    """The signs of `text` that are left out of a picture, each once. What is never seen (marks of
    direction, joiners, variants of an emoji) is not among them.

    >>> undrawable("Da iawn 👍🏽! ♪"), undrawable("ŵy")
    (('👍',), ())
    """
    seen = (sign for sign in unicodedata.normalize("NFC", text) if not drawable(sign).strip())
    shown = (sign for sign in seen if not sign.isspace() and not _is_unseen(sign))
    return tuple(dict.fromkeys(shown))


def _is_unseen(sign: str) -> bool:
    """Controls, format characters, marks by themselves, and the skin tones of emoji."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Mn", "Me", "Sk")
