"""Web pages out of templates: each is whole in itself and needs nothing from the internet."""

from urllib.parse import quote

from mediakit.clock import format_time


def page(template: str, **values: object) -> str:
    """The page of that template. Whatever is put in is shown as it is, and never as markup."""
    from jinja2 import Environment, PackageLoader

    pages = Environment(loader=PackageLoader("mediakit.outputs"), autoescape=True)
    pages.filters.update(clock=format_time, duration=_duration, file=quote)
    return pages.get_template(template).render(values)


def _duration(ms: int) -> str:
    """A length of time as HTML's `datetime` takes it: PT83S."""
    return f"PT{ms // 1000}S"
