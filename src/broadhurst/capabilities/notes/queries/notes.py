"""The notes on a record."""

from typing import Any

from django.db.models import QuerySet

from broadhurst.capabilities.notes.models import Note
from broadhurst.capabilities.notes.queries.records import (
    KEY_OF_MODEL,
    KINDS,
    ask_record,
    key_of,
    record_at,
    record_rows,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.doors.refusals import dossier_of

ON_THE_PAGE = 3  # the newest notes, on the page of the record


def notes() -> QuerySet[Note]:
    """Return notes with the related rows that their forms show."""
    return Note.objects.select_related("written_by", "unit", "withdrawn_by")


def notes_on(row: Any) -> QuerySet[Note]:
    """Return the notes on a record, newest first, withdrawn ones too."""
    rows = notes().filter(kind=KEY_OF_MODEL[type(row)], record_id=row.pk)
    return rows.prefetch_related("corrections__corrected_by", "mentions__officer", "mentions__unit")


def on_page(actor: Actor, page: str, ref: str) -> tuple[str, dict[str, Any]] | None:
    """Return the template and the context of the notes on a record's own page.

    The layout of pages asks this for each page (`settings.PARTS_OF_RECORD_PAGES`).
    """
    key = key_of(ref)
    if not key or KINDS[key].page != page:
        return None
    row = record_at(actor, ref)
    if row is None:
        return None
    latest = _latest(key, row.pk)
    return "notes/_on_record.html", {
        "ref": ref,
        "noun": KINDS[key].noun,
        "notes": latest[:ON_THE_PAGE],
        "has_more": len(latest) > ON_THE_PAGE,
        "may_write": not actor.reads_only,
    }


def asks_on_page(actor: Actor, page: str, ref: str) -> list[Ask]:
    """Return the statement of `on_page` after the record, to send it ahead."""
    key = key_of(ref)
    row = record_at(actor, ref) if key and KINDS[key].page == page else None
    return [_latest.ask(key, row.pk)] if row else []


def asks_of(ocg: Ocg) -> list[Ask]:
    """Return the statement of the part on an OCG's page, to send it ahead."""
    return [ask_record(ocg.ref), _latest.ask(KEY_OF_MODEL[Ocg], ocg.pk)]


@prepared_query
def _latest(kind: str, record: int) -> QuerySet[Note]:
    rows = Note.objects.filter(kind=kind, record_id=record, withdrawn_at=None)
    return rows.select_related("written_by")[: ON_THE_PAGE + 1]


def dossier_of_note(note: Note, actor: Actor) -> Dossier | None:
    """Return the dossier of the record that a note is on, or None if it has none."""
    return dossier_of(record_rows(note.kind, actor).get(pk=note.record_id))
