"""The brief and its script as web pages."""

from mediakit.outputs.brief.model import IN_PICTURE, Brief
from mediakit.outputs.pages import page


def write_brief_html(brief: Brief) -> str:
    """What to record and how, names and hard words, as one page beside its picture."""
    return page("brief.html", brief=brief)


def write_script_html(brief: Brief) -> str:
    """The script as one page; its times lead into the film beside it."""
    return page("script.html", brief=brief, in_picture=IN_PICTURE)
