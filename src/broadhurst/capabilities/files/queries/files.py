"""The files on a record."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.notes.queries.records import (
    KEY_OF_MODEL,
    KINDS,
    key_of,
    record_at,
    record_rows,
)
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.doors.refusals import dossier_of

ON_THE_PAGE = 3  # the newest files, on the page of the record
WITHOUT_FILES = {"EVT"}  # a planned event is deleted when it is over
# The page of a handover pack lists the files of its transfer.
ALSO_ON = {"transfers:pack": "TRF"}


def files() -> QuerySet[File]:
    """Return files with what their forms show."""
    return File.objects.select_related("added_by", "unit", "withdrawn_by")


def files_on(row: Any) -> QuerySet[File]:
    """Return the files on a record, newest first, withdrawn ones too."""
    return files().filter(kind=KEY_OF_MODEL[type(row)], record_id=row.pk)


def kept_on(row: Any) -> QuerySet[File]:
    """Return the files on a record that were not withdrawn."""
    return files_on(row).filter(withdrawn_at=None)


def has_files(ref: str) -> str:
    """Return the key of the kind that a reference is of, or "" if it has no files."""
    key = key_of(ref)
    return "" if key in WITHOUT_FILES else key


def on_page(actor: Actor, page: str, ref: str) -> tuple[str, dict[str, Any]] | None:
    """Return the template and the context of the files on a record's own page.

    The layout of pages asks this for each page (`settings.PARTS_OF_RECORD_PAGES`).
    """
    key = has_files(ref)
    if not key or (page != KINDS[key].page and ALSO_ON.get(page) != key):
        return None
    row = record_at(actor, ref)
    if row is None:
        return None
    is_pack = page in ALSO_ON
    rows = kept_on(row)
    latest = [*rows, *kept_on(row.ocg)] if is_pack else list(rows[: ON_THE_PAGE + 1])
    return "files/_on_record.html", {
        "ref": ref,
        "noun": KINDS[key].noun,
        "files": latest if is_pack else latest[:ON_THE_PAGE],
        "has_more": not is_pack and len(latest) > ON_THE_PAGE,
        "may_add": not actor.reads_only and not is_pack,
    }


def dossier_of_file(file: File, actor: Actor) -> Dossier | None:
    """Return the dossier of the record that a file is on, or None if it has none."""
    return dossier_of(record_rows(file.kind, actor).get(pk=file.record_id))


def most_bytes() -> int:
    """Return the size of the largest file that can be added."""
    limit: int = settings.FILE_BYTES
    return limit
