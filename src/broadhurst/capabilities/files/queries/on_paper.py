"""The list of a record's files in documents, such as a handover pack: names, never content."""

from typing import Any

from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import listed_on
from broadhurst.capabilities.notes.queries.records import KEY_OF_MODEL
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.doors.paper import heading, plain
from broadhurst.foundation.govuk.words import day


def files_on_paper(row: Any) -> list[str]:
    """Return the section that lists the files of a record, or nothing if it has none.

    A transfer lists those of its OCG too: they move with it.
    """
    records = [row, row.ocg] if isinstance(row, Transfer) else [row]
    with_files = [record for record in records if type(record) in KEY_OF_MODEL]
    lines = [part for record in with_files for file in listed_on(record) for part in _lines(file)]
    return [heading("Files"), *lines] if lines else []


def _lines(file: File) -> list[str]:
    added = f"{day(file.added_at)} by {file.added_by.name}"
    about = f"{file.description} {file.type_name}, {file.size:,} bytes. Added {added}."
    if file.withdrawn_at:
        ended = f"Withdrawn by {file.withdrawn_by.name} on {day(file.withdrawn_at)}"  # type: ignore[union-attr]
        return [
            heading(f"{file.name} {file.ref}", 3),
            plain(f"{ended}: {file.withdrawn_because}"),
        ]
    return [
        heading(f"{file.name} {file.ref}", 3),
        plain(f"{about} {file.get_scan_display()}."),
        plain(f"SHA-256 {file.sha256}"),
    ]
