"""From the journal to the reports that people read."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from mediakit.files import write_bytes, write_text
from mediakit.outputs.report.html import write_html
from mediakit.outputs.report.model import ReportRow
from mediakit.outputs.report.table import write_csv
from mediakit.workflow.batch.items import STATES, Settings
from mediakit.workflow.batch.journal import Entry

PAGE, TABLE = "report.html", "report.csv"


def write_report(settings: Settings, entries: Iterable[Entry]) -> tuple[Path, Path]:
    """Write report.html and report.csv into the folder of results; returns where they lie."""
    rows = tuple(_row(entry) for entry in entries)
    now = datetime.now().astimezone()
    written = f"on {now.day} {now:%B %Y} at {now:%H:%M}"
    page, table = settings.out / PAGE, settings.out / TABLE
    write_text(page, write_html(rows, written))
    write_bytes(table, write_csv(rows))
    return page, table


def _row(entry: Entry) -> ReportRow:
    facts, item = entry.facts, entry.item
    made = entry.is_done
    return ReportRow(
        title=item.title,
        source=str(item.source),
        state=entry.state,
        told=STATES[entry.state],
        why=entry.why,
        advice=entry.advice,
        warnings=entry.warnings,
        language=facts.get("language") or item.row.language,
        seconds=facts.get("seconds"),
        took=entry.ended - entry.began if entry.ended and entry.began else None,
        bytes=facts.get("bytes"),
        words=facts.get("words"),
        unsure=facts.get("unsure"),
        unclear=facts.get("unclear"),
        subtitles=facts.get("subtitles"),
        breaches=facts.get("breaches", {}),
        first=tuple(facts.get("first", ())),
        thumbnail=facts.get("thumbnail"),
        folder=facts.get("folder") if made else None,
        film=facts.get("film") if made else None,
        page=facts.get("page") if made else None,
        pair=item.row.pair,
    )
