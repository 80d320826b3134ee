"""What subtitle files put round the words: tags, codes, entities. Cues hold none."""

import html
import re

from mediakit.subtitles.formats.places import settings_of

_TAG = re.compile(r"</?(?:[bius]|font|ruby|rt|lang|c|v|span|em|strong)(?:[\s.][^<>\n]*)?/?>", re.I)
_ORDINARY = re.compile(r"<lang[\s.].*|<[^=]*=[^=]*>|<.*[\"'][^\"' ]*[\"']\s*>", re.I | re.S)
_VTT_TIME = re.compile(r"<(?:\d+:)?\d{1,2}:\d{2}\.\d{3}>")
_ASS_CODE = re.compile(r"\{\\[^{}\n]*\}")
_ORDINARY_CODE = re.compile(
    r"\{(?:\\fn[^\\{}]*|\\\d?[a-zA-Z]+[-.\d&H]*[0-9A-F]*&?(?:\([^()]*\))?)+\}"
)
_PLACE = re.compile(r"\{[^{}\n]*?\\an([1-9])[^{}\n]*\}")

JOINER = "\u2060"
"""The word joiner: cannot be seen, and has no width. Between the signs of a word that would act as
a tag, an arrow or a code it makes them text, in formats that have no other way to say so."""

_ACTIVE = re.compile(r"<(?=[/\w])|\{(?=\\)|--(?=>)")
_MADE_TEXT = re.compile(rf"(^|<|\{{|--){JOINER}", re.MULTILINE)


def without_tags(text: str, *, codes: bool = True) -> str:
    """Text without HTML-like tags and, where a format may have them, without the `codes` of ASS; a
    bare < or { that is no markup stays.

    >>> without_tags("<i>We</i> are {\\\\an8}here, 1 < 2 <font color='red'>now</font>")
    'We are here, 1 < 2 now'
    """
    return _VTT_TIME.sub("", _TAG.sub("", _ASS_CODE.sub("", text) if codes else text))


def wordy_tags(text: str) -> tuple[str, ...]:
    """The tags and codes in a text in which words seem to stand, as after a sign that went missing.

    >>> wordy_tags("<b>One</b> <i two three <font color='red'>four</font> <b five>six</b>")
    ('<b five>',)
    >>> wordy_tags("{\\\\an8\\\\b1}one {\\\\b two}three")
    ('{\\\\b two}',)
    """
    tags = (match[0] for match in _TAG.finditer(text))
    codes = (match[0] for match in _ASS_CODE.finditer(text))
    return (
        *(tag for tag in tags if " " in tag and not _ORDINARY.fullmatch(tag)),
        *(code for code in codes if not _ORDINARY_CODE.fullmatch(code)),
    )


def place_in(text: str) -> str:
    """The settings for the place in the picture that an ASS code in a text names; "" without one.

    >>> place_in("{\\\\an8}At the top"), place_in("At the bottom")
    ('line:0', '')
    """
    found = _PLACE.search(text)
    return settings_of(int(found[1])) if found else ""


def made_text(text: str) -> str:
    """Text in which nothing can be taken for a tag, a code or an arrow."""
    return _ACTIVE.sub(lambda sign: sign[0] + JOINER, text)


def as_meant(text: str) -> str:
    """The text that `made_text` was given."""
    return _MADE_TEXT.sub(r"\1", text)


def tidy_lines(text: str) -> str:
    """Lines without the space round them and without empty ones."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def escaped(text: str) -> str:
    """Text for WebVTT: &, < and > as entities, which also keeps "-->" out of it."""
    return html.escape(text, quote=False)


def unescaped(text: str) -> str:
    """Text of WebVTT without entities."""
    return html.unescape(text)
