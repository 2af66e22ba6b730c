"""Start a bulk check: a worker runs it as soon as one is free."""

from broadhurst.capabilities.bulk_checks import rules
from broadhurst.capabilities.bulk_checks.queries.checks import (
    bulk_checks,
    is_still_theirs,
    rows_lately,
    to_prepare,
)
from broadhurst.capabilities.deconfliction.matching import recent_use
from broadhurst.capabilities.deconfliction.models import BulkCheck
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Unit
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.jobs.registry import defer
from broadhurst.foundation.workflow import refuse_if


class StartBulkCheckForm(CommandForm):
    """Nothing is asked: the table and its columns say it all."""


@for_record(to_prepare)
@command
def start_bulk_check(*, actor: Actor, bulk: BulkCheck) -> BulkCheck:
    """Let a bulk check run, within what its unit may have checked in a day."""
    tables = recent_use.recent_bulk_checks(actor.officer)
    is_theirs = is_still_theirs(bulk)
    take(Unit, bulk.unit_id)  # two officers of one unit must not both count the same rows
    bulk = lock(bulk_checks(), bulk)
    lately = rows_lately(actor.unit)
    refuse_if(
        rules.objections_to_start_bulk_check(actor.roles, bulk, lately, tables, is_theirs=is_theirs)
    )

    bulk.stage, bulk.asked_at, bulk.posting = BulkCheck.Stage.WAITING, clock.now(), actor.posting
    bulk.save(update_fields=["stage", "asked_at", "posting"])
    defer(rules.JOB, bulk.ref)  # a worker hears of it when this commits

    record(
        actor,
        "bulk_check.started",
        bulk.ref,
        dossier=None,
        rows=bulk.rows_sent,
        past_the_wall=recent_use.TO_COUNT,
    )
    return bulk
