"""The bulk checks that wait for a run, and which of them a worker has.

A worker belongs to no unit, so it looks past the wall to find the checks of every unit.
"""

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.database.prepared import send

TO_RUN = "to run the bulk checks that units asked for"
TO_EXPIRE = "to delete bulk checks that are past their expiry"
RUNS = 0x62756C6B  # the lock of a run, with its bulk check's id
UNENDED = """
SELECT b.id, EXISTS (
    SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
      AND l.classid = %(runs)s AND l.objid = b.id AND l.objsubid = 2)
FROM deconfliction_bulkcheck b
WHERE stage IN ('waiting', 'running')
"""


def waiting() -> list[str]:
    """Return the references of the bulk checks to run that no run has, oldest first."""
    return [bulk.ref for bulk, is_taken in _unended() if not is_taken]


def claimed(ref: str) -> BulkCheck | None:
    """Return a bulk check to run, or None if another run is doing it.

    No other run can claim it until this one releases it or its connection ends.
    """
    bulk = next((bulk for bulk, _ in _unended() if bulk.ref == ref), None)
    if bulk is None:
        return None
    is_ours = bool(send("SELECT pg_try_advisory_lock(%s::int, %s::int)", [RUNS, bulk.pk]).row()[0])
    return bulk if is_ours else None


def released(bulk: BulkCheck) -> None:
    """Let another run take what is left of a bulk check."""
    send("SELECT pg_advisory_unlock(%s::int, %s::int)", [RUNS, bulk.pk])


def _unended() -> list[tuple[BulkCheck, bool]]:
    """Return the bulk checks that were started and have not ended, oldest first.

    Each comes with whether a run is doing it now.
    """
    checks = BulkCheck.objects.select_related(
        "posting__officer", "posting__unit__agency", "posting__unit__district"
    )
    with elevated(TO_RUN):
        is_taken = dict(send(UNENDED, {"runs": RUNS}).rows())
        bulks = list(
            checks.filter(pk__in=is_taken, stage__in=("waiting", "running")).order_by(
                "asked_at", "pk"
            )
        )
    return [(bulk, is_taken[bulk.pk]) for bulk in bulks]


def expire() -> int:
    """Delete expired bulk checks with their rows, and return how many checks."""
    with elevated(TO_EXPIRE):
        _, deleted = BulkCheck.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(BulkCheck._meta.label, 0)
