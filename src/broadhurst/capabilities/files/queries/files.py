"""The files on a record."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import locked_agenda
from broadhurst.capabilities.meetings.rules.agendas import ONLY_CONVENERS, objections_to_change
from broadhurst.capabilities.notes.queries.records import (
    KEY_OF_MODEL,
    KINDS,
    key_of,
    record_at,
    record_rows,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.tasking.rules.seats import convenes
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.refusals import dossier_of

ON_THE_PAGE = 3  # the newest files, on the page of the record
WITHOUT_FILES = {"EVT"}  # a planned event is deleted when it is over
# The page of a handover pack lists the files of its transfer, and minutes those of their meeting.
ALSO_ON = {"transfers:pack": "TRF", "meetings:minutes": "MTG"}


def files() -> QuerySet[File]:
    """Return files with the related rows that their forms show."""
    return File.objects.select_related("added_by", "unit", "withdrawn_by")


def files_on(row: Any) -> QuerySet[File]:
    """Return the files on a record, newest first, withdrawn ones too."""
    return files().filter(kind=KEY_OF_MODEL[type(row)], record_id=row.pk)


def kept_on(row: Any) -> QuerySet[File]:
    """Return the files on a record that were not withdrawn."""
    return files_on(row).filter(withdrawn_at=None)


def listed_on(row: Any) -> QuerySet[File]:
    """Return the files that documents of a record list.

    Minutes list withdrawn files too, because they do not change after the board agreed them.
    """
    return files_on(row) if isinstance(row, Agenda) else kept_on(row)


def locked_record(row: Any) -> Any:
    """Return a record, and lock an agenda, so that nobody agrees its minutes meanwhile."""
    return locked_agenda(row) if isinstance(row, Agenda) else row


def record_of(file: File, actor: Actor) -> Any:
    """Return the record that a file is on."""
    return record_rows(file.kind, actor).get(pk=file.record_id)


def objections_to_add(actor: Actor, row: Any) -> list[str]:
    """Say why an actor who sees a record cannot add files to it, or change their descriptions."""
    if not isinstance(row, Agenda):
        return []
    return objections_to_change(convenes(actor, row.meeting.board), row)


def objections_to_withdraw(actor: Actor, row: Any) -> list[str]:
    """Say why an actor who sees a record cannot withdraw its files."""
    is_others = isinstance(row, Agenda) and not convenes(actor, row.meeting.board)
    return [ONLY_CONVENERS] if is_others else []


def has_files(ref: str) -> str:
    """Return the key of a reference's kind, or "" if that kind has no files."""
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
    is_document = page in ALSO_ON
    of_the_ocg = kept_on(row.ocg) if page == "transfers:pack" else ()
    latest = [*listed_on(row), *of_the_ocg] if is_document else _latest(key, row.pk)
    return "files/_on_record.html", {
        "ref": ref,
        "noun": KINDS[key].noun,
        "files": latest if is_document else latest[:ON_THE_PAGE],
        "has_more": not is_document and len(latest) > ON_THE_PAGE,
        "may_add": not (actor.reads_only or is_document or objections_to_add(actor, row)),
    }


def asks_on_page(actor: Actor, page: str, ref: str) -> list[Ask]:
    """Return the statement of `on_page` after the record, to send it ahead."""
    key = has_files(ref)
    row = record_at(actor, ref) if key and KINDS[key].page == page else None
    return [_latest.ask(key, row.pk)] if row else []


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statement of the part on an OCG's page, to send it ahead."""
    return [_latest.ask(KEY_OF_MODEL[Ocg], ocg.pk)]


@prepared_query
def _latest(kind: str, record: int) -> QuerySet[File]:
    """Select the newest files of a record that were not withdrawn, and one more."""
    rows = files().filter(kind=kind, record_id=record, withdrawn_at=None)
    return rows[: ON_THE_PAGE + 1]


def dossier_of_file(file: File, actor: Actor) -> Dossier | None:
    """Return the dossier of the record that a file is on, or None if it has none."""
    return dossier_of(record_of(file, actor))


def most_bytes() -> int:
    """Return the size of the largest file that can be added."""
    limit: int = settings.FILE_BYTES
    return limit
