"""Bulk checks of the reader's own unit, as row-level security limits them."""

from datetime import timedelta

from django.db.models import QuerySet, Sum

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.deconfliction.models import IN_PART, ROWS_CHECKED, BulkCheck, BulkRow
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.audit.models import Event

TABLES_SENT = ("bulk_check.sent", "bulk_check.unread")


def bulk_checks() -> QuerySet[BulkCheck]:
    """Return the bulk checks of the reader's unit, newest first."""
    return BulkCheck.objects.select_related("posting__officer", "receipt", "unit").order_by(
        "-sent_at", "-pk"
    )


def rows_of(bulk: BulkCheck, answer: str = "") -> QuerySet[BulkRow]:
    """Return the rows of a bulk check in file order, limited to one answer if named."""
    rows = bulk.rows.select_related("entry")
    if answer in (IN_PART, BulkRow.Answer.NO_HIT):
        rows = rows.filter(why="") if answer != IN_PART else rows.exclude(why="")
        return rows.filter(answer=BulkRow.Answer.NO_HIT)
    return rows.filter(answer=answer) if answer else rows


def is_still_theirs(bulk: BulkCheck) -> bool:
    """Return whether the unit of a bulk check still owns its OCG, if it has one.

    The OCG is locked, so that this stays true until the transaction ends.
    """
    if not bulk.ocg_ref:
        return True
    ocg = Ocg.objects.filter(ref=bulk.ocg_ref).first()
    if ocg is None:
        return False
    take(Ocg, ocg.pk)
    return ocg.ownerships.filter(until_at=None, unit=bulk.unit_id).exists()


def rows_lately(unit: Unit) -> int:
    """Return how many rows a unit had checked in the last 24 hours."""
    since = clock.now() - timedelta(days=1)
    recent = BulkCheck.objects.filter(unit=unit, asked_at__gt=since)
    return recent.aggregate(all=Sum(ROWS_CHECKED))["all"] or 0


def tables_sent_lately(officer: Officer) -> int:
    """Return how many spreadsheets an officer sent in the last hour.

    Unreadable ones count too. The reader must be that officer, because officers see only their
    own activity.
    """
    since = clock.now() - timedelta(hours=1)
    return Event.objects.filter(officer=officer, verb__in=TABLES_SENT, at__gt=since).count()


def to_prepare(actor: Actor, bulk: BulkCheck) -> list[str]:
    """Say why an actor cannot prepare or start a bulk check, for `for_record`."""
    return rules.objections_to_prepare(actor.roles, bulk)


def to_cancel(actor: Actor, bulk: BulkCheck) -> list[str]:
    """Say why an actor cannot cancel a bulk check, for `for_record`."""
    return rules.objections_to_cancel_bulk_check(actor.roles, bulk)
