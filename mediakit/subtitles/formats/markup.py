"""What subtitle files put round the words: tags and entities. Cues hold none."""

import html
import re

_TAG = re.compile(r"</?(?:[bius]|font|ruby|rt|lang|c|v|span|em|strong)(?:[\s.][^<>]*)?/?>", re.I)
_VTT_TIME = re.compile(r"<(?:\d+:)?\d{1,2}:\d{2}\.\d{3}>")
_ASS_CODE = re.compile(r"\{\\[^{}]*\}")


def without_tags(text: str) -> str:
    """Text without HTML-like tags and ASS codes; a bare < or { that is no markup stays.

    >>> without_tags("<i>We</i> are {\\\\an8}here, 1 < 2 <font color='red'>now</font>")
    'We are here, 1 < 2 now'
    """
    return _VTT_TIME.sub("", _TAG.sub("", _ASS_CODE.sub("", text)))


def tidy_lines(text: str) -> str:
    """Lines without the space round them and without empty ones."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def escaped(text: str) -> str:
    """Text for WebVTT: &, < and > as entities, which also keeps "-->" out of it."""
    return html.escape(text, quote=False)


def unescaped(text: str) -> str:
    """Text of WebVTT without entities and without the marks of writing direction."""
    return html.unescape(text).replace("\u200e", "").replace("\u200f", "")
