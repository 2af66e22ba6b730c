"""The bulk checks that wait for a run, and which of them a worker has.

A worker belongs to no unit, so it looks past the wall to find the checks of every unit.
"""

from django.db import connection

from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation import clock
from broadhurst.foundation.access.wall import elevated

TO_RUN = "to run the bulk checks that units asked for"
TO_EXPIRE = "to delete bulk checks that are past their expiry"
RUNS = 0x62756C6B  # the lock of a run, with its bulk check's id
WAITING = """
SELECT ref FROM deconfliction_bulkcheck b
WHERE stage IN ('waiting', 'running') AND NOT EXISTS (
    SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
      AND l.classid = %(runs)s AND l.objid = b.id AND l.objsubid = 2)
ORDER BY asked_at, id
"""


def waiting() -> list[str]:
    """Return the references of the bulk checks to run that no run has, oldest first."""
    with elevated(TO_RUN), connection.cursor() as cursor:
        cursor.execute(WAITING, {"runs": RUNS})
        return [ref for (ref,) in cursor.fetchall()]


def claimed(ref: str) -> BulkCheck | None:
    """Return a bulk check to run, or None if another run has it.

    No other run can claim it until this one releases it or its connection ends.
    """
    checks = BulkCheck.objects.select_related(
        "posting__officer", "posting__unit__agency", "posting__unit__district"
    )
    with elevated(TO_RUN), connection.cursor() as cursor:
        bulk = checks.filter(ref=ref, stage__in=("waiting", "running")).first()
        if bulk:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [RUNS, bulk.pk])
            return bulk if cursor.fetchone()[0] else None
    return None


def released(bulk: BulkCheck) -> None:
    """Let another run take what is left of a bulk check."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [RUNS, bulk.pk])


def expire() -> int:
    """Delete expired bulk checks with their rows, and return how many checks."""
    with elevated(TO_EXPIRE):
        _, deleted = BulkCheck.objects.filter(expires_at__lte=clock.now()).delete()
    return deleted.get(BulkCheck._meta.label, 0)
