"""Lines put into a text that belongs to a person: everything else stays as it is."""


def start_with_notes(text: str, line: int) -> int:
    """The first of the comment lines that stand right above `line` (from 1), or `line`."""
    lines = text.split("\n")
    while line > 1 and lines[line - 2].lstrip().startswith("#"):
        line -= 1
    return line


def end_with_notes(text: str, line: int) -> int:
    """The last of the comment lines that stand right below `line`, unless a header follows them:
    then they belong to that.
    """
    lines = text.split("\n")
    end = line
    while end < len(lines) and lines[end].lstrip().startswith("#"):
        end += 1
    return line if end < len(lines) and lines[end].lstrip().startswith("[") else end


def at_end(text: str, block: str) -> str:
    """`text` with `block` as its last part."""
    text = text.rstrip() + _ending(text)
    return inserted(text, text.count("\n"), block)


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def inserted(text: str, line: int, block: str) -> str:
    """`text` with `block` behind its `line` (counted from 1), set off by blank lines."""
    if not text.endswith("\n"):
        text += _ending(text)
    lines = [part + "\n" for part in text.split("\n")[:-1]]
    middle = block.split("\n")
    if line and lines[line - 1].strip():
        middle.insert(0, "")
    if lines[line:] and lines[line].strip():
        middle.append("")
    return "".join((*lines[:line], *(part + _ending(text) for part in middle), *lines[line:]))
