"""Cancel a bulk check.

Unanswered rows are not checked, and their entries are withdrawn.
"""

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, to_cancel
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class CancelBulkCheckForm(CommandForm):
    """Form with no fields."""


@for_record(to_cancel)
@command
def cancel_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Cancel a bulk check.

    Before it runs, its rows are deleted at once. A running check ends at its next step and keeps
    its answers.
    """
    bulk = lock(bulk_checks(), bulk)
    refuse_if(rules.objections_to_cancel_bulk_check(actor.roles, bulk))

    bulk.cancelled_at = clock.now()
    if bulk.stage != BulkCheck.Stage.RUNNING:
        bulk.stage, bulk.ended_at = BulkCheck.Stage.CANCELLED, bulk.cancelled_at
        bulk.rows.all().delete()
    bulk.save(update_fields=["stage", "ended_at", "cancelled_at"])

    record(actor, "bulk_check.cancelled", bulk.ref, dossier=None)
    return bulk
